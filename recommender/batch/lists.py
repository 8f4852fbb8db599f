"""Which lists does everybody get? Batch computation, whole or in parts on many processes; arrays instead of objects.

The lists are those of `recommend_openings` to the last id; only the form differs. `in_parts` cuts the
people into parts and leaves to `run` where they are worked out: in this process, on joblib's, or on machines with Dask. Each
part carries its own people; the openings' side is the same for all and is sent once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from recommender.arrays import Bools, Csr, Floats, Ints
from recommender.ranking.order import top
from recommender.score import scores
from recommender.score.problem import UNKNOWN, Masks, People, Problem, positions
from recommender.score.text import Space

CELLS_AT_ONCE = 600_000  # so small that a block's arrays stay in the cache and in reused memory


@dataclass(frozen=True)
class RankedArrays:
    """The lists of Q people, best first, ties by lot (`order.lots`), in the order asked.

    subject_ids (Q,) int64 · ids (Q, limit) int64, -1 = no more · scores (Q, limit) float64 · contributions (Q, limit, F)
    float64 in the order of `problem.parts`, summing to the score; both are 0 where there is no id.
    """

    subject_ids: Ints
    ids: Ints
    scores: Floats
    contributions: Floats

    @classmethod
    def empty(cls, subject_ids: Ints, limit: int, parts: int) -> "RankedArrays":
        """Return a table without picks."""
        shape = (subject_ids.size, limit)
        return cls(subject_ids, np.full(shape, UNKNOWN), np.zeros(shape), np.zeros((*shape, parts)))

    @classmethod
    def joined(cls, tables: Sequence["RankedArrays"]) -> "RankedArrays":
        """Return the tables concatenated."""
        return cls(
            *(np.concatenate([getattr(one, part.name) for one in tables]) for part in fields(cls))
        )


@dataclass(frozen=True)
class PeoplePart:
    """Some people with all their data for a query; Q is how many of their openings are asked for."""

    people: People
    texts: Csr
    have: Csr
    by_person: dict[str, Bools]
    by_pair: dict[str, Csr]
    limit: int


Run = Callable[
    [Callable[[Problem, PeoplePart], RankedArrays], Problem, Sequence[PeoplePart]],
    Iterable[RankedArrays],
]


def openings_for_all(
    problem: Problem, person_ids: Sequence[int] | Ints, limit: int
) -> RankedArrays:
    """Return the best openings of each person, a block of people at a time so that memory stays small."""
    people, openings = positions(problem.people.ids, person_ids), problem.openings.ids
    subjects, everything = problem.people.ids[people], np.arange(openings.size)
    table = RankedArrays.empty(subjects, max(0, limit), len(problem.parts))
    step = max(1, CELLS_AT_ONCE // max(1, openings.size))
    for start in range(0, people.size, step):
        some = people[start : start + step]
        parts = scores.contributions(problem, some, everything)
        totals = scores.total(parts)
        totals[scores.hidden(problem, some, everything)] = -np.inf
        for row, line in enumerate(totals):
            best = top(line, openings, limit, int(subjects[start + row]))
            at = (start + row, slice(best.size))
            table.ids[at], table.scores[at], table.contributions[at] = (
                openings[best],
                line[best],
                parts[row, best],
            )
    return table


def in_parts(
    problem: Problem, person_ids: Sequence[int] | Ints, limit: int, run: Run, parts: int
) -> RankedArrays:
    """Return `openings_for_all`, computed in parts.

    `run(function, shared, parts)` returns function(shared, part) of each part, in their order; function, shared and parts can
    be pickled. The builtin way: `lambda function, shared, parts: [function(shared, part) for part in parts]`.
    """
    rows = positions(problem.people.ids, person_ids)
    pieces = [
        _part(problem, some, limit) for some in np.array_split(rows, max(1, min(parts, rows.size)))
    ]
    return RankedArrays.joined(list(run(of_part, _shared(problem), pieces)))


def of_part(shared: Problem, part: PeoplePart) -> RankedArrays:
    """Return the lists of a part's people; runs wherever `run` puts it."""
    texts = replace(shared.texts, people=part.texts, people_t=part.texts.T.tocsr())
    masks = Masks(part.by_person, shared.masks.by_opening, part.by_pair)
    have_t = part.have.T.tocsr()
    problem = replace(
        shared, people=part.people, texts=texts, masks=masks, have=part.have, have_t=have_t
    )
    return openings_for_all(problem, part.people.ids, part.limit)


def _part(problem: Problem, rows: Ints, limit: int) -> PeoplePart:
    masks = problem.masks
    return PeoplePart(
        people=_people(problem.people, rows),
        texts=problem.texts.people[rows],
        have=problem.have[rows],
        by_person={code: mask[rows] for code, mask in masks.by_person.items()},
        by_pair={code: mask[rows] for code, mask in masks.by_pair.items()},
        limit=limit,
    )


def _shared(problem: Problem) -> Problem:
    """Return the problem without people and without the text space: the texts are projected already."""
    nobody = np.zeros(0, dtype=np.int64)
    none = problem.texts.people[nobody]
    texts = replace(problem.texts, space=Space.empty(), people=none, people_t=none.T.tocsr())
    have = problem.have[nobody]
    masks = Masks(by_opening=problem.masks.by_opening)
    people = _people(problem.people, nobody)
    return replace(
        problem, people=people, texts=texts, masks=masks, have=have, have_t=have.T.tocsr()
    )


def _people(people: People, rows: Ints) -> People:
    arrays = {
        part.name: getattr(people, part.name)[rows]
        for part in fields(People)
        if part.name != "text"
    }
    return People(**arrays, text=[people.text[row] for row in rows.tolist()])
