"""What is a connection to SQLite here? Django's own, which stamps the tables that it writes."""

from collections.abc import Callable
from typing import Any

from django.db.backends.sqlite3 import base

from core.stamps import Stamping


class StampingSqlite(Stamping, base.DatabaseWrapper):
    """A connection to SQLite."""

    def _alone(self, written: set[str], write: Callable[[], Any], sql: str) -> Any:
        """As for every database; a statement that returns rows ends, with the stamps behind it, when they are fetched."""
        if "RETURNING" not in sql:
            return super()._alone(written, write, sql)
        made = write()
        self._stamp(written)
        return made


DatabaseWrapper = StampingSqlite  # the name that Django asks for
