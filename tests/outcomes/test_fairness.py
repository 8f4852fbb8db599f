"""Are ratios those worked out by hand, do intervals hold the truth, and is what is small hidden?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.fairness import MINIMUM, GroupRow, compare, mantel_haenszel

SEX = ("female", "male")


def world(
    parts: list[tuple[int, int, list[int], list[int]]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Persons by (how many, group, hits, chances)."""
    hits = np.array([row[2] for row in parts for _ in range(row[0])], dtype=np.int64)
    chances = np.array([row[3] for row in parts for _ in range(row[0])], dtype=np.int64)
    return hits, chances, np.array([row[1] for row in parts for _ in range(row[0])], dtype=np.int64)


def rows(parts, names=SEX, seed=1):
    hits, chances, member = world(parts)
    return compare(hits, chances, {"sex": (member, names)}, seed)


def test_ratio_by_hand():
    female, male = rows([(10, 0, [1], [2]), (10, 0, [0], [2]), (20, 1, [1], [2])])

    assert (female.persons, female.share, female.share_of_others, female.ratio) == (
        20,
        0.25,
        0.5,
        0.5,
    )
    assert (male.persons, male.share, male.share_of_others, male.ratio) == (20, 0.5, 0.25, 2.0)
    assert 0.25 < female.low < 0.5 < female.high < 0.8
    assert (female.verdict, male.verdict) == ("much_less", "more")


def test_a_group_in_a_crowded_trade_is_not_passed_over():
    crowded = [(30, 0, [1, 0], [10, 0]), (10, 1, [1, 0], [10, 0])]
    easy = [(10, 0, [0, 5], [0, 10]), (30, 1, [0, 5], [0, 10])]

    female, male = rows(crowded + easy)

    assert (female.share, male.share) == (0.2, 0.4)
    assert (female.ratio, male.ratio) == (pytest.approx(1.0), pytest.approx(1.0))
    assert (female.verdict, male.verdict) == ("same", "same")


def test_mantel_haenszel_by_hand():
    found = mantel_haenszel(
        np.array([[2.0, 6.0]]),
        np.array([[4.0, 8.0]]),
        np.array([[3.0, 1.0]]),
        np.array([[6.0, 2.0]]),
    )

    assert found.tolist() == pytest.approx([(2 * 6 / 10 + 6 * 2 / 10) / (3 * 4 / 10 + 1 * 8 / 10)])


def test_small_groups_are_hidden_and_cannot_be_worked_out():
    parts = [(9, 0, [1], [2]), (12, 1, [1], [2]), (40, 2, [1], [2])]

    young, middle, old = rows(parts, ("young", "middle", "old"))

    assert young == GroupRow("sex", "young", None, None, None, None, None, None, None)
    assert (young.verdict, middle.persons, old.persons) == ("hidden", None, 40)


def test_who_has_no_chance_or_no_known_group_does_not_count():
    female, male = rows([(10, 0, [1], [1]), (11, 1, [1], [1]), (5, 0, [0], [0]), (7, -1, [0], [1])])

    assert (female.persons, male.persons, female.ratio) == (10, 11, 1.0)


def test_nothing_over_nothing_has_no_ratio():
    female, _male = rows([(10, 0, [0], [1]), (10, 1, [0], [1])])

    assert (female.ratio, female.low, female.high, female.verdict) == (None, None, None, "nothing")
    assert (
        compare(
            np.zeros((0, 0), np.int64),
            np.zeros((0, 0), np.int64),
            {"sex": (np.zeros(0, np.int64), SEX)},
            1,
        )
        == []
    )


def test_same_seed_gives_the_same_interval_and_another_seed_another():
    parts = [(15, 0, [1], [2]), (15, 0, [0], [2]), (25, 1, [1], [2])]

    assert rows(parts) == rows(parts)
    assert rows(parts)[0].low != rows(parts, seed=2)[0].low


def test_the_interval_holds_the_truth_as_often_as_it_says():
    rng, held = np.random.default_rng(11), 0
    member = np.repeat([0, 1], 150)
    chances = np.full((300, 1), 6)
    for seed in range(100):
        hits = rng.binomial(6, np.where(member == 0, 0.2, 0.25))[:, None]
        row = compare(hits, chances, {"sex": (member, SEX)}, seed, draws=200)[0]
        held += row.low <= 0.8 <= row.high
    assert 88 <= held <= 100


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60
    )
)
def test_no_number_is_nan_and_small_groups_never_show(people):
    member = np.array([one[0] for one in people])
    chances = np.array([[max(one[1:])] for one in people])
    hits = np.array([[min(one[1:])] for one in people])

    for row in compare(hits, chances, {"age": (member, ("a", "b", "c"))}, 1, draws=20):
        assert row.persons is None or row.persons >= MINIMUM
        assert not any(value != value for value in (row.ratio, row.low, row.high))
        assert row.ratio is None or row.ratio >= 0


def test_a_few_who_stand_everywhere_are_no_finding():
    """Ten people hold all places of a list, all of them by luck in the larger group; a difference spread over many is one."""
    stars = [(10, 1, [50], [100]), (90, 1, [0], [100]), (30, 0, [0], [100])]
    spread = [(100, 1, [50], [100]), (30, 0, [20], [100])]

    few, _others = rows([*stars, (1, 0, [1], [100])])
    many, _rest = rows(spread)

    assert few.high < 1 and few.luck > 0.05 and few.verdict == "maybe"
    assert (many.luck, many.verdict) == (pytest.approx(2 / 1001), "much_less")


def test_luck_grows_with_the_number_of_comparisons():
    hits, chances, member = world([(20, 0, [1], [4]), (20, 0, [0], [4]), (40, 1, [1], [4])])

    alone = compare(hits, chances, {"sex": (member, SEX)}, 1)
    twice = compare(hits, chances, {"sex": (member, SEX), "again": (member, SEX)}, 1)

    assert twice[0].luck == pytest.approx(2 * alone[0].luck)
