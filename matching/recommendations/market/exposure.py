"""What is each person's exposure on the lists of live openings, as companies see them?

Only ids and counts leave this module: groups are compared elsewhere, with data that is unknown here.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from scipy import sparse

from matching.permissions import live_openings
from matching.permissions.working import shown_internships
from matching.queries import matches as rows
from matching.recommendations.kept.arrays import openings_side, people_side
from matching.recommendations.kept.model import serving_model
from matching.recommendations.kept.sides import problem_of
from matching.recommendations.request import standing
from matching.recommendations.request.serving import complete
from recommender import Masks, Openings, People, Problem, Rule
from recommender.evaluation.exposure import exposure

Ints = NDArray[np.int64]
LIMIT: int = settings.MATCHER_LISTS["length"]  # as long as a company's list


@dataclass(frozen=True)
class ListExposure:
    """people_ids (P,) · could, shown (P, O): live openings of each occupation whose list could, and does, show the person."""

    people_ids: Ints
    occupation_ids: Ints
    could: Ints
    shown: Ints
    model_version: str


def exposure_of_lists(today: date, limit: int = LIMIT) -> ListExposure:
    """Count over the lists of all live openings, with everybody who may be found."""
    problem, columns = _asked(today)
    now = standing.for_openings(serving_model(), live_openings(today), problem.openings.ids, today)
    found = exposure(complete(problem, now), limit)
    occupations = np.fromiter(columns.occupations, dtype=np.int64, count=len(columns.occupations))
    return ListExposure(found.people_ids, occupations, found.could, found.shown, now.name)


def lists_problem(today: date) -> Problem:
    """Return the problem of all companies' lists of today, without the learned part."""
    return _asked(today)[0]


def _asked(today: date) -> tuple[Problem, rows.Columns]:
    columns = rows.lists()
    asked, texts = openings_side(live_openings(today), columns)
    people = people_side(rows.people_rows(rows.people_who_may_be_shown(today)), columns)
    students = shown_internships(rows.people_who_may_be_shown(today), today)
    masks = Masks(
        by_person={
            Rule.INTERNSHIP: np.array(
                [pk not in students for pk in people.ids.tolist()], dtype=bool
            )
        },
        by_pair={Rule.ALREADY_APPLIED: _taken(people, asked)},
    )
    problem = problem_of(people, asked, texts.with_people(people.text), columns)
    return replace(problem, masks=masks), columns


def _taken(people: People, asked: Openings) -> sparse.csr_array:
    """Return who has applied to which opening or said that it is not for them, (P, N) bool."""
    person = {int(pk): place for place, pk in enumerate(people.ids)}
    opening = {int(pk): place for place, pk in enumerate(asked.ids)}
    known = [
        (person[one], opening[other])
        for one, other in rows.taken()
        if one in person and other in opening
    ]
    places = np.array(sorted(set(known)), dtype=np.int64).reshape(-1, 2)
    shape = (people.ids.size, asked.ids.size)
    return sparse.csr_array(
        (np.ones(len(places), dtype=bool), (places[:, 0], places[:, 1])), shape=shape
    )
