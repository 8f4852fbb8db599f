"""What is a chance? A stored calibration from scores to probabilities, its predictions, and their quality.

Light enough for every process; `calibration` fits it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit

from recommender.arrays import Bools, Floats, Ints

BINS = 10
DRAWS = 400  # of how open applications could end
MIDDLE = (0.025, 0.975)


class CalibrationKind(StrEnum):
    """How a score becomes a probability."""

    CURVE = "curve"
    STEPS = "steps"
    CONSTANT = "constant"


@dataclass(frozen=True)
class Calibration:
    """A fitted calibration, as plain arrays.

    knots, values (K,) float64. Steps: knots rise, values never fall, straight between them and flat outside. Curve: one
    knot, the score where the probability is a half, and one value, the steepness. Constant: no knot, one value.
    """

    kind: CalibrationKind
    knots: Floats
    values: Floats

    def probability(self, scores: Floats) -> Floats:
        """Return the probability of each score, in 0..1, in the shape of the scores; monotone, never nan."""
        known = np.nan_to_num(np.asarray(scores, dtype=np.float64))
        if self.kind is CalibrationKind.CONSTANT:
            return np.full(known.shape, self.values[0])
        if self.kind is CalibrationKind.CURVE:
            return np.asarray(expit(self.values[0] * (known - self.knots[0])), dtype=np.float64)
        return np.asarray(np.interp(known, self.knots, self.values), dtype=np.float64)


@dataclass(frozen=True)
class Bin:
    """One line of a reliability table: how many pairs, their mean probability, and the share that happened."""

    count: int
    predicted: float
    happened: float


@dataclass(frozen=True)
class Quality:
    """How good probabilities are: Brier score, expected calibration error, and the table behind it.

    count 0 has zeros and an empty table: nothing was measured.
    """

    count: int
    brier: float
    ece: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Expected:
    """How many people are expected to find work, of how many, with the middle 95 % of the draws."""

    count: int
    mean: float
    low: float
    high: float


def quality(probabilities: Floats, happened: Bools, bins: int = BINS) -> Quality:
    """Compare probabilities (n,) with outcomes (n,) bool, in bins of equal numbers; equal ones share a bin."""
    if probabilities.size == 0:
        return Quality(0, 0.0, 0.0, ())
    order = np.argsort(probabilities, kind="stable")
    predicted, ends = probabilities[order], np.asarray(happened, dtype=np.float64)[order]
    cuts = np.searchsorted(predicted, predicted[np.arange(1, bins) * predicted.size // bins])
    parts = [part for part in np.split(np.arange(predicted.size), np.unique(cuts)) if part.size]
    table = tuple(
        Bin(part.size, float(predicted[part].mean()), float(ends[part].mean())) for part in parts
    )
    ece = sum(one.count * abs(one.predicted - one.happened) for one in table) / predicted.size
    return Quality(predicted.size, float(np.mean((predicted - ends) ** 2)), float(ece), table)


def expected_people(
    chances: Floats, person: Ints, opening: Ints, left: Ints, off: float, seed: int
) -> Expected:
    """Return how many people find work if each takes one job and no opening more people than it has positions left.

    n applications: chances (n,), whose and where (n,) int64, left (n,) int64 positions of that opening. A chance is the
    probability that this application is the one that leads to work: those of one person are mutually exclusive and never add
    up to more than one. Monte Carlo with DRAWS draws; `off` is the relative error of all chances together. The same seed
    gives the same numbers.
    """
    rng = np.random.default_rng(seed)
    order = np.argsort(person, kind="stable")
    _people, first, of = np.unique(person[order], return_index=True, return_inverse=True)
    where, place = np.unique(opening[order], return_inverse=True)
    seats = np.zeros(where.size, dtype=np.int64)
    seats[place] = left[order]
    drawn = np.empty(DRAWS)
    for n in range(DRAWS):
        level = rng.gamma(1 / off**2, off**2) if off > 0 else 1.0
        taken = _taken(chances[order] * level, first, of, rng.random(first.size))
        drawn[n] = np.minimum(np.bincount(place[taken], minlength=where.size), seats).sum()
    low, high = (
        np.quantile(drawn, MIDDLE[0], method="lower"),
        np.quantile(drawn, MIDDLE[1], method="higher"),
    )
    return Expected(int(first.size), float(drawn.mean()), float(low), float(high))


def _taken(chances: Floats, first: Ints, of: Ints, luck: Floats) -> Bools:
    """Return which applications, in the order of persons, lead to work: at most one per person, by one draw each."""
    sums = np.cumsum(chances)
    before = np.concatenate([[0.0], sums[:-1]])
    start = before[first]
    total = np.append(start[1:], sums[-1]) - start
    drawn = (luck * np.maximum(1.0, total))[of]
    return np.asarray((before - start[of] <= drawn) & (drawn < sums - start[of]), dtype=np.bool_)
