"""Do scores become probabilities that rise, stay in 0..1, and are held against what happened as by hand?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.evaluation.calibration import calibrated, curve, steps
from recommender.evaluation.chance import Bin, CalibrationKind, Quality, quality

MANY = settings(max_examples=100, deadline=None, derandomize=True)
NOTHING, NO_ENDS = np.zeros(0), np.zeros(0, dtype=bool)


def test_steps_by_hand_average_neighbours_in_the_wrong_order():
    found = steps(np.array([0.1, 0.2, 0.3, 0.4]), np.array([False, True, False, True]))

    assert found.kind is CalibrationKind.STEPS
    assert found.probability(np.array([0.1, 0.2, 0.3, 0.4])).tolist() == [0.0, 0.5, 0.5, 1.0]
    assert found.probability(np.array([-9.0, 9.0])).tolist() == [0.0, 1.0]
    assert found.probability(np.array([0.15])).tolist() == pytest.approx([0.25])


def test_curve_finds_the_curve_that_made_the_ends():
    rng = np.random.default_rng(5)
    scores = rng.uniform(0, 1, 20_000)
    happened = rng.random(20_000) < 1 / (1 + np.exp(-8 * (scores - 0.6)))

    found = curve(scores, happened)

    assert found.kind is CalibrationKind.CURVE
    assert found.knots.tolist() == pytest.approx([0.6], abs=0.01)
    assert found.values.tolist() == pytest.approx([8.0], abs=0.3)


def test_curve_of_a_score_that_points_the_wrong_way_is_the_share_alone():
    found = curve(np.array([0.1, 0.2, 0.8, 0.9]), np.array([True, True, False, False]))

    assert (found.kind, found.probability(np.array([0.1, 0.9])).tolist()) == (
        CalibrationKind.CONSTANT,
        [0.5, 0.5],
    )


def test_the_better_way_on_unseen_pairs_is_taken():
    rng = np.random.default_rng(3)
    scores, draws = rng.uniform(0, 1, 6_000), rng.random(6_000)
    smooth = draws < 1 / (1 + np.exp(-6 * (scores - 0.5)))
    stairs = draws < np.where(scores < 0.3, 0.05, np.where(scores < 0.9, 0.5, 0.95))

    assert (
        calibrated(scores[:60], smooth[:60], scores[60:], smooth[60:]).kind is CalibrationKind.CURVE
    )
    assert (
        calibrated(scores[:4000], stairs[:4000], scores[4000:], stairs[4000:]).kind
        is CalibrationKind.STEPS
    )


def test_quality_by_hand():
    found = quality(np.array([0.1, 0.3, 0.6, 0.8]), np.array([False, True, True, True]), bins=2)

    assert found.bins == (Bin(2, 0.2, 0.5), Bin(2, pytest.approx(0.7), 1.0))
    assert found.brier == pytest.approx((0.01 + 0.49 + 0.16 + 0.04) / 4)
    assert found.ece == pytest.approx((0.3 + 0.3) / 2)


def test_equal_probabilities_share_a_bin_whatever_their_order():
    even, ends = np.full(6, 0.5), np.array([True, True, True, False, False, False])

    assert (
        quality(even, ends, bins=3)
        == quality(even, ends[::-1], bins=3)
        == Quality(6, 0.25, 0.0, (Bin(6, 0.5, 0.5),))
    )


def test_nothing_gives_no_nan():
    found = calibrated(NOTHING, NO_ENDS, NOTHING, NO_ENDS)

    assert found.probability(np.array([0.2, np.nan])).tolist() == [0.5, 0.5]
    assert found.probability(NOTHING).tolist() == []
    assert quality(NOTHING, NO_ENDS) == Quality(0, 0.0, 0.0, ())


@pytest.mark.parametrize(("ended", "share"), [(True, 3.5 / 4), (False, 0.5 / 4)])
def test_ends_that_are_all_alike_are_never_certain(ended, share):
    found = calibrated(
        np.array([0.1, 0.2]), np.array([ended, ended]), np.array([0.3]), np.array([ended])
    )

    assert (found.kind, found.probability(np.array([0.7])).tolist()) == (
        CalibrationKind.CONSTANT,
        [share],
    )


def test_scores_that_differ_by_a_hair_say_nothing():
    found = curve(np.array([0.0, 1.9e-243, 1e-13]), np.array([True, False, True]))

    assert (found.kind, found.probability(np.array([0.0, 1.0])).tolist()) == (
        CalibrationKind.CONSTANT,
        [0.625, 0.625],
    )


@MANY
@given(
    pairs=st.lists(st.tuples(st.floats(-1, 2), st.booleans()), max_size=30),
    later=st.lists(st.tuples(st.floats(-1, 2), st.booleans()), max_size=10),
)
def test_probabilities_rise_and_stay_in_range(pairs, later):
    scores, ends = (
        np.array([one[0] for one in pairs]),
        np.array([one[1] for one in pairs], dtype=bool),
    )
    unseen, ended = (
        np.array([one[0] for one in later]),
        np.array([one[1] for one in later], dtype=bool),
    )

    for found in (
        calibrated(scores, ends, unseen, ended),
        curve(scores, ends),
        steps(scores, ends),
    ):
        line = found.probability(np.linspace(-2, 3, 101))
        assert ((line >= 0) & (line <= 1)).all()
        assert (np.diff(line) >= -1e-12).all()


@MANY
@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40), st.integers(1, 12)
)
def test_bins_hold_everybody_and_errors_stay_in_range(pairs, bins):
    predicted, ends = np.array([one[0] for one in pairs]), np.array([one[1] for one in pairs])

    found = quality(predicted, ends, bins)

    assert sum(one.count for one in found.bins) == len(pairs)
    assert 0 <= found.brier <= 1
    assert 0 <= found.ece <= 1
