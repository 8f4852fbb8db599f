"""Is a challenger surely better than what serves? Graded NDCG@10 on later outcomes, each outcome counted once.

An outcome stands in two lists, that of its person and that of its opening, and a person may have many. Whatever hangs
together by a person, or by an opening, is one piece of evidence: the interval is Student's over persons or over openings,
whichever is wider.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from scipy import stats

from recommender.arrays import Bools, Floats, Ints

DEPTH = 10
USUAL = 0.95  # of an interval that says "surely"; also of the first look at a challenger
LOOKS_A_YEAR = 52
LATER = (
    1 - (1 - USUAL) / LOOKS_A_YEAR
)  # of every later look: those of a year err together no oftener than the first
CHANCE = 0.8  # with which what evidence can show is shown
LEAST_PERSONS = 20  # fewer say nothing
TOGETHER = "together"


class Verdict(StrEnum):
    """What a comparison says of the challenger."""

    BETTER = "better"
    TOO_FEW = "too_few"
    NOT_SURELY_BETTER = "not_surely_better"
    WORSE_ONE_WAY = "worse_one_way"
    BELOW_POPULARITY = "below_popularity"


@dataclass(frozen=True)
class OutcomeCredits:
    """n outcomes and what they make of lists, by way (direction): a way's quality is the mean over its queries.

    persons, openings, days (n,) int64: whose outcome, of which opening, on which day · shares[way] (n,) float64 parts of a
    query, one in sum over the outcomes of each query that was asked, 0 where it was not · credits[model][way] (n,) float64
    what the outcome brings to its query's NDCG@10; their sum over a query is that NDCG.
    """

    persons: Ints
    openings: Ints
    days: Ints
    shares: Mapping[str, Floats]
    credits: Mapping[str, Mapping[str, Floats]]

    def of(self, rows: Bools | Ints) -> Self:
        """Return the evidence of some outcomes alone."""
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
        """Return by way what each outcome brings to one model's lists beyond the other's."""
        return {way: self.credits[ours][way] - self.credits[theirs][way] for way in self.shares}


@dataclass(frozen=True)
class Estimate:
    """A mean over queries, its interval and standard error, over how many groups; nan without queries, inf of one group."""

    mean: float
    low: float
    high: float
    error: float
    queries: int
    persons: int
    groups: int

    def shows(self, level: float = USUAL) -> float:
        """Return the smallest true difference of which so much evidence would be sure, at a level, in four of five cases."""
        return self.error * (_times(level, self.groups) + _times(2 * CHANCE - 1, self.groups))


NONE = Estimate(np.nan, np.nan, np.nan, np.nan, 0, 0, 0)


def credits_of(scores: Floats, gains: Floats) -> Floats:
    """Return (Q, C) what each candidate brings to the NDCG@10 of its query: order of falling scores, ties by place.

    scores (Q, C), -inf for whom the list leaves out · gains (Q, C) ≥ 0; a row without gains brings nothing.
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

    `values` by way are (n,) what each outcome brings, as `OutcomeCredits.credits` or `less` give. Ways without queries count for
    nothing.
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
    """Say whether the challenger may serve; `names` are those of challenger, champion and popularity.

    Both directions together it must be surely better than the champion and than popularity, by intervals of this level:
    popularity that lasts is no knowledge of who suits whom. Surely worse, by the usual interval, it may be in neither direction.
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
    """Is any of the differences below zero by its whole interval?"""
    return any(each.high < 0 for each in differences.values())


def _figure(
    evidence: OutcomeCredits, mean: float, pulls: Floats, level: float, share: Floats
) -> Estimate:
    """Return a mean with its interval; `pulls` (n,) say how far each outcome draws it away from where it stands."""
    asked = share > 0
    spreads = [_spread(side[asked], pulls[asked]) for side in (evidence.persons, evidence.openings)]
    error, groups = max(spreads)
    persons = np.unique(evidence.persons[asked]).size
    wide = error * _times(level, groups)
    return Estimate(
        mean, mean - wide, mean + wide, error, round(float(share.sum())), persons, groups
    )


def _spread(groups: Ints, pulls: Floats) -> tuple[float, int]:
    """Return the standard error where what belongs to one group hangs together, and how many groups there are."""
    _names, which = np.unique(groups, return_inverse=True)
    sums = np.bincount(which, weights=pulls)
    return (
        float(np.sqrt(sums.size / (sums.size - 1) * (sums**2).sum())) if sums.size > 1 else np.inf
    ), sums.size


def _times(level: float, groups: int) -> float:
    """Return by how many standard errors an interval of this level reaches out on either side."""
    return float(stats.t.ppf((1 + level) / 2, max(1, groups - 1)))
