"""What happens when many people want the same rows at once? The whole action is retried, then refused with a sentence."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import OperationalError, models, transaction
from django.utils.translation import gettext_lazy as _

from core.denials import Denial, Refused
from core.locks import locked

P = ParamSpec("P")
R = TypeVar("R")

# PostgreSQL: lock_timeout, deadlock, serialization failure. SQLite: the low byte of BUSY and LOCKED.
POSTGRES_CODES = frozenset({"55P03", "40P01", "40001"})
SQLITE_CODES = frozenset({5, 6})
ATTEMPTS = 3
# A person waits for the answer: no retry after this many seconds.
PATIENCE_SECONDS = 5.0
PAUSE_SECONDS = 0.05
BUSY = Denial(
    "contention.busy",
    _("Too many people are using this at the moment. Nothing was changed."),
    _("Please try again."),
)

_own = threading.local()


def is_contention(error: BaseException | None) -> bool:
    """Tell whether an error says "somebody else holds these rows", and not that something is broken."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) in POSTGRES_CODES:
        return True
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in SQLITE_CODES


@contextmanager
def in_turn() -> Iterator[None]:
    """Let the writers of an SQLite file begin in the order in which they came.

    Without it each looks again after a pause that grows, so who has waited longest looks least often. Whoever still waits
    when the lock timeout is over is refused like somebody who waited for the file itself.
    """
    connection = transaction.get_connection()
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "memory" in name or getattr(_own, "turn", False):
        yield
        return
    came_at = time.monotonic()
    with locked(Path(f"{name}.turn")):
        if time.monotonic() - came_at > settings.LOCK_TIMEOUT_MS / 1000:
            raise Refused(BUSY)
        _own.turn = True  # what runs on commit may act too
        try:
            yield
        finally:
            _own.turn = False


def patiently(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action in one transaction; on contention run the whole action again on fresh rows.

    At most `ATTEMPTS` times and not beyond `PATIENCE_SECONDS`; then `Refused` with `BUSY`, nothing written. Inside an outer
    transaction the action is only a part: the error goes up to the owner of that transaction.
    """
    whole = transaction.atomic(action)

    @wraps(action)
    def patient(*args: P.args, **kwargs: P.kwargs) -> R:
        if transaction.get_connection().in_atomic_block:
            return whole(*args, **kwargs)
        ends_at = time.monotonic() + PATIENCE_SECONDS
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with in_turn():
                    return whole(*args, **kwargs)
            except OperationalError as error:
                if not is_contention(error):
                    raise
                _read_again([*args, *kwargs.values()])
                if attempt == ATTEMPTS or time.monotonic() >= ends_at:
                    raise Refused(BUSY) from error
            _step_aside(attempt)
        raise AssertionError("every attempt returns or raises")

    return patient


def _read_again(things: list[Any]) -> None:
    """Refresh the passed-in rows after a rollback, so that memory and tables agree."""
    for thing in things:
        if isinstance(thing, list):
            _read_again(thing)
        elif isinstance(thing, models.Model) and not thing._state.adding:
            thing.refresh_from_db()


def _step_aside(attempt: int) -> None:
    """Wait a moment, longer each time and with jitter."""
    time.sleep(PAUSE_SECONDS * attempt * (1 + random.random()))  # noqa: S311  # jitter, no secret


@contextmanager
def briefly(milliseconds: int = 200) -> Iterator[None]:
    """Write something optional, in a transaction of its own that waits for a lock no longer than this."""
    connection = transaction.get_connection()
    on_sqlite = connection.vendor == "sqlite"
    if connection.in_atomic_block:  # only in tests, or inside an outer transaction: a savepoint
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        if on_sqlite:
            before = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {int(milliseconds)}")
    try:
        with transaction.atomic():
            if not on_sqlite:
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT set_config('lock_timeout', %s, true)", [f"{int(milliseconds)}ms"]
                    )
            yield
    finally:
        if on_sqlite:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {int(before)}")
