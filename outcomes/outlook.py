"""How many new persons will the known sessions still bring into the year, with which interval? Pure.

All days are ordinals. A *lag* is a day relative to the last class of its session: 0 is that day, 3 is three days after it.
The completion of a seat is predicted from a life table of earlier seats over lags. A seat is at risk from the day it was
taken for as long as it was observed (censoring), so that unfinished sessions are used too.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, exp, sqrt
from statistics import fmean, median

import numpy as np
import numpy.typing as npt

FIRST, LAST = -200, 60  # the range of lags; later events count on the last
ENOUGH = 30  # no forecast before so many seats have ended
NINE_OF_TEN = 1.645
MOST_OF_IT = 0.8
# Common relative error of all sessions together, which single sessions do not show (docs/outlook.md).
TOGETHER = 0.08
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RunOnDay:
    """A session as it was known on the day."""

    key: int
    starts: int
    ends: int
    places: int


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's seat: since when, until when, since when its completion was known, since when the name stood checked."""

    session: int
    person: int
    taken: int
    left: int | None = None
    brought: int | None = None
    checked: int | None = None


@dataclass(frozen=True, slots=True)
class SeatCurve:
    """The hazards of earlier seats by lag: of those at risk, the share that brought a person, or was left."""

    brought: Floats
    left: Floats
    ended: int

    def chance(self, since: int, until: int) -> float:
        """Return the probability that a seat taken at one lag has brought its person by a later one."""
        first, last = (min(max(lag, FIRST), LAST) - FIRST + 1 for lag in (since, until))
        brought, left = self.brought[first:last], self.left[first:last]
        stayed = (
            np.concatenate(([1.0], np.cumprod(1 - brought - left)[:-1]))
            if len(brought)
            else brought
        )
        return float((stayed * brought).sum())


def life_table(ends: Mapping[int, int], seats: Collection[Seat], on: int) -> SeatCurve:
    """Return the life table of seats, as known on a day."""
    watched, brought, left = (np.zeros(LAST - FIRST + 2) for _ in range(3))
    for seat in seats:
        end = ends[seat.session]
        out = min(max((on if seat.left is None else seat.left) - end, FIRST), LAST) - FIRST
        since = min(max(seat.taken - end, FIRST) - FIRST, out - 1)
        watched[max(since + 1, 0)] += 1
        watched[out + 1] -= 1
        if seat.left is not None:
            (brought if seat.brought is not None else left)[out] += 1
    at_risk = np.maximum(np.cumsum(watched), 1)
    return SeatCurve(
        brought / at_risk, left / at_risk, sum(seat.left is not None for seat in seats)
    )


@dataclass(frozen=True, slots=True)
class Habit:
    """A mean over past sessions, and the spread of single sessions around it."""

    mean: float
    spread: float


def filling(sessions: Iterable[RunOnDay], seats: Collection[Seat], on: int, days: int) -> Habit:
    """Return which share of the places that were free `days` after the first class (before it: negative) was taken later."""
    taken: dict[int, list[int]] = defaultdict(list)
    for seat in seats:
        taken[seat.session].append(seat.taken)
    free, later = [], []
    for one in sessions:
        if one.ends <= on:
            moment = one.starts + days
            after = sum(each > moment for each in taken[one.key])
            free.append(max(0, one.places - len(taken[one.key]) + after))
            later.append(after)
    share = min(1.0, sum(later) / sum(free)) if sum(free) else 0.0
    off = [a - share * f for a, f in zip(later, free, strict=True)]
    return Habit(share, sqrt(fmean(each**2 for each in off)) if off else 0.0)


def unevenness(ends: Mapping[int, int], seats: Iterable[Seat], on: int) -> float:
    """Return the overdispersion of sessions against a binomial; 1 is chance alone."""
    settled = [seat for seat in seats if ends[seat.session] < on and seat.left is not None]
    of_session, brought = (
        Counter(seat.session for seat in settled),
        Counter(seat.session for seat in settled if seat.brought is not None),
    )
    share = sum(brought.values()) / len(settled) if settled else 0.0
    if not 0 < share < 1 or len(of_session) < 2:
        return 1.0
    off = [
        (brought[key] - n * share) ** 2 / (n * share * (1 - share)) for key, n in of_session.items()
    ]
    return max(1.0, sum(off) / (len(off) - 1))


def checking(seats: Iterable[Seat], on: int, days: int) -> float:
    """Return the probability that an unchecked name is checked within some days, from the past daily rate."""
    since: dict[int, int] = {}
    checked: dict[int, int | None] = {}
    for seat in seats:
        since[seat.person] = min(seat.taken, since.get(seat.person, seat.taken))
        checked[seat.person] = seat.checked
    waited = [(first, checked[person]) for person, first in since.items()]
    watched = sum(max(0, (on if done is None else done) - first) for first, done in waited)
    done = sum(1 for first, done in waited if done is not None and done > first)
    return 1 - exp(-done * max(0, days) / watched) if watched else 0.0


@dataclass(frozen=True, slots=True)
class KnownOnDay:
    """What was known on a day: sessions, seats, who counts already in the year, who is pending until the name is checked."""

    on: int
    sessions: Mapping[int, RunOnDay]
    seats: Collection[Seat]
    counted: Collection[int]
    pending: Collection[int]


@dataclass(frozen=True, slots=True)
class Coming:
    """The forecast of new persons: mean, standard deviation (`spread`), and its components.

    sitting: people in sessions that are not over for them, of whom counting already count; free: places not taken in
    coming sessions; each: new persons that a whole session brings.
    """

    mean: float
    spread: float
    sitting: int
    counting: int
    free: int
    sessions: int
    pending: int
    from_pending: float
    each: Habit
    table: SeatCurve
    usual_days: int

    @property
    def low(self) -> float:
        """Fewer come one time out of twenty."""
        return max(0.0, self.mean - NINE_OF_TEN * self.spread)

    @property
    def high(self) -> float:
        """More come one time out of twenty."""
        return self.mean + NINE_OF_TEN * self.spread


def coming(known: KnownOnDay, until: int) -> Coming | None:
    """Forecast the new persons of known sessions up to a day; None while too few seats have ended."""
    ends = {key: one.ends for key, one in known.sessions.items()}
    table = life_table(ends, known.seats, known.on)
    over = [one for one in known.sessions.values() if one.ends < known.on]
    each = _each(known, over)
    if table.ended < ENOUGH or not over or not each.mean:
        return None
    checked = checking(known.seats, known.on, until - known.on)
    chances = _chances(known, table, until, checked)
    uneven = unevenness(ends, known.seats, known.on)
    places = _places(known, table, until)
    from_pending = checked * len(known.pending)
    mean = sum(chances.values()) + sum(part for part, _spread in places) + from_pending
    spread = sqrt(
        uneven * sum(p * (1 - p) for p in chances.values())
        + uneven * (sum(chances.values()) ** 2) * _doubt(table)
        + sum(spread**2 for _part, spread in places)
        + from_pending * (1 - checked)
        + (TOGETHER * mean) ** 2
    )
    sitting = {seat.person for seat in _open_seats(known)}
    ahead = [one for one in known.sessions.values() if one.starts > known.on]
    return Coming(
        mean=mean,
        spread=spread,
        sitting=len(sitting),
        counting=len(sitting & set(known.counted)),
        free=sum(_free(known, ahead).values()),
        sessions=len({seat.session for seat in _open_seats(known)} | {one.key for one in ahead}),
        pending=len(known.pending),
        from_pending=from_pending,
        each=each,
        table=table,
        usual_days=round(median(one.ends - one.starts for one in over)),
    )


def _open_seats(known: KnownOnDay) -> list[Seat]:
    """Open seats whose session is not long over."""
    return [
        s
        for s in known.seats
        if s.left is None and known.sessions[s.session].ends >= known.on - LAST
    ]


def _chances(known: KnownOnDay, table: SeatCurve, until: int, checked: float) -> dict[int, float]:
    """The probability of each new person to count by a day, over all of their seats."""
    missing: dict[int, float] = {}
    done = {*known.counted, *known.pending}
    for seat in _open_seats(known):
        if seat.person not in done:
            end = known.sessions[seat.session].ends
            chance = table.chance(known.on - end, until - end) * (
                1.0 if seat.checked is not None else checked
            )
            missing[seat.person] = missing.get(seat.person, 1.0) * (1 - chance)
    return {person: 1 - share for person, share in missing.items()}


def _free(known: KnownOnDay, sessions: Iterable[RunOnDay]) -> dict[int, int]:
    taken = Counter(seat.session for seat in known.seats if seat.left is None)
    return {one.key: max(0, one.places - taken[one.key]) for one in sessions}


def _places(known: KnownOnDay, table: SeatCurve, until: int) -> list[tuple[float, float]]:
    """The expected new persons from free places of each unfinished session, with their spread."""
    waiting = [one for one in known.sessions.values() if one.ends > known.on]
    free, fresh = _free(known, waiting), freshness(known) * _checked_share(known)
    habits = {days: filling(known.sessions.values(), known.seats, known.on, days) for days in
              {known.on - one.starts for one in waiting}}  # fmt: skip
    found = []
    for one in waiting:
        chance = fresh * table.chance(one.starts - one.ends, until - one.ends)
        habit = habits[known.on - one.starts]
        found.append((free[one.key] * habit.mean * chance, habit.spread * chance))
    return found


def freshness(known: KnownOnDay) -> float:
    """Return which share of the latest completions were their person's first of the calendar year."""
    latest = sorted((seat.brought, seat.person) for seat in known.seats if seat.brought is not None)
    seen: set[tuple[int, int]] = set()
    firsts = []
    for day, person in latest:
        key = (date.fromordinal(day).year, person)
        firsts.append(key not in seen)
        seen.add(key)
    tail = firsts[-max(ENOUGH, len(firsts) // 4) :]
    return sum(tail) / len(tail) if tail else 1.0


def _checked_share(known: KnownOnDay) -> float:
    brought = [seat for seat in known.seats if seat.brought is not None]
    return sum(seat.checked is not None for seat in brought) / len(brought) if brought else 1.0


def _each(known: KnownOnDay, over: Collection[RunOnDay]) -> Habit:
    """New persons per finished session, a month or more after its end; of any finished one if none is that old."""
    settled = [one for one in over if one.ends <= known.on - 30] or list(over)
    brought = Counter(seat.session for seat in known.seats if seat.brought is not None)
    counts = [brought[one.key] for one in settled]
    share = freshness(known) * _checked_share(known)
    mean = fmean(counts) if counts else 0.0
    return Habit(
        share * mean, share * sqrt(fmean((n - mean) ** 2 for n in counts)) if counts else 0.0
    )


def _doubt(table: SeatCurve) -> float:
    return 1 / max(1, table.ended)


def share_in_time(found: Coming, starts: int, until: int) -> float:
    """Return the share of a usual session's persons that counts by `until` if it starts on `starts`."""
    whole = found.table.chance(-found.usual_days, LAST)
    return (
        found.table.chance(-found.usual_days, until - starts - found.usual_days) / whole
        if whole
        else 0.0
    )


def last_useful_start(found: Coming, until: int) -> int:
    """Return the last start on which a session of the usual length still brings most of its people by a day."""
    for lag in range(LAST + 1):
        if share_in_time(found, until - found.usual_days - lag, until) >= MOST_OF_IT:
            return until - found.usual_days - lag
    return until - found.usual_days - LAST


def sessions_needed(found: Coming, missing: int, share: float) -> tuple[int, int, int]:
    """Return how many further sessions are needed, each with a share of its people in time: at best, likely, at worst."""
    each = found.each.mean * share
    needed = max(0.0, missing - found.mean) / each
    off = NINE_OF_TEN * sqrt(found.spread**2 + needed * (found.each.spread * share) ** 2) / each
    return (
        ceil(max(0.0, (missing - found.mean) / each - off)),
        ceil(needed),
        ceil(max(0.0, (missing - found.mean) / each + off)),
    )
