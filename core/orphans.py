"""Which private files belong to no row? Those left by a killed process, or replaced; they are deleted after a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import FileField

from core.files import private_storage

KEPT = timedelta(days=1)


def sweep(now: datetime) -> list[str]:
    """Delete private files older than a day that no row names; return their names."""
    storage, named = private_storage(), set(_named())
    alone = [
        name
        for name in _below("")
        if name not in named and now - storage.get_modified_time(name) > KEPT
    ]
    for name in alone:
        storage.delete(name)
    return alone


def _named() -> Iterator[str]:
    """Every name that a column of ours holds."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and field.storage == private_storage():
                yield from model._default_manager.order_by("pk").values_list(
                    field.attname, flat=True
                )


def _below(folder: str) -> Iterator[str]:
    """Every file below a folder of the private storage."""
    storage = private_storage()
    if not storage.exists(folder or "."):
        return
    folders, files = storage.listdir(folder)
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in files)
    for each in folders:
        yield from _below(prefix + each)
