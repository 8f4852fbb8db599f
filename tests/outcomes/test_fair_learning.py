"""Are gaps those worked out by hand, is luck no finding, and is a column that tells a group found under any name?"""

import numpy as np
import pytest
from scipy import sparse

from matching.recommendations.night.limits import Limits
from matching.recommendations.night.parity import columns_of
from outcomes.fair_learning import BOUND, GroupGap, GroupGaps, gaps, tellings
from recommender.learned.tables import FeatureTable

SEX = ("female", "male")


def groups(member: np.ndarray, names=SEX):
    return {"sex": (member, names)}


def words(values: np.ndarray) -> sparse.csr_array:
    """One word a row."""
    shape = (values.size, int(values.max()) + 1)
    return sparse.csr_array((np.ones(values.size), (np.arange(values.size), values)), shape=shape)


def test_gap_by_hand_within_the_occupation():
    """Occupation 0: women from 30 of 60 places to 20 of 60; occupation 1, as long a list, is as it was."""
    member = np.repeat([0, 1], 20)
    qualified = np.column_stack([np.repeat([1.5, 1.5], 20), np.repeat([1.0, 2.0], 20)])
    shown = np.column_stack([np.repeat([1.0, 2.0], 20), np.repeat([1.0, 2.0], 20)])

    female, male = gaps(2 * qualified.astype(np.float64), 2 * shown, groups(member), 1).rows

    assert (female.persons, male.persons) == (20, 20)
    assert female.qualified == pytest.approx((0.5 + 1 / 3) / 2)
    assert female.gap == pytest.approx((0.5 - 1 / 3) / 2)
    assert male.gap == pytest.approx(-female.gap)
    assert 0 < female.low < female.gap < female.high
    assert (female.is_beyond, male.is_beyond) == (True, False)


def test_a_group_in_a_trade_with_fewer_lists_is_not_behind():
    """What counts is the share within each occupation: lists of sewing became fewer, for women and men alike."""
    member = np.repeat([0, 1], 20)
    qualified = np.column_stack([np.repeat([4, 1], 20), np.repeat([1, 4], 20)])
    shown = np.column_stack([np.repeat([4, 1], 20), np.repeat([3, 12], 20)])

    assert [row.gap for row in gaps(qualified, shown, groups(member), 1).rows] == pytest.approx(
        [0, 0]
    )


def test_small_groups_and_those_who_told_nothing_are_left_out():
    member = np.array([0] * 9 + [1] * 30 + [-1] * 5)

    assert (
        gaps(np.ones((44, 1), np.int64), np.ones((44, 1), np.int64), groups(member), 1).rows == ()
    )
    assert (
        gaps(np.zeros((44, 1), np.int64), np.zeros((44, 1), np.int64), groups(member), 1).rows == ()
    )


def test_a_few_who_lose_many_places_are_no_finding():
    """All that was lost was lost by two people, both women by luck."""
    member = np.repeat([0, 1], 20)
    qualified, shown = np.full((40, 1), 2), np.full((40, 1), 2)
    qualified[:2], shown[20:] = 20, 4

    female = gaps(qualified, shown, groups(member), 1).rows[0]

    assert female.gap > BOUND
    assert not gaps(
        np.where(np.arange(40)[:, None] < 2, 20, 2), np.full((40, 1), 2), groups(member), 1
    ).behind


def test_lists_that_differ_by_luck_hardly_ever_call_anybody_behind():
    rng, alarms = np.random.default_rng(5), 0
    for seed in range(100):
        people, trades = 200, 3
        qualified, shown = (
            rng.multinomial(600, rng.dirichlet(np.full(people, 0.3)), trades).T for _ in range(2)
        )
        told = {
            "sex": (rng.integers(0, 2, people), SEX),
            "age": (rng.integers(0, 4, people), ("a", "b", "c", "d")),
        }
        alarms += bool(gaps(qualified, shown, told, seed).behind)
    assert alarms <= 2


def test_a_column_that_tells_a_group_is_found_under_any_name_and_one_that_does_not_is_not():
    rng = np.random.default_rng(3)
    member = rng.integers(0, 2, 400)
    columns = {
        "colour": words(
            3 * np.where(rng.random(400) < 0.9, member, 1 - member) + rng.integers(0, 3, 400)
        ),
        "shape": words(rng.integers(0, 6, 400)),
    }

    best, other = tellings(columns, groups(member), [("sex", "female")], 1)

    assert (best.column, best.is_sure, other.is_sure) == ("colour", True, False)
    assert best.right == pytest.approx(0.9, abs=0.03)
    assert other.right == pytest.approx(0.5, abs=0.06)


def test_a_wish_in_own_words_that_tells_a_group_is_found_and_can_be_left_out():
    rng = np.random.default_rng(3)
    member = rng.integers(0, 2, 400)
    told = np.where(rng.random(400) < 0.9, member, 1 - member)
    texts = [("连衣裙", "西服")[one] for one in told]
    people = FeatureTable(tuple(f"{row:04}" for row in range(400)), texts={"wanted_work": texts})

    found = tellings(columns_of(people), groups(member), [("sex", "female")], 1)

    assert [(one.column, one.is_sure) for one in found] == [("wanted_work", True)]
    assert Limits(left_out=("wanted_work",)).table(people).texts == {}


def test_a_column_that_says_nothing_hardly_ever_seems_to_tell():
    found = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        columns = {name: words(rng.integers(0, 8, 300)) for name in ("one", "two", "three")}
        told = tellings(
            columns, groups(rng.integers(0, 2, 300)), [("sex", "female"), ("sex", "male")], seed
        )
        found += any(one.is_sure for one in told)
    assert found <= 3


def test_the_worst_is_that_of_groups_beyond_or_watched():
    row = GroupGap("sex", "female", 20, 0.5, 0.47, 0.03, 0.01, 0.05, 0.006)
    lucky = GroupGap("age", "45_up", 20, 0.5, 0.41, 0.09, -0.01, 0.2, 0.4)

    found = GroupGaps((row, lucky))

    assert (found.behind, found.worst()) == (frozenset({("sex", "female")}), 0.03)
    assert found.worst({("age", "45_up")}) == 0.09
    assert GroupGaps(()).worst({("sex", "female")}) == 0
