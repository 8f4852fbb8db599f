"""How is a learned model constrained, so that it shows no group of people less?

This room may not know who belongs to which group. A room above registers a comparer (`register`). It is given ids, counts and
the words of columns, and answers only which columns are proxies and whether the lists are acceptable. The limits change the
model, never a person: columns are left out of the features, everybody's score level is evened out, and the learned part gets
less weight.
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
NOTCH = 0.1  # step of evening out
CUTS = (0.75, 0.5, 0.25, 0.1, 0.0)  # of the weight that the learned part would have

Key = tuple[str, str]


@dataclass(frozen=True)
class Limits:
    """The left-out columns, how far levels are evened out (0..1), and the part of its weight that the learned part keeps."""

    left_out: tuple[str, ...] = ()
    evened: float = 0.0
    kept: float = 1.0

    def table(self, people: FeatureTable) -> FeatureTable:
        """Return the allowed features of people."""
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
        """Return the allowed columns."""
        return [name for name in names if name not in self.left_out]

    def model(self, learned: Model, seed: int) -> LearnedModel:
        """Return the model, evened out by these limits."""
        return Standardised.of(learned, self.evened, seed) if self.evened else learned

    def weights(self, found: Weights) -> Weights:
        """Return weights with less for the learned part and proportionally more for the others."""
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
        """Return the next stricter limits: first levels evened out fully, then less weight for the learned part."""
        if self.evened < 1:
            return replace(self, evened=min(1.0, round(self.evened + NOTCH, 6)))
        return replace(self, kept=next((cut for cut in CUTS if cut < self.kept), 0.0))

    @property
    def is_last(self) -> bool:
        """Has the learned part no weight left?"""
        return self.kept == 0

    def plain(self) -> dict[str, Any]:
        """Return them for the card."""
        return {**asdict(self), "left_out": list(self.left_out)}


NONE = Limits()


class Evenness(Protocol):
    """The comparison of groups on a model's lists with those of the principled score."""

    @property
    def behind(self) -> Collection[Key]:
        """The groups that are shown significantly less than the bound allows."""

    def worst(self, watched: Collection[Key] = ()) -> float:
        """Return the largest gap among those, or among the watched; 0 if there is none."""

    def plain(self) -> list[dict[str, Any]]:
        """Return the whole comparison for the card."""


class Telltale(Protocol):
    """How well a column predicts a group."""

    @property
    def column(self) -> str:
        """Which column."""

    @property
    def is_sure(self) -> bool:
        """Is it a significant proxy of the group?"""

    def plain(self) -> dict[str, Any]:
        """Return it for the card."""


class Comparer(Protocol):
    """The comparer of groups: given ids, counts and words, it knows the groups that this room does not."""

    bound: float  # of a gap, as a share of all places
    price: float  # as a share of list quality: if leaving out columns costs more, levels alone are tried too

    def gaps(self, ids: Ints, qualified: Ints, shown: Ints, on: date) -> Evenness:
        """Compare lists (people, occupations) of the principled score with those of the model."""

    def tellings(
        self, ids: Ints, columns: Mapping[str, Csr], behind: Collection[Key], on: date
    ) -> Sequence[Telltale]:
        """Return how well each column predicts the groups, the best predictor first."""

    def said(self, told: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the card's entry in sentences."""


_registered: list[Comparer] = []


def register(who: Comparer) -> None:
    """Register the comparer of groups, in the AppConfig.ready of a room above."""
    _registered[:] = [who]


def comparer() -> Comparer | None:
    """Return the comparer of groups; None if none is registered."""
    return _registered[0] if _registered else None
