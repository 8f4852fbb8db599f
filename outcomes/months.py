"""How long are a month and a year? Pure calendar arithmetic."""

import calendar


def days_in_month(year: int, month: int) -> int:
    """Return the length of a month."""
    return calendar.monthrange(year, month)[1]


def days_in_year(year: int) -> int:
    """Return 365 or 366."""
    return 366 if calendar.isleap(year) else 365
