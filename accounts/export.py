"""How does a person get a copy of their data? As a zip with JSON and the files they uploaded."""

import io
import json
import zipfile
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder

from accounts import personal_data, queries
from accounts.models import User, WorkSample


def archive_of(user: User) -> bytes:
    """Return the zip of everything that every room keeps about a person."""
    data = {**queries.personal_data(user), **personal_data.copies(user)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "my-data.json", json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder, default=str)
        )
        trainee = queries.trainee_of(user)
        for sample in queries.work_samples_of(trainee) if trainee else []:
            _add_picture(archive, sample)
    return buffer.getvalue()


def _add_picture(archive: zipfile.ZipFile, sample: WorkSample) -> None:
    """Add the picture of a work sample, when it has one that is still stored."""
    name = sample.picture.name
    if name and sample.picture.storage.exists(name):
        with sample.picture.open("rb") as stream:
            archive.writestr(f"samples/{sample.pk}{PurePath(name).suffix}", stream.read())
