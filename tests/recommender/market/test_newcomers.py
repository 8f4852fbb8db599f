"""Does the least bonus that does lift new openings, all alike, and never at the cost of the lists?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import Weights, recommend_openings
from recommender.market.clearing import ClearingSettings
from recommender.market.newcomers import STEPS, Aim, bonus_of, lifted
from tests.recommender.market.test_clearing import cities
from tests.recommender.worlds import O, P, world

MANY = settings(max_examples=25, deadline=None, derandomize=True)
FREE = ClearingSettings(length=1, candidates=2, slack=9.0, at_least=9, strength=0.0)
A_QUARTER = Weights(
    skill=0.25, pay=0.0, place=0.0, occupation=0.75, text=0.0
)  # of nobody an occupation is known: ½
ONE_NEW = np.array([True, False])


def two_openings():
    """Three people whom the new opening fits by .605 and the old one by .625: with .02 they are alike, and all draw the old."""
    them = [P(n, {10: 4, 20: 5}) for n in (1, 2, 3)]
    return world(
        them, [O(1, {10: (5, 2), 20: (5, 3)}), O(2, {10: (4, 1)})], weights=A_QUARTER
    ), np.array([1, 1])


def test_the_least_bonus_that_does_is_taken():
    problem, left = two_openings()
    found = lifted(problem, left, FREE, ONE_NEW, Aim(share=0.1, cost=1.0))
    assert (found.bonus, found.catalogue, found.before, found.after, found.cost) == (
        0.03,
        0.5,
        0.0,
        1.0,
        1.0,
    )
    assert found.cleared.first.tolist() == [3, 0]


def test_no_bonus_costs_the_others_more_than_they_may_lose():
    problem, left = two_openings()
    found = lifted(
        problem, left, FREE, ONE_NEW, Aim(share=0.1, cost=0.9)
    )  # at .03 all places would be gone
    assert (found.bonus, found.after, found.cost) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("is_new", "share"), [([False, True], 0.1), ([True, False], 0.0), ([False, False], 0.1)]
)
def test_where_people_see_what_is_new_anyway_or_nothing_is_new_there_is_none(is_new, share):
    problem, left = two_openings()
    assert lifted(problem, left, FREE, np.array(is_new), Aim(share=share)).bonus == 0.0


def test_new_openings_never_hold_more_than_their_share_of_what_is_there():
    problem, _left = two_openings()
    found = lifted(problem, np.array([0, 1]), FREE, ONE_NEW, Aim(share=1.0))  # the new one is full
    assert (found.catalogue, found.bonus) == (0.0, 0.0)


@MANY
@given(cities(), st.integers(0, 255), st.sampled_from([0.1, 0.5]))
def test_counts_are_those_of_single_requests_with_the_bonus(case, bits, share):
    problem, left, rule = case
    is_new = np.array([bool(bits >> n & 1) for n in range(left.size)])
    found = lifted(problem, left, rule, is_new, Aim(share=share, cost=0.5))
    assert found.bonus in (0.0, *STEPS)
    assert found.cost <= 0.5
    assert found.after >= found.before
    asked = replace(problem, price=found.cleared.price, bonus=bonus_of(is_new, found.bonus))
    shown = np.zeros(left.size, dtype=int)
    for person in problem.people.ids.tolist():
        ranked = recommend_openings(asked, [person], rule.length).of(person)
        for pick in ranked.picks:
            shown[pick.id - 1] += 1
            assert dict(pick.contributions)["new"] == (found.bonus if is_new[pick.id - 1] else 0.0)
            assert sum(share for _, share in pick.contributions) == pytest.approx(
                pick.score, abs=1e-9
            )
    assert shown.tolist() == found.cleared.after.tolist() == found.cleared.first.tolist()
    again = lifted(problem, left, rule, is_new, Aim(share=share, cost=0.5))
    assert (again.bonus, again.cleared.price.tolist()) == (
        found.bonus,
        found.cleared.price.tolist(),
    )


def test_nobody_or_nothing_has_no_bonus():
    found = lifted(
        world([], []),
        np.zeros(0, dtype=np.int64),
        ClearingSettings(),
        np.zeros(0, dtype=bool),
        Aim(),
    )
    assert (found.bonus, found.before, found.cost) == (0.0, 0.0, 0.0)
