"""Does a side that was kept as arrays answer as the one that was never put away?"""

from dataclasses import replace

import numpy as np
import pytest

from recommender import (
    Masks,
    Openings,
    People,
    Problem,
    gains_of_courses,
    joined,
    recommend_openings,
    recommend_people,
)
from recommender.batch import stored
from tests.recommender.worlds import O, P, gain_of_course, openings, people, world

SKILLS = (10, 20, 30)
WHO = [
    P(1, {10: 3, 20: 1}, pay=5000, home=0, text="打版 放码"), P(2, places=(1, 2), occupations=(0,), text="直播"),
    P(5, {30: 5}, education=2), P(9),
]  # fmt: skip
WORK = [
    O(4, {10: (3, 2), 30: (1, 3, 1)}, pay=(4000, 6000), division=0, occupation=0, text="招打版师"), O(7, {20: (5, 1)}),
    O(8, division=2, occupation=2, education=3, text="主播直播"), O(11, {10: (1, 1)}, pay=(8000, 9000)),
]  # fmt: skip


@pytest.fixture
def problem():
    return world(WHO, WORK, skills=SKILLS)


def test_the_openings_side_comes_back_as_it_was(problem):
    kept = stored.openings_problem(stored.openings_arrays(problem))
    asked = kept.with_people(people(WHO, SKILLS), Masks())
    ids = [one.id for one in WHO]
    assert recommend_openings(asked, ids, 3) == recommend_openings(problem, ids, 3)


def test_the_people_side_comes_back_as_it_was(problem):
    kept = stored.people_problem(stored.people_arrays(problem))
    asked = kept.with_openings(openings(WORK, SKILLS), Masks())
    ids = [one.id for one in WORK]
    assert recommend_people(asked, ids, 3) == recommend_people(problem, ids, 3)


def test_what_is_kept_is_plain_arrays_without_a_word(problem):
    arrays = stored.openings_arrays(problem) | stored.people_arrays(problem)
    assert {array.dtype.kind for array in arrays.values()} <= set("biuf")
    assert not any("text" in name for name in arrays)


@pytest.mark.parametrize("cut", range(len(WORK) + 1))
def test_openings_asked_about_in_two_parts_give_the_list_of_the_whole(problem, cut):
    nobody = problem.with_people(People.nobody(3, 3, 3), Masks())
    parts = [
        nobody.with_openings(openings(some, SKILLS), Masks()) for some in (WORK[:cut], WORK[cut:])
    ]
    asked = [part.with_people(people(WHO, SKILLS), Masks()) for part in parts]
    ids = [one.id for one in WHO]
    for limit in (0, 1, 3, 9):
        rankings = [recommend_openings(part, ids, limit) for part in asked]
        assert joined(rankings, limit) == recommend_openings(problem, ids, limit)
    (gain,) = gains_of_courses(asked, 1, [{30: 5, 20: 5}])
    whole = gain_of_course(problem, 1, {30: 5, 20: 5})
    assert replace(gain, score_delta=0.0) == replace(whole, score_delta=0.0)
    assert gain.score_delta == pytest.approx(whole.score_delta, abs=1e-12)


def test_a_side_filled_anew_is_checked(problem):
    wrong = replace(people(WHO, SKILLS), home_division=np.full(len(WHO), 7))
    with pytest.raises(ValueError, match="outside its list"):
        problem.with_people(wrong, Masks())
    with pytest.raises(ValueError, match="wrong shape"):
        problem.with_openings(
            openings(WORK, SKILLS), Masks(by_opening={"closed": np.zeros(1, dtype=bool)})
        )


def test_nobody_and_nothing_are_empty_sides():
    assert (People.nobody(2, 3, 4).levels.shape, Openings.none(2).required.shape) == (
        (0, 2),
        (0, 2),
    )
    assert isinstance(world([], [], skills=SKILLS), Problem)
