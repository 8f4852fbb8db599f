"""Which pairs are kept back to choose by, and how good is a list of candidates on them?"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from matching.recommender.learned.tables import Csr, Floats, Ints, Scores

KEPT_SHARE = 0.1
LEAST_PAIRS = 3
CELLS_ASKED = 150_000_000  # scores to compute in one pass over the asked queries
SHORT, LONG = 10, 20


@dataclass(frozen=True)
class Cut:
    """What is learned from and what is kept back: both CSR (Q, C); `queries` are the rows that are asked."""

    train: Csr
    kept: Csr
    queries: Ints

    def turned(self, seed: int) -> "Cut":
        """Return the same cut with candidates as queries."""
        return _cut(self.train.T.tocsr(), self.kept.T.tocsr(), seed)


def warm(pairs: Csr, seed: int) -> Cut:
    """Keep max(1, round(0.1 n)) pairs of every row with n >= 3 of them."""
    rng = np.random.default_rng(seed)
    kept = np.zeros(pairs.nnz, dtype=bool)
    for start, stop in zip(pairs.indptr[:-1], pairs.indptr[1:], strict=True):
        if stop - start >= LEAST_PAIRS:
            count = max(1, round(KEPT_SHARE * float(stop - start)))
            kept[start + rng.permutation(stop - start)[:count]] = True
    return _cut(_some(pairs, ~kept), _some(pairs, kept), seed)


def cold(pairs: Csr, seed: int) -> Cut:
    """Keep every pair of a random fifth of the rows that have any."""
    rows = np.flatnonzero(np.diff(pairs.indptr))
    chosen = np.random.default_rng(seed).permutation(rows)[: rows.size // 5]
    kept = np.isin(np.repeat(np.arange(pairs.shape[0]), np.diff(pairs.indptr)), chosen)
    return _cut(_some(pairs, ~kept), _some(pairs, kept), seed)


def quality(scores: Scores, known: Csr, kept: Csr) -> Floats:
    """Return (n,) the mean of NDCG@10 and Recall@20 of each row of `scores` (n, C), known pairs left out."""
    masked = np.array(scores)
    rows = np.repeat(np.arange(known.shape[0]), np.diff(known.indptr))
    masked[rows, known.indices] = -np.inf
    depth = min(LONG, masked.shape[1])
    found = np.argpartition(-masked, depth - 1, axis=1)[:, :depth]
    order = np.argsort(-np.take_along_axis(masked, found, 1), axis=1, kind="stable")
    found = np.take_along_axis(found, order, 1)
    hits = np.take_along_axis(kept.toarray() > 0, found, 1)
    discount = 1 / np.log2(np.arange(2, LONG + 2))
    size = np.maximum(np.diff(kept.indptr), 1)
    ideal = np.cumsum(discount)[np.minimum(size, SHORT) - 1]
    short = hits[:, :SHORT]
    return np.asarray((short @ discount[: short.shape[1]] / ideal + hits.sum(axis=1) / size) / 2)


def _cut(train: Csr, kept: Csr, seed: int) -> Cut:
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(np.diff(kept.indptr)))
    return Cut(train, kept, np.sort(rows[: CELLS_ASKED // max(1, train.shape[1])]))


def _some(pairs: Csr, chosen: np.ndarray) -> Csr:
    rows = np.repeat(np.arange(pairs.shape[0]), np.diff(pairs.indptr))[chosen]
    return sparse.csr_array((pairs.data[chosen], (rows, pairs.indices[chosen])), shape=pairs.shape)
