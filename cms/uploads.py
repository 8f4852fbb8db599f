"""May an editor publish this picture or document? The same judge as for everybody's uploads, before Wagtail keeps it."""

import zipfile
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.denials import Denial, Refused
from core.files import UploadKind, check_upload, kept_copy

UNPACKED_BYTES = 100 * 1024 * 1024


class ImageForm(BaseImageForm):
    """Keeps the picture drawn again: no place, no camera, no name of the editor's machine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail counts the pictures in a file before it checks it, and falls over a half one.
        self.fields["file"].to_python = _patient(self.fields["file"].to_python)

    def clean_file(self) -> Any:
        """Judge and redraw a new picture; one that stays is left alone."""
        sent = self.cleaned_data["file"]
        if not isinstance(sent, UploadedFile):
            return sent
        try:
            kept = kept_copy(sent, UploadKind.IMAGE)
        except Refused as refusal:
            raise _refusal(refusal.denial) from refusal
        return SimpleUploadedFile(str(kept.name), kept.read())


class DocumentForm(BaseDocumentForm):
    """Keeps a document that is what its ending says and runs nothing."""

    def clean_file(self) -> Any:
        """Judge a new document; one that stays is left alone."""
        sent = self.cleaned_data["file"]
        if isinstance(sent, UploadedFile) and (denial := _denies(sent)):
            raise _refusal(denial)
        return sent


def _patient(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader that refuses what cannot be read."""

    def reading(sent: Any) -> Any:
        try:
            return read(sent)
        except (OSError, SyntaxError) as error:
            raise ValidationError(
                _("The file cannot be read to its end."), code="upload.broken"
            ) from error

    return reading


def _refusal(denial: Denial) -> ValidationError:
    return ValidationError(str(denial), code=denial.code)


def _denies(sent: UploadedFile) -> Denial | None:
    """Return what is wrong with a document."""
    ending = (sent.name or "").rsplit(".", 1)[-1].lower()
    if ending == "pdf":
        return check_upload(sent, UploadKind.PDF)
    is_good = _is_text(sent) if ending == "txt" else _is_office_file(sent)
    sent.seek(0)
    return (
        None
        if is_good
        else Denial("upload.broken", _("The file is not what its name says, or it holds programs."))
    )


def _is_text(sent: UploadedFile) -> bool:
    try:
        return "\0" not in sent.read().decode()
    except UnicodeDecodeError:
        return False


def _is_office_file(sent: UploadedFile) -> bool:
    """Tell whether a file is a document of an office program without macros, and no bomb."""
    try:
        with zipfile.ZipFile(sent) as parts:  # type: ignore[arg-type]  # file-like
            names = parts.namelist()
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    has_program = any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in names)
    return "[Content_Types].xml" in names and not has_program and unpacked <= UNPACKED_BYTES
