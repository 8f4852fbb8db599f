"""How much does each scorer count? Conditional logistic regression over what was kept back, one per side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from matching.recommender.learned.scorers import POPULARITY, Scorers
from matching.recommender.learned.tables import Csr, Floats, Ints, Scores
from matching.recommender.learned.validation import Cut, quality

POOL = 200  # candidates of a query that the regression tells apart
ROUNDS = 3
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


def learned(scorers: Scorers, cut: Cut) -> Blend:
    """Return the blend that explains the kept-back pairs best, or popularity where it is not surely better.

    Surely: the paired difference on queries that the compared blend has not seen is above zero by 1.96 errors.
    """
    names = tuple(scorers)
    if cut.queries.size < 2 or len(names) == 1:
        return popular(names)
    halves = cut.queries[::2], cut.queries[1::2]
    gains = []
    for seen, unseen in (halves, halves[::-1]):
        trial = _fit(scorers, names, cut, seen)
        gains.append(_worth(trial, scorers, cut, unseen) - _worth(popular(names), scorers, cut, unseen))
    gain = np.concatenate(gains)
    if gain.mean() <= CONFIDENCE * gain.std() / np.sqrt(gain.size):
        return popular(names)
    return _fit(scorers, names, cut, cut.queries)


def _fit(scorers: Scorers, names: tuple[str, ...], cut: Cut, queries: Ints) -> Blend:
    """Fit, taking each round's strongest rivals from the blend before."""
    blend = Blend(names, np.ones(len(names)), np.zeros(len(names)))
    for _ in range(ROUNDS):
        blend = _refit(blend, *_rivals(blend, scorers, cut, queries))
    return blend


def _rivals(
    blend: Blend, scorers: Scorers, cut: Cut, queries: Ints
) -> tuple[NDArray[np.float32], NDArray[np.bool_], Floats]:
    """Return parts (q, pool, S), which of them were kept back (q, pool), and ln(1 + pairs) (q,)."""
    parts, hits = [], []
    for start in range(0, queries.size, ROWS_AT_ONCE):
        rows = queries[start : start + ROWS_AT_ONCE]
        known = cut.train[rows]
        block = scaled(scorers, blend.names, rows, known)
        total = _masked(blend.total(block, _degrees(known)), known)
        size = min(POOL, total.shape[1])
        pool = np.argpartition(-total, size - 1, axis=1)[:, :size]
        parts.append(np.take_along_axis(block, pool[None], 2).transpose(1, 2, 0))
        hits.append(np.take_along_axis(cut.kept[rows].toarray() > 0, pool, 1))
    found = np.concatenate(hits)
    some = found.any(axis=1)
    degrees = np.log1p(_degrees(cut.train[queries]))
    return np.concatenate(parts)[some], found[some], degrees[some]


def _refit(blend: Blend, parts: NDArray[np.float32], hits: NDArray[np.bool_], degrees: Floats) -> Blend:
    """Return the weights that maximise the mean log-share of the kept-back candidates in each query's pool."""
    count = parts.shape[2]
    if not hits.size:
        return blend
    share = hits / hits.sum(axis=1, keepdims=True)

    def loss(both: Floats) -> tuple[float, Floats]:
        weights = both[:count][None, :] + degrees[:, None] * both[count:][None, :]
        total = np.einsum("qps,qs->qp", parts, weights.astype(np.float32), optimize=True).astype(np.float64)
        total -= total.max(axis=1, keepdims=True)
        odds = np.exp(total)
        sums = odds.sum(axis=1, keepdims=True)
        value = -float((share * (total - np.log(sums))).sum()) / len(parts)
        slope = np.einsum("qp,qps->qs", (odds / sums - share).astype(np.float32), parts, optimize=True)
        down = np.concatenate([slope.sum(axis=0), (degrees[:, None] * slope).sum(axis=0)]) / len(parts)
        return value + SHRINKAGE * float(both @ both), down + 2 * SHRINKAGE * both

    start = np.concatenate([blend.weights, blend.growth]) * 0.1
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return Blend(blend.names, found[:count], found[count:])


def _worth(blend: Blend, scorers: Scorers, cut: Cut, queries: Ints) -> Floats:
    found = []
    for start in range(0, queries.size, ROWS_AT_ONCE):
        rows = queries[start : start + ROWS_AT_ONCE]
        known = cut.train[rows]
        total = blend.total(scaled(scorers, blend.names, rows, known), _degrees(known))
        found.append(quality(total, known, cut.kept[rows]))
    return np.concatenate(found)


def _degrees(known: Csr) -> Floats:
    return np.diff(known.indptr).astype(np.float64)


def _masked(total: Scores, known: Csr) -> Scores:
    total[np.repeat(np.arange(known.shape[0]), np.diff(known.indptr)), known.indices] = -np.inf
    return total
