"""Small worlds, written as dictionaries and turned into the recommender's arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse

from recommender import Divisions, Masks, Openings, People, Problem, Weights, gains_of_courses
from recommender.ranking.reasons import CourseGain


@dataclass(frozen=True)
class P:
    """A person, by id."""

    id: int
    levels: Mapping[int, int] = field(default_factory=dict)
    pay: float = np.nan
    home: int = -1
    places: Sequence[int] = ()
    occupations: Sequence[int] = ()
    education: int = -1
    text: str = ""


@dataclass(frozen=True)
class O:  # noqa: E742  (a world is read more often than it is written)
    """An opening, by id; needs are skill id → (level, importance) or (level, importance, essential)."""

    id: int
    needs: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    pay: tuple[float, float] = (np.nan, np.nan)
    base: float = np.nan
    is_piecework: bool = False
    division: int = -1
    occupation: int = -1
    education: int = -1
    is_internship: bool = False
    text: str = ""


def csr(rows: Sequence[Mapping[int, Any]], width: int, dtype: type = float) -> sparse.csr_array:
    """Return the rows (column → value) as a CSR array."""
    places = [
        (row, column, value)
        for row, cells in enumerate(rows)
        for column, value in sorted(cells.items())
    ]
    data = np.array([value for _, _, value in places], dtype=dtype)
    where = (
        np.array([row for row, _, _ in places], dtype=int),
        np.array([c for _, c, _ in places], dtype=int),
    )
    return sparse.csr_array((data, where), shape=(len(rows), width))


def people(
    them: Sequence[P], skills: Sequence[int], divisions: int = 3, occupations: int = 3
) -> People:
    """Return the arrays of these people."""
    column = {skill: number for number, skill in enumerate(skills)}
    return People(
        ids=np.array([one.id for one in them], dtype=np.int64),
        levels=csr(
            [{column[s]: level for s, level in one.levels.items()} for one in them], len(skills)
        ),
        wanted_pay_min=np.array([one.pay for one in them], dtype=float),
        home_division=np.array([one.home for one in them], dtype=np.int64),
        wanted_divisions=csr([dict.fromkeys(one.places, True) for one in them], divisions, bool),
        wanted_occupations=csr(
            [dict.fromkeys(one.occupations, True) for one in them], occupations, bool
        ),
        education_rank=np.array([one.education for one in them], dtype=np.int64),
        text=[one.text for one in them],
    )


def openings(them: Sequence[O], skills: Sequence[int]) -> Openings:
    """Return the arrays of these openings."""
    column = {skill: number for number, skill in enumerate(skills)}

    def cells(part: int, default: int = 0) -> list[dict[int, int]]:
        return [
            {
                column[s]: need[part] if len(need) > part else default
                for s, need in one.needs.items()
            }
            for one in them
        ]

    return Openings(
        ids=np.array([one.id for one in them], dtype=np.int64),
        required=csr(cells(0), len(skills)),
        importance=csr(cells(1), len(skills)),
        essential=csr(cells(2), len(skills), bool),
        pay_min=np.array([one.pay[0] for one in them], dtype=float),
        pay_max=np.array([one.pay[1] for one in them], dtype=float),
        pay_base=np.array([one.base for one in them], dtype=float),
        is_piecework=np.array([one.is_piecework for one in them], dtype=bool),
        division=np.array([one.division for one in them], dtype=np.int64),
        occupation=np.array([one.occupation for one in them], dtype=np.int64),
        education_rank_min=np.array([one.education for one in them], dtype=np.int64),
        is_internship=np.array([one.is_internship for one in them], dtype=bool),
        text=[one.text for one in them],
    )


def world(
    them: Sequence[P],
    work: Sequence[O],
    skills: Sequence[int] = (10, 20, 30),
    masks: Masks | None = None,
    weights: Weights | None = None,
    divisions: Divisions | None = None,
) -> Problem:
    """Return a problem of these people and openings."""
    places = divisions or Divisions.same_or_other(3)
    return Problem.build(
        people(them, skills, places.nearness.shape[0]),
        openings(work, skills),
        places,
        np.array(skills, dtype=np.int64),
        masks=masks,
        weights=weights,
    )


ONLY_SKILL = Weights(skill=1, pay=0, place=0, occupation=0, text=0)

# Skills count early, pay nearly all at the wish, a place only where it is the very one; what was learned hardly below neutral.
EARLY = (0.0, 0.3, 0.5, 0.6, 0.7, 0.78, 0.86, 0.93, 1.0)
AT_THE_WISH = (0.0, 0.01, 0.02, 0.03, 0.9, 0.92, 0.94, 0.97, 1.0)
LATE = (0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 1.0)
BENT = {
    "skill": EARLY,
    "pay": AT_THE_WISH,
    "place": LATE,
    "occupation": EARLY,
    "text": EARLY,
    "learned": LATE,
}


def gain_of_course(problem: Problem, person_id: int, levels: dict[int, int]) -> CourseGain:
    """What one course would change."""
    (found,) = gains_of_courses([problem], person_id, [levels])
    return found
