"""How good would each model's lists have been on later outcomes, in both directions, period by period?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from core.clock import local_date
from matching.queries import history
from matching.queries import matches as rows
from matching.queries.history import Outcome
from matching.recommendations.kept.arrays import openings_side, people_side
from matching.recommendations.kept.outcome_weights import gain_of, weights_of
from recommender import Divisions, Problem, Weights
from recommender.arrays import Bools, Floats, Ints
from recommender.evaluation.offline import OutcomeCredits, credits_of
from recommender.learned.weighing import Choices
from recommender.score.problem import Learned
from recommender.score.scores import SCORERS
from recommender.score.weights import FEATURES

OUTCOMES_WEIGHED, OTHERS = 3_000, 20
CELLS_A_WAY = 60_000_000  # scores per direction: as much evidence as can be evaluated in minutes
CELLS_AT_ONCE = 500_000
LITTLE = 1e-12
DAY = 24 * 60 * 60
PEOPLE_FIRST = "openings_for_people"
WAYS = PEOPLE_FIRST, "people_for_openings"

Pairs = Mapping[int, set[int]]


@dataclass(frozen=True)
class EvaluationData:
    """The evaluation data: a problem over everybody and every opening, and when each opening was on the list.

    since, until (N,) seconds, until = inf if it still is; valid_until (N,) days; all in the order of the problem's ids.
    """

    problem: Problem
    since: Floats
    until: Floats
    valid_until: Ints

    def places(self, outcomes: Sequence[Outcome]) -> tuple[Ints, Ints]:
        """Return the positions of the outcomes' people and openings among the problem's rising ids."""
        people = np.searchsorted(self.problem.people.ids, [one.trainee_id for one in outcomes])
        openings = np.searchsorted(self.problem.openings.ids, [one.opening_id for one in outcomes])
        return people.astype(np.int64), openings.astype(np.int64)

    def live_at(self, moment: datetime) -> Bools:
        """Tell which openings were on the list at a moment, as `queries.history.is_live` does for one."""
        seconds, day = moment.timestamp(), local_date(moment).toordinal()
        return (self.since <= seconds) & (self.until > seconds) & (self.valid_until >= day)

    def live_between(self, first: datetime, last: datetime) -> Bools:
        """Tell which openings were on the list at some moment of an interval."""
        start, end, day = first.timestamp(), last.timestamp(), local_date(first).toordinal()
        return (self.since <= end) & (self.until > start) & (self.valid_until >= day)


def evaluation_data() -> EvaluationData:
    """Read everybody and every opening as they are today."""
    columns = rows.lists()
    asked, texts = openings_side(history.openings_to_learn_from(), columns)
    people = people_side(rows.people_rows(history.people_to_learn_from()), columns)
    skill_ids = np.fromiter(columns.skills, dtype=np.int64, count=len(columns.skills))
    places = Divisions.same_or_other(len(columns.divisions))
    problem = Problem.build(people, asked, places, skill_ids, texts=texts.with_people(people.text))
    spans = history.spans()
    return EvaluationData(
        problem,
        np.array([span.since.timestamp() for span in spans]),
        np.array([span.until.timestamp() if span.until else np.inf for span in spans]),
        np.array([span.valid_until.toordinal() for span in spans], dtype=np.int64),
    )


def parts_of(problem: Problem, learned: Learned, people: Ints, openings: Ints) -> Floats:
    """Return the part scores in 0..1 of each pair, (people, openings, F) in the order of FEATURES."""
    planes = [
        learned.scores(problem.people.ids[people], problem.openings.ids[openings])
        if name == "learned"
        else SCORERS[name](problem, people, openings)
        for name in FEATURES
    ]
    return np.stack(planes, axis=-1)


# --- what the weights are learned from ---------------------------------------------------------------------------------


def choices(
    now: EvaluationData,
    learned: Learned,
    outcomes: Sequence[Outcome],
    known: Sequence[Outcome],
    curve: Floats,
    seed: int,
) -> Choices:
    """Return outcomes with alternatives that were live at the time and are not among the person's `known` ones."""
    rng = np.random.default_rng(seed)
    chosen = [outcomes[at] for at in np.sort(rng.permutation(len(outcomes))[:OUTCOMES_WEIGHED])]
    people, openings = now.places(chosen)
    taken = _known(now, known, by_person=True)
    others = np.full((len(chosen), 1 + OTHERS), -1, dtype=np.int64)
    others[:, 0] = openings
    for row, one in enumerate(chosen):
        live = now.live_at(one.at)
        live[list(taken.get(int(people[row]), set()))] = False
        some = rng.permutation(np.flatnonzero(live))[:OTHERS]
        others[row, 1 : 1 + some.size] = some
    parts = np.zeros((*others.shape, len(FEATURES)))
    for block in _blocks(len(chosen), now.problem.openings.ids.size):
        everything = parts_of(
            now.problem, learned, people[block], np.arange(now.problem.openings.ids.size)
        )
        parts[block] = np.take_along_axis(
            everything, np.maximum(others[block], 0)[:, :, None], axis=1
        )
    return Choices(parts, others >= 0, weights_of(chosen, curve))


# --- what lists are judged on ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """Outcomes of a week or less and all outcomes before it; `is_renewed`: the model is retrained on those."""

    start: datetime
    before: Sequence[Outcome]
    later: Sequence[Outcome]
    is_renewed: bool


def evidence(
    now: EvaluationData,
    periods: Sequence[Period],
    models: Mapping[str, Weights],
    learn: Callable[[Sequence[Outcome]], Learned],
    seed: int,
) -> OutcomeCredits:
    """Evaluate every model, and popularity, on each period's outcomes; earlier pairs are excluded as in the product.

    All queries of all periods are evaluated if they cost no more than CELLS_A_WAY scores; otherwise a sample of that cost.
    """
    rng = np.random.default_rng(seed)
    asked = {
        way: [_asked(now, one, by_person=way == PEOPLE_FIRST) for one in periods] for way in WAYS
    }
    cells = {
        way: sum(one.queries.size * one.candidates.size for one in some)
        for way, some in asked.items()
    }
    found: dict[str, list[Floats]] = {way: [] for way in WAYS}
    for at, period in enumerate(periods):
        if period.is_renewed:
            learned = learn(period.before)
        for way in WAYS:
            drawn = asked[way][at].drawn(rng, min(1.0, CELLS_A_WAY / max(1, cells[way])))
            found[way].append(
                _judged(now, period, learned, drawn, models, by_person=way == PEOPLE_FIRST)
            )
    ways = {way: np.concatenate(some, axis=1) for way, some in found.items()}
    people, openings = now.places([one for period in periods for one in period.later])
    return OutcomeCredits(
        people,
        openings,
        np.array(
            [int(one.at.timestamp() // DAY) for period in periods for one in period.later],
            dtype=np.int64,
        ),
        {way: some[0] for way, some in ways.items()},
        {
            name: {way: some[at] for way, some in ways.items()}
            for at, name in enumerate([*models, "popularity"], 1)
        },
    )


@dataclass(frozen=True)
class _Asked:
    """One direction of one period: queries, candidates, and the query of each outcome, or -1."""

    queries: Ints
    candidates: Ints
    of: Ints

    def drawn(self, rng: np.random.Generator, share: float) -> "_Asked":
        """Return a random share of the queries."""
        if share >= 1:
            return self
        kept = np.sort(rng.permutation(self.queries.size)[: max(1, int(share * self.queries.size))])
        place = np.full(self.queries.size, -1)
        place[kept] = np.arange(kept.size)
        return _Asked(self.queries[kept], self.candidates, place[self.of])


def _asked(now: EvaluationData, period: Period, *, by_person: bool) -> _Asked:
    """Return one direction: a query per subject with an outcome, over all people or the openings then on the list."""
    people, openings = now.places(period.later)
    queries, of = np.unique(people if by_person else openings, return_inverse=True)
    if not by_person:
        return _Asked(queries, np.arange(now.problem.people.ids.size), of)
    live = now.live_between(
        min(one.at for one in period.later), max(one.at for one in period.later)
    )
    live[openings] = True
    return _Asked(queries, np.flatnonzero(live), of)


def _judged(
    now: EvaluationData,
    period: Period,
    learned: Learned,
    asked: _Asked,
    models: Mapping[str, Weights],
    *,
    by_person: bool,
) -> Floats:
    """Return (1 + models + 1, outcomes): each outcome's share of its query, and its credit by each model and popularity."""
    people, openings = now.places(period.later)
    columns = np.searchsorted(asked.candidates, openings if by_person else people)
    gain = np.array([gain_of(one.step) for one in period.later])
    known = _known(now, period.before, by_person=by_person)
    popularity = _popularity(now, period.before, by_person=by_person)[asked.candidates]
    found = np.zeros((len(models) + 2, len(period.later)))
    for block in _blocks(asked.queries.size, asked.candidates.size):
        some = asked.queries[block]
        parts = (
            parts_of(now.problem, learned, some, asked.candidates)
            if by_person
            else parts_of(now.problem, learned, asked.candidates, some).transpose(1, 0, 2)
        )
        outcomes = np.flatnonzero((asked.of >= block[0]) & (asked.of <= block[-1]))
        at = asked.of[outcomes] - block[0], columns[outcomes]
        gains = np.zeros(parts.shape[:2])
        gains[at] = gain[outcomes]
        is_known = np.zeros(gains.shape, dtype=bool)
        for row, query in enumerate(some.tolist()):
            is_known[row] = np.isin(asked.candidates, list(known.get(query, ())))
        gains[is_known] = 0.0
        totals = [np.round(weights.totals(parts), 12) for weights in models.values()]
        found[0, outcomes] = (gains / np.maximum(gains.sum(axis=1, keepdims=True), LITTLE))[at]
        for row, total in enumerate([*totals, np.broadcast_to(popularity, gains.shape)], 1):
            found[row, outcomes] = credits_of(np.where(is_known, -np.inf, total), gains)[at]
    return found


def _known(now: EvaluationData, before: Sequence[Outcome], *, by_person: bool) -> Pairs:
    found: dict[int, set[int]] = {}
    applied = [one for one in before if one.step != history.VIEWED]
    for person, opening in zip(*(side.tolist() for side in now.places(applied)), strict=True):
        query, candidate = (person, opening) if by_person else (opening, person)
        found.setdefault(query, set()).add(candidate)
    return found


def _popularity(now: EvaluationData, before: Sequence[Outcome], *, by_person: bool) -> Floats:
    """Return the popularity scores: how often each opening (person) was chosen before."""
    people, openings = now.places([one for one in before if one.step != history.VIEWED])
    problem = now.problem
    if by_person:
        return np.bincount(openings, minlength=problem.openings.ids.size).astype(np.float64)
    return np.bincount(people, minlength=problem.people.ids.size).astype(np.float64)


def _blocks(count: int, width: int) -> Iterator[Ints]:
    step = max(1, CELLS_AT_ONCE // max(1, width))
    for start in range(0, count, step):
        yield np.arange(start, min(count, start + step))
