"""What is the cache? Redis; while it does not answer, a table of the database. Embedded: that table, and files for pages.

Derived values are then recomputed, and limits keep counting (from zero): a lost cache opens no access and breaks no page.
"""

import logging
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from core.locks import locked

logger = logging.getLogger(__name__)

# After a failure Redis is not tried for so long: an unreachable machine would cost every request its time-out.
PAUSE_SECONDS = 5.0
STAND_IN = "table"


class SturdyRedisCache(RedisCache):
    """Django's Redis cache with a database table as fallback."""

    _away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Tell whether the fallback table is in use."""
        return monotonic() < type(self)._away_until

    def _ask(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        if not self.is_away:
            try:
                return getattr(super(), verb)(*args, **kwargs)
            except RedisError as error:
                type(self)._away_until = monotonic() + PAUSE_SECONDS
                logger.warning("The cache does not answer, a table stands in: %s", error)
        return getattr(caches[STAND_IN], verb)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a value unless there is one."""
        return self._ask("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return a value."""
        return self._ask("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value."""
        self._ask("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a value for longer."""
        return self._ask("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget a value."""
        return self._ask("delete", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return several values."""
        return self._ask("get_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        """Tell whether there is a value."""
        return self._ask("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count up."""
        return self._ask("incr", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> list[str]:
        """Keep several values."""
        return self._ask("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        """Forget several values."""
        self._ask("delete_many", *args, **kwargs)

    def clear(self) -> None:
        """Forget everything."""
        self._ask("clear")


class PageFiles(FileBasedCache):
    """Django's cache in files, in which only one process can add a name that is not there."""

    _dir: str

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a value unless there is one."""
        with locked(Path(self._dir) / "adding.lock"):
            return bool(super().add(*args, **kwargs))
