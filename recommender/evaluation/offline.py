"""Is a challenger significantly better than the champion? Graded NDCG@10 on later outcomes, each counted once.

An outcome is in two lists, that of its person and that of its opening, and a person may have many outcomes. So outcomes of one
person, or of one opening, are correlated: the confidence interval is Student's, clustered by person or by opening, whichever
is wider.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from scipy import special

from recommender.arrays import Bools, Floats, Ints

DEPTH = 10
USUAL = 0.95  # confidence level of "significant" ("surely" in names), and of the first test of a challenger
LOOKS_A_YEAR = 52
LATER = (
    1 - (1 - USUAL) / LOOKS_A_YEAR
)  # level of every later test: those of a year err together no more often than the first (Bonferroni)
CHANCE = 0.8  # statistical power of the smallest detectable gain
LEAST_PERSONS = 20  # fewer are not tested
TOGETHER = "together"


class Verdict(StrEnum):
    """The result of a comparison for the challenger."""

    BETTER = "better"
    TOO_FEW = "too_few"
    NOT_SURELY_BETTER = "not_surely_better"
    WORSE_ONE_WAY = "worse_one_way"
    BELOW_POPULARITY = "below_popularity"


@dataclass(frozen=True)
class OutcomeCredits:
    """n outcomes and their contribution to list quality, by way (direction); its quality is the mean over its queries.

    persons, openings, days (n,) int64: whose outcome, of which opening, on which day · shares[way] (n,) float64 the part of
    a query, sums to one over the outcomes of each evaluated query, 0 if not evaluated · credits[model][way] (n,) float64 the
    outcome's part of its query's NDCG@10; they sum to that NDCG over a query.
    """

    persons: Ints
    openings: Ints
    days: Ints
    shares: Mapping[str, Floats]
    credits: Mapping[str, Mapping[str, Floats]]

    def of(self, rows: Bools | Ints) -> Self:
        """Return the evidence of a subset of the outcomes."""
        return type(self)(
            self.persons[rows],
            self.openings[rows],
            self.days[rows],
            {way: share[rows] for way, share in self.shares.items()},
            {
                name: {way: one[rows] for way, one in ways.items()}
                for name, ways in self.credits.items()
            },
        )

    def newest(self, days: int) -> Self:
        """Return the evidence of the last so many days."""
        return self.of(self.days > self.days.max(initial=0) - days)

    def less(self, ours: str, theirs: str) -> dict[str, Floats]:
        """Return by way the difference of each outcome's credits between two models."""
        return {way: self.credits[ours][way] - self.credits[theirs][way] for way in self.shares}


@dataclass(frozen=True)
class Estimate:
    """A mean over queries, its interval, standard error and number of clusters; nan without queries, inf for one cluster."""

    mean: float
    low: float
    high: float
    error: float
    queries: int
    persons: int
    groups: int

    def shows(self, level: float = USUAL) -> float:
        """Return the smallest true difference that this evidence detects at a level with 80 % power."""
        return self.error * (_times(level, self.groups) + _times(2 * CHANCE - 1, self.groups))


NONE = Estimate(np.nan, np.nan, np.nan, np.nan, 0, 0, 0)


def credits_of(scores: Floats, gains: Floats) -> Floats:
    """Return (Q, C) each candidate's part of the NDCG@10 of its query: order of falling scores, ties by position.

    scores (Q, C), -inf for hidden candidates · gains (Q, C) ≥ 0; a row without gains gives zeros.
    """
    discount = 1 / np.log2(np.arange(2, DEPTH + 2))
    best = -np.sort(-gains, axis=1)[:, :DEPTH]
    ideal = best @ discount[: best.shape[1]]
    rows, columns = np.nonzero(gains > 0)
    found = np.zeros(gains.shape)
    own = scores[rows, columns][:, None]
    ahead = (scores[rows] > own) | (
        (scores[rows] == own) & (np.arange(gains.shape[1]) < columns[:, None])
    )
    place = ahead.sum(axis=1)
    is_shown = (place < DEPTH) & (own[:, 0] > -np.inf)
    found[rows, columns] = np.where(
        is_shown, gains[rows, columns] * discount[np.minimum(place, DEPTH - 1)] / ideal[rows], 0.0
    )
    return found


def estimate(
    evidence: OutcomeCredits, values: Mapping[str, Floats], level: float = USUAL
) -> dict[str, Estimate]:
    """Return each way's mean over its queries with its interval, and the mean of the ways as `together`.

    `values` by way are (n,) per outcome, as `OutcomeCredits.credits` or `less` give them. Ways without queries are ignored.
    """
    found, pulls, means = {}, [], []
    for way, share in evidence.shares.items():
        queries = share.sum()
        if not queries:
            found[way] = NONE
            continue
        mean = float(values[way].sum() / queries)
        pulls.append((values[way] - mean * share) / queries)
        means.append(mean)
        found[way] = _figure(evidence, mean, pulls[-1], level, share)
    if not pulls:
        return {**found, TOGETHER: NONE}
    shares = np.sum([*evidence.shares.values()], axis=0)
    return {
        **found,
        TOGETHER: _figure(evidence, float(np.mean(means)), np.mean(pulls, axis=0), level, shares),
    }


def verdict_on(evidence: OutcomeCredits, names: Sequence[str], level: float = USUAL) -> Verdict:
    """Decide whether the challenger may be promoted; `names` are those of challenger, champion and popularity.

    Over both directions together it must be significantly better than the champion, and than popularity, at this level:
    lasting popularity says nothing about who suits whom. In neither direction may it be significantly worse (95 %).
    """
    challenger, champion, popular = names
    against = estimate(evidence, evidence.less(challenger, champion))
    if against[TOGETHER].persons < LEAST_PERSONS:
        return Verdict.TOO_FEW
    if not estimate(evidence, evidence.less(challenger, champion), level)[TOGETHER].low > 0:
        return Verdict.NOT_SURELY_BETTER
    if is_surely_worse(against):
        return Verdict.WORSE_ONE_WAY
    if not estimate(evidence, evidence.less(challenger, popular), level)[TOGETHER].low > 0:
        return Verdict.BELOW_POPULARITY
    return Verdict.BETTER


def is_surely_worse(differences: Mapping[str, Estimate]) -> bool:
    """Is the whole interval of any difference below zero?"""
    return any(each.high < 0 for each in differences.values())


def _figure(
    evidence: OutcomeCredits, mean: float, pulls: Floats, level: float, share: Floats
) -> Estimate:
    """Return a mean with its interval; `pulls` (n,) are each outcome's influence on the mean."""
    asked = share > 0
    spreads = [_spread(side[asked], pulls[asked]) for side in (evidence.persons, evidence.openings)]
    error, groups = max(spreads)
    persons = np.unique(evidence.persons[asked]).size
    wide = error * _times(level, groups)
    return Estimate(
        mean, mean - wide, mean + wide, error, round(float(share.sum())), persons, groups
    )


def _spread(groups: Ints, pulls: Floats) -> tuple[float, int]:
    """Return the cluster-robust standard error and the number of clusters."""
    _names, which = np.unique(groups, return_inverse=True)
    sums = np.bincount(which, weights=pulls)
    return (
        float(np.sqrt(sums.size / (sums.size - 1) * (sums**2).sum())) if sums.size > 1 else np.inf
    ), sums.size


def _times(level: float, groups: int) -> float:
    """Return the half-width of an interval of this level, in standard errors."""
    return float(special.stdtrit(max(1, groups - 1), (1 + level) / 2))
