"""How much does each scorer count? Conditional logistic regression over what was kept back, one per side."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from matching.recommender.learned.scorers import POPULARITY, Scorers
from matching.recommender.learned.tables import Csr, Floats, Ints, Scores
from matching.recommender.learned.validation import Cut, quality

POOL = 200  # candidates of a query that the regression tells apart
ROUNDS = 2
LEAST_QUERIES = 8  # fewer kept-back queries tell nothing
SHRINKAGE = 1e-3
ROWS_AT_ONCE = 100
CONFIDENCE = 1.96

Parts = NDArray[np.float32]  # (S, n, C)


@dataclass(frozen=True)
class Blend:
    """Weights (S,) of the scorers, and what a query's history adds to them, per ln(1 + pairs)."""

    names: tuple[str, ...]
    weights: Floats
    growth: Floats

    def of(self, degrees: Floats) -> Floats:
        """Return the weights (n, S) of queries with this many pairs."""
        return np.asarray(self.weights[None, :] + np.log1p(degrees)[:, None] * self.growth[None, :])

    def total(self, parts: Parts, degrees: Floats) -> Scores:
        """Return the weighted sum (n, C) of the scaled parts."""
        return np.einsum("snc,ns->nc", parts, self.of(degrees).astype(np.float32), optimize=True)


def popular(names: tuple[str, ...]) -> Blend:
    """Return the blend that follows popularity alone."""
    alone = np.array([float(name == POPULARITY) for name in names])
    return Blend(names, alone, np.zeros(len(names)))


def scaled(scorers: Scorers, names: tuple[str, ...], rows: Ints, known: Csr) -> Parts:
    """Return each scorer's scores of these queries (S, n, C), every row with mean 0 and deviation 1 (or all 0).

    Known pairs are set to zero before, so that they move neither.
    """
    place = np.repeat(np.arange(known.shape[0]), np.diff(known.indptr))
    parts = np.empty((len(names), rows.size, known.shape[1]), dtype=np.float32)
    for at, name in enumerate(names):
        scores = scorers[name].scores(rows)
        scores[place, known.indices] = 0
        scores -= scores.sum(axis=1, keepdims=True) / max(1, scores.shape[1])
        spread = np.sqrt(np.einsum("nc,nc->n", scores, scores) / max(1, scores.shape[1]))
        np.divide(scores, np.where(spread > 1e-12, spread, np.inf)[:, None], out=parts[at])
    return parts


@dataclass(frozen=True)
class Rivals:
    """Queries' strongest candidates: parts (q, pool, S), which were kept back (q, pool), ln(1 + pairs) (q,)."""

    parts: NDArray[np.float32]
    hits: NDArray[np.bool_]
    degrees: Floats

    def of(self, rows: NDArray[Any]) -> "Rivals":
        """Return those queries alone."""
        return Rivals(self.parts[rows], self.hits[rows], self.degrees[rows])


def learned(scorers: Scorers, cut: Cut) -> Blend:
    """Return the blend that explains the kept-back pairs best, or popularity where it is not surely better.

    Surely: the paired difference on queries that the compared blend has not seen is above zero by 1.96 errors.
    """
    names = tuple(scorers)
    if cut.queries.size < LEAST_QUERIES or len(names) == 1:
        return popular(names)
    blend = Blend(names, np.ones(len(names)), np.zeros(len(names)))
    for _ in range(ROUNDS):  # each round's strongest rivals come from the blend before
        rivals = _rivals(blend, scorers, cut)
        blend = _fit(blend, rivals)
    halves = np.arange(cut.queries.size) % 2 == 0
    trials = _fit(blend, rivals.of(~halves)), _fit(blend, rivals.of(halves))
    gain = _gains(trials, scorers, cut)
    return blend if gain.mean() > CONFIDENCE * gain.std() / np.sqrt(gain.size) else popular(names)


def _rivals(blend: Blend, scorers: Scorers, cut: Cut) -> Rivals:
    parts, hits = [], []
    for start in range(0, cut.queries.size, ROWS_AT_ONCE):
        rows = cut.queries[start : start + ROWS_AT_ONCE]
        known = cut.train[rows]
        block = scaled(scorers, blend.names, rows, known)
        total = _masked(blend.total(block, _degrees(known)), known)
        size = min(POOL, total.shape[1])
        pool = np.argpartition(-total, size - 1, axis=1)[:, :size]
        parts.append(np.take_along_axis(block, pool[None], 2).transpose(1, 2, 0))
        hits.append(np.take_along_axis(cut.kept[rows].toarray() > 0, pool, 1))
    return Rivals(np.concatenate(parts), np.concatenate(hits), np.log1p(_degrees(cut.train[cut.queries])))


def _fit(blend: Blend, rivals: Rivals) -> Blend:
    """Return the weights that maximise the mean log-share of the kept-back candidates in each query's pool."""
    some = rivals.of(np.asarray(rivals.hits.any(axis=1)))
    count = some.parts.shape[2]
    if not some.hits.size:
        return blend
    share = some.hits / some.hits.sum(axis=1, keepdims=True)

    def loss(both: Floats) -> tuple[float, Floats]:
        weights = both[:count][None, :] + some.degrees[:, None] * both[count:][None, :]
        total = (some.parts @ weights.astype(np.float32)[:, :, None])[:, :, 0].astype(np.float64)
        total -= total.max(axis=1, keepdims=True)
        odds = np.exp(total)
        sums = odds.sum(axis=1, keepdims=True)
        value = -float((share * (total - np.log(sums))).sum()) / len(share)
        slope = ((odds / sums - share).astype(np.float32)[:, None, :] @ some.parts)[:, 0, :]
        down = np.concatenate([slope.sum(axis=0), (some.degrees[:, None] * slope).sum(axis=0)]) / len(share)
        return value + SHRINKAGE * float(both @ both), down + 2 * SHRINKAGE * both

    start = np.concatenate([blend.weights, blend.growth]) * 0.1
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return Blend(blend.names, found[:count], found[count:])


def _gains(trials: tuple[Blend, Blend], scorers: Scorers, cut: Cut) -> Floats:
    """Return each query's quality under the trial that has not seen it, less that of popularity."""
    found, alone = [], popular(trials[0].names)
    for start in range(0, cut.queries.size, ROWS_AT_ONCE):
        rows = cut.queries[start : start + ROWS_AT_ONCE]
        known, kept = cut.train[rows], cut.kept[rows]
        parts, degrees = scaled(scorers, alone.names, rows, known), _degrees(known)
        even, odd, plain = (quality(one.total(parts, degrees), known, kept) for one in (*trials, alone))
        is_even = (start + np.arange(rows.size)) % 2 == 0
        found.append(np.where(is_even, even, odd) - plain)
    return np.concatenate(found)


def _degrees(known: Csr) -> Floats:
    return np.diff(known.indptr).astype(np.float64)


def _masked(total: Scores, known: Csr) -> Scores:
    total[np.repeat(np.arange(known.shape[0]), np.diff(known.indptr)), known.indices] = -np.inf
    return total
