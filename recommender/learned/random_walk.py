"""Where do random walks of three steps lead? RP3β, degrees damped (Paudel et al. 2017; LinkProp, Fu et al. 2022)."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recommender.arrays import Csr, Floats, Ints


@dataclass(frozen=True)
class RandomWalk:
    """The product of three CSR matrices: (P, N) · (N, P) · (P, N).

    For the steps of later rows it also has the damping of people (P,) and openings (N,) in the middle, both float32, and
    (2,) the power at the ends and the overall weight.
    """

    first: Csr
    second: Csr
    third: Csr
    people: NDArray[np.float32]
    openings: NDArray[np.float32]
    ends: Floats

    @classmethod
    def over(cls, pairs: Csr, middle: float, end: float) -> Self:
        """Return D_u^-end · X · D_o^-middle · Xᵀ · D_u^-middle · X · D_o^-end for pairs X (P, N).

        `middle` damps busy people and openings inside a walk, `end` those at its ends.
        """
        people = np.maximum(np.asarray(pairs.sum(axis=1)).ravel(), 1)
        openings = np.maximum(np.asarray(pairs.sum(axis=0)).ravel(), 1)
        on_the_way = [(degrees**-middle).astype(np.float32) for degrees in (people, openings)]
        first = sparse.csr_array(_ended(pairs, end) @ sparse.diags_array(on_the_way[1]))
        third = sparse.csr_array(sparse.diags_array(on_the_way[0]) @ pairs @ _damped(openings, end))
        return cls(
            first, pairs.T.tocsr(), third, on_the_way[0], on_the_way[1], np.array([end, 1.0])
        )

    def times(self, weight: float) -> "RandomWalk":
        """Return the same walks with scores multiplied by a factor."""
        ends = self.ends * np.array([1.0, weight])
        return replace(self, first=self.first * np.float32(weight), ends=ends)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return (rows, columns) float64."""
        return self.through(self.first[rows], self.third, columns)

    def through(self, first: Csr, last: Csr, columns: Ints) -> Floats:
        """Return (n, columns) float64 of first steps (n, N) and some columns of last ones (P, m), from the shorter side."""
        start = first.astype(np.float64)
        if start.shape[0] <= columns.size:
            return np.asarray(((start @ self.second) @ last).toarray()[:, columns])
        return np.asarray((start @ (self.second @ last[:, columns].astype(np.float64))).toarray())

    def first_of(self, pairs: Csr) -> Csr:
        """Return the first steps (n, N) of people with these pairs (n, N)."""
        end, weight = self.ends
        return sparse.csr_array(
            _ended(pairs, end) @ sparse.diags_array(self.openings * np.float32(weight))
        )

    def last_of(self, pairs: Csr) -> Csr:
        """Return the last steps (P, m) to openings with these pairs (m, P)."""
        return (_ended(pairs, self.ends[0]) @ sparse.diags_array(self.people)).T.tocsr()


def _ended(pairs: Csr, end: float) -> Csr:
    """Return pairs (n, m), damped by the rows' degrees as at the end of a walk."""
    return _damped(np.maximum(np.asarray(pairs.sum(axis=1)).ravel(), 1), end) @ pairs


def _damped(degrees: Floats, power: float) -> Csr:
    return sparse.diags_array((degrees**-power).astype(np.float32))
