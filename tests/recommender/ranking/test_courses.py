"""Is what a course would open exactly what a world would hold in which it had been taken?"""

from statistics import median

import numpy as np
import pytest

from recommender import Masks, Weights, gains_of_courses
from recommender.ranking.reasons import CourseGain
from tests.recommender.worlds import BENT, ONLY_SKILL, O, P, csr, gain_of_course, world

SKILLS = (10, 20, 30, 40)
CASES, COURSES = 100, 10


def test_a_worked_example():
    """The person can pitch to 2 and sew to 1.

    Before: opening 1 (from 4,000) and 2 (from 5,000) are reached, median 4,500. A course to pitch 3 opens 3 (from 5,200)
    and 4 (paid by the piece: no monthly pay); 5 still lacks sewing and 6 is hidden. New median 5,200: 700 more.
    """
    pitch, sew = 10, 20
    work = [
        O(1, {pitch: (2, 1)}, pay=(4000, 6000)),
        O(2, {sew: (1, 3)}, pay=(5000, 5500)),
        O(3, {pitch: (3, 2)}, pay=(5200, 9000)),
        O(4, {pitch: (3, 1), sew: (1, 1)}),
        O(5, {pitch: (3, 1), sew: (2, 1)}, pay=(9000, 9900)),
        O(6, {pitch: (3, 1)}, pay=(9000, 9900)),
        O(7, pay=(9000, 9900)),
    ]
    masks = Masks(by_pair={"not_for_me": csr([{5: True}], 7, bool)})
    problem = world([P(1, {pitch: 2, sew: 1})], work, masks=masks, weights=ONLY_SKILL)
    gain = gain_of_course(problem, 1, {pitch: 3})
    assert gain == CourseGain(
        reached_before=2,
        reached_after=4,
        newly_reached=(3, 4),
        score_delta=pytest.approx((0 + 0 + 1 / 3 + 1 / 4 + 1 / 5 + 0) / 6),
        pay_before=4500.0,
        pay_new=5200.0,
    )
    assert gain.pay_delta == 700.0


def test_pay_is_none_where_there_is_none():
    work = [O(1, {10: (1, 1)}), O(2, {10: (3, 1)}, pay=(5000, 6000))]
    gain = gain_of_course(world([P(1, {10: 1})], work), 1, {10: 3})
    assert (gain.pay_before, gain.pay_new, gain.pay_delta) == (None, 5000.0, None)
    gain = gain_of_course(world([P(1, {10: 3})], work), 1, {10: 4})
    assert (gain.pay_before, gain.pay_new, gain.pay_delta) == (5000.0, None, None)


def test_courses_are_counted_each_alone_and_in_their_order():
    work = [O(1, {10: (3, 1)}), O(2, {20: (2, 1)}), O(3, {10: (3, 1), 20: (2, 1)})]
    problem = world([P(1)], work)
    gains = gains_of_courses([problem], 1, [{20: 2}, {}, {10: 3}, {10: 3, 20: 2}])
    assert [gain.newly_reached for gain in gains] == [(2,), (), (1,), (1, 2, 3)]
    assert gains_of_courses([problem], 1, []) == ()


def test_no_openings_gain_nothing():
    assert gains_of_courses([world([P(1)], [])], 1, [{10: 3}]) == (CourseGain(0, 0, (), 0.0),)


@pytest.mark.parametrize("seed", range(CASES))
def test_a_thousand_random_cases_equal_plain_counting(seed):
    rng = np.random.default_rng(seed)
    person, work, hides, courses = _case(rng)
    weights = (Weights(), ONLY_SKILL, Weights(curves=BENT))[seed % 3]
    cut = len(work) // 3 if seed % 4 else 0  # a person is asked about in one problem or in two
    parts = [_problem(person, some, hides, weights) for some in (work[:cut], work[cut:])]
    gains = gains_of_courses(parts, person.id, courses)
    seen = [
        one for one in work if one.id not in hides and not -1 < person.education < one.education
    ]
    assert len(gains) == COURSES
    for gain, course in zip(gains, courses, strict=True):
        assert gain == _counted(person, seen, course, weights)


def _problem(person, work, hides, weights):
    refused = {place: True for place, one in enumerate(work) if one.id in hides}
    return world(
        [person],
        work,
        SKILLS,
        Masks(by_pair={"not_for_me": csr([refused], len(work), bool)}),
        weights,
    )


def _case(rng):
    def levels(least):
        return (
            {skill: int(rng.integers(1, 6)) for skill in SKILLS if rng.random() < 0.6}
            if least
            else {}
        )

    work = [
        O(
            place + 1,
            {
                skill: (level, int(rng.integers(1, 4)))
                for skill, level in levels(rng.random() < 0.9).items()
            },
            pay=(float(pay := int(rng.integers(30, 90)) * 100), pay + 1000.0)
            if rng.random() < 0.8
            else (np.nan, np.nan),
            education=int(rng.integers(-1, 4)),
        )
        for place in range(int(rng.integers(1, 30)))
    ]
    person = P(1, levels(rng.random() < 0.9), education=int(rng.integers(-1, 4)))
    hides = {one.id for one in work if rng.random() < 0.15}
    return person, work, hides, [levels(True) for _ in range(COURSES)]


def _counted(person, seen, course, weights):
    """Count again, opening by opening, in plain arithmetic."""
    raised = {skill: max(person.levels.get(skill, 0), course.get(skill, 0)) for skill in SKILLS}
    before = [one for one in seen if _is_reached(one, person.levels)]
    after = [one for one in seen if _is_reached(one, raised)]
    new = [one for one in after if one not in before]
    fits = [[_skill(one, levels) for one in seen] for levels in (raised, person.levels)]
    deltas = weights.contribution("skill", np.array(fits[0])) - weights.contribution(
        "skill", np.array(fits[1])
    )
    return CourseGain(
        len(before),
        len(after),
        tuple(one.id for one in new),
        pytest.approx(deltas.mean() if seen else 0.0, abs=1e-12),
        _pay(before),
        _pay(new),
    )


def _is_reached(one, levels):
    return bool(one.needs) and all(
        levels.get(skill, 0) >= need[0] for skill, need in one.needs.items()
    )


def _skill(one, levels):
    full = sum(level * importance for level, importance in one.needs.values())
    got = sum(
        min(level, levels.get(skill, 0)) * importance
        for skill, (level, importance) in one.needs.items()
    )
    return got / full if full else 0.5


def _pay(openings):
    known = [one.pay[0] for one in openings if np.isfinite(one.pay[0])]
    return median(known) if known else None
