"""How far is the city with its goal on a day?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from outcomes import paces
from outcomes.queries.persons import EVERYBODY, Filters, counted_persons, pending_persons, totals
from outcomes.queries.placements import placements_by_grade
from outcomes.queries.targets import target_of
from outcomes.rates import rate


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures of a calendar year at the end of a day; goal and paces are None where there is no target."""

    on: date
    goal: int | None
    season: tuple[int, ...]
    persons: int
    pending: int
    completions: int
    pending_completions: int
    calendar_pace: int | None
    seasonal_pace: int | None
    placements: Mapping[str, int]
    is_narrowed: bool = False

    @property
    def attainment(self) -> Fraction | None:
        """The part of the goal that is reached."""
        return None if self.goal is None else rate(self.persons, self.goal)

    @property
    def remaining(self) -> int | None:
        """How many persons the goal still lacks; 0 when it is reached."""
        return None if self.goal is None else max(0, self.goal - self.persons)

    @property
    def ahead_of_calendar(self) -> int | None:
        """How many persons more (less, when negative) than an even year would have."""
        return None if self.calendar_pace is None else self.persons - self.calendar_pace

    @property
    def ahead_of_season(self) -> int | None:
        """How many persons more (less, when negative) than a year of this season would have."""
        return None if self.seasonal_pace is None else self.persons - self.seasonal_pace


def headline(on: date, filters: Filters = EVERYBODY) -> Headline:
    """Count the year of a day up to that day. The goal is the whole city's, so a narrowed figure has none."""
    target = target_of(on.year) if filters.are_empty else None
    persons, verified_times = totals(counted_persons(on.year, on, filters))
    pending, pending_times = totals(pending_persons(on.year, on, filters))
    return Headline(
        on=on,
        goal=target.persons if target else None,
        season=tuple(target.season_weights) if target else (),
        persons=persons,
        pending=pending,
        completions=verified_times + pending_times,
        pending_completions=pending_times,
        calendar_pace=paces.calendar_pace(target.persons, on) if target else None,
        seasonal_pace=paces.seasonal_pace(target.persons, on, target.season_weights) if target else None,
        placements=placements_by_grade(on, filters),
        is_narrowed=not filters.are_empty,
    )
