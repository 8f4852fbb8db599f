"""In which order do a query's strongest candidates stand, once boosted trees have looked at them? A stage above the blend.

The trees see what the blend sees (each scorer, standardised among these candidates), the blend's total, and both sides'
numbers of pairs. What they add to a candidate's score is one contribution of its own, `order`, and never below zero: the
strongest candidates stay ahead of all others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.recommender.learned.blend import Parts
from matching.recommender.learned.scorers import Scorers
from matching.recommender.learned.shapes import Factors
from matching.recommender.learned.tables import Csr, Floats, Ints, Scores

ORDER = "order"
POOL = 200  # candidates of a query that are put in order
QUERIES_AT_ONCE, ROWS_AT_ONCE = 50, 20_000
DECIMALS = 4  # scores that differ less are equal: how many are asked at once must not decide a tie,
DIGITS = 6  # nor which way a tree turns
LEAVES = 16
ALL_LEAVES = np.uint16(2**LEAVES - 1)
FIRST = np.log2(np.maximum(np.arange(2**LEAVES) & -np.arange(2**LEAVES), 1)).astype(
    np.int8
)  # the place of the lowest bit


@dataclass(frozen=True)
class Pools:
    """The strongest candidates of n queries: places (n, pool), the strongest first, and what is known of them (n, pool, F)."""

    places: Ints
    features: Floats


@dataclass(frozen=True)
class Trees:
    """T boosted trees of at most 16 leaves, counted from left to right: the value of a leaf adds to the score.

    A row that is above the threshold (T, M) float64 of a feature (T, M) int64 reaches none of the leaves left of it:
    `keeps` (T, M) uint16 holds a bit for each leaf that it may still reach. The first leaf that every question keeps is
    the row's (Lucchese et al. 2015). value (T, 16) float64; a threshold of infinity asks nothing.
    """

    feature: Ints
    threshold: Floats
    keeps: NDArray[np.uint16]
    value: Floats

    def values(self, features: Floats) -> Floats:
        """Return (n,) the sum of the leaves that each row (n, F) reaches."""
        found = [
            self._values(features[at : at + ROWS_AT_ONCE].T.copy()) for at in range(0, len(features), ROWS_AT_ONCE)
        ]
        return np.concatenate(found) if found else np.zeros(0)

    def _values(self, columns: Floats) -> Floats:
        total = np.zeros(columns.shape[1])
        for feature, threshold, keeps, value in zip(self.feature, self.threshold, self.keeps, self.value, strict=True):
            left = np.full(columns.shape[1], ALL_LEAVES)
            for one, above, kept in zip(feature, threshold, keeps, strict=True):
                left &= np.where(columns[one] > above, kept, ALL_LEAVES)
            total += value[FIRST[left]]
        return total

    def lift(self, pools: Pools, candidates: int) -> Scores:
        """Return (n, candidates) what is added to each score: zero outside the pools and for the last of each."""
        count, size, width = pools.features.shape
        moves = self.values(pools.features.reshape(-1, width)).reshape(count, size)
        lift = np.zeros((count, candidates), dtype=np.float32)
        np.put_along_axis(lift, pools.places, (moves - moves.min(axis=1, keepdims=True)).round(DECIMALS), axis=1)
        return lift


def pools(scorers: Scorers, parts: Parts, total: Scores, rows: Ints, known: Csr, fame: Floats) -> Pools:
    """Return the pools of these queries; known pairs (n, C) may stand at their end.

    parts (S, n, C) are scaled, total (n, C) is their blend, fame (C,) is ln(1 + pairs) of every candidate. Standardised
    within its pool a scorer's part is the same whatever it was scaled by, so products of factors are taken anew, query by
    query: a product's last digits depend on how many rows are multiplied at once.
    """
    total = total.round(DECIMALS)
    masked = total.copy()
    masked[np.repeat(np.arange(rows.size), np.diff(known.indptr)), known.indices] = -np.inf
    size = min(POOL, masked.shape[1])
    places = _strongest(masked, size)
    seen = np.empty((rows.size, len(scorers) + 3, size))
    for at, scorer in enumerate(scorers.values()):
        part = np.take_along_axis(parts[at], places, 1)
        seen[:, at] = _standard(_products(scorer, rows, places) if isinstance(scorer, Factors) else part)
    seen[:, -3] = np.take_along_axis(total, places, 1)
    seen[:, -2] = fame[places]
    seen[:, -1] = np.log1p(np.diff(known.indptr))[:, None]
    return Pools(places, seen.transpose(0, 2, 1).round(DIGITS))


def _strongest(masked: Scores, size: int) -> Ints:
    """Return the places of the best `size` (n, size), the best first, ties by place."""
    if not size:
        return np.zeros((len(masked), 0), dtype=np.int64)
    some = np.sort(np.argpartition(-masked, size - 1, axis=1)[:, :size], axis=1)
    return np.take_along_axis(some, np.argsort(-np.take_along_axis(masked, some, 1), axis=1, kind="stable"), 1)


def _products(scorer: Factors, rows: Ints, places: Ints) -> NDArray[np.float32]:
    found = np.empty(places.shape, dtype=np.float32)
    for at in range(0, rows.size, QUERIES_AT_ONCE):
        some = slice(at, at + QUERIES_AT_ONCE)
        found[some] = (scorer.candidates[places[some]] @ scorer.queries[rows[some]][:, :, None])[:, :, 0]
    return found


def _standard(part: NDArray[np.float32]) -> Floats:
    exact = part.astype(np.float64)
    centred = exact - exact.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1, keepdims=True)
    return np.asarray(centred / np.where(spread > 1e-9, spread, np.inf))
