"""Which pairs are held out for validation, and how good is a list of candidates on them?"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.arrays import Bools, Csr, Floats, Ints

NEW_SHARE = 0.1  # of people and of openings that are new on the day
KEPT_SHARE = 0.2
LEAST_PAIRS = 3
SHORT, LONG = 10, 20


@dataclass(frozen=True)
class Day:
    """A held-out day with old and new rows in one catalogue: train and kept (held out), both CSR (P, N)."""

    train: Csr
    kept: Csr

    def transposed(self) -> "Day":
        """Return the same day seen from the openings."""
        return Day(self.train.T.tocsr(), self.kept.T.tocsr())

    @property
    def asked(self) -> Ints:
        """The rows with a held-out pair."""
        return np.flatnonzero(np.diff(self.kept.indptr))

    @property
    def is_new(self) -> tuple[Bools, Bools]:
        """Which people (P,) and openings (N,) have no training pair."""
        return np.diff(self.train.indptr) == 0, np.bincount(
            self.train.indices, minlength=self.train.shape[1]
        ) == 0

    @property
    def candidates(self) -> tuple[Ints, Ints]:
        """The openings with a history, and the new ones with a held-out pair; the others have no known outcome."""
        new, kept = self.is_new[1], np.bincount(self.kept.indices, minlength=self.kept.shape[1]) > 0
        return np.flatnonzero(~new), np.flatnonzero(new & kept)


def day(pairs: Csr, seed: int) -> Day:
    """Hold out all pairs of a tenth of the people and openings; of others with at least three, max(1, round(0.2 n))."""
    rng = np.random.default_rng(seed)
    rows = np.repeat(np.arange(pairs.shape[0]), np.diff(pairs.indptr))
    new = [rng.permutation(np.unique(part)) for part in (rows, pairs.indices)]
    kept = np.zeros(pairs.nnz, dtype=bool)
    for part, some in zip((rows, pairs.indices), new, strict=True):
        kept |= np.isin(part, some[: int(NEW_SHARE * some.size)])
    for row in range(pairs.shape[0]):
        places = (
            np.flatnonzero(~kept[pairs.indptr[row] : pairs.indptr[row + 1]]) + pairs.indptr[row]
        )
        if places.size >= LEAST_PAIRS:
            kept[rng.permutation(places)[: max(1, round(KEPT_SHARE * places.size))]] = True
    return Day(_some(pairs, rows, ~kept), _some(pairs, rows, kept))


def quality(scores: Floats, known: Csr, kept: Csr) -> Floats:
    """Return (n,) the mean of NDCG@10 and Recall@20 of each row of `scores` (n, C), known pairs left out."""
    found = listed(scores, known, LONG)
    hits = np.take_along_axis(kept.toarray() > 0, found, 1)
    discount = 1 / np.log2(np.arange(2, LONG + 2))
    size = np.maximum(np.diff(kept.indptr), 1)
    ideal = np.cumsum(discount)[np.minimum(size, SHORT) - 1]
    short = hits[:, :SHORT]
    return np.asarray((short @ discount[: short.shape[1]] / ideal + hits.sum(axis=1) / size) / 2)


def listed(scores: Floats, known: Csr, depth: int) -> Ints:
    """Return (n, depth) the columns of each row's best scores, best first, training pairs last."""
    masked = np.array(scores)
    masked[np.repeat(np.arange(known.shape[0]), np.diff(known.indptr)), known.indices] = -np.inf
    depth = min(depth, masked.shape[1])
    found = np.argpartition(-masked, depth - 1, axis=1)[:, :depth]
    order = np.argsort(-np.take_along_axis(masked, found, 1), axis=1, kind="stable")
    return np.asarray(np.take_along_axis(found, order, 1))


def _some(pairs: Csr, rows: Ints, chosen: Bools) -> Csr:
    return sparse.csr_array(
        (pairs.data[chosen], (rows[chosen], pairs.indices[chosen])), shape=pairs.shape
    )
