"""What is each person's exposure: how often could they be on an opening's list, and how often are they? By occupation."""

from dataclasses import dataclass

import numpy as np

from recommender.arrays import Ints
from recommender.ranking.lists import CELLS_AT_ONCE
from recommender.ranking.order import top
from recommender.score import scores
from recommender.score.problem import UNKNOWN, Problem


@dataclass(frozen=True)
class Exposure:
    """people_ids (P,) int64 · could, shown (P, O) int64: openings of each occupation whose list could, and does, show them.

    Could: no hard constraint hides the pair, and the person wants the occupation or has named none. Shown is counted
    among these alone, so that 0 ≤ shown ≤ could.
    """

    people_ids: Ints
    could: Ints
    shown: Ints


def exposure(problem: Problem, limit: int, among: Ints | None = None) -> Exposure:
    """Count over the exact top `limit` people of every opening with a known occupation, or of those `among` them alone."""
    wanted = problem.people.wanted_occupations
    wants = wanted.toarray().astype(bool) | (np.diff(wanted.indptr) == 0)[:, None]
    could, shown = (np.zeros(wants.shape, dtype=np.int64) for _ in range(2))
    everyone = np.arange(problem.people.ids.size)
    named = np.flatnonzero(problem.openings.occupation != UNKNOWN)
    named = named if among is None else np.intersect1d(named, among)
    step = max(1, CELLS_AT_ONCE // max(1, everyone.size))
    for part in (named[start : start + step] for start in range(0, named.size, step)):
        hidden = scores.hidden(problem, everyone, part)
        totals = np.where(
            hidden, -np.inf, scores.total(scores.contributions(problem, everyone, part))
        )
        for place, occupation in enumerate(problem.openings.occupation[part]):
            opening = int(problem.openings.ids[part[place]])
            could[:, occupation] += ~hidden[:, place]
            shown[top(totals[:, place], problem.people.ids, limit, opening), occupation] += 1
    return Exposure(problem.people.ids, could * wants, shown * wants)
