"""Is every "why not" answered, and is the gain of a course exact?"""

import numpy as np
import pytest

from recommender import Masks, recommend_openings, why_not
from recommender.ranking.reasons import CourseGain, SkillFit, WhyNot
from tests.recommender.worlds import ONLY_SKILL, O, P, csr, gain_of_course, world


def test_why_not_names_every_rule_and_gap():
    masks = Masks(
        by_opening={"closed": np.array([True])},
        by_pair={"already_applied": csr([{0: True}], 1, bool)},
    )
    problem = world(
        [P(1, {10: 1}, education=2)],
        [O(7, {10: (3, 2)}, education=4)],
        masks=masks,
        weights=ONLY_SKILL,
    )
    assert why_not(problem, 1, 7) == WhyNot(
        rules=("closed", "already_applied", "education_below"),
        missing=(SkillFit(10, asked=3, have=1, importance=2, is_essential=False),),
        score=pytest.approx(1 / 3),
        rank=None,
    )


def test_why_not_without_a_rule_says_the_rank():
    work = [O(7, {10: (3, 2)}), O(8, {20: (1, 1)}), O(9, {10: (1, 1)}), O(6, {20: (1, 1)})]
    problem = world([P(1, {10: 1})], work, weights=ONLY_SKILL)
    listed = recommend_openings(problem, [1], 9).of(1).ids
    assert (listed[:2], set(listed[2:])) == ((9, 7), {6, 8})
    assert [why_not(problem, 1, opening).rank for opening in listed] == [1, 2, 3, 4]


def test_hidden_openings_do_not_count_in_the_rank():
    masks = Masks(by_opening={"closed": np.array([True, False])})
    problem = world([P(1, {10: 1})], [O(7, {10: (1, 1)}), O(8, {20: (1, 1)})], masks=masks)
    assert why_not(problem, 1, 8).rank == 1


def test_course_opens_what_it_teaches():
    work = [O(7, {10: (3, 1)}), O(8, {10: (2, 1), 20: (1, 1)}), O(9, {10: (1, 1)}), O(5)]
    problem = world([P(1, {10: 1}), P(2)], work, weights=ONLY_SKILL)
    gain = gain_of_course(problem, 1, {10: 3, 20: 1})
    assert gain == CourseGain(
        reached_before=1,
        reached_after=3,
        newly_reached=(7, 8),
        score_delta=pytest.approx((2 / 3 + 2 / 3 + 0 + 0) / 4),
    )


def test_course_below_the_own_level_changes_nothing():
    problem = world([P(1, {10: 4})], [O(7, {10: (5, 1)})])
    assert gain_of_course(problem, 1, {10: 3}) == CourseGain(0, 0, (), 0.0)


def test_course_does_not_lift_a_hard_rule():
    masks = Masks(by_opening={"closed": np.array([True])})
    problem = world([P(1)], [O(7, {10: (3, 1)})], masks=masks)
    assert gain_of_course(problem, 1, {10: 3}) == CourseGain(0, 0, (), 0.0)


def test_course_that_teaches_an_unknown_skill_is_a_key_error():
    with pytest.raises(KeyError, match="99"):
        gain_of_course(world([P(1)], [O(7)]), 1, {99: 3})


def test_course_that_teaches_nothing_changes_nothing():
    assert gain_of_course(world([P(1)], [O(7, {10: (3, 1)})]), 1, {}) == CourseGain(0, 0, (), 0.0)
