"""Is this installation able to serve?"""

from django.core.cache import cache
from django.db import DatabaseError, connection


def problems() -> list[str]:
    """Return the names of parts that do not answer: "database", "cache"."""
    found = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        found.append("database")
    if not _remembers():
        found.append("cache")
    return found


def _remembers() -> bool:
    """Tell whether the cache itself answers, not its fallback table."""
    try:
        cache.set("healthz", "1", 10)
        return cache.get("healthz") == "1" and not getattr(cache, "is_away", False)
    except Exception:  # noqa: BLE001  # any cache client error means the same thing here
        return False
