"""Where should the count stand today? By the calendar, and by the months in which people really train. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from outcomes.months import days_in_month, days_in_year
from outcomes.rates import rounded

MONTHS = 12


def calendar_share(on: date) -> Fraction:
    """Return the part of the year that has passed at the end of a day."""
    return Fraction(on.timetuple().tm_yday, days_in_year(on.year))


def seasonal_share(on: date, weights: Sequence[int]) -> Fraction:
    """Return the part of the year's output due by the end of a day: whole months, then the days' share of this one."""
    if len(weights) != MONTHS or not sum(weights):
        raise ValueError("a season has twelve weights of which one is above zero")
    before = sum(weights[: on.month - 1])
    this_month = Fraction(weights[on.month - 1] * on.day, days_in_month(on.year, on.month))
    return (before + this_month) / sum(weights)


def calendar_pace(goal: int, on: date) -> int:
    """Return how many persons an even year would have by the end of a day."""
    return rounded(goal * calendar_share(on))


def seasonal_pace(goal: int, on: date, weights: Sequence[int]) -> int:
    """Return how many persons a year of this season would have by the end of a day."""
    return rounded(goal * seasonal_share(on, weights))


def month_ends(on: date) -> list[date]:
    """Return the last day of each month of the year of `on`."""
    return [date(on.year, month, days_in_month(on.year, month)) for month in range(1, MONTHS + 1)]


def week_ends(on: date) -> list[date]:
    """Return the days at which the board draws its line: each seventh day of the year up to `on`, and `on` itself."""
    days = [
        date(on.year, 1, 1) + timedelta(days=step) for step in range(6, on.timetuple().tm_yday, 7)
    ]
    return days if days and days[-1] == on else [*days, on]
