"""Which uploads are accepted, and where are private files stored? Content decides, never the name."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from io import BytesIO
from typing import Any, BinaryIO
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from core import pictures
from core.denials import Denial, Refused, require
from core.outages import is_full
from core.room import judged_apart


class TidyStorage(FileSystemStorage):
    """Files on disk; an incompletely written one is deleted."""

    def _save(self, name: str, content: Any) -> str:
        try:
            return str(super()._save(name, content))  # type: ignore[misc]  # Django's, unknown to the stubs
        except OSError:
            self.delete(name)
            raise


class UploadKind(Enum):
    """What an upload may be."""

    IMAGE = ("png", "jpeg", "webp")
    PDF = ("pdf",)
    IMAGE_OR_PDF = ("png", "jpeg", "webp", "pdf")


def private_storage() -> Storage:
    """Return the storage of personal files: outside MEDIA_ROOT, without a URL."""
    return storages["private"]


def sniff(stream: BinaryIO) -> str:
    """Return "png", "jpeg", "webp", "pdf" or "" from the first bytes; the stream is rewound."""
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return "pdf" if head.startswith(b"%PDF-") else ""


def content_type(stream: BinaryIO) -> str:
    """Return the media type to serve a private file with."""
    return {
        "png": "image/png",
        "jpeg": "image/jpeg",
        "webp": "image/webp",
        "pdf": "application/pdf",
    }.get(sniff(stream), "application/octet-stream")


@contextmanager
def no_orphan(storage: Storage) -> Iterator[list[str]]:
    """Delete the block's files if its other writes fail; a full disk is reported with a sentence."""
    names: list[str] = []
    try:
        yield names
    except BaseException as error:
        for name in filter(None, names):
            storage.delete(name)
        if is_full(error):
            raise Refused(NO_ROOM) from error
        raise


def check_upload(upload: UploadedFile, kind: UploadKind) -> Denial | None:
    """Return what is wrong with an upload, or None; it is decoded completely, under limits."""
    return _judged(upload, kind)[0]


def kept_copy(upload: UploadedFile, kind: UploadKind) -> ContentFile:
    """Return the stored form of an upload: pictures re-encoded, PDFs rewritten, under a meaningless name."""
    denial, content, ending = _judged(upload, kind)
    require(denial)
    return ContentFile(content, name=f"{uuid4().hex}.{ending}")


def can_be_opened(stored: FieldFile) -> bool:
    """Tell whether a stored file exists and can be opened; older files were checked less strictly."""
    try:
        with stored.open("rb") as stream:
            content = stream.read(settings.UPLOAD_MAX_BYTES + 1)
    except (OSError, ValueError):
        return False
    return not _judge(content)[0]


def _judged(upload: UploadedFile, kind: UploadKind) -> tuple[Denial | None, bytes, str]:
    """Check an upload once and cache the result: the form and the action both ask."""
    known = getattr(upload, "judged", None)
    if known is None:
        known = upload.judged = _first_look(upload, kind) or _whole_look(upload)  # type: ignore[attr-defined]  # a note on the upload
    return known


def _first_look(upload: UploadedFile, kind: UploadKind) -> tuple[Denial, bytes, str] | None:
    """Refuse by size and first bytes, without reading the rest."""
    limit = settings.UPLOAD_MAX_BYTES
    if not upload.size:
        return (
            Denial("upload.empty", _("The file is empty."), _("Please choose another file.")),
            b"",
            "",
        )
    if upload.size > limit:
        words = _("The file is larger than %(size)s MB.") % {"size": limit // 1024 // 1024}
        return Denial("upload.size", words), b"", ""
    if sniff(upload) not in kind.value:  # type: ignore[arg-type]  # UploadedFile is file-like without declaring it
        kinds = _("Accepted: %(kinds)s.") % {"kinds": ", ".join(kind.value).upper()}
        return Denial("upload.kind", _("This is not a file of the right kind."), kinds), b"", ""
    return None


def _whole_look(upload: UploadedFile) -> tuple[Denial | None, bytes, str]:
    upload.seek(0)
    fault, content, ending = _judge(upload.read())
    upload.seek(0)
    return (_FAULTS[fault] if fault else None), content, ending


def _judge(content: bytes) -> tuple[str, bytes, str]:
    """Return (fault, what is kept, its ending)."""
    found = sniff(BytesIO(content))
    if not found:
        return "broken", b"", ""
    if found == "pdf":
        return judged_apart("paper", content)
    fault, pixels = pictures.header_fault(content)
    if fault:
        return fault, b"", ""
    if pixels > pictures.SMALL_PIXELS:
        return judged_apart("picture", content)
    try:
        return "", *pictures.redrawn(content)
    except (OSError, ValueError, SyntaxError):
        return "broken", b"", ""


UNREADABLE = Denial(
    "upload.unreadable",
    _("The paper cannot be opened."),
    _("Ask for it again: nothing is confirmed on a paper that nobody can read."),
)
NO_ROOM = Denial(
    "upload.no_room",
    _("There is no room left to keep the file. Nothing was saved."),
    _("Please try again later."),
)
_AGAIN = _("Please save or scan it again and retry.")
_FAULTS = {
    "broken": Denial("upload.broken", _("The file cannot be read to its end."), _AGAIN),
    "pixels": Denial(
        "upload.pixels", _("The picture has too many pixels."), _("Please make it smaller.")
    ),
    "moving": Denial("upload.moving", _("The picture moves."), _("Please choose a still picture.")),
    "locked": Denial(
        "upload.locked", _("The PDF is locked."), _("Please save it without a password.")
    ),
    "active": Denial(
        "upload.active",
        _("The PDF holds programs, forms that send, or other files."),
        _("Please print it to a new PDF, or take a picture of the paper."),
    ),
    "empty": Denial("upload.blank", _("The PDF has no page with anything on it."), _AGAIN),
    "long": Denial(
        "upload.long", _("The PDF is too long."), _("Please keep the pages that matter.")
    ),
    "heavy": Denial("upload.heavy", _("The file is too complicated to be opened."), _AGAIN),
}
