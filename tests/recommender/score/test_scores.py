"""Do the scores agree with those worked out by hand?"""

import numpy as np
import pytest

from recommender import Divisions, Masks
from recommender.score import scores
from tests.recommender.worlds import O, P, world

ONE = np.zeros(1, dtype=np.int64)


def score(scorer, person, opening, **kwargs):
    return float(scorer(world([person], [opening], **kwargs), ONE, ONE)[0, 0])


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({}, 0.0),
        ({10: 3}, 9 / 13),  # 3·3 of 3·3 + 2·2
        ({10: 3, 20: 1}, 11 / 13),
        ({10: 2, 20: 2}, 10 / 13),
        ({10: 3, 20: 2}, 1.0),
        ({10: 5, 20: 5}, 1.0),  # more than asked does not count more
        ({30: 5}, 0.0),  # what nobody asks for does not count
    ],
)
def test_skill_is_the_weighted_share_of_what_is_asked(held, expected):
    assert score(scores.skill_score, P(1, held), O(1, {10: (3, 3), 20: (2, 2)})) == pytest.approx(
        expected, abs=1e-12
    )


def test_skill_is_neutral_where_nothing_is_asked():
    assert score(scores.skill_score, P(1, {10: 5}), O(1)) == 0.5


@pytest.mark.parametrize(
    ("wish", "pay", "expected"),
    [
        (5000, (5000, 7000), 1.0),
        (6000, (5000, 7000), 0.75),  # half, and half of the other half
        (7000, (5000, 7000), 0.5),
        (7000, (5000, 5950), 0.25),  # 15 % below: half of the tolerance is gone
        (10000, (5000, 7000), 0.0),  # 30 % below
        (20000, (5000, 7000), 0.0),
        (5000, (5000, 5000), 1.0),
        (np.nan, (5000, 7000), 0.5),
        (5000, (np.nan, np.nan), 0.5),
    ],
)
def test_pay(wish, pay, expected):
    assert score(scores.pay_score, P(1, pay=wish), O(1, pay=pay)) == pytest.approx(
        expected, abs=1e-9
    )


NEAR = Divisions(np.array([[1.0, 0.8, 0.1], [0.8, 1.0, 0.3], [0.1, 0.3, 1.0]]))


@pytest.mark.parametrize(
    ("home", "places", "division", "expected"),
    [
        (0, (), 0, 1.0),
        (0, (), 1, 0.8),
        (0, (1,), 0, 0.8),  # a wish counts instead of the home
        (0, (1, 2), 2, 1.0),  # the nearest wish counts
        (-1, (0, 1), 2, 0.3),
        (-1, (), 0, 0.5),
        (0, (0,), -1, 0.5),
    ],
)
def test_place(home, places, division, expected):
    person, opening = P(1, home=home, places=places), O(1, division=division)
    assert score(scores.place_score, person, opening, divisions=NEAR) == expected


def test_place_of_several_people_keeps_them_apart():
    them = [P(1, places=(0,)), P(2), P(3, home=2), P(4, places=(1, 2))]
    problem = world(them, [O(1, division=0), O(2, division=2)], divisions=NEAR)
    fit = scores.place_score(problem, np.arange(4), np.arange(2))
    assert fit.tolist() == [[1.0, 0.1], [0.5, 0.5], [0.1, 1.0], [0.8, 1.0]]


@pytest.mark.parametrize(
    ("wanted", "occupation", "expected"),
    [((1,), 1, 1.0), ((0, 1), 1, 1.0), ((0,), 1, 0.0), ((), 1, 0.5), ((0,), -1, 0.5)],
)
def test_occupation(wanted, occupation, expected):
    assert (
        score(scores.occupation_score, P(1, occupations=wanted), O(1, occupation=occupation))
        == expected
    )


def test_text_prefers_the_same_words():
    problem = world(
        [P(1, text="女装直播主播")],
        [O(1, text="女装直播主播"), O(2, text="女装打版"), O(3, text="跨境物流")],
    )
    same, close, other = scores.text_score(problem, ONE, np.arange(3))[0]
    assert same == pytest.approx(1.0)
    assert 0 < close < 1
    assert other == 0


def test_every_rule_is_told_apart():
    problem = world([P(1, education=2), P(2, education=-1), P(3, education=3)], [O(1, education=3)])
    told = scores.rules(problem, np.arange(3), ONE)
    assert told["education_below"].ravel().tolist() == [True, False, False]
    assert not told["closed"].any()


def test_who_may_not_start_an_internship_is_kept_from_those_alone():
    masks = Masks(by_person={"internship": np.array([True, False])})
    problem = world([P(1), P(2)], [O(1), O(2, is_internship=True)], masks=masks)
    assert scores.hidden(problem, np.arange(2), np.arange(2)).tolist() == [
        [False, True],
        [False, False],
    ]
