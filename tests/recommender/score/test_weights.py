"""Weights are shares of one; curves rise from nothing to all, and what made a part can be read back from it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import Weights
from recommender.score.weights import FEATURES, KNOTS
from tests.recommender.test_properties import MANY
from tests.recommender.worlds import AT_THE_WISH, BENT

FORMS = [
    Weights(),
    Weights(curves=BENT),
    Weights(0.25, 0.1, 0.1, 0.1, 0, 0.45, curves={"learned": BENT["learned"]}),
]
SCORES = st.lists(st.floats(0, 1), min_size=len(FEATURES), max_size=len(FEATURES))


@pytest.mark.parametrize(
    "curve",
    [
        AT_THE_WISH[:-1],
        (0.1, *AT_THE_WISH[1:]),
        (*AT_THE_WISH[:-1], 0.99),
        (*AT_THE_WISH[:3], 0.02, *AT_THE_WISH[4:]),  # flat
        (*AT_THE_WISH[:3], 0.01, *AT_THE_WISH[4:]),  # falling
        (*AT_THE_WISH[:3], float("nan"), *AT_THE_WISH[4:]),
    ],
)
def test_a_curve_that_does_not_rise_from_nothing_to_all_is_refused(curve):
    with pytest.raises(ValueError, match="rises from 0 to 1"):
        Weights(curves={"pay": curve})


def test_a_curve_of_no_score_and_weights_that_are_no_number_are_refused():
    with pytest.raises(ValueError, match="belongs to a score"):
        Weights(curves={"charm": AT_THE_WISH})
    with pytest.raises(ValueError, match="shares of one"):
        Weights(skill=float("nan"))


def test_a_curve_by_hand():
    weights = Weights(curves={"pay": AT_THE_WISH})
    found = weights.contribution("pay", np.array([0.0, 0.5, 0.5625, 1.0]))
    assert found == pytest.approx(0.15 * np.array([0.0, 0.9, 0.91, 1.0]))
    assert weights.contribution("skill", np.array([0.25])).tolist() == [
        0.125
    ]  # without a curve a straight line
    assert weights.score_of("pay", 0.15 * 0.91) == pytest.approx(0.5625)
    assert weights.score_of("learned", 0.0) == 0.0


@MANY
@given(st.sampled_from(FORMS), SCORES, SCORES)
def test_all_parts_together_lie_in_0_to_1_never_fall_and_can_be_read_back(weights, ours, theirs):
    low, high = np.minimum(ours, theirs), np.maximum(ours, theirs)
    parts = [
        float(weights.contribution(name, np.float64(score)))
        for name, score in zip(FEATURES, low, strict=True)
    ]
    assert sum(parts) == pytest.approx(float(weights.totals(low)), abs=1e-12)
    assert 0 <= weights.totals(low) <= weights.totals(high) + 1e-15 <= 1 + 1e-12
    for name, score, part in zip(FEATURES, low, parts, strict=True):
        assert not getattr(weights, name) or weights.score_of(name, part) == pytest.approx(
            score, abs=1e-9
        )
        assert (np.diff(weights.contribution(name, KNOTS)) > 0).all() == (
            getattr(weights, name) > 0
        )
