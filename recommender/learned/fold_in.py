"""Which factors does a row get that came or changed after the training (fold-in)? Those that the training would give it.

Without pairs they are predicted from the profile (cold start). With pairs they are one more half step of the factorisation
(`als.rows_on`), the other side fixed, regularised towards the prediction. Vocabulary and maps are those of the training.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recommender.arrays import Arrays, Bools, Csr, Floats, Ints, packed, unpacked
from recommender.learned.als import AlsSettings, Factors, Ground, ground_of, rows_on
from recommender.learned.choose import popularity_factors
from recommender.learned.features import BINS, WordPairs, Words
from recommender.learned.predicted import RidgeMap
from recommender.learned.tables import FeatureTable

ALONE = 5.0  # penalty of predicting the factors of rows without a pair
TRUST = (
    -0.5
)  # a row's weight there is its number of pairs to this power, so that busy rows do not dominate
BETWEEN = "\0"  # two words in a file
PLAIN = ("weight", "pair_weight", "far", "near", "values", "base", "forces")


@dataclass(frozen=True)
class SideFeatures:
    """A side as the training saw it: vocabulary, each row's words (n, V), and pairs (n, m), both CSR float32."""

    words: Words
    together: WordPairs
    rows: Csr
    pairs: Csr

    @classmethod
    def of(cls, table: FeatureTable, pairs: Csr) -> Self:
        """Encode a table with its own vocabulary."""
        words = Words.of(table)
        rows = words(table)
        return cls(words, WordPairs.of(rows), rows, pairs)

    def wide(self, rows: Csr) -> Csr:
        """Return words, pairs of words and a column of ones, so that an empty profile gets the average."""
        return sparse.csr_array(
            sparse.hstack(
                [self.together(rows), np.ones((rows.shape[0], 1), dtype=np.float32)], format="csr"
            )
        )


@dataclass(frozen=True)
class FoldIn:
    """How rows of one side get their S·k factors, for an ensemble of S factorisations.

    far (V + W + 1, S·k) maps the profile of a row without pairs to factors; near (V, S·k) predicts what rows with pairs are
    regularised towards; values (S, k) and base (S, k, k) are the other side's ground; forces (S, 3) weight, penalty and
    growth. Without factorisations a row's factor is its popularity.
    """

    known: SideFeatures
    far: Floats
    near: Floats
    values: Floats
    base: Floats
    forces: Floats

    @classmethod
    def learned(
        cls,
        known: SideFeatures,
        settings: tuple[AlsSettings, ...],
        starts: list[Factors],
        side: int,
    ) -> Self:
        """Return the fold-in of a side (0 people, 1 openings) for these factorisations."""
        forces = np.array([[one.weight, one.penalty, one.growth] for one in settings]).reshape(
            -1, 3
        )
        if not starts:
            width = known.rows.shape[1]
            return cls(
                known,
                np.zeros((0, 1)),
                np.zeros((width, 1)),
                np.zeros((0, 1)),
                np.zeros((0, 1, 1)),
                forces,
            )
        predicted = RidgeMap.of(known.wide(known.rows), known.pairs, ALONE, TRUST)
        scale = np.sqrt(len(starts))
        none = np.zeros((known.rows.shape[1], starts[0].people.shape[1]))
        grounds = [ground_of(one.sides[1 - side]) for one in starts]
        return cls(
            known,
            np.ascontiguousarray(
                np.hstack([predicted.map(one.sides[side]) for one in starts]) / scale
            ),
            np.ascontiguousarray(
                np.hstack([none if one.held is None else one.held[side] for one in starts])
            ),
            np.stack([one.values for one in grounds]),
            np.stack([one.base for one in grounds]),
            forces,
        )

    def from_profiles(self, rows: Csr) -> Floats:
        """Return the factors (n, S·k) of rows of words (n, V) without a pair."""
        return (
            np.asarray(self.known.wide(rows) @ self.far)
            if len(self.forces)
            else popularity_factors(np.zeros(rows.shape[0]))
        )

    def factors(self, rows: Csr, pairs: Csr, theirs: Floats) -> Floats:
        """Return (n, S·k) of rows of words (n, V) with pairs (n, m) float32; the other side's factors are `theirs` (m, S·k)."""
        degrees = np.diff(pairs.indptr)
        if not len(self.forces):
            return popularity_factors(degrees)
        found, without = np.zeros((rows.shape[0], self.near.shape[1])), degrees == 0
        if without.any():
            found[without] = self.from_profiles(rows[np.flatnonzero(without)])
        if not without.all():
            some = np.flatnonzero(~without)
            found[some] = self._half_step(rows[some], pairs[some], theirs)
        return found

    def _half_step(self, rows: Csr, pairs: Csr, theirs: Floats) -> Floats:
        """Return (n, S·k) after one half step of each factorisation."""
        held, scale, width = rows @ self.near, np.sqrt(len(self.forces)), self.values.shape[1]
        parts = [slice(start * width, (start + 1) * width) for start in range(len(self.forces))]
        found = [
            rows_on(
                Ground(self.values[start], self.base[start]),
                theirs[:, part] * scale,
                pairs,
                AlsSettings(weight=weight, penalty=penalty, growth=growth),
                held[:, part],
            )
            for start, (part, (weight, penalty, growth)) in enumerate(
                zip(parts, self.forces.tolist(), strict=True)
            )
        ]
        return np.hstack(found) / scale

    def to_arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Return everything as arrays named after a side."""
        known = self.known
        edges = np.full((len(known.words.edges), BINS - 1), np.inf)
        for row, of in enumerate(known.words.edges.values()):
            edges[row, : of.size] = of
        plain = (
            known.words.weight,
            known.together.weight,
            self.far,
            self.near,
            self.values,
            self.base,
            self.forces,
        )
        found: dict[str, NDArray[Any]] = dict(zip(PLAIN, plain, strict=True))
        found |= {
            "words": _blob(known.words.words),
            "columns": _blob(tuple(known.words.edges)),
            "edges": edges,
        }
        found |= {"first": known.together.first, "second": known.together.second}
        found |= packed("rows", known.rows) | packed("pairs", known.pairs)
        return {f"{name}.{key}": array for key, array in found.items()}

    @classmethod
    def from_arrays(cls, name: str, arrays: Arrays) -> Self:
        """Return the fold-in of `to_arrays`; KeyError or ValueError if an array is missing or wrong."""
        found = {
            key.removeprefix(f"{name}."): array
            for key, array in arrays.items()
            if key.startswith(f"{name}.")
        }
        weight, pair_weight, *maps = (found[key] for key in PLAIN)
        columns = _unblobbed(found["columns"])
        edges = {
            one: row[np.isfinite(row)] for one, row in zip(columns, found["edges"], strict=True)
        }
        words = Words(_unblobbed(found["words"]), weight, edges)
        together = WordPairs(found["first"], found["second"], pair_weight)
        return cls(
            SideFeatures(words, together, unpacked("rows", found), unpacked("pairs", found)), *maps
        )


@dataclass(frozen=True)
class FoldedRows:
    """Rows that were folded in since the training: ids (n,) rising, factors (n, S·k), who is new.

    `steps` are their first steps of the random walk, or the last ones to them, if the model has one.
    """

    ids: Ints
    factors: Floats
    is_new: Bools
    steps: Csr = None


NOBODY = FoldedRows(np.zeros(0, dtype=np.int64), np.zeros((0, 1)), np.zeros(0, dtype=bool))


def _blob(words: tuple[str, ...]) -> NDArray[Any]:
    return np.frombuffer(BETWEEN.join(words).encode(), dtype=np.uint8)


def _unblobbed(blob: NDArray[Any]) -> tuple[str, ...]:
    return tuple(bytes(blob).decode().split(BETWEEN)) if blob.size else ()
