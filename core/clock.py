"""What time is it? The one place that reads the clock; rules get the moment passed in.

Several machines write into one database, and their clocks may differ. So all of them use the database's clock, which each new
connection reads. An embedded database has no clock but this machine's.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY_TIME = ZoneInfo("Asia/Shanghai")
# A smaller difference is only the duration of the query.
IN_STEP = timedelta(seconds=2)
_database = {"is_ahead": timedelta(0)}


def now() -> datetime:
    """Return the current moment, timezone-aware, in UTC."""
    return timezone.now() + _database["is_ahead"]


def follow(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Note how far the database's clock is ahead of this machine's."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        ahead: timedelta = cursor.fetchone()[0] - timezone.now()
    _database["is_ahead"] = ahead if abs(ahead) >= IN_STEP else timedelta(0)


def local_date(moment: datetime) -> date:
    """Return the calendar day of an aware moment in Asia/Shanghai."""
    return moment.astimezone(CITY_TIME).date()


def today() -> date:
    """Return today's calendar day in Asia/Shanghai."""
    return local_date(now())
