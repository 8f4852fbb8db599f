"""Does every sentence speak as its share of the score counts, whatever the branch and whoever asks?"""

import re
from dataclasses import replace

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from matching.reasons import QUIET, SENTENCES, reasons_of
from recommender import Divisions, Weights, recommend_openings, recommend_people
from recommender.ranking.reasons import neutral_of
from tests.recommender.test_properties import MANY, SKILLS, Remembered, worlds
from tests.recommender.worlds import BENT, O, P, world

NEAR = Divisions(np.array([[1.0, 0.8, 0.1], [0.8, 1.0, 0.3], [0.1, 0.3, 1.0]]))
MIXED = (0.3, 0.1, 0.1, 0.1, 0.1, 0.3)
WEIGHTS = st.sampled_from(
    [Weights(), Weights(*MIXED), Weights(*MIXED, curves=BENT), Weights(1, 0, 0, 0, 0)]
)


@MANY
@given(worlds(), WEIGHTS, st.sampled_from([None, NEAR]), st.integers(0, 9))
def test_the_sign_of_every_sentence_is_its_shares_side_of_neutral(case, weights, divisions, dear):
    them, work, masks = case
    plain = world(them, work, SKILLS, masks, weights, divisions)
    problem = replace(plain, learned=Remembered(), price=np.arange(len(work)) * dear / 100)
    forth = recommend_openings(problem, [one.id for one in them], 9)
    back = recommend_people(problem, [one.id for one in work], 9)
    for pick in (
        pick for ranking in (forth, back) for ranked in ranking.lists for pick in ranked.picks
    ):
        for part in pick.parts:
            beyond = part.share - neutral_of(problem, part.name)
            side = 0 if abs(beyond) < 1e-12 else int(np.sign(beyond))
            said = reasons_of([part], len(pick.matched), len(pick.missing))
            assert [reason.side for reason in said] == [side] * len(said)
            is_told = bool(side) and part.name not in QUIET
            assert len(said) == 1 or not is_told  # what moves a score is said


def told(person, opening, **fields):
    pick = (
        recommend_openings(world([person], [opening], **fields), [person.id], 1).lists[0].picks[0]
    )
    return {part.name: (part.branch, part.side) for part in pick.parts}


HOUKOU, ZAOSHI, FAR = 0, 1, 2


@pytest.mark.parametrize(
    ("home", "wanted", "place", "expected"),
    [
        (
            HOUKOU,
            (ZAOSHI,),
            ZAOSHI,
            ("wanted_here", 1),
        ),  # once read "the workplace is in another town"
        (HOUKOU, (ZAOSHI,), HOUKOU, ("wanted", -1)),
        (HOUKOU, (), HOUKOU, ("home_here", 1)),
        (HOUKOU, (), ZAOSHI, ("home", -1)),
        (-1, (ZAOSHI, FAR), FAR, ("wanted_here", 1)),
        (-1, (), ZAOSHI, ("", 0)),
        (HOUKOU, (ZAOSHI,), -1, ("", 0)),
    ],
)
def test_the_place_is_told_from_the_wish_and_only_without_one_from_the_home(
    home, wanted, place, expected
):
    assert told(P(1, home=home, places=wanted), O(7, division=place))["place"] == expected


def test_a_place_nearby_speaks_for_and_one_far_off_against():
    person = P(1, home=FAR, places=(HOUKOU,))
    found = [
        told(person, O(7, division=place), divisions=NEAR)["place"]
        for place in (HOUKOU, ZAOSHI, FAR)
    ]
    assert found == [("wanted_here", 1), ("wanted", 1), ("wanted", -1)]


@pytest.mark.parametrize(
    ("wish", "pay", "base", "is_piecework", "expected"),
    [
        (5000, (5000, 8000), 5000, False, ("guaranteed", 1)),
        (5000, (5000, 8000), 4000, False, ("from", 1)),
        (5000, (5000, 8000), 4000, True, ("piece", 1)),
        (5000, (5000, 8000), 5000, True, ("guaranteed", 1)),
        (6000, (5000, 8000), 4000, False, ("upper", 1)),
        (8000, (5000, 8000), 4000, False, ("upper", 0)),
        (6000, (5000, 8000), 4000, True, ("piece_upper", 1)),
        (8001, (5000, 8000), 4000, False, ("below", -1)),
        (5000, (np.nan, np.nan), 4000, False, ("unit", 0)),
        (5000, (np.nan, np.nan), 4000, True, ("piece_unit", 0)),
        (np.nan, (5000, 8000), 4000, False, ("", 0)),
    ],
)
def test_the_pay_says_what_is_guaranteed_and_what_only_the_upper_end_or_the_pieces_reach(
    wish, pay, base, is_piecework, expected
):
    assert (
        told(P(1, pay=wish), O(7, pay=pay, base=base, is_piecework=is_piecework))["pay"] == expected
    )


def test_reasons_speak_to_the_person_who_alone_reads_them():
    """Companies read skills as chips; what others did, how crowded or how new an opening is, is no matter of the reader's."""
    ours = {
        said: part
        for (part, _branch, _side), said in SENTENCES.items()
        if part not in {"learned", "crowding", "new"}
    }
    with override("en"):
        assert [str(said) for said in ours if not re.search(r"\b[Yy]ou", str(said))] == []


def test_only_guaranteed_pay_is_said_to_reach_the_wish_outright():
    with override("en"):
        outright = [
            branch
            for (part, branch, _side), said in SENTENCES.items()
            if str(said).startswith("The guaranteed pay")
        ]
    assert outright == ["guaranteed"]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({10: 3, 20: 2}, ("all", 1)),
        ({10: 3}, ("some", 1)),
        ({20: 1}, ("some", -1)),
        ({}, ("none", -1)),
    ],
)
def test_skills_are_told_as_their_share_counts(held, expected):
    assert told(P(1, held), O(7, {10: (3, 3), 20: (2, 2)}))["skill"] == expected


def test_a_part_that_counts_for_nothing_gives_no_reason():
    person, opening = P(1, pay=9000, home=0), O(7, pay=(3000, 3500), division=1)
    only_skill = Weights(skill=1, pay=0, place=0, occupation=0, text=0)
    pick = (
        recommend_openings(world([person], [opening], weights=only_skill), [1], 1).lists[0].picks[0]
    )
    assert reasons_of(pick.parts, 0, 0) == ()
