"""Do the counts of the nightly prices belong to the lists that single requests give with the same prices?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import Masks, recommend_openings
from recommender.market.clearing import (
    ClearingSettings,
    candidates,
    capacities,
    cleared,
    figures,
    over,
)
from tests.recommender.worlds import ONLY_SKILL, O, P, world

MANY = settings(max_examples=25, deadline=None, derandomize=True)


@st.composite
def cities(draw):
    level = st.integers(0, 5)
    them = [P(n, {10: draw(level), 20: draw(level)}) for n in range(1, draw(st.integers(1, 9)) + 1)]
    need = st.tuples(st.integers(1, 5), st.integers(1, 3))
    work = [O(n, {10: draw(need), 20: draw(need)}) for n in range(1, draw(st.integers(1, 8)) + 1)]
    left = np.array([draw(st.integers(0, 3)) for _ in work])
    length = draw(st.integers(1, 3))
    rule = ClearingSettings(
        length, length + draw(st.integers(0, 3)), draw(st.sampled_from([0.5, 2.0])), draw(level)
    )
    return world(them, work, masks=Masks(by_opening={"filled": left == 0})), left, rule


def test_capacity_follows_the_free_positions_and_has_a_floor():
    # 100 people × 2 places = 200 places on lists, twice over 400; of 40 free positions 30, 9, 1 and none.
    found = capacities(
        np.array([30, 9, 1, 0]), 100, ClearingSettings(length=2, slack=2.0, at_least=20)
    )
    assert found.tolist() == [300, 90, 20, 0]


def test_without_free_positions_nothing_stands_anywhere():
    assert capacities(np.array([0, -1]), 100, ClearingSettings()).tolist() == [0, 0]


def test_figures_by_hand():
    assert figures(np.array([0, 0, 0, 8])) == {
        "gini": 0.75,
        "most": 8,
        "top_50_share": 1.0,
        "never": 3,
    }
    assert figures(np.array([2, 2])) == {"gini": 0.0, "most": 2, "top_50_share": 1.0, "never": 0}
    assert figures(np.zeros(3, dtype=int)) == {
        "gini": 0.0,
        "most": 0,
        "top_50_share": 0.0,
        "never": 3,
    }


def test_worked_example_by_hand():
    """Three people want the same opening best; it may stand on one list, and who loses least looks elsewhere."""
    them = [P(1, {10: 4}), P(2, {10: 4, 20: 2}), P(3, {10: 4, 20: 3})]
    problem = world(them, [O(1, {10: (4, 1)}), O(2, {20: (4, 1)})], weights=ONLY_SKILL)
    found = cleared(
        problem, np.array([1, 2]), ClearingSettings(length=1, candidates=2, slack=1.0, at_least=1)
    )
    assert (found.before.tolist(), found.after.tolist()) == ([3, 0], [1, 2])
    lists = recommend_openings(replace(problem, price=found.price), [1, 2, 3], 1)
    assert [ranked.ids for ranked in lists.lists] == [(1,), (2,), (2,)]
    assert found.kept == pytest.approx((1 + 0.5 + 0.75) / 3)


@MANY
@given(cities())
def test_counts_are_those_of_single_requests(case):
    problem, left, rule = case
    found = cleared(problem, left, rule)
    for price, counted in ((None, found.before), (found.price, found.after)):
        asked = replace(problem, price=price)
        shown = np.zeros(left.size, dtype=int)
        for person in problem.people.ids.tolist():
            for opening in recommend_openings(asked, [person], rule.length).of(person).ids:
                shown[opening - 1] += 1
        assert shown.tolist() == counted.tolist()
    assert (found.price >= 0).all()


@MANY
@given(cities())
def test_lists_are_never_more_crowded_than_without_prices(case):
    problem, left, rule = case
    found, capacity = cleared(*case), capacities(left, problem.people.ids.size, rule)
    assert over(found.after, capacity) <= over(found.before, capacity)


@MANY
@given(cities())
def test_the_same_answer_twice(case):
    first, second = cleared(*case), cleared(*case)
    assert first.price.tolist() == second.price.tolist()
    assert (first.kept, first.asked_again) == (second.kept, second.asked_again)


@pytest.mark.parametrize(("them", "work"), [([], [O(1)]), ([P(1)], []), ([], [])])
def test_nobody_or_nothing_has_no_prices(them, work):
    found = cleared(world(them, work), np.ones(len(work), dtype=int), ClearingSettings())
    assert (found.price.tolist(), found.after.tolist(), found.kept) == (
        [0.0] * len(work),
        [0] * len(work),
        1.0,
    )


@pytest.mark.parametrize(("length", "candidates"), [(0, 5), (6, 5)])
def test_a_list_longer_than_its_candidates_is_refused(length, candidates):
    with pytest.raises(ValueError, match="no more of them"):
        ClearingSettings(length=length, candidates=candidates)


def test_candidates_stand_by_column_with_their_scores():
    problem = world([P(1, {10: 4})], [O(7, {20: (4, 1)}), O(9, {10: (4, 1)})], weights=ONLY_SKILL)
    columns, scores = candidates(problem, 3)
    assert (columns.tolist(), scores.tolist()) == ([[1, 0, -1]], [[1.0, 0.0, 0.0]])
