"""A paper is whole, has a page with something on it, and is only to be read; a picture is kept as a picture alone."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from fpdf import FPDF
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from core import room
from core.denials import Refused
from core.files import UploadKind, check_upload, kept_copy
from core.papers import is_signed, kept_of


def pdf(pages: int = 1, **options: bool) -> bytes:
    """A PDF as our own library writes it."""
    paper = FPDF()
    paper.set_compression(options.get("compressed", True))
    for n in range(pages):
        paper.add_page()
        paper.set_font("helvetica")
        paper.cell(text=f"Licence {n}")
    return bytes(paper.output())


def rewritten(change: Callable[[PdfWriter], object] = lambda paper: None) -> bytes:
    """The same through another producer, with a change."""
    paper, made = PdfWriter(clone_from=io.BytesIO(pdf())), io.BytesIO()
    change(paper)
    paper.write(made)
    return made.getvalue()


def scanned() -> bytes:
    """A scan: a picture as a PDF, by Pillow."""
    made = io.BytesIO()
    Image.effect_noise((400, 600), 40).convert("RGB").save(made, "PDF")
    return made.getvalue()


def does(action: dict[str, str]) -> Callable[[PdfWriter], object]:
    """Let the paper do something when it is opened."""
    thing = DictionaryObject(
        {
            NameObject(k): TextStringObject(v) if k == "/JS" else NameObject(v)
            for k, v in action.items()
        }
    )
    return lambda paper: paper.root_object.update(
        {NameObject("/OpenAction"): paper._add_object(thing)}
    )


def on_click(kind: str) -> Callable[[PdfWriter], object]:
    """Let a page do something when it is clicked."""
    action = DictionaryObject({NameObject("/S"): NameObject(kind)})
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    return lambda paper: paper.pages[0].update({NameObject("/Annots"): ArrayObject([note])})


GOOD = {
    "plain": pdf,
    "uncompressed": lambda: pdf(compressed=False),
    "twenty pages": lambda: pdf(20),
    "another producer": rewritten,
    "a scan": scanned,
    "ends with blanks": lambda: pdf() + b"\r\n\n",
    "a link to the web": lambda: rewritten(on_click("/URI")),
}
BAD = {
    "first bytes alone": ("broken", lambda: b"%PDF-1.7 rest"),
    "half": ("broken", lambda: pdf()[: len(pdf()) // 2]),
    "half with an end": ("broken", lambda: pdf()[: len(pdf()) // 2] + b"\nstartxref\n9\n%%EOF"),
    "last line gone": ("broken", lambda: pdf()[:-8]),
    "middle gone": ("broken", lambda: pdf()[:200] + pdf()[400:]),
    "a zip behind": ("broken", lambda: pdf() + zipped()),
    "html behind": ("broken", lambda: pdf() + b"<script>alert(1)</script>"),
    "locked": ("locked", lambda: rewritten(lambda paper: paper.encrypt("secret"))),
    "locked for changes": ("locked", lambda: rewritten(lambda paper: paper.encrypt("", "owner"))),
    "no pages": ("empty", lambda: pageless()),
    "a blank page": ("empty", lambda: blank()),
    "a script": ("active", lambda: rewritten(does({"/S": "/JavaScript", "/JS": "app.alert(1)"}))),
    "a program": ("active", lambda: rewritten(does({"/S": "/Launch"}))),
    "sends a form": ("active", lambda: rewritten(on_click("/SubmitForm"))),
    "opens another file": ("active", lambda: rewritten(on_click("/GoToR"))),
    "a file inside": (
        "active",
        lambda: rewritten(lambda paper: paper.add_attachment("a.exe", b"MZ")),
    ),
    "too many pages": ("long", lambda: pdf(61)),
}


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "a")
    return made.getvalue()


def pageless() -> bytes:
    made = io.BytesIO()
    PdfWriter().write(made)
    return made.getvalue()


def blank() -> bytes:
    paper, made = PdfWriter(), io.BytesIO()
    paper.add_blank_page(200, 200)
    paper.write(made)
    return made.getvalue()


@pytest.mark.parametrize("name", GOOD)
def test_a_whole_paper_is_taken(name: str):
    assert kept_of(GOOD[name]())[0] == ""


@pytest.mark.parametrize("name", BAD)
def test_a_paper_that_nobody_can_open_or_that_does_things_is_refused(name: str):
    fault, make = BAD[name]
    assert kept_of(make())[0] == fault


def test_a_paper_that_takes_too_long_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(room, "WAIT_SECONDS", 0)
    denial = check_upload(SimpleUploadedFile("a.pdf", pdf()), UploadKind.PDF)
    assert denial.code == "upload.heavy"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("half", "upload.broken"),
        ("locked", "upload.locked"),
        ("a script", "upload.active"),
        ("a blank page", "upload.blank"),
        ("too many pages", "upload.long"),
    ],
)
def test_whoever_sends_it_reads_why(name: str, code: str):
    upload = SimpleUploadedFile("a.pdf", BAD[name][1]())
    denial = check_upload(upload, UploadKind.PDF)
    assert (denial.code, bool(str(denial.remedy))) == (code, True)


def test_a_page_that_explodes_is_refused_in_a_room_of_its_own():
    bomb = zlib.compress(b"0 0 m\n" * 40_000_000, 9)
    content = pdf(compressed=False).replace(b"/Length", b"/Filter /FlateDecode /Length", 1)
    at = content.index(b"stream\n") + 7
    content = content[:at] + bomb + content[content.index(b"endstream") :]
    upload = SimpleUploadedFile("a.pdf", content)
    assert check_upload(upload, UploadKind.IMAGE_OR_PDF) is not None


def drawn(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (64, 48), **options: object
) -> bytes:
    """A picture of a mode."""
    made = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").convert(mode).save(made, kind, **options)
    return made.getvalue()


def see_through() -> bytes:
    """A WebP with holes."""
    made = io.BytesIO()
    Image.new("RGBA", (40, 40), (200, 0, 0, 90)).save(made, "WEBP")
    return made.getvalue()


def with_place() -> bytes:
    """A photograph that says where and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "Phone X", 6
    exif.get_ifd(0x8825)[2] = (30.0, 39.0, 1.0)
    return drawn("JPEG", exif=exif)


def moving(kind: str) -> bytes:
    """A picture that moves."""
    made, frames = (
        io.BytesIO(),
        [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")],
    )
    frames[0].save(made, kind, save_all=True, append_images=frames[1:])
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (drawn("PNG"), "png"),
        (drawn("PNG", "P"), "png"),
        (drawn("PNG", "1"), "png"),
        (drawn("PNG", "RGBA"), "png"),
        (drawn("PNG", "I;16"), "png"),
        (drawn("JPEG"), "jpg"),
        (drawn("JPEG", progressive=True), "jpg"),
        (drawn("JPEG", "CMYK"), "jpg"),
        (drawn("JPEG", "L"), "jpg"),
        (drawn("WEBP"), "jpg"),
        (see_through(), "png"),
        (drawn("JPEG", size=(1800, 1400)), "jpg"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_a_good_picture_of_any_make_is_kept_and_can_be_opened(content: bytes, ending: str):
    kept = kept_copy(SimpleUploadedFile("我的 照片.exe", content), UploadKind.IMAGE)

    assert (
        str(kept.name).endswith(f".{ending}"),
        "照片" in str(kept.name),
        len(str(kept.name)),
    ) == (
        True,
        False,
        33 + len(ending),
    )
    Image.open(io.BytesIO(kept.read())).load()


def test_what_is_kept_says_neither_where_nor_with_what_it_was_taken_and_stands_upright():
    kept = Image.open(kept_copy(SimpleUploadedFile("a.jpg", with_place()), UploadKind.IMAGE))
    assert (dict(kept.getexif()), kept.size, "exif" in kept.info) == ({}, (48, 64), False)


def test_comments_and_what_hangs_behind_a_picture_are_not_kept():
    note = PngInfo()
    note.add_text("Author", "SECRET-AUTHOR")
    content = drawn("PNG", pnginfo=note) + b"SECRET-TAIL"
    assert b"SECRET" not in kept_copy(SimpleUploadedFile("a.png", content), UploadKind.IMAGE).read()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (drawn("PNG")[:-30], "upload.broken"),
        (drawn("PNG", size=(300, 300))[:5000], "upload.broken"),
        (drawn("JPEG", size=(300, 300))[:5000], "upload.broken"),
        (drawn("JPEG", progressive=True, size=(300, 300))[:9000], "upload.broken"),
        (drawn("WEBP", size=(300, 300))[:5000], "upload.broken"),
        (drawn("JPEG") + zipped(), "upload.broken"),
        (moving("PNG"), "upload.moving"),
        (moving("WEBP"), "upload.moving"),
        (moving("GIF"), "upload.kind"),
        (b"GIF89a" + pdf(), "upload.kind"),
        (b"RIFF" + struct.pack("<I", 4) + b"WAVE", "upload.kind"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_a_picture_that_is_not_whole_still_or_what_it_says_is_refused(content: bytes, code: str):
    denial = check_upload(SimpleUploadedFile("a.png", content), UploadKind.IMAGE)
    assert denial is not None
    assert denial.code == code


def test_an_action_asks_again():
    with pytest.raises(Refused):
        kept_copy(SimpleUploadedFile("a.pdf", b"%PDF-1.4 ok"), UploadKind.IMAGE_OR_PDF)


MAKER = "EXAMPLEMAKER"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{MAKER}</dc:creator></x:xmpmeta>".encode()


def signed_by_its_maker(paper: PdfWriter) -> None:
    """Say in every place of a PDF who made it, with what and when."""
    paper.add_metadata(
        {"/Author": MAKER, "/Producer": MAKER, "/Creator": MAKER, "/CreationDate": "D:20260101"}
    )
    note = StreamObject()
    note.set_data(XMP)
    for thing in (paper.root_object, paper.pages[0]):
        thing[NameObject("/Metadata")] = paper._add_object(note)
    paper.pages[0][NameObject("/PieceInfo")] = DictionaryObject(
        {NameObject("/App"): TextStringObject(MAKER)}
    )


def test_a_kept_paper_opens_and_does_not_say_who_made_it():
    content = rewritten(signed_by_its_maker)
    assert content.count(MAKER.encode()) >= 4
    kept = kept_copy(SimpleUploadedFile("张丽的执照.pdf", content), UploadKind.IMAGE_OR_PDF).read()
    assert (MAKER.encode() in kept, b"xmpmeta" in kept, kept_of(kept)[0]) == (False, False, "")
    reader = PdfReader(io.BytesIO(kept))
    assert (reader.metadata, reader.xmp_metadata, len(reader.pages)) == (None, None, 1)
    assert reader.pages[0].extract_text() == "Licence 0"


def sealed(paper: PdfWriter) -> None:
    """Put a digital signature into a paper, as electronic licences have one."""
    seal = DictionaryObject({
        NameObject("/Type"): NameObject("/Sig"),
        NameObject("/ByteRange"): ArrayObject([NumberObject(each) for each in (0, 10, 20, 30)]),
    })  # fmt: skip
    paper.pages[0][NameObject("/Seal")] = paper._add_object(seal)


def test_a_signed_paper_keeps_every_byte():
    content = rewritten(sealed)
    assert (kept_of(content)[0], is_signed(content), is_signed(rewritten())) == ("", True, False)
    assert kept_copy(SimpleUploadedFile("a.pdf", content), UploadKind.PDF).read() == content


@pytest.mark.parametrize("content", [pdf(), pdf(3), pdf(compressed=False), scanned(), rewritten()])
def test_what_a_paper_shows_is_kept(content: bytes):
    kept = kept_copy(SimpleUploadedFile("a.pdf", content), UploadKind.PDF).read()
    before, after = (PdfReader(io.BytesIO(each)) for each in (content, kept))
    assert [page.extract_text() for page in after.pages] == [
        page.extract_text() for page in before.pages
    ]
    assert [[image.data for image in page.images] for page in after.pages] == [
        [image.data for image in page.images] for page in before.pages
    ]
    assert after.metadata is None
