"""Is the list the exact best, with ties by lot, and never what a rule hides?"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from recommender import Masks, Weights, recommend_openings, recommend_people
from recommender.ranking import lists as rank_module
from recommender.ranking.reasons import SkillFit
from recommender.score.problem import CROWDING
from recommender.score.weights import FEATURES
from tests.recommender.worlds import ONLY_SKILL, O, P, csr, world

SEWER, HOST, NEWCOMER = P(1, {10: 3}), P(2, {20: 3}), P(3)
SEWING, HOSTING = O(7, {10: (3, 3, True)}), O(8, {20: (2, 2)})


def checkerboard(side=8):
    """Even people can do what even openings ask for, odd people what odd ones ask for."""
    skills = (10, 20)
    them = [P(100 + one, {skills[one % 2]: 3}) for one in range(side)]
    work = [O(200 + one, {skills[one % 2]: (3, 2)}) for one in range(side)]
    return world(them, work, skills=skills, weights=ONLY_SKILL)


def test_checkerboard_has_its_obvious_answer_for_people():
    ranking = recommend_openings(checkerboard(), [100, 101], 4)
    assert [tuple(sorted(ranked.ids)) for ranked in ranking.lists] == [
        (200, 202, 204, 206),
        (201, 203, 205, 207),
    ]
    assert {score for ranked in ranking.lists for score in ranked.scores} == {1.0}


def test_checkerboard_has_its_obvious_answer_for_openings():
    ranking = recommend_people(checkerboard(), [203, 206], 4)
    assert [tuple(sorted(ranked.ids)) for ranked in ranking.lists] == [
        (101, 103, 105, 107),
        (100, 102, 104, 106),
    ]


def test_pick_carries_everything_the_reasons_need():
    them = [P(1, {10: 3, 20: 1}, pay=5000, home=0, occupations=(1,), text="打版")]
    work = [
        O(
            7,
            {10: (3, 3, True), 20: (2, 2)},
            pay=(5000, 7000),
            division=1,
            occupation=1,
            text="打版",
        ),
        O(8),
    ]
    (pick,) = recommend_openings(world(them, work), [1], 1).of(1).picks
    assert (pick.id, pick.matched, pick.missing) == (
        7,
        (SkillFit(10, asked=3, have=3, importance=3, is_essential=True),),
        (SkillFit(20, asked=2, have=1, importance=2, is_essential=False),),
    )
    assert dict(pick.contributions) == pytest.approx(
        {"skill": 0.5 * 11 / 13, "pay": 0.15, "place": 0.15 * 0.4, "occupation": 0.15, "text": 0.05}
    )
    assert pick.score == pytest.approx(0.5 * 11 / 13 + 0.15 + 0.06 + 0.15 + 0.05, abs=1e-9)


def test_missing_skills_stand_in_the_order_of_what_costs_most():
    opening = O(7, {10: (1, 1, True), 20: (2, 2), 30: (3, 3)})
    (pick,) = recommend_openings(world([P(1)], [opening]), [1], 1).of(1).picks
    assert [fit.skill_id for fit in pick.missing] == [10, 30, 20]
    assert [fit.gap for fit in pick.missing] == [1, 3, 2]


def test_ranking_names_its_model_and_features():
    problem = replace(world([SEWER], [SEWING]), model_version="of today")
    ranking = recommend_openings(problem, [1], 1)
    assert (ranking.model_version, ranking.features) == ("of today", FEATURES[:-1])


@dataclass(frozen=True)
class Likes:
    """History that knows one pair well and nothing of the others."""

    pair: tuple[int, int]

    def scores(self, person_ids, opening_ids):
        return np.where(
            (person_ids[:, None] == self.pair[0]) & (opening_ids == self.pair[1]), 1.0, 0.5
        )


def test_what_was_learned_counts_by_its_weight_and_knows_people_by_id():
    weights = Weights(skill=0.3, learned=0.2)
    problem = replace(
        world([HOST, SEWER], [HOSTING, SEWING], weights=weights), learned=Likes((SEWER.id, 8))
    )

    ranking = recommend_openings(problem, [SEWER.id], 2)
    shares = {pick.id: dict(pick.contributions)["learned"] for pick in ranking.of(SEWER.id).picks}

    assert (ranking.features, shares) == (FEATURES, {8: 0.2, 7: 0.1})


def test_a_price_comes_off_the_score_on_every_list_and_is_named():
    free = world([SEWER], [SEWING, HOSTING])
    priced = replace(free, price=np.array([0.25, 0.0]), model_version="with prices")

    before, after = (recommend_openings(one, [SEWER.id], 2) for one in (free, priced))
    scores = [{pick.id: pick.score for pick in one.of(SEWER.id).picks} for one in (before, after)]

    assert dict(after.of(SEWER.id).picks[-1].contributions).keys() == {*FEATURES[:-1], CROWDING}
    assert {one: round(scores[0][one] - scores[1][one], 9) for one in (7, 8)} == {7: 0.25, 8: 0.0}
    assert after.model_version == "with prices"


def test_lists_come_in_the_order_asked():
    ranking = recommend_people(world([SEWER, HOST], [SEWING, HOSTING]), [8, 7], 1)
    assert [(ranked.subject_id, ranked.ids) for ranked in ranking.lists] == [(8, (2,)), (7, (1,))]


def test_stranger_is_a_key_error():
    with pytest.raises(KeyError, match="99"):
        recommend_openings(world([SEWER], [SEWING]), [99], 1)


def test_list_of_somebody_not_asked_about_is_a_key_error():
    with pytest.raises(KeyError, match="2"):
        recommend_openings(world([SEWER, HOST], [SEWING]), [1], 1).of(2)


@pytest.mark.parametrize(
    "masks",
    [
        Masks(by_person={"no_consent": np.array([True, False])}),
        Masks(by_opening={"filled": np.array([True, False])}),
        Masks(by_pair={"not_for_me": csr([{0: True}, {}], 2, bool)}),
    ],
)
def test_masks_hide_the_best_pair_both_ways(masks):
    problem = world([SEWER, HOST], [SEWING, HOSTING], masks=masks, weights=ONLY_SKILL)
    assert 7 not in recommend_openings(problem, [1], 9).of(1).ids
    assert 1 not in recommend_people(problem, [7], 9).of(7).ids


def test_education_below_hides_and_unknown_does_not():
    problem = world([P(1, education=2), P(2), P(3, education=3)], [O(7, education=3)])
    assert recommend_people(problem, [7], 9).of(7).ids == (2, 3)


@pytest.mark.parametrize("limit", [0, 1, 2, 99])
def test_limit_cuts_the_list(limit):
    assert len(recommend_openings(world([SEWER], [SEWING, HOSTING]), [1], limit).of(1).ids) == min(
        limit, 2
    )


@pytest.mark.parametrize(
    ("them", "work"), [([], []), ([SEWER], []), ([], [SEWING]), ([P(1)], [O(7)])]
)
def test_empty_worlds_have_empty_lists_without_nan(them, work):
    problem = world(them, work)
    forth = recommend_openings(problem, [one.id for one in them], 5)
    back = recommend_people(problem, [one.id for one in work], 5)
    assert [len(ranked.ids) for ranked in forth.lists] == [len(work)] * len(them)
    assert [len(ranked.ids) for ranked in back.lists] == [len(them)] * len(work)
    assert all(np.isfinite(ranked.scores).all() for ranked in (*forth.lists, *back.lists))


def test_blocks_change_nothing(monkeypatch):
    problem = checkerboard()
    whole = recommend_openings(problem, problem.people.ids, 5)
    monkeypatch.setattr(rank_module, "CELLS_AT_ONCE", 17)
    assert recommend_openings(problem, problem.people.ids, 5) == whole
