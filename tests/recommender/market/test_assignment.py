"""Is a placement stable, whatever the lists and seats, and the best that a stable one can be for people?"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.market.assignment import (
    Assignment,
    Refusal,
    Round,
    assign,
    blocking_pairs,
    refusals,
)

MANY = settings(max_examples=150, deadline=None, derandomize=True)


def round_of(wishes, seats, person_ids=None, opening_ids=None):
    """A round from each person's {column: priority} in the order of their wishes."""
    width = max((len(one) for one in wishes), default=0)
    lists, priority = np.full((len(wishes), width), -1), np.zeros((len(wishes), width))
    for row, one in enumerate(wishes):
        lists[row, : len(one)], priority[row, : len(one)] = list(one), list(one.values())
    ids = np.arange(1, len(wishes) + 1) if person_ids is None else np.array(person_ids)
    names = np.arange(len(seats)) * 10 + 10 if opening_ids is None else np.array(opening_ids)
    return Round(ids, names, np.array(seats, dtype=np.int64), lists, priority)


@st.composite
def rounds(draw, most=6):
    openings = draw(st.integers(1, 4))
    seats = draw(st.lists(st.integers(0, 2), min_size=openings, max_size=openings))
    wish = st.lists(st.integers(0, openings - 1), unique=True, max_size=openings)
    wishes = [
        {column: draw(st.integers(0, 3)) for column in draw(wish)}
        for _ in range(draw(st.integers(1, most)))
    ]
    return round_of(wishes, seats, draw(st.permutations(range(1, len(wishes) + 1))))


def pairs_one_by_one(assignment):
    """All blocking pairs, by their definition and nothing else."""
    asked, columns = assignment.asked, assignment.columns.tolist()
    priority = [
        dict(zip(line.tolist(), value.tolist())) for line, value in zip(asked.lists, asked.priority)
    ]
    found = []
    for row, line in enumerate(asked.lists.tolist()):
        for column in line[: line.index(columns[row])] if columns[row] >= 0 else line:
            if column < 0:
                continue
            holders = [one for one, at in enumerate(columns) if at == column]
            own = (-priority[row][column], asked.person_ids[row])
            worse = [
                one for one in holders if (-priority[one][column], asked.person_ids[one]) > own
            ]
            if worse or len(holders) < asked.seats[column]:
                found.append([int(asked.person_ids[row]), int(asked.opening_ids[column])])
    return sorted(found)


def every_placement(asked):
    """All placements within the seats."""
    for choice in product(*[[-1, *range(int((line >= 0).sum()))] for line in asked.lists]):
        assignment = Assignment(asked, np.array(choice))
        taken = assignment.columns
        if (np.bincount(taken[taken >= 0], minlength=asked.seats.size) <= asked.seats).all():
            yield assignment


def test_worked_example_by_hand():
    asked = round_of([{0: 1, 1: 3}, {0: 2, 1: 1}, {0: 3, 1: 2}], seats=[1, 2])
    assignment = assign(asked)
    assert assignment.opening_ids.tolist() == [20, 20, 10]
    assert assignment.place.tolist() == [1, 1, 0]
    assert blocking_pairs(assignment).tolist() == []
    assert refusals(assignment, 1) == (
        Refusal(10, rank=1, seats=1, taken_by=(3,), priority=1.0, least_priority=3.0),
    )
    assert refusals(assignment, 3) == ()


def test_being_refused_can_set_off_others():
    # 1 has the seat of A until 2 comes, refused by B for 3; then 1 goes to B's rival C.
    asked = round_of([{0: 1, 2: 1}, {1: 1, 0: 2}, {1: 2}], seats=[1, 1, 1])
    assert assign(asked).opening_ids.tolist() == [30, 10, 20]


def test_ties_go_to_the_lower_id():
    asked = round_of([{0: 5}, {0: 5}], seats=[1], person_ids=[8, 3])
    assert assign(asked).opening_ids.tolist() == [-1, 10]


def test_opening_without_seats_takes_nobody():
    assignment = assign(round_of([{0: 9, 1: 1}], seats=[0, 1]))
    assert assignment.opening_ids.tolist() == [20]
    assert blocking_pairs(assignment).tolist() == []
    (refusal,) = refusals(assignment, 1)
    assert (refusal.seats, refusal.taken_by, np.isnan(refusal.least_priority)) == (0, (), True)


def test_who_wishes_nothing_or_is_refused_everywhere_gets_nothing():
    assignment = assign(round_of([{}, {0: 1}, {0: 2}], seats=[1]))
    assert assignment.opening_ids.tolist() == [-1, -1, 10]
    assert [one.opening_id for one in refusals(assignment, 2)] == [10]


@pytest.mark.parametrize("wishes", [[], [{}], [{}, {}]])
def test_empty_rounds_place_nobody(wishes):
    assignment = assign(round_of(wishes, seats=[1]))
    assert assignment.opening_ids.tolist() == [-1] * len(wishes)
    assert blocking_pairs(assignment).shape == (0, 2)


def test_blocking_pairs_of_a_bad_placement_are_all_found():
    asked = round_of([{0: 2, 1: 1}, {0: 1, 1: 2}], seats=[1, 1])
    assert blocking_pairs(Assignment(asked, np.array([1, 0]))).tolist() == [[1, 10]]
    assert blocking_pairs(Assignment(asked, np.array([-1, -1]))).tolist() == [
        [1, 10],
        [1, 20],
        [2, 10],
        [2, 20],
    ]


@MANY
@given(rounds())
def test_no_placement_of_ours_has_a_blocking_pair(asked):
    assignment = assign(asked)
    taken = assignment.columns[assignment.place >= 0]
    assert (np.bincount(taken, minlength=asked.seats.size) <= asked.seats).all()
    assert blocking_pairs(assignment).tolist() == pairs_one_by_one(assignment) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(rounds(most=4))
def test_nobody_is_better_off_in_any_stable_placement_and_every_blocking_pair_is_found(asked):
    ours = np.where(assign(asked).place < 0, 99, assign(asked).place)
    for other in every_placement(asked):
        assert blocking_pairs(other).tolist() == pairs_one_by_one(other)
        if not blocking_pairs(other).size:
            assert (ours <= np.where(other.place < 0, 99, other.place)).all()


@MANY
@given(rounds(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(asked, random):
    rows = random.sample(range(asked.person_ids.size), asked.person_ids.size)
    mixed = replace(
        asked,
        person_ids=asked.person_ids[rows],
        lists=asked.lists[rows],
        priority=asked.priority[rows],
    )
    assert assign(mixed).opening_ids.tolist() == assign(asked).opening_ids[rows].tolist()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seats": np.array([1])}, "different numbers"),
        ({"seats": np.array([1, -1])}, "below zero"),
        ({"lists": np.array([[0, 2]])}, "does not exist"),
        ({"lists": np.array([[1, 1]])}, "once"),
        ({"priority": np.array([[1.0, np.nan]])}, "has a priority"),
    ],
)
def test_arrays_that_do_not_belong_together_are_refused(change, sentence):
    asked = round_of([{0: 1, 1: 1}], seats=[1, 1])
    with pytest.raises(ValueError, match=sentence):
        replace(asked, **change)


def test_stranger_is_a_key_error():
    with pytest.raises(KeyError, match="99"):
        refusals(assign(round_of([{0: 1}], seats=[1])), 99)
