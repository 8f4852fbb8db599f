"""How is a model held to lists on which no group surely falls behind? Its columns first, then levels, then its share.

Columns that surely tell a group which falls behind are left out, the most telling first, each only where leaving it out
helps. Where that is not enough everybody's own level is evened out, as little as will do, and at the last what was learned
counts less, down to nothing. What is found by trying is judged again as a whole: what is measured is what serves.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from matching.recommendations.kept.model import LearnedModel
from matching.recommendations.market.exposure import LIMIT
from matching.recommendations.night.limits import (
    NONE,
    Comparer,
    Evenness,
    Key,
    Limits,
)
from recommender import Problem, Weights
from recommender.arrays import Csr, Ints
from recommender.evaluation.exposure import exposure
from recommender.learned.features import Words
from recommender.learned.tables import FeatureTable

CELLS = 60_000_000  # pairs that are scored for one comparison: beyond, the lists of some openings stand for all
HELPS = 0.1  # part of what is beyond the bound that leaving a column out must take away

Learn = Callable[[Limits], LearnedModel]


@dataclass(frozen=True)
class CompanyLists:
    """Companies' lists as they would be today (a problem without anything learned), and who compares groups on them."""

    problem: Problem
    who: Comparer
    on: date
    people: FeatureTable
    seed: int
    qualified: Ints = field(init=False)
    among: Ints = field(init=False)

    def __post_init__(self) -> None:
        """Count the lists by the principled score once."""
        count = self.problem.openings.ids.size
        most = max(1, CELLS // max(1, self.problem.people.ids.size))
        some = np.random.default_rng(self.seed).permutation(count)[:most]
        object.__setattr__(self, "among", np.sort(some))
        object.__setattr__(self, "qualified", exposure(self.problem, LIMIT, self.among).shown)

    def gaps(self, learned: LearnedModel, weights: Weights) -> Evenness:
        """Compare the lists by what was learned with those by the principled score."""
        found = exposure(replace(self.problem, learned=learned, weights=weights), LIMIT, self.among)
        return self.who.gaps(found.people_ids, self.qualified, found.shown, self.on)

    def tellings(self, behind: Collection[Key]) -> list[Any]:
        """Return how well each column tells the groups that fall behind."""
        ids = np.array([int(name) for name in self.people.ids], dtype=np.int64)
        return list(self.who.tellings(ids, columns_of(self.people), behind, self.on))


def columns_of(people: FeatureTable) -> dict[str, Csr]:
    """Return the words of each column as the engine reads them, rows in the order of the table."""
    found = {}
    for kind in ("categories", "tags", "numbers", "texts"):
        for name, cells in getattr(people, kind).items():
            alone = FeatureTable(people.ids, **{kind: {name: cells}})
            found[name] = Words.of(alone)(alone)
    return found


def searched(
    lists: CompanyLists, before: Evenness, learn: Learn, weights: Weights, columns: Iterable[str]
) -> tuple[Limits, list[dict[str, Any]]]:
    """Return the mildest limits under which nobody who fell behind does, with these weights, and what each column did.

    `columns` are those that may be left out, in this order.
    """
    behind, worst = before.behind, before.worst()
    limits, tried = NONE, []
    for column in dict.fromkeys(columns):
        asked = replace(limits, left_out=(*limits.left_out, column))
        after = lists.gaps(learn(asked), weights).worst(behind)
        helps = worst - after >= HELPS * (worst - lists.who.bound)
        tried.append(
            {
                "column": column,
                "before": round(worst, 4),
                "after": round(after, 4),
                "is_left_out": helps,
            }
        )
        if helps:
            limits, worst = asked, after
        if worst <= lists.who.bound:
            return limits, tried
    for asked in _further(limits):
        limits = asked
        if lists.gaps(learn(asked), asked.weights(weights)).worst(behind) <= lists.who.bound:
            break
    return limits, tried


def _further(limits: Limits) -> Iterator[Limits]:
    """Yield stricter and stricter limits, without these; the last leaves nothing of what was learned."""
    while not limits.is_last:
        limits = limits.further()
        yield limits
