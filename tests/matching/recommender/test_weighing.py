"""Weights follow what happened, in shares of one, never below zero, and skill keeps its floor."""

import numpy as np
import pytest

from matching.recommender.problem import FEATURES
from matching.recommender.weighing import Choices, floored, weigh

SKILL, LEARNED, PAY = (FEATURES.index(name) for name in ("skill", "learned", "pay"))


def choices(better: dict[int, float], worse: dict[int, float], count: int = 40) -> Choices:
    """The same choice of one among four, `count` times."""
    parts = np.full((count, 4, len(FEATURES)), 0.5)
    for feature, score in better.items():
        parts[:, 0, feature] = score
    for feature, score in worse.items():
        parts[:, 1:, feature] = score
    return Choices(parts, np.ones((count, 4), dtype=bool), np.ones(count))


def test_only_what_tells_choices_apart_counts_but_skill_keeps_its_floor():
    found = weigh(choices({LEARNED: 0.9}, {LEARNED: 0.2}))
    assert found is not None
    assert (found.skill, found.learned) == pytest.approx((0.25, 0.75))


def test_what_speaks_against_never_counts_below_zero():
    found = weigh(choices({SKILL: 0.9, PAY: 0.1}, {SKILL: 0.2, PAY: 0.9}))
    assert found is not None
    assert (found.skill, found.pay) == pytest.approx((1.0, 0.0), abs=1e-4)


def test_choices_that_tell_nothing_give_no_weights():
    assert weigh(choices({}, {})) is None
    assert weigh(choices({}, {}, count=0)) is None


def test_an_outcome_worth_more_pulls_harder():
    both = choices({LEARNED: 0.9}, {LEARNED: 0.2}, count=2)
    both.parts[1, 0, LEARNED], both.parts[1, 0, PAY], both.parts[1, 1:, PAY] = 0.2, 0.9, 0.2

    def shares(worth: list[float]) -> tuple[float, float]:
        found = weigh(Choices(both.parts, both.is_there, np.array(worth)), floor=0.0)
        assert found is not None
        return found.learned, found.pay

    (learned, pay), (learned_more, pay_less) = shares([1, 1]), shares([5, 1])
    assert learned == pytest.approx(pay, abs=1e-4)
    assert learned_more > learned > pay_less


def test_openings_that_were_not_there_are_no_rivals():
    some = choices({LEARNED: 0.9}, {LEARNED: 0.2})
    some.parts[:, 3, LEARNED] = 1.0  # would beat the choice
    without = Choices(some.parts, some.is_there & np.array([True, True, True, False]), some.worth)
    ours, theirs = weigh(without, floor=0.0), weigh(some, floor=0.0)
    assert ours is not None
    assert ours.learned == pytest.approx(1.0)
    assert theirs is not None


def test_the_floor_by_hand():
    found = floored([0.1, 0.3, 0.0, 0.0, 0.0, 0.6])
    assert found.array.tolist() == pytest.approx([0.25, 0.25, 0, 0, 0, 0.5])
    assert floored([0.4, 0.6, 0, 0, 0, 0]).array.tolist() == pytest.approx([0.4, 0.6, 0, 0, 0, 0])
