"""What do profiles foretell of their rows' factors? Ridge regression, learned from the rows that have pairs."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import linalg

from matching.recommender.learned.tables import Csr, Floats, Ints


@dataclass(frozen=True)
class Foretold:
    """The map (FᵀF + penalty·I)⁻¹ Fᵀ from any numbers of the rows that have pairs to what each feature says of them."""

    features: Csr
    seen: Ints
    factor: Any

    @classmethod
    def of(cls, features: Csr, pairs: Csr, penalty: float) -> Self:
        """Factorise once; rows (n, A) of features and of pairs belong together."""
        seen = np.flatnonzero(np.diff(pairs.indptr) > 0)
        known = features[seen]
        gram = (known.T @ known).astype(np.float64).toarray(order="F")  # as LAPACK wants it: no copy is made
        gram[np.diag_indices_from(gram)] += penalty
        return cls(features, seen, linalg.cho_factor(gram, overwrite_a=True, check_finite=False))

    def map(self, known: Floats) -> Floats:
        """Return (A, k) what each feature says, learned from the rows of `known` (n, k) that have pairs."""
        return np.asarray(linalg.cho_solve(self.factor, self.features[self.seen].T @ known[self.seen]))
