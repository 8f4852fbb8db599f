"""Which outcomes of the city are public? Counts only, small ones suppressed, nothing about a single school."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.release import released_cells, released_count
from matching.states import Grade
from outcomes.figures.headline import Headline, headline, persons_and_goal
from outcomes.queries.board import entry_days
from outcomes.queries.persons import completions_of_verified

UNITS = {
    "annual_trained": _("persons"),
    "trained_times": _("completions"),
    "pending_persons": _("persons"),
    "goal_rate": "%",
    "calendar_pace": _("persons"),
    "seasonal_pace": _("persons"),
    "placements": _("starts"),
}


@dataclass(frozen=True, slots=True)
class TrackCount:
    """How many persons completed a course of a track; None where the number is too small to show."""

    name_zh: str
    name_en: str
    persons: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """The public figures of a year up to a day."""

    line: Headline
    persons: int | None
    completions: int | None
    months: list[tuple[int, int | None]]
    tracks: list[TrackCount]
    placements: dict[str, int | None]


def results_on(on: date) -> Results:
    """Return what the public page shows."""
    line, minimum = headline(on), settings.PUBLIC_MINIMUM_CELL
    persons = released_count(line.persons, minimum)
    return Results(
        line=replace(line, persons=persons or 0),
        persons=persons,
        completions=released_count(line.completions, minimum),
        months=_months(on, minimum),
        tracks=_tracks(on, minimum),
        placements=released_cells(dict(line.placements), minimum),
    )


def released_persons(on: date) -> tuple[int | None, int | None]:
    """Return the persons trained in the year as everybody may read them, and the goal."""
    persons, goal = persons_and_goal(on)
    return released_count(persons, settings.PUBLIC_MINIMUM_CELL), goal


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure's values of today for a reader: parts by name, None if a number is too small to show."""

    on: date
    unit: str | Promise
    parts: list[tuple[str | Promise, int | None]]
    is_exact: bool = False


def shown_figure(code: str, on: date, *, is_office: bool) -> Shown | None:
    """Return the value of a figure of the whole city: exact for the office, in its public form for others."""
    if code not in UNITS:
        return None
    line, minimum = headline(on), 0 if is_office else settings.PUBLIC_MINIMUM_CELL
    return Shown(on, UNITS[code], _parts(code, line, minimum), is_office)


def _parts(code: str, line: Headline, minimum: int) -> list[tuple[str | Promise, int | None]]:
    if code == "placements":
        cells = released_cells(dict(line.placements), minimum)
        return [(name, cells[grade]) for grade, name in Grade.choices]
    counts = {
        "annual_trained": line.persons,
        "trained_times": line.completions,
        "pending_persons": line.pending,
    }
    if code in counts:
        return [("", released_count(counts[code], minimum))]
    if line.goal is None:
        return []
    if code == "goal_rate":
        persons = released_count(line.persons, minimum)
        return [("", None if persons is None else 100 * persons // line.goal)]
    return [("", line.calendar_pace if code == "calendar_pace" else line.seasonal_pace)]


def _months(on: date, minimum: int) -> list[tuple[int, int | None]]:
    """Persons by the month in which they entered the figure."""
    entered = Counter(str(day.month) for day in entry_days(on))
    shown = released_cells(
        {str(month): entered[str(month)] for month in range(1, on.month + 1)}, minimum
    )
    return [(month, shown[str(month)]) for month in range(1, on.month + 1)]


def _tracks(on: date, minimum: int) -> list[TrackCount]:
    """Persons by track; who completed courses of two tracks is in both."""
    rows = list(
        completions_of_verified(on.year, on)
        .order_by()
        .values(
            "run__course__track_id", "run__course__track__name_zh", "run__course__track__name_en"
        )
        .annotate(persons=Count("person", distinct=True))
        .order_by("-persons", "run__course__track_id")
    )
    shown = released_cells(
        {str(row["run__course__track_id"]): row["persons"] for row in rows}, minimum
    )
    return [
        TrackCount(
            row["run__course__track__name_zh"],
            row["run__course__track__name_en"],
            shown[str(row["run__course__track_id"])],
        )
        for row in rows
    ]
