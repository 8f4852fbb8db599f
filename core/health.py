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
    try:
        cache.set("healthz", "1", 10)
        if cache.get("healthz") != "1":
            found.append("cache")
    except Exception:  # noqa: BLE001  # any cache client error means the same thing here
        found.append("cache")
    return found
