"""Do prices keep lists from crowding, and do the contributions still sum to the score?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.market.crowding import spread

MANY = settings(max_examples=100, deadline=None, derandomize=True)


@st.composite
def cases(draw):
    people, openings, limit = (
        draw(st.integers(1, 12)),
        draw(st.integers(1, 8)),
        draw(st.integers(1, 3)),
    )
    rows = [
        draw(st.lists(st.integers(0, openings - 1), unique=True, max_size=openings))
        for _ in range(people)
    ]
    columns = np.array([row + [-1] * (openings - len(row)) for row in rows])
    scores = np.array(
        draw(st.lists(st.integers(0, 9), min_size=columns.size, max_size=columns.size)), dtype=float
    )
    capacity = np.array(draw(st.lists(st.integers(0, 12), min_size=openings, max_size=openings)))
    return columns, scores.reshape(columns.shape) / 10, capacity, limit


def test_worked_example_by_hand():
    columns, scores = (
        np.array([[0, 1], [0, 1], [0, 1]]),
        np.array([[0.9, 0.1], [0.8, 0.5], [0.7, 0.2]]),
    )
    found = spread(columns, scores, np.array([2, 2]), limit=1, strength=0.0)
    assert found.columns.tolist() == [[0], [1], [0]]  # the second person loses least
    assert found.shown.tolist() == [2, 1]
    assert found.price.tolist() == pytest.approx([0.3, 0.0], abs=0.01)
    assert found.crowding.ravel().tolist() == [-found.price[0], 0.0, -found.price[0]]


def test_without_crowding_lists_are_the_plain_best():
    columns, scores = (
        np.array([[2, 0, 1], [1, 2, -1]]),
        np.array([[0.3, 0.3, 0.9], [0.5, 0.6, 0.0]]),
    )
    found = spread(columns, scores, np.array([9, 9, 9]), limit=2, strength=0.0)
    assert found.columns.tolist() == [[1, 2], [2, 1]]  # 2 before 0: a tie, and it stands first
    assert found.scores.tolist() == [[0.9, 0.3], [0.6, 0.5]]


def test_opening_with_more_capacity_costs_less():
    columns, scores = (
        np.tile([0, 1, 2], (30, 1)),
        np.tile([0.5, 0.5, 0.4], (30, 1)) + np.arange(30)[:, None] * [0, 0, 1e-3],
    )
    price = spread(columns, scores, np.array([60, 30, 30]), limit=2).price
    assert price[0] < price[1]


@pytest.mark.parametrize("shape", [(0, 0), (0, 4), (3, 0)])
def test_nobody_or_nothing_has_empty_lists(shape):
    found = spread(np.full(shape, -1), np.zeros(shape), np.array([1, 1]), limit=2)
    assert (found.columns == -1).all() and found.shown.tolist() == [0, 0]


def test_arrays_that_do_not_belong_together_are_refused():
    with pytest.raises(ValueError, match="capacity"):
        spread(np.array([[5]]), np.array([[0.5]]), np.array([1]), limit=1)


def test_a_city_keeps_to_its_capacity():
    rng = np.random.default_rng(3)
    scores = rng.random((400, 50)) + np.linspace(1, 0, 50)  # everybody likes the first ones
    columns = np.tile(np.arange(50), (400, 1))
    plain = spread(columns, scores, np.full(50, 400), limit=5, strength=0.0)
    found = spread(columns, scores, np.full(50, 60), limit=5)
    assert plain.shown.max() > 150
    assert found.shown.max() <= 60
    assert found.shown.sum() == 2000


@MANY
@given(cases())
def test_sums_hold_and_lists_fall_and_hold_candidates_with_capacity_only(case):
    columns, scores, capacity, limit = case
    found = spread(columns, scores, capacity, limit)
    for row, line in enumerate(found.columns):
        known = dict(zip(columns[row].tolist(), scores[row].tolist()))
        kept = [one for one in line.tolist() if one >= 0]
        assert (
            len(kept)
            == min(limit, sum(capacity[one] > 0 for one in known if one >= 0))
            == len(set(kept))
        )
        for place, one in enumerate(kept):
            assert capacity[one] > 0
            assert found.scores[row, place] - found.crowding[row, place] == pytest.approx(
                known[one], abs=1e-12
            )
        assert (np.diff(found.scores[row, : len(kept)]) <= 0).all()
    assert (
        found.shown.tolist()
        == np.bincount(found.columns[found.columns >= 0], minlength=capacity.size).tolist()
    )


@MANY
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_people_changes_nothing(case, random):
    columns, scores, capacity, limit = case
    some = random.sample(range(len(columns)), len(columns))
    straight, mixed = (
        spread(columns, scores, capacity, limit),
        spread(columns[some], scores[some], capacity, limit),
    )
    assert mixed.columns.tolist() == straight.columns[some].tolist()
