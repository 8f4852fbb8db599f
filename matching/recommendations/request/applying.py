"""How well did a person and an opening fit at the moment of applying?

The score is the fit alone, as on the person's own list, without price and bonus. It is not computed for somebody who switched
recommendations off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from accounts.models import Trainee
from core import clock
from matching.models import Opening
from matching.queries import matches as rows
from matching.recommendations.kept.arrays import openings_side, people_side
from matching.recommendations.kept.model import serving_model
from matching.recommendations.kept.sides import problem_of
from matching.recommendations.request import standing
from matching.recommendations.request.serving import Serving, complete
from recommender import Problem, Rule
from recommender.arrays import Bools, Floats
from recommender.score.scores import contributions

OPENINGS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Scored:
    """The fit of one pair: score in 0..1, its parts by name (they sum to it), and the model version."""

    score: float
    parts: dict[str, float]
    model_version: str

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of an application that store it."""
        return {
            "match_score": self.score,
            "match_parts": self.parts,
            "match_model": self.model_version,
        }


def score_of(trainee: Trainee, opening: Opening, today: date | None = None) -> Scored | None:
    """Return the fit as on the person's list today; None if switched off or the opening is on no list."""
    if not trainee.uses_recommendations:
        return None
    for asked in Serving(today or clock.today()).person_problems(trainee):
        place = np.flatnonzero(_is_asked(asked) & (asked.openings.ids == opening.pk))
        if place.size:
            problem = replace(asked, price=None, bonus=None)
            return _scored(
                problem, contributions(problem, np.zeros(1, dtype=np.int64), place)[0, 0]
            )
    return None


def scores_of(pairs: Sequence[tuple[int, int]]) -> list[Scored | None]:
    """Return the fit of many pairs (trainee, opening) at once, live or not; None if switched off."""
    if not pairs:
        return []
    problem = _problem_of(pairs)
    person = {int(pk): place for place, pk in enumerate(problem.people.ids)}
    opening = {int(pk): place for place, pk in enumerate(problem.openings.ids)}
    places = [(person.get(one, -1), opening.get(other, -1)) for one, other in pairs]
    found: list[Scored | None] = [None] * len(pairs)
    for numbers in _blocks(places):
        people = np.unique([places[n][0] for n in numbers])
        openings = np.unique([places[n][1] for n in numbers])
        shares = contributions(problem, people, openings)
        for n in numbers:
            cell = shares[
                np.searchsorted(people, places[n][0]), np.searchsorted(openings, places[n][1])
            ]
            found[n] = _scored(problem, cell)
    return found


def _problem_of(pairs: Sequence[tuple[int, int]]) -> Problem:
    columns = rows.lists()
    trainees = Trainee.objects.filter(
        pk__in={one for one, _other in pairs}, uses_recommendations=True
    )
    asked, texts = openings_side(
        Opening.objects.filter(pk__in={other for _one, other in pairs}), columns
    )
    people = people_side(rows.people_rows(trainees), columns)
    now = standing.for_people(serving_model(), trainees, people.ids, clock.today())
    return complete(problem_of(people, asked, texts.with_people(people.text), columns), now)


def _is_asked(problem: Problem) -> Bools:
    """Return which openings of a problem are current, (N,): changed ones are in another problem."""
    return ~problem.masks.by_opening.get(
        Rule.CLOSED, np.zeros(problem.openings.ids.size, dtype=bool)
    )


def _blocks(places: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the indices of the known pairs, in parts with few openings each."""
    known = sorted(
        (n for n, place in enumerate(places) if min(place) >= 0), key=lambda n: places[n][1]
    )
    block: list[int] = []
    for n in known:
        if block and places[n][1] >= places[block[0]][1] + OPENINGS_AT_ONCE:
            yield block
            block = []
        block.append(n)
    if block:
        yield block


def _scored(problem: Problem, parts: Floats) -> Scored:
    """Return the score and its parts from the contributions of one pair, (F,)."""
    named = dict(zip(problem.parts, parts.tolist(), strict=True))
    return Scored(min(1.0, float(parts.sum())), named, problem.model_version)
