"""How is one side of a problem stored as named arrays (a snapshot), memory-mapped, shared and read back?

A stored side has all that a query needs and none of its texts: only their vectors in the text space.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import sparse

from recommender.arrays import Array, Arrays, packed, unpacked
from recommender.score.problem import (
    OPENING_FIELDS,
    PEOPLE_FIELDS,
    Divisions,
    Openings,
    People,
    Problem,
)
from recommender.score.text import Space, Texts

LARGEST = 2**31
ASKED = ("asked", "asked_t", "full")
HAVE = ("have", "have_t")


def openings_arrays(problem: Problem) -> dict[str, Array]:
    """Return the openings' side of a problem as arrays."""
    return _packed(
        _common(problem)
        | _fields_of(problem.openings, OPENING_FIELDS)
        | _fields_of(problem, ASKED)
        | _fields_of(problem.texts, ("openings", "openings_t"))
    )


def people_arrays(problem: Problem) -> dict[str, Array]:
    """Return the people's side of a problem as arrays."""
    return _packed(
        _common(problem)
        | _fields_of(problem.people, PEOPLE_FIELDS)
        | _fields_of(problem, HAVE)
        | _fields_of(problem.texts, ("people", "people_t"))
    )


def openings_problem(arrays: Arrays) -> Problem:
    """Return the problem with these openings and no people yet; the arrays are not copied."""
    found = _unpacked(arrays)
    empty = _empty(found)
    openings = Openings(**_known_fields(found, OPENING_FIELDS), text=_no_texts(found["ids"]))
    texts = replace(empty.texts, openings=found["openings"], openings_t=found["openings_t"])
    return replace(empty, openings=openings, texts=texts, **{name: found[name] for name in ASKED})


def people_problem(arrays: Arrays) -> Problem:
    """Return the problem with these people and no openings yet; the arrays are not copied."""
    found = _unpacked(arrays)
    empty = _empty(found)
    people = People(**_known_fields(found, PEOPLE_FIELDS), text=_no_texts(found["ids"]))
    texts = replace(empty.texts, people=found["people"], people_t=found["people_t"])
    return replace(empty, people=people, texts=texts, **{name: found[name] for name in HAVE})


def _common(problem: Problem) -> dict[str, Any]:
    """Return the columns that both sides share, and the text space."""
    divisions, occupations = (
        problem.people.wanted_divisions.shape[1],
        problem.people.wanted_occupations.shape[1],
    )
    space = problem.texts.space
    widths = np.array([divisions, occupations], dtype=np.int64)
    return {
        "skill_ids": problem.skill_ids,
        "widths": widths,
        "codes": space.codes,
        "weight": space.weight,
    }


def _empty(found: dict[str, Any]) -> Problem:
    """Return the problem over these columns without people and openings."""
    divisions, occupations = (int(width) for width in found["widths"])
    skill_ids = found["skill_ids"]
    texts = Texts.within(Space(found["codes"], found["weight"]), (), ())
    nobody, none = (
        People.nobody(skill_ids.size, divisions, occupations),
        Openings.none(skill_ids.size),
    )
    return Problem.build(nobody, none, Divisions.same_or_other(divisions), skill_ids, texts=texts)


def _fields_of(side: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(side, name) for name in names if name != "text"}


def _known_fields(found: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: found[name] for name in names if name != "text"}


def _no_texts(ids: Array) -> tuple[str, ...]:
    """Return an empty text for each row, because its vector is known."""
    return ("",) * ids.size


def _packed(parts: Mapping[str, Any]) -> dict[str, Array]:
    """Return plain arrays: a sparse table becomes four, named name.part."""
    arrays: dict[str, Array] = {}
    for name, part in parts.items():
        if sparse.issparse(part):
            table = part.tocsr()
            table.sort_indices()
            arrays |= {piece: _slim(array) for piece, array in packed(name, table).items()}
        else:
            arrays[name] = np.asarray(part)
    return arrays


def _slim(array: Array) -> Array:
    """Return integers in half the width if they fit; SciPy then multiplies without copying them."""
    fits = array.dtype == np.int64 and (not array.size or int(array.max()) < LARGEST)
    return array.astype(np.int32) if fits else array


def _unpacked(arrays: Arrays) -> dict[str, Any]:
    """Return the tables of the parts again."""
    names = {name.partition(".")[0] for name in arrays}
    return {
        name: arrays[name] if name in arrays else unpacked(name, arrays) for name in sorted(names)
    }
