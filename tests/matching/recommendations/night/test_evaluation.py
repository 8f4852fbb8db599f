"""Is every outcome judged once, in its own week, by what was known before it?"""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.matching_judge import town
from matching.recommendations.kept.model import PRINCIPLED
from matching.recommendations.night import evaluation
from matching.recommendations.night.fitting import periods_of
from recommender import Weights

WAYS = evaluation.WAYS
FIRST = 120  # of the outcomes in time that is judged
ALONE = Weights(skill=0.0, pay=0.0, place=0.0, occupation=0.0, text=0.0, learned=1.0)


class RememberedScores:
    """What speaks for the pairs of one list of outcomes, and remembers that it was asked."""

    def __init__(self, pairs: set[tuple[int, int]]) -> None:
        self.pairs = pairs

    def scores(self, person_ids: np.ndarray, opening_ids: np.ndarray) -> np.ndarray:
        """Return 1 for the pairs that are spoken for."""
        return np.array(
            [
                [float((p, o) in self.pairs) for o in opening_ids.tolist()]
                for p in person_ids.tolist()
            ]
        )


@pytest.fixture(scope="module")
def seen():
    material, evaluation_data = town("shuffled", 2, 60, 24, 240)
    return material, evaluation_data, periods_of(material, material.applied[FIRST].at)


def judged(seen, learn=lambda before: RememberedScores(set())):
    _material, evaluation_data, periods = seen
    return evaluation.evidence(
        evaluation_data, periods, {"principled": PRINCIPLED.weights, "alone": ALONE}, learn, 1
    )


def test_every_outcome_is_one_row_and_a_query_is_a_person_or_an_opening_in_a_period(seen):
    material, _world, periods = seen
    found = judged(seen)
    assert list(zip((found.persons + 1).tolist(), (found.openings + 1).tolist(), strict=True)) == [
        (one.trainee_id, one.opening_id) for one in material.applied[FIRST:]
    ]
    period = [at for at, one in enumerate(periods) for _outcome in one.later]
    for way, side in zip(WAYS, (found.persons, found.openings), strict=True):
        whole: dict[tuple[int, int], float] = defaultdict(float)
        for query, share in zip(
            zip(period, side.tolist(), strict=True), found.shares[way].tolist(), strict=True
        ):
            whole[query] += share
        assert list(whole.values()) == pytest.approx([1.0] * len(whole))
        assert all(
            (found.credits[name][way] <= found.shares[way].max() + 1e-9).all()
            for name in found.credits
        )


def test_lists_are_worth_all_where_what_is_coming_is_known_and_no_week_sees_its_own(seen):
    material, _world, periods = seen
    everything = {(one.trainee_id, one.opening_id) for one in material.outcomes}
    foreknown = judged(seen, lambda before: RememberedScores(everything))
    for way in WAYS:
        queries = foreknown.shares[way].sum()
        worth = [found.credits["alone"][way].sum() / queries for found in (foreknown, judged(seen))]
        assert worth[0] > 0.7 > 0.5 > worth[1]  # not 1: what comes still later stands as high
    asked: list[int] = []
    judged(seen, lambda before: asked.append(len(before)) or RememberedScores(set()))
    assert asked == [len(one.before) for one in periods if one.is_renewed]
    assert len(asked) == 4


def test_where_asking_all_costs_too_much_some_queries_are_drawn_whole(seen, monkeypatch):
    everything = judged(seen)
    monkeypatch.setattr(evaluation, "CELLS_A_WAY", 400)
    some = judged(seen)
    for way in WAYS:
        assert 0 < some.shares[way].sum() < everything.shares[way].sum()
        assert some.shares[way].sum() == pytest.approx(round(some.shares[way].sum()))
        asked = some.shares[way] > 0
        assert (
            some.credits["principled"][way][asked].tolist()
            == everything.credits["principled"][way][asked].tolist()
        )
        assert not some.credits["principled"][way][~asked].any()


def test_a_pair_known_before_is_in_no_list(seen):
    material, evaluation_data, periods = seen
    again = [replace(period, before=[*period.before, *period.later]) for period in periods]
    found = judged((material, evaluation_data, again))
    assert not any(found.shares[way].any() or found.credits["alone"][way].any() for way in WAYS)
