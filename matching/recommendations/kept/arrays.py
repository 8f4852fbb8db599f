"""How do rows become the arrays of the recommender?"""

from typing import Any

import numpy as np
from scipy import sparse

from matching.queries import matches as rows
from recommender import Openings, People
from recommender.score.text import Texts

MONTHLY = "month"
INTERNSHIP = "internship"
PIECEWORK, PIECE = "piecework", "piece"


def openings_side(openings: Any, columns: rows.Columns) -> tuple[Openings, Texts]:
    """Return the arrays of some openings, and a text space fitted on them."""
    side = openings_of(rows.opening_rows(openings), columns)
    return side, Texts.fit((), side.text)


def openings_of(found: list[dict[str, Any]], columns: rows.Columns) -> Openings:
    """Return the arrays of these rows, with the skills they ask for."""
    place = {row["pk"]: n for n, row in enumerate(found)}
    asked = rows.asked_rows_of(place)
    at = ([place[a[0]] for a in asked], [columns.skills[a[1]] for a in asked])
    shape = (len(found), len(columns.skills))
    monthly = [row["pay_unit"] == MONTHLY for row in found]
    texts = tuple(f"{row['title']} {row['duties']} {row['conditions']}" for row in found)
    return Openings(
        ids=np.array([row["pk"] for row in found], dtype=np.int64),
        required=_grid([a[2] for a in asked], at, shape, np.int64),
        importance=_grid([a[3] for a in asked], at, shape, np.int64),
        essential=_grid([a[4] for a in asked], at, shape, bool),
        pay_min=np.array(
            [r["pay_min"] if m else np.nan for r, m in zip(found, monthly, strict=True)],
            dtype=float,
        ),
        pay_max=np.array(
            [r["pay_max"] if m else np.nan for r, m in zip(found, monthly, strict=True)],
            dtype=float,
        ),
        pay_base=np.array([row["pay_base"] for row in found], dtype=float),
        is_piecework=np.array([_is_by_the_piece(row) for row in found], dtype=bool),
        division=_codes([row["division_id"] for row in found], columns.divisions),
        occupation=_codes([row["occupation_id"] for row in found], columns.occupations),
        education_rank_min=_ranks([row["education__rank"] for row in found]),
        is_internship=np.array([row["contract_type"] == INTERNSHIP for row in found], dtype=bool),
        text=texts,
    )


def people_side(people: rows.PeopleRows, columns: rows.Columns) -> People:
    """Return the arrays of some people."""
    found = people.persons
    place = {row["pk"]: n for n, row in enumerate(found)}
    held = [row for row in people.held if row[0] in place]
    return People(
        ids=np.array([row["pk"] for row in found], dtype=np.int64),
        levels=_grid(
            [h[2] for h in held],
            ([place[h[0]] for h in held], [columns.skills[h[1]] for h in held]),
            (len(found), len(columns.skills)),
            np.int64,
        ),
        wanted_pay_min=np.array([row["wanted_pay_min"] or np.nan for row in found], dtype=float),
        home_division=_codes([row["home_division_id"] for row in found], columns.divisions),
        wanted_divisions=_wishes(people.wanted_divisions, place, columns.divisions),
        wanted_occupations=_wishes(people.wanted_occupations, place, columns.occupations),
        education_rank=_ranks([row["education__rank"] for row in found]),
        text=tuple(f"{row['wanted_work']} {row['about']}".strip() for row in found),
    )


def _is_by_the_piece(row: dict[str, Any]) -> bool:
    return row["contract_type"] == PIECEWORK or row["pay_unit"] == PIECE


def _grid(
    values: list[Any], at: tuple[list[int], list[int]], shape: tuple[int, int], kind: Any
) -> sparse.csr_array:
    return sparse.csr_array(
        (np.array(values, dtype=kind), (np.array(at[0], int), np.array(at[1], int))), shape=shape
    )


def _wishes(
    wished: list[tuple[int, int]], place: dict[int, int], columns: dict[int, int]
) -> sparse.csr_array:
    pairs = [(place[person], columns[wish]) for person, wish in wished if person in place]
    at = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    return _grid([True] * len(pairs), at, (len(place), len(columns)), bool)


def _codes(ids: list[int | None], columns: dict[int, int]) -> Any:
    return np.array([-1 if pk is None else columns[pk] for pk in ids], dtype=np.int64)


def _ranks(found: list[int | None]) -> Any:
    return np.array([-1 if rank is None else rank for rank in found], dtype=np.int64)
