"""Which limits keep every group from falling significantly behind? Columns first, then levels, then the learned weight.

Proxy columns of a group that falls behind are left out, the most telling first, each only if leaving it out helps. If that is
not enough, everybody's score level is evened out, as little as suffices. As a last resort the learned part gets less weight,
down to zero. The result is evaluated again as a whole: the evaluated model is the one that serves.
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

CELLS = 60_000_000  # pairs that are scored for one comparison; beyond, a sample of openings is used
HELPS = 0.1  # leaving a column out must remove this part of the excess over the bound

Learn = Callable[[Limits], LearnedModel]


@dataclass(frozen=True)
class CompanyLists:
    """Companies' lists of today (a problem without the learned part), and the comparer of groups."""

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
        """Compare the learned model's lists with those of the principled score."""
        found = exposure(replace(self.problem, learned=learned, weights=weights), LIMIT, self.among)
        return self.who.gaps(found.people_ids, self.qualified, found.shown, self.on)

    def tellings(self, behind: Collection[Key]) -> list[Any]:
        """Return how well each column predicts the groups that fall behind."""
        ids = np.array([int(name) for name in self.people.ids], dtype=np.int64)
        return list(self.who.tellings(ids, columns_of(self.people), behind, self.on))


def columns_of(people: FeatureTable) -> dict[str, Csr]:
    """Return the encoded words of each column, rows in the order of the table."""
    found = {}
    for kind in ("categories", "tags", "numbers", "texts"):
        for name, cells in getattr(people, kind).items():
            alone = FeatureTable(people.ids, **{kind: {name: cells}})
            found[name] = Words.of(alone)(alone)
    return found


def searched(
    lists: CompanyLists, before: Evenness, learn: Learn, weights: Weights, columns: Iterable[str]
) -> tuple[Limits, list[dict[str, Any]]]:
    """Return the mildest limits under which no group falls behind, with these weights, and each column's effect.

    `columns` may be left out, in this order.
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
    """Yield ever stricter limits, without these; under the last the learned part has no weight."""
    while not limits.is_last:
        limits = limits.further()
        yield limits
