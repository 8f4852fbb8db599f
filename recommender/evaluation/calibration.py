"""How likely is what a score points at? Scores become probabilities, and probabilities are held against what happened.

Two ways to turn a score into a probability: a logistic curve (Platt 1999) and rising steps (isotonic regression, Zadrozny
and Elkan 2002). The one with the lower Brier score on pairs it has not seen is taken, fitted again on all pairs, and
frozen as plain arrays. Both never fall as the score rises, so that calibration changes no list.
"""

from collections.abc import Callable

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from recommender.arrays import Bools, Floats
from recommender.evaluation.chance import Calibration, CalibrationKind, quality

NO_PENALTY = 1e6  # the inverse of the penalty: the curve has two parameters and needs none
SAME = 1e-12  # scores that differ less say nothing, and dividing by less would overflow


Way = Callable[[Floats, Bools], Calibration]


def calibrated(
    scores: Floats, happened: Bools, unseen_scores: Floats, unseen_happened: Bools
) -> Calibration:
    """Return the better of curve and steps on unseen pairs, fitted on all; the curve where neither is better.

    scores (n,) float64 and happened (n,) bool are earlier pairs, the unseen (m,) later ones. Where all pairs ended alike
    the answer is one number, drawn in by half a pair of either kind (Jeffreys), so that nothing is ever certain.
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
    """Return the logistic curve, with the targets drawn in as Platt did; one number where the score says nothing."""
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
    """Return the rising steps that lie closest to what happened."""
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
