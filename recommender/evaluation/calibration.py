"""How are scores calibrated to probabilities?

Two methods: a logistic curve (Platt 1999) and steps (isotonic regression, Zadrozny and Elkan 2002). The one with the lower
Brier score on unseen pairs is taken, refitted on all pairs, and stored as plain arrays. Both are monotone in the score, so
calibration changes no list.
"""

from collections.abc import Callable

import numpy as np

from recommender.arrays import Bools, Floats
from recommender.evaluation.chance import Calibration, CalibrationKind, quality

NO_PENALTY = 1e6  # the inverse of the penalty: a curve with two parameters needs no penalty
SAME = (
    1e-12  # smaller differences of scores carry no information, and dividing by them would overflow
)


Way = Callable[[Floats, Bools], Calibration]


def calibrated(
    scores: Floats, happened: Bools, unseen_scores: Floats, unseen_happened: Bools
) -> Calibration:
    """Return the better of curve and steps on unseen pairs, refitted on all; the curve if they tie.

    scores (n,) float64 and happened (n,) bool are earlier pairs, the unseen (m,) later ones. If all pairs ended alike, the
    result is one number, smoothed by half a pair of either kind (Jeffreys), so that nothing is ever certain.
    """
    every, ends = (
        np.concatenate([scores, unseen_scores]),
        np.concatenate([happened, unseen_happened]).astype(bool),
    )
    if ends.all() or not ends.any():
        return _constant(ends)

    def brier(way: Way) -> float:
        return quality(way(scores, happened).probability(unseen_scores), unseen_happened).brier

    return min((curve, steps), key=brier)(every, ends)


def curve(scores: Floats, happened: Bools) -> Calibration:
    """Return the logistic curve with Platt's smoothed targets; one number if the score carries no information."""
    from sklearn.linear_model import LogisticRegression  # 20 MB that only the night needs

    happened = np.asarray(happened, dtype=bool)
    if happened.all() or not happened.any() or (spread := float(scores.std())) < SAME:
        return _constant(happened)
    yes, no = int(happened.sum()), int((~happened).sum())
    centre = float(scores.mean())
    unit = ((scores - centre) / spread)[:, None]
    target = np.where(happened, (yes + 1) / (yes + 2), 1 / (no + 2))
    fitted = LogisticRegression(C=NO_PENALTY, max_iter=1000).fit(
        np.vstack([unit, unit]),
        np.repeat([True, False], len(unit)),
        np.concatenate([target, 1 - target]),
    )
    slope = float(fitted.coef_[0, 0])
    if slope <= 0:
        return _constant(happened)
    middle = centre - spread * float(fitted.intercept_[0]) / slope
    return Calibration(CalibrationKind.CURVE, np.array([middle]), np.array([slope / spread]))


def steps(scores: Floats, happened: Bools) -> Calibration:
    """Return the isotonic regression of the outcomes."""
    from sklearn.isotonic import IsotonicRegression  # 20 MB that only the night needs

    happened = np.asarray(happened, dtype=bool)
    if happened.size == 0:
        return _constant(happened)
    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(
        scores, happened.astype(np.float64)
    )
    return Calibration(
        CalibrationKind.STEPS,
        np.asarray(fitted.X_thresholds_, np.float64),
        np.asarray(fitted.y_thresholds_, np.float64),
    )


def _constant(happened: Bools) -> Calibration:
    share = (float(np.sum(happened)) + 0.5) / (np.size(happened) + 1)
    return Calibration(CalibrationKind.CONSTANT, np.zeros(0), np.array([share]))
