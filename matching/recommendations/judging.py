"""How good would each model's lists have been on what happened later, both ways, query by query?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from core.clock import local_date
from matching.queries import history
from matching.queries import matches as rows
from matching.queries.history import Outcome
from matching.recommendations.arrays import openings_side, people_side
from matching.recommendations.grades import Floats, gain_of, worth_of
from matching.recommender import FEATURES, Divisions, Learned, Problem, Weights
from matching.recommender.contest import ndcg
from matching.recommender.problem import Bools, Ints
from matching.recommender.scores import SCORERS
from matching.recommender.weighing import Choices

OUTCOMES_WEIGHED, OTHERS = 3_000, 20
QUERIES = 3_000  # of a direction: as much evidence as can be judged in minutes
CELLS_AT_ONCE = 500_000
PEOPLE_FIRST, OPENINGS_FIRST = "openings_for_people", "people_for_openings"

Pairs = Mapping[int, set[int]]


@dataclass(frozen=True)
class World:
    """All that is learned from: a problem over everybody and every opening, and when each opening was on the list.

    since, until (N,) seconds, until = inf where it still is; valid_until (N,) days; all in the order of the problem's ids.
    """

    problem: Problem
    since: Floats
    until: Floats
    valid_until: Ints

    def places(self, outcomes: Sequence[Outcome]) -> tuple[Ints, Ints]:
        """Return where the outcomes' people and openings stand among the problem's ids, which rise."""
        people = np.searchsorted(self.problem.people.ids, [one.trainee_id for one in outcomes])
        openings = np.searchsorted(self.problem.openings.ids, [one.opening_id for one in outcomes])
        return people.astype(np.int64), openings.astype(np.int64)

    def live_at(self, moment: datetime) -> Bools:
        """Tell which openings were on the list at a moment, as `queries.history.is_live` does for one."""
        seconds, day = moment.timestamp(), local_date(moment).toordinal()
        return (self.since <= seconds) & (self.until > seconds) & (self.valid_until >= day)

    def live_between(self, first: datetime, last: datetime) -> Bools:
        """Tell which openings were on the list at some moment of a time."""
        start, end, day = first.timestamp(), last.timestamp(), local_date(first).toordinal()
        return (self.since <= end) & (self.until > start) & (self.valid_until >= day)


def world() -> World:
    """Read everybody and every opening as they stand today."""
    columns = rows.lists()
    asked, texts = openings_side(history.openings_to_learn_from(), columns)
    people = people_side(rows.people_rows(history.people_to_learn_from()), columns)
    skill_ids = np.fromiter(columns.skills, dtype=np.int64, count=len(columns.skills))
    places = Divisions.same_or_other(len(columns.divisions))
    problem = Problem.build(people, asked, places, skill_ids, texts=texts.with_people(people.text))
    spans = history.spans()
    return World(
        problem,
        np.array([span.since.timestamp() for span in spans]),
        np.array([span.until.timestamp() if span.until else np.inf for span in spans]),
        np.array([span.valid_until.toordinal() for span in spans], dtype=np.int64),
    )


def parts_of(problem: Problem, learned: Learned, people: Ints, openings: Ints) -> Floats:
    """Return every score in 0..1 of each pair, (people, openings, F) in the order of FEATURES."""
    planes = [
        learned.scores(problem.people.ids[people], problem.openings.ids[openings])
        if name == "learned"
        else SCORERS[name](problem, people, openings)
        for name in FEATURES
    ]
    return np.stack(planes, axis=-1)


# --- what the weights are learned from ---------------------------------------------------------------------------------


def choices(
    now: World, learned: Learned, outcomes: Sequence[Outcome], known: Sequence[Outcome], curve: Floats, seed: int
) -> Choices:
    """Return outcomes beside other openings that were live at the time and are not among the person's `known` ones."""
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
        everything = parts_of(now.problem, learned, people[block], np.arange(now.problem.openings.ids.size))
        parts[block] = np.take_along_axis(everything, np.maximum(others[block], 0)[:, :, None], axis=1)
    return Choices(parts, others >= 0, worth_of(chosen, curve))


# --- what lists are judged on ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lists:
    """The NDCG@10 of each query by direction, for each model by name, all over the same queries in the same order."""

    of: Mapping[str, Mapping[str, Floats]]


def lists(
    now: World,
    learned: Learned,
    models: Mapping[str, Weights],
    before: Sequence[Outcome],
    later: Sequence[Outcome],
    seed: int,
) -> Lists:
    """Judge every model, and popularity, on what happened later; known pairs are left out as the product does."""
    ways = {
        PEOPLE_FIRST: _judged(now, learned, models, before, later, seed, by_person=True),
        OPENINGS_FIRST: _judged(now, learned, models, before, later, seed, by_person=False),
    }
    names = [*models, "popularity"]
    return Lists({name: {way: found[at] for way, found in ways.items()} for at, name in enumerate(names)})


def _judged(
    now: World,
    learned: Learned,
    models: Mapping[str, Weights],
    before: Sequence[Outcome],
    later: Sequence[Outcome],
    seed: int,
    *,
    by_person: bool,
) -> Floats:
    """Return (models + 1, queries) NDCG@10 of one direction; the last row is popularity's."""
    queries, gains = _queries(now, later, seed, by_person=by_person)
    known, fame = _known(now, before, by_person=by_person), _fame(now, before, by_person=by_person)
    candidates = _candidates(now, later, by_person=by_person)
    found = np.zeros((len(models) + 1, queries.size))
    for block in _blocks(queries.size, candidates.size):
        some = queries[block]
        parts = (
            parts_of(now.problem, learned, some, candidates)
            if by_person
            else parts_of(now.problem, learned, candidates, some).transpose(1, 0, 2)
        )
        for row, query in enumerate(some.tolist()):
            kept = ~np.isin(candidates, list(known.get(query, ())))
            gain = np.zeros(candidates.size)
            gain[np.searchsorted(candidates, list(gains[query]))] = list(gains[query].values())
            gain = gain[kept]
            totals = [parts[row, kept] @ weights.array for weights in models.values()] + [fame[candidates[kept]]]
            found[:, block[row]] = [ndcg(np.round(total, 12), gain) for total in totals]
    return found


def _queries(
    now: World, later: Sequence[Outcome], seed: int, *, by_person: bool
) -> tuple[Ints, dict[int, dict[int, float]]]:
    """Return which people (openings) are asked about, and what each of their later outcomes is worth."""
    gains: dict[int, dict[int, float]] = {}
    for person, opening, one in zip(*(side.tolist() for side in now.places(later)), later, strict=True):
        query, candidate = (person, opening) if by_person else (opening, person)
        gains.setdefault(query, {})[candidate] = gain_of(one.step)
    everybody = np.array(sorted(gains), dtype=np.int64)
    return np.sort(np.random.default_rng(seed).permutation(everybody)[:QUERIES]), gains


def _candidates(now: World, later: Sequence[Outcome], *, by_person: bool) -> Ints:
    """Return all people, or the openings that were on the list while the later outcomes happened."""
    if not by_person:
        return np.arange(now.problem.people.ids.size)
    live = now.live_between(min(one.at for one in later), max(one.at for one in later))
    live[now.places(later)[1]] = True
    return np.flatnonzero(live)


def _known(now: World, before: Sequence[Outcome], *, by_person: bool) -> Pairs:
    found: dict[int, set[int]] = {}
    applied = [one for one in before if one.step != history.VIEWED]
    for person, opening in zip(*(side.tolist() for side in now.places(applied)), strict=True):
        query, candidate = (person, opening) if by_person else (opening, person)
        found.setdefault(query, set()).add(candidate)
    return found


def _fame(now: World, before: Sequence[Outcome], *, by_person: bool) -> Floats:
    """Return what popularity says: how often each opening (person) was chosen before."""
    people, openings = now.places([one for one in before if one.step != history.VIEWED])
    problem = now.problem
    if by_person:
        return np.bincount(openings, minlength=problem.openings.ids.size).astype(np.float64)
    return np.bincount(people, minlength=problem.people.ids.size).astype(np.float64)


def _blocks(count: int, width: int) -> Iterator[Ints]:
    step = max(1, CELLS_AT_ONCE // max(1, width))
    for start in range(0, count, step):
        yield np.arange(start, min(count, start + step))
