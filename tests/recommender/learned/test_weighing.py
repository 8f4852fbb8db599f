"""Weights follow what happened, in shares of one, never below zero; skill and stated wishes keep their floors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import Weights
from recommender.learned.weighing import FLOORS, STRAIGHT, Choices, bent, floored, weigh
from recommender.score.weights import FEATURES, KNOTS

MANY = settings(max_examples=200, deadline=None, derandomize=True)

SKILL, LEARNED, PAY = (FEATURES.index(name) for name in ("skill", "learned", "pay"))


def choices(better: dict[int, float], worse: dict[int, float], count: int = 40) -> Choices:
    """The same choice of one among four, `count` times."""
    parts = np.full((count, 4, len(FEATURES)), 0.5)
    for feature, score in better.items():
        parts[:, 0, feature] = score
    for feature, score in worse.items():
        parts[:, 1:, feature] = score
    return Choices(parts, np.ones((count, 4), dtype=bool), np.ones(count))


def test_only_what_tells_choices_apart_counts_but_skill_and_wishes_keep_their_floors():
    found = weigh(choices({LEARNED: 0.9}, {LEARNED: 0.2}))
    assert found is not None
    assert found.array.tolist() == pytest.approx([0.25, 0.1, 0.1, 0.1, 0.0, 0.45])


def test_what_speaks_against_never_counts_below_zero():
    found = weigh(choices({SKILL: 0.9, PAY: 0.1}, {SKILL: 0.2, PAY: 0.9}), floors={})
    assert found is not None
    assert (found.skill, found.pay) == pytest.approx((1.0, 0.0), abs=1e-4)


def test_choices_that_tell_nothing_give_no_weights():
    assert weigh(choices({}, {})) is None
    assert weigh(choices({}, {}, count=0)) is None


def test_an_outcome_of_more_weight_pulls_harder():
    both = choices({LEARNED: 0.9}, {LEARNED: 0.2}, count=2)
    both.parts[1, 0, LEARNED], both.parts[1, 0, PAY], both.parts[1, 1:, PAY] = 0.2, 0.9, 0.2

    def shares(weight: list[float]) -> tuple[float, float]:
        found = weigh(Choices(both.parts, both.is_there, np.array(weight)), floors={})
        assert found is not None
        return found.learned, found.pay

    (learned, pay), (learned_more, pay_less) = shares([1, 1]), shares([5, 1])
    assert learned == pytest.approx(pay, abs=1e-4)
    assert learned_more > learned > pay_less


def test_openings_that_were_not_there_are_no_rivals():
    some = choices({LEARNED: 0.9}, {LEARNED: 0.2})
    some.parts[:, 3, LEARNED] = 1.0  # would beat the choice
    without = Choices(some.parts, some.is_there & np.array([True, True, True, False]), some.weight)
    ours, theirs = weigh(without, floors={}), weigh(some, floors={})
    assert ours is not None
    assert ours.learned == pytest.approx(1.0)
    assert theirs is not None


def test_the_floors_by_hand():
    only_skill = {"skill": 0.25}
    assert floored([0.1, 0.3, 0, 0, 0, 0.6], only_skill).array.tolist() == pytest.approx(
        [0.25, 0.25, 0, 0, 0, 0.5]
    )
    assert floored([0.4, 0.6, 0, 0, 0, 0], only_skill).array.tolist() == pytest.approx(
        [0.4, 0.6, 0, 0, 0, 0]
    )
    # once skill and place are raised, what is left presses pay and occupation below theirs
    found = floored([0.2, 0.11, 0.0, 0.1, 0.0, 0.59])
    assert found.array.tolist() == pytest.approx([0.25, 0.1, 0.1, 0.1, 0.0, 0.45])


SHARES = st.lists(
    st.one_of(st.just(0.0), st.floats(1e-6, 1.0)), min_size=len(FEATURES), max_size=len(FEATURES)
)


@MANY
@given(SHARES.filter(lambda shares: sum(shares) > 0))
def test_floors_hold_whatever_was_found_and_what_stands_above_keeps_its_proportions(shares):
    found = floored(shares)
    least = np.array([FLOORS.get(name, 0.0) for name in FEATURES])
    assert abs(found.array.sum() - 1.0) <= 1e-9
    assert (found.array >= least - 1e-12).all()
    above = found.array > least + 1e-9
    ratio = np.array(shares)[above] / found.array[above]
    assert ratio == pytest.approx(np.full(ratio.size, ratio.mean()), rel=1e-6)
    assert floored(found.array).array == pytest.approx(found.array, abs=1e-12)
    assert floored(shares) == found


def test_the_principled_weights_hold_the_floors_themselves():
    assert floored(Weights().array).array == pytest.approx(Weights().array, abs=1e-15)


def test_a_bend_is_found_where_it_lies_and_a_straight_line_stays_straight():
    """Pay only has to reach ½, of skills more is better all the way."""
    rng = np.random.default_rng(1)
    parts = np.full((600, 5, len(FEATURES)), 0.5)
    parts[:, :, SKILL], parts[:, :, PAY] = rng.random((2, 600, 5))
    liked = 4 * parts[:, :, SKILL] + 6 * (parts[:, :, PAY] >= 0.5) + rng.gumbel(size=(600, 5))
    first = liked.argmax(axis=1)
    rows = np.arange(600)
    parts[rows, 0], parts[rows, first] = parts[rows, first].copy(), parts[rows, 0].copy()
    found = bent(Choices(parts, np.ones((600, 5), dtype=bool), np.ones(600)), floors={})
    assert found is not None
    assert (found.skill + found.pay, found.pay > found.skill) == (
        pytest.approx(1.0, abs=1e-3),
        True,
    )
    pay, skill = (np.array(found.curves[name]) for name in ("pay", "skill"))
    assert (
        pay[KNOTS == 0.625][0] - pay[KNOTS == 0.375][0] > 0.45
    )  # a straight line climbs 0.25 there
    assert np.abs(skill - KNOTS).max() < 0.12


@MANY
@given(st.integers(0, 10_000), st.integers(1, 9))
def test_curves_rise_everywhere_and_weights_keep_their_floors_whatever_happened(seed, count):
    rng = np.random.default_rng(seed)
    parts = np.round(rng.random((count, 4, len(FEATURES))), 1)
    found = bent(
        Choices(
            parts, rng.random((count, 4)) > np.array([0, 0.3, 0.3, 0.3]), rng.random(count) + 0.1
        )
    )
    if found is None:
        return
    assert floored(found.array).array == pytest.approx(found.array, abs=1e-12)
    for curve in found.curves.values():
        assert (np.diff(curve) >= STRAIGHT * np.diff(KNOTS) - 1e-12).all()


def test_choices_that_tell_nothing_give_no_curves():
    assert bent(choices({}, {}, count=0)) is None
    assert bent(choices({}, {})) is None
