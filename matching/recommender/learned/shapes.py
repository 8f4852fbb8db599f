"""What shape can a scorer have? Each gives scores of any rows, for either side, without ever holding all pairs."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matching.recommender.learned.tables import Csr, Floats, Ints, Scores


class Scorer(Protocol):
    """Scores (n, C) float32 of query rows against every candidate; `turned` asks the other way round."""

    def scores(self, rows: Ints) -> Scores:
        """Return the scores of these queries."""

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return the scores of some queries against some candidates, (rows, columns) float64, however many are asked."""

    def turned(self) -> "Scorer":
        """Return the same scores with candidates as queries."""


@dataclass(frozen=True)
class Constant:
    """The same row for every query: queries (Q,) and candidates (C,) hold each side's own values."""

    queries: NDArray[np.float32]
    candidates: NDArray[np.float32]

    def scores(self, rows: Ints) -> Scores:
        """Return the candidates' values, once per row."""
        return np.tile(self.candidates, (rows.size, 1))

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return the candidates' values, once per row."""
        return np.tile(self.candidates[columns].astype(np.float64), (rows.size, 1))

    def turned(self) -> "Constant":
        """Return the queries' values for the other side."""
        return Constant(self.candidates, self.queries)


@dataclass(frozen=True)
class Factors:
    """Inner products of queries (Q, k) and candidates (C, k)."""

    queries: NDArray[np.float32]
    candidates: NDArray[np.float32]

    def scores(self, rows: Ints) -> Scores:
        """Return queries[rows] · candidatesᵀ."""
        return np.asarray(self.queries[rows] @ self.candidates.T)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return queries[rows] · candidates[columns]ᵀ."""
        return np.asarray(self.queries[rows].astype(np.float64) @ self.candidates[columns].astype(np.float64).T)

    def turned(self) -> "Factors":
        """Return the products the other way round."""
        return Factors(self.candidates, self.queries)


@dataclass(frozen=True)
class Linear:
    """left (Q, d) CSR times weights (d, C) dense; `is_turned` asks for rows of the transpose."""

    left: Csr
    weights: NDArray[np.float32]
    is_turned: bool = False

    def scores(self, rows: Ints) -> Scores:
        """Return (left · weights)[rows], or [:, rows]ᵀ when turned."""
        if self.is_turned:
            return np.ascontiguousarray((self.left @ np.ascontiguousarray(self.weights[:, rows])).T)
        return np.asarray(self.left[rows] @ self.weights)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return (left · weights)[rows, columns], or its transpose when turned; only words that occur are looked at."""
        some, others = (columns, rows) if self.is_turned else (rows, columns)
        left = self.left[some].astype(np.float64)
        used = np.unique(left.indices)
        found = np.asarray(left[:, used] @ self.weights[used][:, others].astype(np.float64))
        return found.T if self.is_turned else found

    def turned(self) -> "Linear":
        """Return the transpose."""
        return Linear(self.left, self.weights, not self.is_turned)


@dataclass(frozen=True)
class Chain:
    """The product of three CSR matrices: (Q, a) · (a, b) · (b, C)."""

    first: Csr
    second: Csr
    third: Csr

    def scores(self, rows: Ints) -> Scores:
        """Return (first · second · third)[rows]."""
        return np.asarray(((self.first[rows] @ self.second) @ self.third).toarray(), dtype=np.float32)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return (first · second · third)[rows, columns], multiplying from the shorter side."""
        first, second, third = (part.astype(np.float64) for part in (self.first[rows], self.second, self.third))
        if rows.size <= columns.size:
            return np.asarray(((first @ second) @ third).toarray()[:, columns])
        return np.asarray((first @ (second @ third[:, columns])).toarray())

    def turned(self) -> "Chain":
        """Return the transposed product."""
        return Chain(self.third.T.tocsr(), self.second.T.tocsr(), self.first.T.tocsr())
