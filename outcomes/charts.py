"""What does the browser draw? Plain data for charts.js; texts come translated, colours come from the page's tokens."""

from bisect import bisect_right
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.i18n import is_english
from outcomes import paces
from outcomes.figures.headline import Headline
from outcomes.months import days_in_year

PERSONS, CALENDAR, SEASON, GOAL = "persons", "calendar", "season", "goal"


def progress_chart(line: Headline, entered: list[date]) -> dict[str, Any]:
    """Return the cumulative persons of the year beside the goal line and both paces, week by week."""
    last = date(line.on.year, 12, 31)
    days = sorted({*paces.week_ends(last), line.on})
    series = [
        {
            "role": PERSONS,
            "name": _("Persons"),
            "values": [_reached(entered, day) if day <= line.on else None for day in days],
        }
    ]
    if line.goal is not None:
        goal = line.goal
        series += [
            {
                "role": CALENDAR,
                "name": _("Calendar pace"),
                "values": [paces.calendar_pace(goal, day) for day in days],
            },
            {
                "role": SEASON,
                "name": _("Seasonal pace"),
                "values": [paces.seasonal_pace(goal, day, line.season) for day in days],
            },
            {"role": GOAL, "name": _("Goal"), "values": [goal for _day in days]},
        ]
    return {
        "kind": "progress",
        "unit": _("persons"),
        "year_days": days_in_year(line.on.year),
        "days": [day.timetuple().tm_yday for day in days],
        "months": [
            {"day": day.timetuple().tm_yday, "name": short_month(day.month)}
            for day in month_starts(line.on.year)
        ],
        "series": series,
    }


def progress_table(line: Headline, entered: list[date]) -> list[list[Any]]:
    """Return the chart as rows: a month's end (or today), persons, both paces."""
    days = [day for day in paces.month_ends(line.on) if day < line.on] + [line.on]
    rows: list[list[Any]] = [
        [date_format(day, "DATE_FORMAT"), f"{_reached(entered, day):,}"] for day in days
    ]
    if line.goal is None:
        return rows
    for row, day in zip(rows, days, strict=True):
        row += [
            f"{paces.calendar_pace(line.goal, day):,}",
            f"{paces.seasonal_pace(line.goal, day, line.season):,}",
        ]
    return rows


def month_starts(year: int) -> list[date]:
    """Return the first days of a year's months."""
    return [date(year, month, 1) for month in range(1, 13)]


def _reached(entered: list[date], day: date) -> int:
    """Return how many had entered by the end of a day; `entered` is sorted."""
    return bisect_right(entered, day)


def short_month(month: int) -> str:
    """Return a month as short as the reader's language writes it under an axis."""
    return date_format(date(2000, month, 1), "M") if is_english() else f"{month}月"
