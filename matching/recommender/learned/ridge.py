"""What would somebody with this profile choose, without any history? Ridge regression from features."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from matching.recommender.learned.shapes import Chain, Factors, Linear
from matching.recommender.learned.tables import Csr, Floats, Ints


def to_pairs(features: Csr, pairs: Csr, penalty: float, damping: float = 0.5) -> Linear:
    """Return the scorer features · W with W (d, C) = (FᵀF + penalty·I)⁻¹ Fᵀ X D^-damping, from rows that have pairs."""
    counts = np.maximum(np.asarray(pairs.sum(axis=0)).ravel(), 1)
    target = pairs @ sparse.diags_array((counts**-damping).astype(np.float32))
    return Linear(features, _solved(features, pairs, (features.T @ target).toarray(), penalty))


def to_factors(features: Csr, pairs: Csr, factors: Factors, penalties: Sequence[float]) -> list[Factors]:
    """Return for each penalty factors whose queries are foretold from features (Q, d), learned from rows that have pairs."""
    rows = _seen(pairs)
    seen, known = features[rows], factors.queries[rows]
    gram, right = _gram(seen), (seen.T @ known).astype(np.float64)
    return [Factors(np.asarray(features @ _solution(gram, right, one)), factors.candidates) for one in penalties]


def neighbours(features: Csr, pairs: Csr, *, is_small: bool = False) -> Linear | Chain:
    """Return the scorer F · Fᵀ · X: what those with similar features (rows of length one) chose.

    Where FᵀX (d, C) is small enough to be kept dense, it is multiplied once instead of with every question.
    """
    if is_small:
        return Linear(features, (features.T @ pairs).toarray().astype(np.float32))
    return Chain(features, features.T.tocsr(), pairs)


@dataclass(frozen=True)
class Foretold:
    """What profiles foretell of any numbers of their rows: (FᵀF + penalty·I)⁻¹ Fᵀ over the rows that have pairs."""

    features: Csr
    seen: Ints
    factor: Any

    @classmethod
    def of(cls, features: Csr, pairs: Csr, penalty: float) -> Self:
        """Factorise once; rows (n, A) of features and of pairs belong together."""
        seen = _seen(pairs)
        gram = _gram(features[seen])
        return cls(features, seen, linalg.cho_factor(gram + penalty * np.eye(len(gram)), overwrite_a=True))

    def __call__(self, known: Floats) -> Floats:
        """Return (n, k) what the profiles say of every row, from the rows of `known` (n, k) that have pairs."""
        return np.asarray(self.features @ linalg.cho_solve(self.factor, self.features[self.seen].T @ known[self.seen]))


def _solved(features: Csr, pairs: Csr, right: NDArray[np.float32], penalty: float) -> NDArray[np.float32]:
    """Return (FᵀF + penalty·I)⁻¹ right over the rows that have pairs (the others add nothing to `right`)."""
    return _solution(_gram(features[_seen(pairs)]), right.astype(np.float64), penalty)


def _seen(pairs: Csr) -> Ints:
    return np.flatnonzero(np.diff(pairs.indptr) > 0)


def _gram(features: Csr) -> Floats:
    return np.asarray((features.T @ features).toarray(), dtype=np.float64)


def _solution(gram: Floats, right: Floats, penalty: float) -> NDArray[np.float32]:
    return np.asarray(linalg.solve(gram + penalty * np.eye(len(gram)), right, assume_a="pos"), dtype=np.float32)
