"""How strongly does history speak for one pair, the same number whoever asks and however many are asked at once?

The two blends of a model give each query's own scale. Here both are folded into one number a pair: each side's blend of
standardised scores, averaged over both sides, brought to deviation one and through the logistic curve: 0..1.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from matching.recommender.learned.blend import Blend
from matching.recommender.learned.model import Model, Side
from matching.recommender.learned.scorers import Scorers
from matching.recommender.learned.shapes import Constant, Scorer
from matching.recommender.learned.tables import Csr, Floats, Ints

SAMPLED = 2_000  # candidates that tell mean and deviation of a scorer's row
ROWS_AT_ONCE = 4_000  # above SAMPLED, so that a chain is multiplied from the sampled side
SCALED_ON = 500
DIGITS = 9  # what differs less is equal: how many are asked at once must not decide a tie
NEUTRAL = 0.5
FLAT = 1e-12


@dataclass(frozen=True)
class Scale:
    """What one side adds: slopes (n, S) a scorer's score is multiplied with, and the shift (n,) that is taken off."""

    slopes: Floats
    shift: Floats


@dataclass(frozen=True)
class Leanings:
    """Scores of pairs: ids (P,) and (N,) int64 rising, scorers with people as queries, both sides' scales, centre, spread."""

    person_ids: Ints
    opening_ids: Ints
    scorers: Scorers
    people: Scale
    openings: Scale
    centre: float
    spread: float

    def scores(self, person_ids: Ints, opening_ids: Ints) -> Floats:
        """Return (people, openings) float64 in 0..1; ½ where the person or the opening is not known."""
        rows, columns = _places(self.person_ids, person_ids), _places(self.opening_ids, opening_ids)
        found = np.full((person_ids.size, opening_ids.size), NEUTRAL)
        known, seen = np.flatnonzero(rows >= 0), np.flatnonzero(columns >= 0)
        if self.spread > 0 and known.size and seen.size:
            total = self.totals(rows[known], columns[seen])
            found[np.ix_(known, seen)] = expit((total - self.centre) / self.spread).round(DIGITS)
        return found

    def totals(self, rows: Ints, columns: Ints) -> Floats:
        """Return the mean of both sides' standardised blends, (rows, columns)."""
        total = -(self.people.shift[rows][:, None] + self.openings.shift[columns][None, :])
        for at, scorer in enumerate(self.scorers.values()):
            ahead, back = _both_ways(scorer, rows, columns)
            total += ahead * self.people.slopes[rows, at][:, None]
            total += back * self.openings.slopes[columns, at][None, :]
        return total / 2


def leanings(model: Model, seed: int) -> Leanings:
    """Fold a model into scores of pairs; its ids must be whole numbers."""
    names = [name for name in model.people.scorers if _counts(model.people, name) or _counts(model.openings, name)]
    rng = np.random.default_rng(seed)
    people, openings = (_scale(side, names, rng) for side in (model.people, model.openings))
    order = [np.argsort(np.array(side.ids, dtype=np.int64)) for side in (model.people, model.openings)]
    back = [np.argsort(one) for one in order]
    ids = [np.array(side.ids, dtype=np.int64) for side in (model.people, model.openings)]
    if any((np.diff(one) < 0).any() for one in ids):
        raise ValueError(f"ids must rise: {back[0][:3]}")
    found = Leanings(
        ids[0], ids[1], {name: model.people.scorers[name] for name in names}, people, openings, centre=0.0, spread=1.0
    )
    centre, spread = _centre(found, rng)
    return Leanings(found.person_ids, found.opening_ids, found.scorers, people, openings, centre, spread)
