"""On which day does the n-th person of a year complete? Along the seasonal curve of the demo story."""

from bisect import bisect_left
from datetime import date, timedelta

from demo.draws import rows, shares

STORY_PERSONS, STORY_PACE = 2705, 2778  # persons and seasonal pace of the story's 23 November 2026


def month_weights() -> list[float]:
    """Return the twelve months' shares of a year's enrolments, in percent."""
    table = shares("enrol_month")
    return [table[str(month)] for month in range(1, 13)]


def goal() -> int:
    """Return the yearly goal of the story."""
    return int(
        next(
            r["value"]
            for r in rows("demo_parameters.csv")
            if r["parameter"] == "annual_goal_persons"
        )
    )


def seasonal_share(day: date, weights: list[float]) -> float:
    """Return the share (0..1) of the year's work due by the end of a day, linear within the month."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    days = (following - date(day.year, day.month, 1)).days
    done = sum(weights[: day.month - 1]) + weights[day.month - 1] * day.day / days
    return done / sum(weights)


def persons_by(day: date, share: float = 1.0) -> int:
    """Return how many persons have completed by the end of a day: the curve through 2,705 on 23 November.

    `share` is the scale of the city.
    """
    return round(share * goal() * seasonal_share(day, month_weights()) * STORY_PERSONS / STORY_PACE)


def completion_days(year: int, until: date, share: float = 1.0) -> list[date]:
    """Return the day of each person's first completion in the year, in order, up to and including `until`."""
    first = date(year, 1, 1)
    last = min(until, date(year, 12, 31))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    totals = [persons_by(day, share) for day in days]
    return [days[bisect_left(totals, n)] for n in range(1, totals[-1] + 1)] if days else []
