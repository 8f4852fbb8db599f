"""Is every list counted, by occupation, and only where somebody could have stood on it?"""

import numpy as np
from hypothesis import given

from recommender import Masks, recommend_people
from recommender.evaluation.exposure import exposure
from tests.recommender.test_properties import MANY, worlds
from tests.recommender.worlds import ONLY_SKILL, O, P, csr, world


def test_worked_example_by_hand():
    them = [P(1, {10: 3}), P(2, {10: 1}, occupations=(0,)), P(3, {10: 2}, occupations=(1,))]
    work = [
        O(7, {10: (3, 1)}, occupation=0),
        O(8, {10: (3, 1)}, occupation=0),
        O(9, {10: (3, 1)}, occupation=1),
    ]
    masks = Masks(by_pair={"not_for_me": csr([{1: True}, {}, {}], 3, bool)})

    found = exposure(world(them, work, masks=masks, weights=ONLY_SKILL), limit=1)

    assert found.people_ids.tolist() == [1, 2, 3]
    assert found.could.tolist() == [[1, 1, 0], [2, 0, 0], [0, 1, 0]]
    # 1 heads the lists of 7 and 9; 3 heads that of 8, an occupation that they do not want, and is not counted there.
    assert found.shown.tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_nobody_and_nothing_count_nothing():
    assert exposure(world([], [O(7, occupation=0)]), 5).could.tolist() == []
    assert exposure(world([P(1)], [O(7)]), 5).could.tolist() == [[0, 0, 0]]


@MANY
@given(worlds())
def test_counts_are_those_of_the_lists_themselves(drawn):
    them, work, masks = drawn
    problem = world(them, work, SKILLS, masks=masks)
    occupations = {one.id: one.occupation for one in work}
    wishes = {one.id: set(one.occupations) for one in them}

    found = exposure(problem, limit=2)

    counted = np.zeros_like(found.shown)
    place = {pk: row for row, pk in enumerate(found.people_ids.tolist())}
    for ranked in recommend_people(problem, [one.id for one in work], 2).lists:
        occupation = occupations[ranked.subject_id]
        for pk in ranked.ids:
            if occupation >= 0 and (not wishes[pk] or occupation in wishes[pk]):
                counted[place[pk], occupation] += 1
    assert found.shown.tolist() == counted.tolist()
    assert (found.shown <= found.could).all()


SKILLS = (10, 20, 30, 40)
