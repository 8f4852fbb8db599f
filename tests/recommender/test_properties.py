"""What holds in every world, not only in those that we thought of?"""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import Masks, Weights, recommend_openings, recommend_people
from recommender.ranking.order import lots
from recommender.score import scores
from tests.recommender.worlds import BENT, O, P, csr, gain_of_course, world

SKILLS = (10, 20, 30, 40)
LEVELS = st.integers(1, 5)
TEXTS = st.text(alphabet="打版直播主播运营女装 ab", max_size=12)
PAYS = st.one_of(st.just(np.nan), st.integers(1000, 20000).map(float))
PEOPLE = st.lists(
    st.builds(
        P,
        id=st.integers(1, 999),
        levels=st.dictionaries(st.sampled_from(SKILLS), LEVELS),
        pay=PAYS,
        home=st.integers(-1, 2),
        places=st.sets(st.integers(0, 2)).map(tuple),
        occupations=st.sets(st.integers(0, 2)).map(tuple),
        education=st.integers(-1, 4),
        text=TEXTS,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.id,
)
OPENINGS = st.lists(
    st.builds(
        O,
        id=st.integers(1, 999),
        needs=st.dictionaries(
            st.sampled_from(SKILLS), st.tuples(LEVELS, st.integers(1, 3), st.booleans())
        ),
        pay=st.tuples(PAYS, PAYS).map(
            lambda pay: (min(pay), max(pay)) if np.isfinite(pay).all() else (np.nan, np.nan)
        ),
        base=PAYS,
        is_piecework=st.booleans(),
        division=st.integers(-1, 2),
        occupation=st.integers(-1, 2),
        education=st.integers(-1, 4),
        text=TEXTS,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.id,
)
FORMS = st.sampled_from([Weights(), Weights(curves=BENT)])
MANY = settings(max_examples=60, deadline=None, derandomize=True)


@dataclass(frozen=True)
class Remembered:
    """History that likes pairs by their ids."""

    def scores(self, person_ids, opening_ids):
        return np.cos(person_ids[:, None] * opening_ids) / 2 + 0.5


@st.composite
def worlds(draw):
    them, work = draw(PEOPLE), draw(OPENINGS)
    hides = st.dictionaries(st.integers(0, len(work) - 1), st.just(True))
    pairs = csr([draw(hides) for _ in them], len(work), bool)
    return them, work, Masks(by_pair={"not_for_me": pairs})


@MANY
@given(worlds(), FORMS)
def test_contributions_sum_to_the_score_and_nothing_is_nan(case, weights):
    them, work, masks = case
    problem = world(them, work, SKILLS, masks, weights)
    rankings = (
        recommend_openings(problem, [one.id for one in them], 9),
        recommend_people(problem, [one.id for one in work], 9),
    )
    for pick in (pick for ranking in rankings for ranked in ranking.lists for pick in ranked.picks):
        assert sum(share for _, share in pick.contributions) == pytest.approx(pick.score, abs=1e-9)
        assert 0 <= pick.score <= 1
        assert all(share >= 0 for _, share in pick.contributions)


@MANY
@given(worlds(), FORMS)
def test_batch_equals_single(case, weights):
    them, work, masks = case
    problem = world(them, work, SKILLS, masks, weights)
    together = recommend_openings(problem, [one.id for one in them], 4)
    assert together.lists == tuple(
        recommend_openings(problem, [one.id], 4).lists[0] for one in them
    )
    together = recommend_people(problem, [one.id for one in work], 4)
    assert together.lists == tuple(recommend_people(problem, [one.id], 4).lists[0] for one in work)


@MANY
@given(worlds(), st.integers(0, 5), st.sampled_from([{}, BENT]))
def test_what_was_learned_prices_and_bonuses_keep_every_promise(case, dear, curves):
    them, work, masks = case
    plain = world(them, work, SKILLS, masks, Weights(skill=0.4, learned=0.1, curves=curves))
    price, bonus = np.arange(len(work)) % 3 * dear / 100, np.arange(len(work)) % 2 * 0.05
    problem = replace(plain, learned=Remembered(), price=price, bonus=bonus)
    people, openings = [one.id for one in them], [one.id for one in work]
    forth, back = recommend_openings(problem, people, 9), recommend_people(problem, openings, 9)
    assert forth.lists == tuple(recommend_openings(problem, [one], 9).lists[0] for one in people)
    assert back.lists == tuple(recommend_people(problem, [one], 9).lists[0] for one in openings)
    pairs = {
        (ranked.subject_id, pick.id): pick.score for ranked in forth.lists for pick in ranked.picks
    }
    assert pairs == {
        (pick.id, ranked.subject_id): pick.score for ranked in back.lists for pick in ranked.picks
    }
    for pick in (
        pick for ranking in (forth, back) for ranked in ranking.lists for pick in ranked.picks
    ):
        assert sum(share for _, share in pick.contributions) == pytest.approx(pick.score, abs=1e-9)


@MANY
@given(worlds(), FORMS)
def test_both_ways_give_a_pair_the_same_score(case, weights):
    them, work, masks = case
    problem = world(them, work, SKILLS, masks, weights)
    forth = recommend_openings(problem, [one.id for one in them], 9)
    back = recommend_people(problem, [one.id for one in work], 9)
    pairs = {
        (ranked.subject_id, pick.id): pick.score for ranked in forth.lists for pick in ranked.picks
    }
    assert pairs == {
        (pick.id, ranked.subject_id): pick.score for ranked in back.lists for pick in ranked.picks
    }


@MANY
@given(worlds(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(case, random):
    them, work, _ = case
    asked = [one.id for one in them]
    shuffled = random.sample(them, len(them)), random.sample(work, len(work))
    assert recommend_openings(world(*shuffled, SKILLS), asked, 9).lists == (
        recommend_openings(world(them, work, SKILLS), asked, 9).lists
    )


@MANY
@given(worlds(), FORMS, st.sampled_from(SKILLS), LEVELS)
def test_learning_a_skill_never_lowers_a_score(case, weights, skill, level):
    them, work, masks = case
    first = them[0]
    learned = replace(first, levels={**first.levels, skill: max(level, first.levels.get(skill, 0))})
    rows, columns = np.zeros(1, dtype=np.int64), np.arange(len(work))

    def totals(person):
        problem = world([person, *them[1:]], work, SKILLS, masks, weights)
        return scores.total(scores.contributions(problem, rows, columns))

    assert (totals(learned) >= totals(first)).all()


@MANY
@given(worlds(), FORMS, st.integers(1, 5000), st.integers(0, 2), st.integers(0, 2))
def test_more_pay_a_wanted_place_and_wanted_work_never_lower_a_score(
    case, weights, more, place, trade
):
    them, work, masks = case
    first, *others = work
    rows, columns = np.arange(len(them)), np.zeros(1, dtype=np.int64)

    def totals(opening, people=them):
        problem = world(people, [opening, *others], SKILLS, masks, weights)
        return scores.total(scores.contributions(problem, rows, columns))

    before = totals(first)
    assert (totals(replace(first, pay=tuple(pay + more for pay in first.pay))) >= before).all()
    there = replace(first, division=place)
    moved = [
        replace(one, places=one.places or (one.home,) * (one.home >= 0)) for one in them
    ]  # a home is no wish more
    assert (
        totals(there, [replace(one, places={*one.places, place}) for one in moved])
        >= totals(there, moved)
    ).all()
    work_there = replace(first, occupation=trade)
    wanting = [replace(one, occupations={*one.occupations, trade}) for one in them]
    assert (totals(work_there, wanting) >= totals(work_there)).all()


@MANY
@given(worlds(), FORMS)
def test_masks_are_absolute(case, weights):
    them, work, masks = case
    problem = world(them, work, SKILLS, masks, weights)
    hidden = masks.by_pair["not_for_me"].toarray()
    for row, ranked in enumerate(recommend_openings(problem, [one.id for one in them], 9).lists):
        assert not {work[column].id for column in np.flatnonzero(hidden[row])} & set(ranked.ids)


@MANY
@given(worlds(), FORMS)
def test_lists_fall_with_ties_by_lot(case, weights):
    them, work, masks = case
    for ranked in recommend_openings(
        world(them, work, SKILLS, masks, weights), [one.id for one in them], 9
    ).lists:
        drawn = lots(np.array(ranked.subject_id), np.array(ranked.ids, dtype=np.int64)).tolist()
        assert list(zip(ranked.scores, drawn)) == sorted(
            zip(ranked.scores, drawn), key=lambda pair: (-pair[0], pair[1])
        )


@MANY
@given(worlds(), st.dictionaries(st.sampled_from(SKILLS), LEVELS))
def test_course_gain_equals_a_world_in_which_the_course_was_taken(case, course):
    them, work, masks = case
    first = them[0]
    raised = {
        **first.levels,
        **{skill: max(level, first.levels.get(skill, 0)) for skill, level in course.items()},
    }

    def reached(person):
        ranking = recommend_openings(
            world([person, *them[1:]], work, SKILLS, masks), [first.id], 99
        )
        return {pick.id for pick in ranking.lists[0].picks if pick.matched and not pick.missing}

    gain = gain_of_course(world(them, work, SKILLS, masks), first.id, course)
    before, after = reached(first), reached(replace(first, levels=raised))
    assert (gain.reached_before, gain.reached_after) == (len(before), len(after))
    assert gain.newly_reached == tuple(sorted(after - before))
