"""Is somebody training already? One at a time, on all processes of a machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from core import locks
from matching.recommendations.kept.store import home

LOCK = "training.lock"


@contextmanager
def fit_lock() -> Iterator[bool]:
    """Hold the lock while the block runs; False if another process trains."""
    with locks.locked_if_free(home() / LOCK) as is_ours:
        yield is_ours


def is_fitting() -> bool:
    """Tell whether a training runs at this moment."""
    return locks.is_locked(home() / LOCK)
