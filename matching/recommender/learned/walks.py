"""Where do short walks over the pairs lead? Three steps, degrees damped (RP3β, Paudel et al. 2017; LinkProp, Fu et al. 2022)."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy import sparse

from matching.recommender.learned.tables import Csr, Floats, Ints


@dataclass(frozen=True)
class Walks:
    """The product of three CSR matrices: (P, N) · (N, P) · (P, N)."""

    first: Csr
    second: Csr
    third: Csr

    @classmethod
    def over(cls, pairs: Csr, middle: float, end: float) -> Self:
        """Return D_u^-end · X · D_o^-middle · Xᵀ · D_u^-middle · X · D_o^-end for pairs X (P, N).

        `middle` damps busy people and openings on the way, `end` those where a walk begins or ends.
        """
        people = np.maximum(np.asarray(pairs.sum(axis=1)).ravel(), 1)
        openings = np.maximum(np.asarray(pairs.sum(axis=0)).ravel(), 1)
        first = sparse.csr_array(_damped(people, end) @ pairs @ _damped(openings, middle))
        third = sparse.csr_array(_damped(people, middle) @ pairs @ _damped(openings, end))
        return cls(first, pairs.T.tocsr(), third)

    def times(self, weight: float) -> "Walks":
        """Return the same walks, their scores so many times as high."""
        return Walks(self.first * np.float32(weight), self.second, self.third)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return (rows, columns) float64, multiplied from the shorter side."""
        first = self.first[rows].astype(np.float64)
        if rows.size <= columns.size:
            return np.asarray(((first @ self.second) @ self.third).toarray()[:, columns])
        return np.asarray((first @ (self.second @ self.third[:, columns].astype(np.float64))).toarray())


def _damped(degrees: Floats, power: float) -> Csr:
    return sparse.diags_array((degrees**-power).astype(np.float32))
