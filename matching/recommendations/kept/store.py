"""Where do the versions of what the matcher works out lie? One folder a kind, under MATCHER_ROOT."""

from pathlib import Path

from django.conf import settings

from core.versions import Store


def home() -> Path:
    """Return the folder of all kinds."""
    return Path(settings.MATCHER_ROOT)


def store(kind: str, keep: int | None = None) -> Store:
    """Return where one kind of version is kept, so many of them (MATCHER_KEEP)."""
    return Store(home(), kind, keep or settings.MATCHER_KEEP)
