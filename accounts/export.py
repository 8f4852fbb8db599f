"""How does a person get a copy of their data? As a zip with JSON and the files they uploaded."""

import io
import json
import zipfile
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.fields.files import FieldFile

from accounts import personal_data, queries
from accounts.models import User
from accounts.queries.own_data import own_data
from accounts.session import trainee_of
from core.files import sniff


def archive_of(user: User) -> bytes:
    """Return the zip of everything that every room keeps about a person."""
    data = {**own_data(user), **personal_data.copies(user)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "my-data.json",
            json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder, default=str),
        )
        for name, stored in _files(user):
            _add(archive, name, stored)
    return buffer.getvalue()


def _files(user: User) -> Iterator[tuple[str, FieldFile]]:
    """Yield the pictures of the work samples, and what the person uploaded in other rooms."""
    trainee = trainee_of(user)
    for sample in queries.work_samples_of(trainee) if trainee else []:
        yield f"samples/{sample.pk}", sample.picture
    yield from personal_data.all_files(user)


def _add(archive: zipfile.ZipFile, name: str, stored: FieldFile) -> None:
    """Add a file that is still stored, with the ending that its content has."""
    if not stored.name or not stored.storage.exists(stored.name):
        return
    with stored.open("rb") as stream:
        content = stream.read()
    archive.writestr(f"{name}.{sniff(io.BytesIO(content)) or 'bin'}", content)
