"""Is somebody training already? One at a time; the system frees the lock of a process that was killed."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LOCK = "training.lock"


@contextmanager
def turn() -> Iterator[bool]:
    """Hold the turn while the block runs; False when another process has it."""
    home = Path(settings.MATCHER_ROOT)
    home.mkdir(parents=True, exist_ok=True)
    with (home / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def is_taken() -> bool:
    """Tell whether a training runs at this moment."""
    with turn() as is_ours:
        return not is_ours
