"""Which problem is solved for many people at once? The same as for one person, with a row for each of them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np
from django.db.models import QuerySet
from scipy import sparse

from accounts.models import Trainee
from matching.permissions import live_openings
from matching.permissions.working import children_of, shown_internships
from matching.queries import everybody
from matching.queries import matches as rows
from matching.recommendations.kept import sides
from matching.recommendations.kept.arrays import openings_of, people_side
from matching.recommendations.kept.model import serving_model
from matching.recommendations.kept.sides import live_openings_side
from matching.recommendations.request import standing
from matching.recommendations.request.serving import complete
from recommender import Masks, Openings, People, Problem, Rule
from recommender.arrays import Ints
from recommender.score.text import Texts


def problem_of(people: QuerySet[Trainee], free: dict[int, int], today: date) -> Problem:
    """Return people × live openings with every hard constraint, without prices; openings without a free position are hidden."""
    listed = live_openings_side(today)
    asked = openings_of(rows.opening_rows(live_openings(today)), listed.columns)
    side = people_side(rows.people_rows(people), listed.columns)
    texts = Texts.within(
        listed.problems[0].texts.space, side.text, asked.text
    )  # the text space of single requests
    now = standing.for_people(serving_model(), people, side.ids, today)
    problem = complete(sides.problem_of(side, asked, texts, listed.columns), now)
    return replace(problem, masks=_masks(people, side, asked, free, today))


def left_of(problem: Problem, free: dict[int, int]) -> Ints:
    """Return the free positions of a problem's openings, (N,) int64."""
    return np.array(
        [max(0, free.get(pk, 0)) for pk in problem.openings.ids.tolist()], dtype=np.int64
    )


def _masks(
    people: QuerySet[Trainee], side: People, asked: Openings, free: dict[int, int], today: date
) -> Masks:
    person = {pk: row for row, pk in enumerate(side.ids.tolist())}
    opening = {pk: column for column, pk in enumerate(asked.ids.tolist())}
    children, students = children_of(people, today), shown_internships(people, today)

    def pairs(found: Iterable[tuple[int, int]]) -> sparse.csr_array:
        at = [
            (person[one], opening[other])
            for one, other in found
            if one in person and other in opening
        ]
        places = (
            np.array([row for row, _ in at], dtype=int),
            np.array([column for _, column in at], dtype=int),
        )
        return sparse.csr_array(
            (np.ones(len(at), dtype=bool), places), shape=(len(person), len(opening))
        )

    return Masks(
        by_person={
            Rule.UNDER_AGE: np.array([pk in children for pk in person], dtype=bool),
            Rule.INTERNSHIP: np.array([pk not in students for pk in person], dtype=bool),
        },
        by_opening={Rule.FILLED: np.array([free.get(pk, 0) <= 0 for pk in opening], dtype=bool)},
        by_pair={
            Rule.NOT_FOR_ME: pairs(everybody.refused_pairs(people)),
            Rule.ALREADY_APPLIED: pairs(everybody.applied_pairs(people)),
        },
    )
