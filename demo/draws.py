"""How is the fictional city's randomness drawn? By the distributions in demo/data, with one seeded generator."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one data file."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def shares(dimension: str) -> dict[str, float]:
    """Return value → share (percent) of one dimension of the distributions."""
    return {
        row["value"]: float(row["share_pct"])
        for row in rows("demo_distributions.csv")
        if row["dimension"] == dimension
    }


class Draws:
    """A seeded source of choices; the same seed gives the same city."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def apart(self) -> "Draws":
        """Return an independent source that does not change the draws of this one."""
        other = Draws.__new__(Draws)
        other.rng = self.rng.spawn(1)[0]
        return other

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to `limit` - 1."""
        return int(self.rng.integers(limit))

    def many(self, options: Sequence[T], weights: Sequence[float] | None, size: int) -> list[T]:
        """Draw `size` options with replacement."""
        chances = None if weights is None else np.asarray(weights, dtype=float) / sum(weights)
        return [options[i] for i in self.rng.choice(len(options), size=size, p=chances)]

    def of(self, dimension: str, size: int) -> list[str]:
        """Draw `size` values of a dimension by its shares."""
        table = shares(dimension)
        return self.many(list(table), list(table.values()), size)

    def one(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Draw one option."""
        return self.many(options, weights, 1)[0]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Draw `count` different options (all, when there are fewer)."""
        picked = self.rng.permutation(len(options))[:count]
        return [options[i] for i in sorted(picked)]

    def chance(self, probability: float) -> bool:
        """Draw yes with a probability."""
        return bool(self.rng.random() < probability)

    def number(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return int(self.rng.integers(low, high + 1))
