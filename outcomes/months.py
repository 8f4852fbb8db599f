"""Which day is N calendar months later, and is a start old enough to be judged? Pure calendar arithmetic."""

import calendar
from datetime import date


def days_in_month(year: int, month: int) -> int:
    """Return the length of a month."""
    return calendar.monthrange(year, month)[1]


def days_in_year(year: int) -> int:
    """Return 365 or 366."""
    return 366 if calendar.isleap(year) else 365


def add_months(start: date, months: int) -> date:
    """Return the same day of a later month, clipped to that month's end (31 Aug + 3 = 30 Nov)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, days_in_month(year, month + 1)))


def is_mature(start: date, on: date, months: int) -> bool:
    """Tell whether `months` calendar months have passed since `start`, so that retention can be asked at all."""
    return add_months(start, months) <= on
