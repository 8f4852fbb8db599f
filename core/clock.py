"""What time is it? The one place that reads the clock; rules get the moment passed in."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

CITY_TIME = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the current moment, timezone-aware, in UTC."""
    return timezone.now()


def local_date(moment: datetime) -> date:
    """Return the calendar day of an aware moment in Asia/Shanghai."""
    return moment.astimezone(CITY_TIME).date()


def today() -> date:
    """Return today's calendar day in Asia/Shanghai."""
    return local_date(now())
