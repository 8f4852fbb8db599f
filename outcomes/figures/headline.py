"""How close is the city to its goal on a day?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from outcomes import paces
from outcomes.queries.persons import EVERYBODY, PersonFilters, year_totals
from outcomes.queries.placements import placements_by_grade
from outcomes.queries.targets import goal_known
from outcomes.queries.year import YearPeople
from outcomes.rates import rate
from training.queries.figures import end_of

# Until the end of this month late entries still change the year before, and the board shows it beside the new one.
SETTLED_AFTER_MONTH = 3


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
    known_on: date | None = None

    @property
    def known(self) -> date:
        """The day by whose end everything in it was known; `known_on` names it where it is not the day itself."""
        return self.known_on or self.on

    def is_of_city(self, today: date) -> bool:
        """Tell whether it counts everybody as things stand today."""
        return self.on == today and not self.is_narrowed

    @property
    def starts(self) -> int:
        """How many starts at work there are, whatever their grade."""
        return sum(self.placements.values())

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


def headline(
    on: date,
    filters: PersonFilters = EVERYBODY,
    known_on: date | None = None,
    people: YearPeople | None = None,
) -> Headline:
    """Count the year of a day up to that day, as it was known on that day or on a later one.

    The goal is the whole city's, so a filtered figure has none. `people` are those of `people_of_year` for the same days and
    filters, where somebody has read them.
    """
    known = known_on or on
    goal, season = goal_known(on.year, end_of(known)) if filters.are_empty else (None, ())
    (persons, verified_times), (pending, pending_times) = (
        year_totals(on, known, filters) if people is None else people.totals
    )
    return Headline(
        on=on,
        known_on=None if known == on else known,
        goal=goal,
        season=season,
        persons=persons,
        pending=pending,
        completions=verified_times + pending_times,
        pending_completions=pending_times,
        calendar_pace=None if goal is None else paces.calendar_pace(goal, on),
        seasonal_pace=None if goal is None else paces.seasonal_pace(goal, on, season),
        placements=placements_by_grade(on, filters, known),
        is_narrowed=not filters.are_empty,
    )


def persons_and_goal(on: date) -> tuple[int, int | None]:
    """Return what `headline` says of the year's persons and of the goal, without its other figures."""
    goal, _season = goal_known(on.year, end_of(on))
    (persons, _times), _pending = year_totals(on, on, EVERYBODY)
    return persons, goal


def then_and_now(
    on: date, today: date, filters: PersonFilters = EVERYBODY
) -> tuple[Headline, Headline] | None:
    """Return a past day as it was known then and as it is known today; in the first months, the end of the last year."""
    if on == today and on.month > SETTLED_AFTER_MONTH:
        return None
    day = on if on < today else date(on.year - 1, 12, 31)
    return headline(day, filters), headline(day, filters, today)
