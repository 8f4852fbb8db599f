"""What shape can a scorer have? Each gives scores of any rows, for either side, without ever holding all pairs."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.recommender.learned.tables import Csr, Floats, Ints, Scores

FEW = 500  # rows of which it is worth finding out which words occur in them


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

    queries: NDArray[np.floating[Any]]
    candidates: NDArray[np.floating[Any]]

    def scores(self, rows: Ints) -> Scores:
        """Return queries[rows] · candidatesᵀ."""
        return np.asarray(self.queries[rows] @ self.candidates.T, dtype=np.float32)

    def pairs(self, rows: Ints, columns: Ints) -> Floats:
        """Return queries[rows] · candidates[columns]ᵀ."""
        left, right = _picked(self.queries, rows), _picked(self.candidates, columns)
        return np.asarray(left.astype(np.float64, copy=False) @ right.astype(np.float64, copy=False).T)

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
        """Return (left · weights)[rows, columns], or its transpose when turned; of few, only words that occur are looked at."""
        some, others = (columns, rows) if self.is_turned else (rows, columns)
        left, weights = _picked(self.left, some).astype(np.float64, copy=False), self.weights
        if some.size <= FEW:
            used = np.unique(left.indices)
            left, weights = left[:, used], weights[used]
        found = np.asarray(left @ _picked(weights.T, others).T.astype(np.float64))
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
        parts = (_picked(self.first, rows), self.second, self.third)
        first, second, third = (part.astype(np.float64, copy=False) for part in parts)
        if rows.size <= columns.size:
            return np.asarray(_picked(((first @ second) @ third).toarray().T, columns).T)
        return np.asarray((first @ (second @ third[:, columns])).toarray())

    def turned(self) -> "Chain":
        """Return the transposed product."""
        return Chain(self.third.T.tocsr(), self.second.T.tocsr(), self.first.T.tocsr())


def exact(scorer: Scorer) -> Scorer:
    """Return the same scorer with sparse parts in the precision that `pairs` works in, so that no question converts them."""
    match scorer:
        case Linear():
            return Linear(scorer.left.astype(np.float64), scorer.weights, scorer.is_turned)
        case Chain():
            return Chain(*(part.astype(np.float64) for part in (scorer.first, scorer.second, scorer.third)))
    return scorer


def _picked(table: Any, rows: Ints) -> Any:
    """Return these rows of a table; the table itself where they are all of them in order."""
    return table if rows.size == table.shape[0] and np.array_equal(rows, np.arange(rows.size)) else table[rows]
