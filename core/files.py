"""May this upload come in, and where do private files live? Content decides, never the name."""

import warnings
from enum import Enum
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from core.denials import Denial

MAX_PIXELS = 25_000_000


class UploadKind(Enum):
    """What an upload may be."""

    IMAGE = ("png", "jpeg")
    IMAGE_OR_PDF = ("png", "jpeg", "pdf")


def private_storage() -> Storage:
    """Return the storage of personal files: outside MEDIA_ROOT, without an address of its own."""
    return storages["private"]


def sniff(stream: BinaryIO) -> str:
    """Return "png", "jpeg", "pdf" or "" from the first bytes; the stream is rewound."""
    stream.seek(0)
    head = stream.read(16)
    stream.seek(0)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "pdf" if head.startswith(b"%PDF-") else ""


def content_type(stream: BinaryIO) -> str:
    """Return the media type to serve a private file with."""
    return {"png": "image/png", "jpeg": "image/jpeg", "pdf": "application/pdf"}.get(
        sniff(stream), "application/octet-stream"
    )


def check_upload(upload: UploadedFile, kind: UploadKind) -> Denial | None:
    """Say what is wrong with an upload (size, kind by content, picture dimensions from its header), or None."""
    limit = settings.UPLOAD_MAX_BYTES
    if not upload.size:
        return Denial("upload.empty", _("The file is empty."), _("Please choose another file."))
    if upload.size > limit:
        return Denial("upload.size", _("The file is larger than %(size)s MB.") % {"size": limit // 1024 // 1024})
    found = sniff(upload)  # type: ignore[arg-type]  # UploadedFile is file-like without declaring it
    if found not in kind.value:
        return Denial(
            "upload.kind",
            _("This is not a file of the right kind."),
            _("Accepted: %(kinds)s.") % {"kinds": ", ".join(kind.value).upper()},
        )
    return _denies_pixels(upload) if found in {"png", "jpeg"} else None


def _denies_pixels(upload: UploadedFile) -> Denial | None:
    """Refuse broken pictures and pixel bombs by the header, before anything is decoded."""
    too_many = Denial("upload.pixels", _("The picture has too many pixels."), _("Please make it smaller."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=["PNG", "JPEG"]) as image:  # type: ignore[arg-type]  # file-like
                width, height = image.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return too_many
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return Denial("upload.broken", _("The picture cannot be read."), _("Please save it again and retry."))
    finally:
        upload.seek(0)
    return too_many if width * height > MAX_PIXELS else None
