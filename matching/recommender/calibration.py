"""How likely is what a score points at? Scores become probabilities, and probabilities are held against what happened.

Two ways to turn a score into a probability: a logistic curve (Platt 1999) and rising steps (isotonic regression, Zadrozny
and Elkan 2002). The one with the lower Brier score on pairs it has not seen is taken, fitted again on all pairs, and
frozen as plain arrays. Both never fall as the score rises, so that calibration changes no list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from matching.recommender.problem import Bools, Floats

BINS = 10
NO_PENALTY = 1e6  # the inverse of the penalty: the curve has two parameters and needs none
SAME = 1e-12  # scores that differ less say nothing, and dividing by less would overflow
Z95 = 1.959963984540054


class Kind(StrEnum):
    """How a score becomes a probability."""

    CURVE = "curve"
    STEPS = "steps"
    CONSTANT = "constant"


@dataclass(frozen=True)
class Calibration:
    """What was learned, as plain arrays.

    knots, values (K,) float64. Steps: knots rise, values never fall, straight between them and flat outside. Curve: one
    knot, the score where the probability is a half, and one value, the steepness. Constant: no knot, one value.
    """

    kind: Kind
    knots: Floats
    values: Floats

    def probability(self, scores: Floats) -> Floats:
        """Return the probability of each score, in 0..1, in the shape of the scores; rising, and never nan."""
        known = np.nan_to_num(np.asarray(scores, dtype=np.float64))
        if self.kind is Kind.CONSTANT:
            return np.full(known.shape, self.values[0])
        if self.kind is Kind.CURVE:
            return np.asarray(expit(self.values[0] * (known - self.knots[0])), dtype=np.float64)
        return np.asarray(np.interp(known, self.knots, self.values), dtype=np.float64)


Way = Callable[[Floats, Bools], Calibration]


@dataclass(frozen=True)
class Bin:
    """One line of a reliability table: how many pairs, their mean probability, and the share that happened."""

    count: int
    foreseen: float
    happened: float


@dataclass(frozen=True)
class Quality:
    """How good probabilities are: Brier score, expected calibration error, and the table behind it.

    count 0 has zeros and an empty table: nothing was measured, and nothing is wrong.
    """

    count: int
    brier: float
    ece: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Expected:
    """How many of independent chances are expected to happen, with the middle 95 % of what chance alone would give."""

    count: int
    mean: float
    low: float
    high: float


def calibrated(scores: Floats, happened: Bools, unseen_scores: Floats, unseen_happened: Bools) -> Calibration:
    """Return the better of curve and steps on unseen pairs, fitted on all; the curve where neither is better.

    scores (n,) float64 and happened (n,) bool are earlier pairs, the unseen (m,) later ones. Where all pairs ended alike
    the answer is one number, drawn in by half a pair of either kind (Jeffreys), so that nothing is ever certain.
    """
    every, ends = np.concatenate([scores, unseen_scores]), np.concatenate([happened, unseen_happened]).astype(bool)
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
        np.vstack([unit, unit]), np.repeat([True, False], len(unit)), np.concatenate([target, 1 - target])
    )
    slope = float(fitted.coef_[0, 0])
    if slope <= 0:
        return _constant(happened)
    middle = centre - spread * float(fitted.intercept_[0]) / slope
    return Calibration(Kind.CURVE, np.array([middle]), np.array([slope / spread]))


def steps(scores: Floats, happened: Bools) -> Calibration:
    """Return the rising steps that lie closest to what happened."""
    happened = np.asarray(happened, dtype=bool)
    if happened.size == 0:
        return _constant(happened)
    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(scores, happened.astype(np.float64))
    return Calibration(
        Kind.STEPS, np.asarray(fitted.X_thresholds_, np.float64), np.asarray(fitted.y_thresholds_, np.float64)
    )


def quality(probabilities: Floats, happened: Bools, bins: int = BINS) -> Quality:
    """Hold probabilities (n,) against what happened (n,) bool, in bins of equal numbers; equals share a bin."""
    if probabilities.size == 0:
        return Quality(0, 0.0, 0.0, ())
    order = np.argsort(probabilities, kind="stable")
    foreseen, ends = probabilities[order], np.asarray(happened, dtype=np.float64)[order]
    cuts = np.searchsorted(foreseen, foreseen[np.arange(1, bins) * foreseen.size // bins])
    parts = [part for part in np.split(np.arange(foreseen.size), np.unique(cuts)) if part.size]
    table = tuple(Bin(part.size, float(foreseen[part].mean()), float(ends[part].mean())) for part in parts)
    ece = sum(one.count * abs(one.foreseen - one.happened) for one in table) / foreseen.size
    return Quality(foreseen.size, float(np.mean((foreseen - ends) ** 2)), float(ece), table)


def expected(probabilities: Floats) -> Expected:
    """Return the expected number (n,) and its interval: the normal one of a sum of independent draws."""
    mean = float(probabilities.sum())
    half = Z95 * float(np.sqrt((probabilities * (1 - probabilities)).sum()))
    count = int(probabilities.size)
    return Expected(count, mean, max(0.0, mean - half), min(float(count), mean + half))


def _constant(happened: Bools) -> Calibration:
    share = (float(np.sum(happened)) + 0.5) / (np.size(happened) + 1)
    return Calibration(Kind.CONSTANT, np.zeros(0), np.array([share]))
