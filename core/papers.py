"""Can this PDF be opened, is it passive, and what is stored of it? By walking all of its objects, in a sandbox:
see core/room.py.
"""

import io
import re
import zipfile
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

MOST_PAGES = 60
MOST_OBJECTS = 12_000
MOST_BYTES_OF_A_PAGE = 20 * 1024 * 1024
TAIL = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\0*\s*$")
TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
# The operators that put text, pictures or lines on a page.
DRAWS = re.compile(rb"(?:\b(?:TJ|Tj|Do|sh|EI|[fFSsBb]\*?)|['\"])(?=\s|$)")
# What a passive PDF never needs: scripts, embedded files, XFA forms, multimedia.
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/AA"}
)
ACTIVE_KINDS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToE /GoToR /Rendition /Movie /Sound /RichMedia /RichMediaExecute"
    " /FileAttachment /EmbeddedFile /Filespec /Screen /3D".split()
)

# Metadata: who made a paper, with which program and when.
ABOUT_THE_MAKER = frozenset({"/Metadata", "/PieceInfo", "/LastModified"})


def kept_of(content: bytes) -> tuple[str, bytes]:
    """Return the fault, or "" and the paper as stored: its pages, without metadata.

    A signed paper (an electronic licence, a record of social insurance) is evidence and keeps every byte.
    """
    if not _ends_well(content) or zipfile.is_zipfile(io.BytesIO(content)):
        return "broken", b""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            return "locked", b""
        fault = _walked(reader)
        if fault:
            return fault, b""
        return "", content if is_signed(content) else _bare(reader)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OSError,
        RecursionError,
        EOFError,
    ):
        return "broken", b""  # what breaks this library breaks PDF readers too


def is_signed(content: bytes) -> bool:
    """Tell whether a paper has a digital signature (ISO 32000-1, 12.8.1), which is valid for its exact bytes only."""
    return b"/ByteRange" in content


def _bare(reader: PdfReader) -> bytes:
    """Rewrite a paper without its metadata, private data of programs, and earlier revisions."""
    paper, made = PdfWriter(clone_from=reader), io.BytesIO()
    paper.metadata = None
    for thing in paper._objects:
        if isinstance(thing, DictionaryObject):
            for key in ABOUT_THE_MAKER & thing.keys():
                del thing[key]
    paper.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    paper.write(made)
    return made.getvalue()


def _ends_well(content: bytes) -> bool:
    """Tell whether the file is complete: it ends with the offset of a cross-reference table that is there."""
    tail = TAIL.search(content[-2048:])
    return tail is not None and TABLE.match(content, int(tail[1])) is not None


def _walked(reader: PdfReader) -> str:
    """Check every object, then every page."""
    numbers = {(number, generation) for generation, held in reader.xref.items() for number in held}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        return "long"
    for number, generation in numbers - {(0, 65535), (0, 0)}:
        if is_active(reader.get_object(IndirectObject(number, generation, reader))):
            return "active"
    if is_active(reader.trailer):
        return "active"
    if len(reader.pages) > MOST_PAGES:
        return "long"
    shown = [_shows(page) for page in reader.pages]
    return "" if any(shown) else "empty"


def is_active(thing: Any) -> bool:
    """Tell whether an object, without following its references, has active content."""
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            if ACTIVE_KEYS & each.keys() or ACTIVE_KINDS & {
                _raw(each, key) for key in ("/S", "/Subtype", "/Type")
            }:
                return True
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list(each)
    return False


def _raw(thing: DictionaryObject, key: str) -> str:
    value = thing.raw_get(key) if key in thing else ""
    return value if isinstance(value, str) else ""


def _shows(page: Any) -> bool:
    """Decode a page's content; tell whether it draws anything."""
    _width, _height = float(page.mediabox.width), float(page.mediabox.height)
    drawn = page.get("/Contents")
    parts: Any = drawn.get_object() if drawn is not None else []
    total, draws = 0, False
    for part in parts if isinstance(parts, list) else [parts]:
        stream = part.get_object()
        if isinstance(stream, StreamObject):
            data = stream.get_data()
            total, draws = total + len(data), draws or DRAWS.search(data) is not None
        if total > MOST_BYTES_OF_A_PAGE:
            raise ValueError("a page that unpacks to more than any page holds")
    return draws
