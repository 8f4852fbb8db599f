"""Is the order exact, the same whenever it is asked for, and another one for everybody where openings are alike?"""

from dataclasses import replace

import numpy as np
import pytest

from recommender import joined, recommend_openings, recommend_people
from recommender.batch.lists import openings_for_all
from recommender.ranking.order import lots, top
from tests.recommender.worlds import O, P, world

ALIKE = [O(one, {10: (3, 1)}) for one in range(1, 21)]
LOTS = [16860738450190168606, 13608149317741381227, 9716232063330790915]
CROWD = [P(one, {10: 3}) for one in range(1, 401)]


@pytest.mark.parametrize("limit", [0, 1, 3, 20, 100, 2_000])
@pytest.mark.parametrize("kinds", [1, 7, 10**9])
@pytest.mark.parametrize("hidden", [0.0, 0.5, 0.999])
def test_the_best_are_those_of_a_whole_sort(limit, kinds, hidden):
    rng = np.random.default_rng(1)
    row, ids = rng.integers(0, kinds, 1_000) / kinds, rng.permutation(5_000)[:1_000]
    row[rng.random(row.size) < hidden] = -np.inf
    drawn = lots(np.array(7), ids)
    whole = sorted(
        np.flatnonzero(np.isfinite(row)).tolist(), key=lambda place: (-row[place], drawn[place])
    )
    assert top(row, ids, limit, 7).tolist() == whole[:limit]


def test_lots_stay_as_they_are():
    """Last night's prices count on today's lists having the same order, so the lots must not change unseen."""
    assert lots(np.array([1]), np.array([1, 2, 3])).tolist() == LOTS
    assert lots(np.array([[1], [2]]), np.array([[1, 2, 3], [1, 2, 3]]))[0].tolist() == LOTS


def test_nobody_draws_the_same_for_two():
    assert np.unique(lots(np.array(3), np.arange(-1, 50_000))).size == 50_001


def test_of_openings_that_are_alike_each_is_first_for_some():
    """400 people, 20 openings alike: 20 times each by chance; by the lower id one would be first for all."""
    first = openings_for_all(world(CROWD, ALIKE), np.arange(1, 401), 1).ids[:, 0]
    counts = np.bincount(first, minlength=21)[1:]
    assert (counts.min() >= 8, counts.max() <= 35, counts.sum()) == (True, True, 400)


def test_of_people_who_are_alike_each_is_first_for_some():
    problem = world(CROWD[:20], [replace(ALIKE[0], id=one) for one in range(1, 401)])
    first = [one.ids[0] for one in recommend_people(problem, range(1, 401), 1).lists]
    assert np.bincount(first, minlength=21)[1:].min() >= 8


def test_request_batch_and_joined_parts_draw_the_same():
    problem = world(CROWD[:9], ALIKE)
    table = openings_for_all(problem, problem.people.ids, 6)
    halves = [world(CROWD[:9], ALIKE[:11]), world(CROWD[:9], ALIKE[11:])]
    for person, ids in zip(problem.people.ids.tolist(), table.ids.tolist(), strict=True):
        assert recommend_openings(problem, [person], 6).of(person).ids == tuple(ids)
        assert joined([recommend_openings(half, [person], 6) for half in halves], 6).of(
            person
        ).ids == tuple(ids)
