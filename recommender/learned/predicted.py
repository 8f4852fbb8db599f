"""Which latent factors do profiles predict? Ridge regression, learned from the rows that have pairs."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import linalg, sparse

from recommender.arrays import Csr, Floats, Ints


@dataclass(frozen=True)
class RidgeMap:
    """The ridge map (FᵀDF + penalty·I)⁻¹ FᵀD from features to any numbers, fitted on the rows that have pairs.

    D weights a row by its number of pairs to the power of `trust`: 0 weights all alike, a negative one busy rows less.
    """

    features: Csr
    seen: Ints
    weight: Floats
    factor: Any

    @classmethod
    def of(cls, features: Csr, pairs: Csr, penalty: float, trust: float = 0.0) -> Self:
        """Factorise once; rows (n, A) of features and of pairs belong together."""
        degrees = np.diff(pairs.indptr)
        seen = np.flatnonzero(degrees > 0)
        known, weight = features[seen], degrees[seen].astype(np.float64) ** trust
        weight /= weight.mean() if weight.size else 1.0
        gram = (known.T @ sparse.diags_array(weight) @ known).toarray(
            order="F"
        )  # as LAPACK wants it: no copy is made
        gram[np.diag_indices_from(gram)] += penalty
        return cls(
            features, seen, weight, linalg.cho_factor(gram, overwrite_a=True, check_finite=False)
        )

    def map(self, known: Floats) -> Floats:
        """Return the coefficients (A, k), fitted on the rows of `known` (n, k) that have pairs."""
        return np.asarray(
            linalg.cho_solve(
                self.factor, self.features[self.seen].T @ (self.weight[:, None] * known[self.seen])
            )
        )
