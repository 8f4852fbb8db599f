"""What does the rest of the year's goal need, by what was known on a day? And how accurate were earlier forecasts?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import ceil

from outcomes import outlook as ahead
from outcomes.figures.headline import Headline
from outcomes.outlook import Coming
from outcomes.queries.outlook import RowsOfDay, came_of, known_from, known_on, rows_of_day
from outcomes.queries.year import YearPeople


@dataclass(frozen=True, slots=True)
class Outlook:
    """New persons by the end of the year with a 90 % interval (low, high), and the further sessions needed.

    in_time is the share of its people that a session brings into the year if it starts on the last useful day.
    """

    until: date
    found: Coming
    low: int
    coming: int
    high: int
    missing: int
    each: float
    needed: int
    fewest: int
    most: int
    last_useful_start: date
    in_time: int
    is_too_late: bool

    @property
    def new(self) -> int:
        """How many of those who sit in sessions do not count yet."""
        return self.found.sitting - self.found.counting


def outlook(line: Headline, people: YearPeople | None = None) -> Outlook | None:
    """Forecast the rest of the year, and what is needed beyond it; None without a goal or enough data.

    Everything is as known at the end of the day itself; a day that is shown as known later has no forecast.
    `people` are those of `people_of_year` for the day, where somebody has read them.
    """
    until = date(line.on.year, 12, 31)
    found = (
        None
        if line.goal is None or line.known_on
        else _coming(rows_of_day(line.on, until, people), until)
    )
    if found is None or line.remaining is None:
        return None
    last = ahead.last_useful_start(found, until.toordinal())
    share = ahead.share_in_time(found, last, until.toordinal())
    fewest, needed, most = ahead.sessions_needed(found, line.remaining, share)
    return Outlook(
        until=until,
        found=found,
        low=int(found.low),
        coming=round(found.mean),
        high=ceil(found.high),
        missing=line.remaining,
        each=found.each.mean * share,
        needed=needed,
        fewest=fewest,
        most=most,
        last_useful_start=date.fromordinal(last),
        in_time=round(100 * share),
        is_too_late=last <= line.on.toordinal(),
    )


@lru_cache(maxsize=2)
def _coming(rows: RowsOfDay, until: date) -> Coming | None:
    """Return the forecast from rows; the same rows are not counted through again."""
    return ahead.coming(known_from(rows), until.toordinal())


@dataclass(frozen=True, slots=True)
class Judged:
    """A forecast of a past day, and the actual number."""

    on: date
    until: date
    low: int
    coming: int
    high: int
    came: int

    @property
    def is_inside(self) -> bool:
        """Tell whether the actual number lies in the interval."""
        return self.low <= self.came <= self.high

    @property
    def off(self) -> int:
        """By how many persons the forecast was too high (negative: too low)."""
        return self.coming - self.came


def backtest(days: Iterable[date], span: timedelta, today: date) -> list[Judged]:
    """Compare forecasts of past days with what the then known sessions brought, `span` later or by today."""
    found = []
    for on in days:
        until = min(on + span, today, date(on.year, 12, 31))
        known = known_on(on, until)
        expected = ahead.coming(known, until.toordinal())
        if expected is not None:
            low, mean, high = int(expected.low), round(expected.mean), ceil(expected.high)
            found.append(Judged(on, until, low, mean, high, came_of(known, until)))
    return found
