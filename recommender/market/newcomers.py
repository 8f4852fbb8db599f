"""Which bonus do new openings need to be seen (cold start)? None if they are seen without it."""

from dataclasses import dataclass, replace

import numpy as np

from recommender.arrays import Bools, Floats, Ints
from recommender.market.clearing import Cleared, ClearingSettings, cleared
from recommender.score.problem import Problem

STEPS = (
    0.005,
    0.01,
    0.015,
    0.02,
    0.03,
    0.04,
    0.05,
    0.06,
    0.08,
)  # of a score: tried in this order, the smallest that suffices is taken


@dataclass(frozen=True)
class Aim:
    """The share of the first ten places that new openings shall hold, and the share of theirs that others may lose.

    Places are a proxy for NDCG@10, which the night cannot know (measured: docs/lab/matching-measured.md).
    """

    share: float = 0.1
    cost: float = 0.03


@dataclass(frozen=True)
class Lifted:
    """cleared: prices and lists with the bonus · bonus: added to each new opening's score, the same for all.

    catalogue: their share of the openings that may be shown; before, after: of the first ten places without and with the
    bonus.
    """

    cleared: Cleared
    bonus: float
    catalogue: float
    before: float
    after: float

    @property
    def cost(self) -> float:
        """The share of their places among the first ten that the other openings lost."""
        return (self.after - self.before) / (1 - self.before) if self.before < 1 else 0.0


def lifted(problem: Problem, left: Ints, rule: ClearingSettings, is_new: Bools, aim: Aim) -> Lifted:
    """Return the smallest bonus with which new openings, is_new (N,) bool, reach the aim, or come nearest within its cost.

    The aim is never more than their share of the openings that may be shown. left (N,) int64, free positions.
    """
    plain = cleared(replace(problem, bonus=None), left, rule)
    catalogue, before = _share((left > 0).astype(np.int64), is_new), _share(plain.first, is_new)
    best = Lifted(plain, 0.0, catalogue, before, before)
    for step in STEPS:
        if best.after >= min(aim.share, catalogue):
            break
        found = cleared(replace(problem, bonus=bonus_of(is_new, step)), left, rule)
        now = Lifted(found, step, catalogue, before, _share(found.first, is_new))
        if now.cost > aim.cost:
            break
        best = max(best, now, key=lambda one: one.after)
    return best


def bonus_of(is_new: Bools, bonus: float) -> Floats:
    """Return the bonus of each opening, (N,) float64: the same for every new one, 0 for the others."""
    return np.where(is_new, bonus, 0.0)


def _share(counts: Ints, is_new: Bools) -> float:
    """Return the new openings' share of these counts, (N,) int64; 0 if there are none."""
    return float(counts[is_new].sum() / counts.sum()) if counts.sum() else 0.0
