"""Where are the versions of the matcher's arrays stored? One folder per kind, under MATCHER_ROOT."""

from pathlib import Path

from django.conf import settings

from core.versions import Store


def home() -> Path:
    """Return the folder of all kinds."""
    return Path(settings.MATCHER_ROOT)


def store(kind: str, keep: int | None = None) -> Store:
    """Return the store of one kind of version, which keeps MATCHER_KEEP of them."""
    return Store(home(), kind, keep or settings.MATCHER_KEEP)
