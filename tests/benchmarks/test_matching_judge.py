"""Does the judge that serves let through what knows nothing, and does it see what is planted? 200 runs: docs/lab/matching-measured.md."""

from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks import matching_judge
from core.background import silent
from matching.recommendations.kept.model import PRINCIPLED
from matching.recommendations.night import fitting, promotion
from matching.recommendations.night.promotion import PromotionTest
from recommender.evaluation.offline import USUAL
from recommender.score.weights import KNOTS

TODAY = date(2026, 7, 2)
SIZES = (90, 30, 360)


def verdicts(history: str, seeds: range) -> list[str]:
    look = PromotionTest.after(None, TODAY)
    return [
        matching_judge.verdict_on(*matching_judge.town(history, seed, *SIZES), look)[0]
        for seed in seeds
    ]


@pytest.mark.parametrize("history", ["even", "shuffled"])
def test_nothing_is_promoted_on_history_without_a_reason(history):
    assert "better" not in verdicts(history, range(1, 6))


def test_what_is_planted_is_promoted():
    assert verdicts("planted", range(1, 4)) == ["better"] * 3


def test_a_taste_that_is_no_straight_line_is_learned_along_curves_and_promoted():
    material, world = matching_judge.town("bent", 1, 120, 40, 500)
    found = fitting.measure(material, lambda: world, PRINCIPLED, silent, fitting.SEED)
    gain = found.form["together"]
    assert (gain.low > 0, promotion.verdict_of(found, USUAL)) == (True, "better")
    skill, place = (
        np.interp([0.25, 0.875], KNOTS, found.weights.curves[name]) for name in ("skill", "place")
    )
    assert (skill[0] > 0.4, place[1] < 0.75) == (
        True,
        True,
    )  # a quarter of the skills counts most, near counts little
    assert (
        min(found.weights.array[:4] - [0.25, 0.1, 0.1, 0.1]) > -1e-9
    )  # stated wishes keep their floors


@pytest.mark.parametrize("history", ["even", "planted"])
def test_where_curves_are_not_surely_better_lines_stay_straight(history):
    material, world = matching_judge.town(history, 1, *SIZES)
    found = fitting.measure(material, lambda: world, PRINCIPLED, silent, fitting.SEED)
    assert (found.form["together"].low <= 0, found.weights.curves) == (True, {})


def test_a_look_a_week_and_only_the_first_by_the_usual_interval():
    first = PromotionTest.after(None, TODAY)
    week = timedelta(days=7)
    assert (first.is_due, first.level, first.next_on) == (True, 0.95, TODAY + week)
    night, seventh = (PromotionTest.after(TODAY, TODAY + timedelta(days=days)) for days in (1, 7))
    assert (night.is_due, night.next_on) == (False, TODAY + week)
    assert (seventh.is_due, seventh.next_on, night.level == seventh.level > 0.999) == (
        True,
        TODAY + 2 * week,
        True,
    )


def test_same_seed_same_history():
    one, two = (matching_judge.town("shuffled", 3, *SIZES)[0].outcomes for _ in range(2))
    assert one == two
    assert one != matching_judge.town("shuffled", 4, *SIZES)[0].outcomes


def test_a_year_of_looks_finds_luck_at_the_usual_level_and_not_by_the_rule():
    found = matching_judge.years(range(1, 9))
    assert (found["promoted"], found["nightly_at_the_usual_level"] >= 3) == (0, True)
