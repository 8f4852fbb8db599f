"""Is a challenger surely better than what serves? Graded NDCG@10 on later outcomes, compared query by query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from matching.recommender.problem import Floats

DEPTH = 10
DRAWS = 2_000
MIDDLE = (2.5, 97.5)
LEAST_QUERIES = 20  # a direction with fewer says nothing
TOGETHER = "together"


class Verdict(StrEnum):
    """What a comparison says of the challenger."""

    BETTER = "better"
    TOO_FEW = "too_few"
    NOT_SURELY_BETTER = "not_surely_better"
    WORSE_ONE_WAY = "worse_one_way"
    BELOW_POPULARITY = "below_popularity"


@dataclass(frozen=True)
class Figure:
    """A mean with the middle 95 % of what other draws of queries would give; nan where there are none."""

    mean: float
    low: float
    high: float
    queries: int


def ndcg(scores: Floats, gains: Floats) -> float:
    """Return the NDCG@10 of one query: gains (C,) ≥ 0 in the order of falling scores (C,), ties by place; 0 without gains."""
    discount = 1 / np.log2(np.arange(2, DEPTH + 2))
    best = np.sort(gains)[::-1][:DEPTH]
    ideal = float(best @ discount[: best.size])
    if ideal <= 0:
        return 0.0
    shown = gains[np.argsort(-scores, kind="stable")[:DEPTH]]
    return float(shown @ discount[: shown.size]) / ideal


def figure(values: Mapping[str, Floats], seed: int) -> dict[str, Figure]:
    """Return each direction's mean with its interval, and the mean of the directions as `together`.

    Queries are drawn again with replacement, each direction within itself. Directions without queries count for nothing.
    """
    rng = np.random.default_rng(seed)
    found, drawn, means = {}, [], []
    for name, column in values.items():
        if not column.size:
            found[name] = Figure(np.nan, np.nan, np.nan, 0)
            continue
        again = column[rng.integers(0, column.size, (DRAWS, column.size))].mean(axis=1)
        found[name] = _figure(float(column.mean()), again, column.size)
        drawn.append(again)
        means.append(float(column.mean()))
    if not drawn:
        return {**found, TOGETHER: Figure(np.nan, np.nan, np.nan, 0)}
    queries = sum(each.queries for each in found.values())
    return {**found, TOGETHER: _figure(float(np.mean(means)), np.mean(drawn, axis=0), queries)}


def judged(
    challenger: Mapping[str, Floats], champion: Mapping[str, Floats], popular: Mapping[str, Floats], seed: int
) -> Verdict:
    """Say whether the challenger may serve. All give the NDCG of the same queries in the same order, by direction.

    It must be surely better than the champion together, surely worse in no direction, and nowhere surely below popularity.
    """
    asked = [column.size for column in challenger.values()]
    if max(asked, default=0) < LEAST_QUERIES:
        return Verdict.TOO_FEW
    against = figure({name: challenger[name] - champion[name] for name in challenger}, seed)
    if not against[TOGETHER].low > 0:
        return Verdict.NOT_SURELY_BETTER
    if is_surely_worse(against):
        return Verdict.WORSE_ONE_WAY
    if is_surely_worse(figure({name: challenger[name] - popular[name] for name in challenger}, seed)):
        return Verdict.BELOW_POPULARITY
    return Verdict.BETTER


def is_surely_worse(differences: Mapping[str, Figure]) -> bool:
    """Is any of the differences below zero by its whole interval?"""
    return any(each.high < 0 for each in differences.values())


def _figure(mean: float, drawn: Floats | Sequence[float], queries: int) -> Figure:
    low, high = np.percentile(drawn, MIDDLE)
    return Figure(mean, float(low), float(high), queries)
