"""What may training see of people, openings and history? Validated tables without forbidden columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from scipy import sparse

from recommender.arrays import Csr, Floats, Ints

# A column whose name contains one of these is dropped before training ("_" marks either end of a word).
FORBIDDEN_NAMES = (
    "sex", "gender", "_age_", "birth", "ethnic", "religio", "marri", "marital", "hukou", "returnee", "pregnan",
    "nationality", "性别", "年龄", "出生", "民族", "宗教", "婚姻", "婚否", "户口", "户籍", "返乡",
)  # fmt: skip


class Unusable(ValueError):
    """The data are inconsistent; the message says where."""


@dataclass(frozen=True)
class FeatureTable:
    """One side's rows: ids (n, unique) and columns of n cells by name.

    categories: str, "" unknown · tags: tuples of str · numbers: float, NaN unknown · texts: str, "" unknown.
    """

    ids: tuple[str, ...]
    categories: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tags: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    numbers: Mapping[str, Sequence[float]] = field(default_factory=dict)
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse repeated ids and columns of another length; drop forbidden columns."""
        if len(set(self.ids)) != len(self.ids):
            raise Unusable("an id appears twice")
        for kind in ("categories", "tags", "numbers", "texts"):
            columns: Mapping[str, Sequence[Any]] = getattr(self, kind)
            for name, cells in columns.items():
                if len(cells) != len(self.ids):
                    raise Unusable(f"column {name} has {len(cells)} cells for {len(self.ids)} rows")
            kept = {
                name: cells for name, cells in sorted(columns.items()) if not is_forbidden(name)
            }
            object.__setattr__(self, kind, kept)

    def taken(self, rows: Ints) -> Self:
        """Return the same table with its rows in this order."""
        order = rows.tolist()

        def cells(columns: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
            return {name: [column[row] for row in order] for name, column in columns.items()}

        return type(self)(
            tuple(self.ids[row] for row in order),
            cells(self.categories),
            cells(self.tags),
            cells(self.numbers),
            cells(self.texts),
        )


@dataclass(frozen=True)
class History:
    """The history: pairs of positions in the two tables, each a positive example.

    `weight` (n,) > 0 weights each pair, by default 1. Of a repeated pair the largest weight counts.
    """

    people: Ints
    openings: Ints
    weight: Floats | None = None

    def matrix(self, people: int, openings: int) -> Csr:
        """Return (people, openings) CSR float32 of the pairs' weights; Unusable if a position is out of range."""
        if self.people.shape != self.openings.shape:
            raise Unusable("each pair needs a person and an opening")
        for rows, count in ((self.people, people), (self.openings, openings)):
            if rows.size and (rows.min() < 0 or rows.max() >= count):
                raise Unusable("a pair names a row that does not exist")
        weight = (
            np.ones(self.people.size)
            if self.weight is None
            else np.asarray(self.weight, dtype=np.float64)
        )
        if weight.shape != self.people.shape or not (np.isfinite(weight) & (weight > 0)).all():
            raise Unusable("each pair's weight is above zero")
        order = np.lexsort((-weight, self.openings, self.people))
        rows, columns = self.people[order], self.openings[order]
        first = np.ones(order.size, dtype=bool)
        first[1:] = (np.diff(rows) != 0) | (np.diff(columns) != 0)
        kept = (weight[order][first].astype(np.float32), (rows[first], columns[first]))
        return sparse.csr_array(kept, shape=(people, openings))


def is_forbidden(name: str) -> bool:
    """Does the column's name indicate sex, age, ethnicity, religion, marriage, hukou or return?"""
    padded = f"_{name.lower()}_".replace(":", "_").replace(" ", "_").replace("-", "_")
    return any(word in padded for word in FORBIDDEN_NAMES)
