"""Is an outage of the environment the cause of an error: no database, or a full disk?"""

import errno

from django.db import InterfaceError, OperationalError

# PostgreSQL: connection exceptions (08), too many connections (53300), shut down or starting (57P), disk full (53100).
GONE = ("08", "53300", "57P")
POSTGRES_FULL = "53100"
# SQLite: the file cannot be opened, read or written; the disk is full. The low byte is the kind.
SQLITE_GONE = frozenset({8, 10, 14, 26})
SQLITE_FULL = 13
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def outage(error: BaseException | None) -> str:
    """Return "database" when it cannot be reached, "full" when there is no room, "" when it is something else."""
    if is_full(error):
        return "full"
    if isinstance(error, InterfaceError):  # the connection went away while it was used
        return "database"
    if not isinstance(error, OperationalError):
        return ""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return "database" if code & 0xFF in SQLITE_GONE else ""
    state = getattr(cause, "sqlstate", None)
    return "database" if state is None or state.startswith(GONE) else ""


def is_full(error: BaseException | None) -> bool:
    """Tell whether an error says that there is no room left."""
    if isinstance(error, OperationalError):
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorcode", None)
        return getattr(cause, "sqlstate", "") == POSTGRES_FULL or (
            code is not None and code & 0xFF == SQLITE_FULL
        )
    return isinstance(error, OSError) and error.errno in NO_ROOM
