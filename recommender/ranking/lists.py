"""Which openings first for a person, and which people first for an opening? Exact top k; ties: see `order`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from recommender.arrays import Bools, Floats, Ints
from recommender.ranking.order import top
from recommender.ranking.reasons import ScorePart, SkillFit, parts_of, skill_fits
from recommender.score import scores
from recommender.score.problem import Problem, positions

CELLS_AT_ONCE = 600_000  # a block's arrays stay in the cache


@dataclass(frozen=True)
class Pick:
    """One recommended id with its score, the parts of the score, and the skills beside those asked.

    shares are in the order of `problem.parts` and sum to the score (within 1e-9). Branches and skills are computed when they
    are read, because most picks are never shown. `pair` is the problem, the person's row, the opening's row.
    """

    id: int
    score: float
    shares: tuple[float, ...]
    pair: tuple[Problem, int, int] = field(compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[ScorePart, ...]:
        """Each part's contribution and branch."""
        return parts_of(*self.pair, np.array(self.shares))

    @property
    def matched(self) -> tuple[SkillFit, ...]:
        """The asked skills that the person has to the asked level."""
        return self._fits[0]

    @property
    def missing(self) -> tuple[SkillFit, ...]:
        """The asked skills that are missing or below the asked level."""
        return self._fits[1]

    @cached_property
    def _fits(self) -> tuple[tuple[SkillFit, ...], tuple[SkillFit, ...]]:
        return skill_fits(*self.pair)

    @property
    def contributions(self) -> tuple[tuple[str, float], ...]:
        """Each part's contribution, by name."""
        return tuple(zip(self.pair[0].parts, self.shares, strict=True))


@dataclass(frozen=True)
class Ranked:
    """The list of one person or one opening, best first."""

    subject_id: int
    picks: tuple[Pick, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The recommended ids, best first."""
        return tuple(pick.id for pick in self.picks)

    @property
    def scores(self) -> tuple[float, ...]:
        """Their scores, falling."""
        return tuple(pick.score for pick in self.picks)


@dataclass(frozen=True)
class Ranking:
    """The lists of all queried subjects, in the order asked, and the model version that made them."""

    model_version: str
    features: tuple[str, ...]
    lists: tuple[Ranked, ...]

    def of(self, subject_id: int) -> Ranked:
        """Return the list of one person or opening; KeyError if it was not queried."""
        for ranked in self.lists:
            if ranked.subject_id == subject_id:
                return ranked
        raise KeyError(subject_id)


def recommend_openings(problem: Problem, person_ids: Sequence[int], limit: int) -> Ranking:
    """Return the best openings of each person."""
    people = positions(problem.people.ids, person_ids)
    everything = np.arange(problem.openings.ids.size)

    def block(part: Ints) -> tuple[Floats, Bools]:
        return scores.contributions(problem, part, everything), scores.hidden(
            problem, part, everything
        )

    return _ranking(
        problem,
        (problem.people.ids, problem.openings.ids),
        people,
        limit,
        block,
        lambda one, other: (one, other),
    )


def recommend_people(problem: Problem, opening_ids: Sequence[int], limit: int) -> Ranking:
    """Return the best people of each opening."""
    openings = positions(problem.openings.ids, opening_ids)
    everyone = np.arange(problem.people.ids.size)

    def block(part: Ints) -> tuple[Floats, Bools]:
        parts = scores.contributions(problem, everyone, part)
        return parts.transpose(1, 0, 2), scores.hidden(problem, everyone, part).T

    return _ranking(
        problem,
        (problem.openings.ids, problem.people.ids),
        openings,
        limit,
        block,
        lambda one, other: (other, one),
    )


def _ranking(
    problem: Problem,
    ids: tuple[Ints, Ints],
    subjects: Ints,
    limit: int,
    block: Callable[[Ints], tuple[Floats, Bools]],
    pair: Callable[[int, int], tuple[int, int]],
) -> Ranking:
    """Return the lists of the subjects' rows, a block at a time so that memory stays small; ids of subjects, candidates.

    `pair` puts the rows of a subject and a candidate into the order (person, opening).
    """
    (subject_ids, candidate_ids), lists = ids, []
    for part in _parts(subjects, candidate_ids.size):
        parts, masked = block(part)
        totals = np.where(masked, -np.inf, scores.total(parts))
        for row, subject in enumerate(part):
            best = top(totals[row], candidate_ids, limit, int(subject_ids[subject]))
            picks = tuple(
                Pick(
                    int(candidate_ids[one]),
                    float(totals[row, one]),
                    tuple(parts[row, one].tolist()),
                    (problem, *pair(int(subject), int(one))),
                )
                for one in best
            )
            lists.append(Ranked(int(subject_ids[subject]), picks))
    return Ranking(problem.model_version, problem.parts, tuple(lists))


def joined(rankings: Sequence[Ranking], limit: int) -> Ranking:
    """Merge rankings of the same subjects: exactly the ranking of all candidates together.

    Each candidate must be in exactly one of the rankings. A pair's score does not depend on other pairs, so the best of all
    are among the best of each.
    """
    first = rankings[0]
    lists = []
    for ranked in zip(*(ranking.lists for ranking in rankings), strict=True):
        subject, picks = ranked[0].subject_id, [pick for one in ranked for pick in one.picks]
        ids, totals = (
            np.array([pick.id for pick in picks], dtype=np.int64),
            np.array([pick.score for pick in picks]),
        )
        best = top(totals, ids, limit, subject)
        lists.append(Ranked(subject, tuple(picks[place] for place in best.tolist())))
    return Ranking(first.model_version, first.features, tuple(lists))


def _parts(subjects: Ints, width: int) -> Iterator[Ints]:
    step = max(1, CELLS_AT_ONCE // max(1, width))
    for start in range(0, subjects.size, step):
        yield subjects[start : start + step]
