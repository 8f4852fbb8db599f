"""How long can a slip be taken back? One setting for the rules of every room and for the sentences that say it."""

from datetime import timedelta
from typing import Any, overload

from django.conf import settings
from django.utils.functional import Promise, lazy


def undo_window() -> timedelta:
    """Return for how long a slip can be taken back."""
    return timedelta(minutes=settings.UNDO_MINUTES)


@overload
def with_minutes(sentence: str, **counted: Any) -> str: ...


@overload
def with_minutes(sentence: Promise, **counted: Any) -> Promise: ...


def with_minutes(sentence: str | Promise, **counted: Any) -> str | Promise:
    """Put the minutes into a sentence that says how long; what is translated late is filled in late."""
    if isinstance(sentence, Promise):
        return _filled_in_late(sentence, counted)
    return _filled_in(sentence, counted)


def _filled_in(sentence: str | Promise, counted: dict[str, Any]) -> str:
    return str(sentence) % {"minutes": settings.UNDO_MINUTES, **counted}


_filled_in_late = lazy(_filled_in, str)
