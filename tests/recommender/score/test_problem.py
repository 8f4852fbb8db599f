"""Do the arrays refuse what does not belong together, and can nothing forbidden enter?"""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from recommender import Divisions, Masks, Problem, Weights
from recommender.score.problem import OPENING_FIELDS, PEOPLE_FIELDS, positions, stairs
from recommender.score.weights import FEATURES
from tests.recommender.worlds import O, P, openings, people, world

SKILLS = (10, 20)
PERSON = people([P(1, {10: 2})], SKILLS)
OPENING = openings([O(1, {10: (2, 3)})], SKILLS)


def test_features_are_exactly_these():
    assert FEATURES == ("skill", "pay", "place", "occupation", "text", "learned")


def test_person_has_no_field_for_what_may_not_count():
    assert PEOPLE_FIELDS == (
        "ids",
        "levels",
        "wanted_pay_min",
        "home_division",
        "wanted_divisions",
        "wanted_occupations",
        "education_rank",
        "text",
    )


def test_opening_has_no_field_for_what_may_not_count():
    assert OPENING_FIELDS == (
        "ids",
        "required",
        "importance",
        "essential",
        "pay_min",
        "pay_max",
        "pay_base",
        "is_piecework",
        "division",
        "occupation",
        "education_rank_min",
        "is_internship",
        "text",
    )


@pytest.mark.parametrize("weights", [{"skill": 0.6}, {"skill": 0.7, "pay": -0.05}])
def test_weights_that_are_no_shares_of_one_are_refused(weights):
    with pytest.raises(ValueError, match="shares of one"):
        Weights(**weights)


def test_person_twice_is_refused():
    with pytest.raises(ValueError, match="one row only"):
        people([P(1), P(1)], SKILLS)


def test_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"People\.text has 2 rows for 1 ids"):
        replace(PERSON, text=["a", "b"])


@pytest.mark.parametrize("level", [-1, 6, 2.5])
def test_level_that_is_none_is_refused(level):
    with pytest.raises(ValueError, match="whole numbers from 0 to 5"):
        replace(PERSON, levels=sparse.csr_array(np.array([[level, 0.0]])))


def test_need_without_importance_is_refused():
    with pytest.raises(ValueError, match="importance above zero"):
        openings([O(1, {10: (2, 0)})], SKILLS)


def test_stored_false_wish_is_refused():
    wish = sparse.csr_array((np.array([False]), (np.array([0]), np.array([1]))), shape=(1, 3))
    with pytest.raises(ValueError, match="leave the others out"):
        replace(PERSON, wanted_divisions=wish)


@pytest.mark.parametrize("nearness", [np.ones((2, 3)), np.full((2, 2), 1.5)])
def test_nearness_that_is_none_is_refused(nearness):
    with pytest.raises(ValueError, match="Nearness"):
        Divisions(nearness)


def test_rule_that_nobody_could_explain_is_refused():
    with pytest.raises(ValueError, match="gender"):
        Masks(by_person={"gender": np.array([True])})


@pytest.mark.parametrize(
    "masks",
    [
        Masks(by_person={"no_consent": np.zeros(2, dtype=bool)}),
        Masks(by_opening={"closed": np.zeros(2, dtype=bool)}),
        Masks(by_pair={"not_for_me": sparse.csr_array((1, 2), dtype=bool)}),
    ],
)
def test_mask_of_wrong_shape_is_refused(masks):
    with pytest.raises(ValueError, match="wrong shape"):
        world([P(1)], [O(1)], masks=masks)


def test_different_numbers_of_skills_are_refused():
    with pytest.raises(ValueError, match="numbers of skills"):
        Problem.build(PERSON, OPENING, Divisions.same_or_other(3), np.array([10]))


def test_different_numbers_of_places_are_refused():
    with pytest.raises(ValueError, match="numbers of places"):
        Problem.build(PERSON, OPENING, Divisions.same_or_other(4), np.array(SKILLS))


@pytest.mark.parametrize("home", [3, -2])
def test_code_outside_its_list_is_refused(home):
    with pytest.raises(ValueError, match="outside its list"):
        world([P(1, home=home)], [O(1)])


def test_positions_follow_the_order_asked():
    assert positions(np.array([30, 10, 20]), [10, 20, 30]).tolist() == [1, 2, 0]


@pytest.mark.parametrize("stranger", [5, 15, 99])
def test_positions_name_the_stranger(stranger):
    with pytest.raises(KeyError, match=str(stranger)):
        positions(np.array([30, 10, 20]), [10, stranger])


def test_stairs_hold_one_step_per_level_reached():
    levels = sparse.csr_array(np.array([[2.0, 0.0]]))
    importance = sparse.csr_array(np.array([[3.0, 0.0]]))
    assert stairs(levels, importance).toarray().tolist() == [[3, 0, 3, 0, 0, 0, 0, 0, 0, 0]]
