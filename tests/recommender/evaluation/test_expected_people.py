"""How many people find work, when one person takes one job? By hand, and on a city of which everything is known."""

import numpy as np
import pytest

from benchmarks.city import problem_of
from benchmarks.city_sim import Seen, city
from recommender.evaluation.calibration import calibrated
from recommender.evaluation.chance import expected_people
from recommender.score import scores


def people(chances, person, opening, left, off=0.0):
    found = expected_people(
        np.array(chances), np.array(person), np.array(opening), np.array(left), off, seed=1
    )
    return found.count, found.mean, found.low, found.high


def test_sure_chances_of_one_person_are_one_hire():
    """Summed they were four."""
    assert people([1.0] * 4, [7, 7, 7, 7], [1, 2, 3, 4], [5] * 4) == (1, 1.0, 1.0, 1.0)


def test_an_opening_hires_no_more_than_it_has_positions():
    assert people([1.0] * 6, range(6), [1] * 4 + [2] * 2, [3] * 4 + [1] * 2) == (6, 4.0, 4.0, 4.0)
    assert people([1.0], [1], [1], [0]) == (1, 0.0, 0.0, 0.0)


def test_chances_that_exclude_each_other_add_up_within_a_person():
    count, mean, low, high = people(
        [0.25] * 400, np.repeat(np.arange(200), 2), range(400), [1] * 400
    )
    assert (count, mean == pytest.approx(100, abs=2), low < 90, high > 110) == (
        200,
        True,
        True,
        True,
    )


def test_the_range_is_wider_the_more_the_chances_were_off_and_the_same_each_time():
    asked = ([0.3] * 300, range(300), range(300), [1] * 300)
    narrow, wide = people(*asked), people(*asked, off=0.4)
    assert wide[3] - wide[2] > 2 * (narrow[3] - narrow[2])
    assert wide == people(*asked, off=0.4)


def months_of(seen: Seen):
    """Yield each late month of a city: applications, their chances learned before it, and who found work in it."""
    problem = problem_of(seen)
    everyone, everything = np.arange(seen.people.ids.size), np.arange(seen.openings.ids.size)
    total = scores.total(scores.contributions(problem, everyone, everything))
    sent = seen.applied.astype(bool)
    person, opening, month, hired = (
        part[sent] for part in (seen.person, seen.opening, seen.month, seen.hired)
    )
    hired, score = hired.astype(bool), total[person, opening]
    for now in range(int(month.max()) - 4, int(month.max()) + 1):
        early, middle, late = month < now - 2, month == now - 2, month == now - 1
        frozen = calibrated(score[early], hired[early], score[middle], hired[middle])
        happened, predicted = (
            max(1, int(hired[late].sum())),
            float(frozen.probability(score[late]).sum()),
        )
        off = min(1.0, max(abs(happened / predicted - 1), happened**-0.5))
        left = np.maximum(
            0,
            seen.headcount - np.bincount(opening[(month < now) & hired], minlength=everything.size),
        )
        rows = month == now
        asked = (
            frozen.probability(score[rows]),
            person[rows],
            opening[rows],
            left[opening[rows]],
            off,
        )
        yield asked, np.unique(person[rows & hired]).size


@pytest.mark.slow
@pytest.mark.anywhere
def test_the_range_holds_what_happened_in_the_simulated_city():
    held, told, summed = 0, 0, 0
    for seed in (1, 2, 3, 4):
        for asked, happened in months_of(city(700, 140, seed)[0]):
            found, told = expected_people(*asked, seed=seed), told + 1
            held += found.low <= happened <= found.high
            mean, half = (
                asked[0].sum(),
                1.96 * np.sqrt((asked[0] * (1 - asked[0])).sum()),
            )  # a plain sum, luck alone
            summed += mean - half <= happened <= mean + half
            assert found.high <= found.count
    assert (told, held >= 0.9 * told, held >= summed) == (20, True, True)
