"""Which days and amounts are possible at all? The widest bounds; each form and rule sets narrower ones."""

from datetime import date, timedelta

Bound = date | timedelta  # a day of the calendar, or so many days from today
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
LEAST_PAY, MOST_PAY = 1, 1_000_000  # yuan, of every pay that is stated


def day_of(bound: Bound, today: date) -> date:
    """Return the day that a bound means today."""
    return today + bound if isinstance(bound, timedelta) else bound
