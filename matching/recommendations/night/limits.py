"""What must what was learned do without, so that no group of people is shown less for it?

This room may not know who belongs to which group. A room above registers who may compare them (`register`); it is given ids,
counts and the words of columns, and what comes back says only which columns to leave out and whether the lists will do. What
is done about it is done to the model, never to a person: columns are left out of what is learned from, everybody's own level
is evened out, and what was learned counts less.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Protocol, Self

import numpy as np

from matching.recommendations.kept.model import LearnedModel
from recommender import Weights
from recommender.arrays import Csr, Ints
from recommender.learned.model import Model
from recommender.learned.standardised import Standardised
from recommender.learned.tables import FeatureTable
from recommender.score.weights import FEATURES

COLUMNS = ("categories", "tags", "numbers", "texts")
NOTCH = 0.1  # by which everybody's level is evened out further
CUTS = (0.75, 0.5, 0.25, 0.1, 0.0)  # of the share that what was learned would have

Key = tuple[str, str]


@dataclass(frozen=True)
class Limits:
    """Columns that are left out, by how much levels are evened out (0..1), and which part of its share what was learned keeps."""

    left_out: tuple[str, ...] = ()
    evened: float = 0.0
    kept: float = 1.0

    def table(self, people: FeatureTable) -> FeatureTable:
        """Return what may be learned from about people."""
        found: dict[str, Any] = {
            kind: {
                name: cells
                for name, cells in getattr(people, kind).items()
                if name not in self.left_out
            }
            for kind in COLUMNS
        }
        return replace(people, **found)

    def columns(self, names: Iterable[str]) -> list[str]:
        """Return the columns that are learned from."""
        return [name for name in names if name not in self.left_out]

    def model(self, learned: Model, seed: int) -> LearnedModel:
        """Return what was learned, evened out as far as it must be."""
        return Standardised.of(learned, self.evened, seed) if self.evened else learned

    def weights(self, found: Weights) -> Weights:
        """Return weights in which what was learned counts less, the others in proportion more."""
        if self.kept == 1:
            return found
        learned = self.kept * found.learned
        others = (1 - learned) / max(1 - found.learned, np.finfo(float).tiny)
        shares: dict[str, Any] = {
            name: learned if name == "learned" else others * getattr(found, name)
            for name in FEATURES
        }
        return replace(found, **shares)

    def further(self) -> Self:
        """Return the next stricter limits: levels evened out to the end, then less and less of what was learned."""
        if self.evened < 1:
            return replace(self, evened=min(1.0, round(self.evened + NOTCH, 6)))
        return replace(self, kept=next((cut for cut in CUTS if cut < self.kept), 0.0))

    @property
    def is_last(self) -> bool:
        """Does nothing of what was learned count any more?"""
        return self.kept == 0

    def plain(self) -> dict[str, Any]:
        """Return them as a card keeps them."""
        return {**asdict(self), "left_out": list(self.left_out)}


NONE = Limits()


class Evenness(Protocol):
    """How groups stand on lists beside the principled score's."""

    @property
    def behind(self) -> Collection[Key]:
        """The groups that are surely shown less than the bound allows."""

    def worst(self, watched: Collection[Key] = ()) -> float:
        """Return the largest gap among those, or among the watched; 0 where there is none."""

    def plain(self) -> list[dict[str, Any]]:
        """Return it all as a card keeps it."""


class Telltale(Protocol):
    """How well a column tells a group."""

    @property
    def column(self) -> str:
        """Which column."""

    @property
    def is_sure(self) -> bool:
        """Does it surely tell the group?"""

    def plain(self) -> dict[str, Any]:
        """Return it as a card keeps it."""


class Comparer(Protocol):
    """Who may compare groups: asked with ids, counts and words, of whom it knows what this room does not."""

    bound: float  # of a gap, in parts of all places
    price: float  # in parts of the lists' quality: where columns cost more, levels alone are tried, too

    def gaps(self, ids: Ints, qualified: Ints, shown: Ints, on: date) -> Evenness:
        """Compare lists (people, occupations) by the principled score with those as learned."""

    def tellings(
        self, ids: Ints, columns: Mapping[str, Csr], behind: Collection[Key], on: date
    ) -> Sequence[Telltale]:
        """Return how well each column tells the groups, the most telling first."""

    def said(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        """Say what a card keeps in sentences."""


_registered: list[Comparer] = []


def register(who: Comparer) -> None:
    """Declare who compares groups, in the AppConfig.ready of a room above."""
    _registered[:] = [who]


def comparer() -> Comparer | None:
    """Return who compares groups; None where nobody may."""
    return _registered[0] if _registered else None
