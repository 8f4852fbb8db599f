"""Uploads are judged by content, by header, before anything is decoded."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.files import UploadKind, check_upload, content_type, sniff
from tests.factories.matching import PDF


def picture(size: tuple[int, int] = (8, 8), kind: str = "PNG") -> bytes:
    """Return the bytes of a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, kind)
    return stream.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb() -> bytes:
    """Return a PNG whose header claims 30,000 × 30,000 pixels."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


def code_for(content: bytes, name: str, kind: UploadKind = UploadKind.IMAGE_OR_PDF) -> str:
    """Return the denial code for an upload, "" when it may come in."""
    denial = check_upload(SimpleUploadedFile(name, content), kind)
    return denial.code if denial else ""


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (picture(), "a.png", ""),
        (picture(kind="JPEG"), "a.exe", ""),
        (PDF, "a.pdf", ""),
        (b"%PDF-1.7 rest", "a.pdf", "upload.broken"),
        (b"", "a.png", "upload.empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "upload.kind"),
        (b"<html><script>1</script>", "a.pdf", "upload.kind"),
        (b"PK\x03\x04zip", "a.jpg", "upload.kind"),
        (picture()[:20], "a.png", "upload.broken"),
        (bomb(), "a.png", "upload.pixels"),
    ],
)
def test_content_decides(content: bytes, name: str, expected: str) -> None:
    assert code_for(content, name) == expected


def test_a_file_over_the_limit_is_refused(settings: pytest.FixtureRequest) -> None:
    settings.UPLOAD_MAX_BYTES = 100  # type: ignore[attr-defined]  # pytest-django's settings
    assert code_for(picture((200, 200)) + b"\0" * 200, "a.png") == "upload.size"


def test_a_pdf_is_no_picture() -> None:
    assert code_for(b"%PDF-1.7", "a.pdf", UploadKind.IMAGE) == "upload.kind"


def test_the_media_type_comes_from_the_bytes() -> None:
    assert [content_type(io.BytesIO(b)) for b in (picture(), b"%PDF-1", b"<html>")] == [
        "image/png",
        "application/pdf",
        "application/octet-stream",
    ]
    assert sniff(io.BytesIO(b"\xff\xd8\xff\xe0")) == "jpeg"
