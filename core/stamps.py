"""Has anything changed since a page was read? Every table has a stamp, set anew with each committed write.

`Stamping` is the part that both database backends share (core/databases). It sees every statement of its connection, whoever
sends it: a model, a bulk update, raw SQL. Before a transaction is committed, the tables that it wrote get new stamps in the
same transaction. A reader compares stamps taken before it read: equal stamps mean that nothing was committed since.
Stamps are random numbers and are never counted up, so that a restored backup cannot repeat one.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "core_tablestamp"
# Tables of no public page, written on many requests: they get no stamp, and what reads one is not kept.
UNSTAMPED = frozenset(
    {
        TABLE,
        "accounts_accesslog",
        "core_auditentry",
        "core_notice",
        "core_tally",
        "django_cache",
        "django_migrations",
        "django_q_ormq",
        "django_q_schedule",
        "django_q_task",
        "django_session",
        "matching_viewing",
    }
)
WRITES = re.compile(
    r'\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|(?<!DO )(?<!FOR )UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?"?(\w+)',
    re.I,
)
READS = re.compile(r'\b(?:FROM|JOIN)\s+(?:ONLY\s+)?"?(\w+)', re.I)
SELECT = "SELECT"


class Stamping(BaseDatabaseWrapper):
    """Mixed into a database backend: notes which tables are read and written, and stamps the written ones at commit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written: set[str] = set()  # in the transaction that is open now
        self.reading: set[str] | None = None  # tables read so far, while somebody asks
        self.stamps: Mapping[str, int] | None = None  # taken before that reading began
        self._has_table = False
        self.execute_wrappers: list[Any] = [self._note]

    def _note(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        """Note what a statement reads and writes; a write of its own becomes a transaction with its stamp."""
        is_plain = sql[:6].upper() == SELECT
        if self.reading is not None:
            self.reading.update(READS.findall(sql))
        written = set() if is_plain else set(WRITES.findall(sql)) - UNSTAMPED
        if not written:
            return execute(sql, params, many, context)
        if self.in_atomic_block or not self.get_autocommit():
            self.written |= written
            return execute(sql, params, many, context)
        return self._alone(written, lambda: execute(sql, params, many, context), sql)

    def _alone(self, written: set[str], write: Callable[[], Any], sql: str) -> Any:
        """Make a transaction of one statement and its stamps."""
        with transaction.atomic(using=self.alias):
            self.written |= written
            return write()

    def commit(self) -> None:
        """Stamp what was written, then commit."""
        if self.written:
            self._stamp(self.written)
        super().commit()
        self.written.clear()

    def rollback(self) -> None:
        """Forget what was written with it."""
        super().rollback()
        self.written.clear()

    def close(self) -> None:
        """Forget what was written and not committed."""
        super().close()
        self.written.clear()

    def _stamp(self, written: set[str]) -> None:
        """Give new stamps in the order of names, so that two transactions never wait for each other."""
        names = sorted(written)
        with self.cursor() as cursor:
            if not self._has_table:  # while migrations run, it is not there yet
                self._has_table = TABLE in self.introspection.table_names(cursor)
            if not self._has_table:
                return
            rows = ", ".join(["(%s, %s)"] * len(names))
            values = [value for name in names for value in (name, secrets.randbits(62))]
            cursor.execute(
                f'INSERT INTO "core_tablestamp" ("name", "stamp") VALUES {rows} '  # noqa: S608  # as many marks as names, no value
                'ON CONFLICT ("name") DO UPDATE SET "stamp" = excluded."stamp"',
                values,
            )


def stamps() -> Mapping[str, int]:
    """Return the stamp of each table that was ever written: as committed now, or when an outer reading began."""
    here = _here()
    if here.stamps is not None:
        return here.stamps
    with here.cursor() as cursor:
        cursor.execute('SELECT "name", "stamp" FROM "core_tablestamp"')
        return dict(cursor.fetchall())


def is_writing() -> bool:
    """Tell whether this connection wrote what is not committed: what it reads now may never become true."""
    return bool(_here().written)


@contextmanager
def reading(current: Mapping[str, int]) -> Iterator[set[str]]:
    """Collect the names of the tables that are read while the block runs; an outer reading gets them too.

    current: the stamps taken before the block, by which what is read in it will be compared.
    """
    here, found = _here(), set[str]()
    outer, outer_stamps = here.reading, here.stamps
    here.reading, here.stamps = found, current
    try:
        yield found
    finally:
        here.reading, here.stamps = outer, outer_stamps
        note_reads(found)


def note_reads(tables: Iterable[str]) -> None:
    """Tell the reading that is under way, if any, of tables whose content comes from elsewhere."""
    here = _here()
    if here.reading is not None:
        here.reading.update(tables)


def _here() -> Any:
    """Return this thread's connection, whose backend is mixed with `Stamping`."""
    return connections[DEFAULT_DB_ALIAS]
