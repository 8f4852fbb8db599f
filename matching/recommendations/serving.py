"""Which openings fit this person, which people fit this opening, and why or why not, in this very request?

The other side comes from `index`, as fresh as the request, in one or two questions whose answers are joined.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from scipy import sparse

import recommender
from accounts.models import Trainee
from core import clock
from matching.models import Opening
from matching.permissions import live_openings
from matching.permissions.working import facts_told, hides_internships, is_child, shown_internships
from matching.queries import matches as rows
from matching.recommendations import standing
from matching.recommendations.arrays import openings_of, people_side
from matching.recommendations.index import Side, live_openings_since, shown_people_since
from matching.recommendations.live import Live, live
from matching.recommendations.matches import Match, Obstacle, alike, gaps_known, matches_of
from matching.recommendations.prices import with_prices
from recommender import Masks, People, Problem, Rule
from recommender.arrays import Bools, Csr, Ints
from recommender.ranking.lists import Ranked
from recommender.ranking.reasons import CourseGain, place_among

AT_FIRST = 4  # times the list's length, so that many copies of one opening do not fill it
Gains = tuple[CourseGain, ...]


def openings_for(trainee: Trainee, limit: int = 20, today: date | None = None) -> list[Match]:
    """Return the best live openings for a person, best first; nothing when the person switched it off.

    What a company offers several times over with the same content is one entry with the others beside it.
    """
    if not trainee.uses_recommendations:
        return []
    day = today or clock.today()
    problems, asked = person_problems(trainee, day), limit * AT_FIRST
    while True:
        rankings = [recommender.recommend_openings(one, [trainee.pk], asked) for one in problems]
        ranked = recommender.joined(rankings, asked).of(trainee.pk)
        things = rows.openings_by_id(ranked.ids, day)
        grouped = alike(_still(ranked, things), things)
        if len(grouped) >= limit or len(ranked.picks) < asked:
            break
        asked *= AT_FIRST
    first = tuple(pick for pick, _others in grouped[:limit])
    return matches_of(
        replace(ranked, picks=first), things, problems[0], [others for _pick, others in grouped]
    )


def people_for(opening: Opening, limit: int = 20, today: date | None = None) -> list[Match]:
    """Return the best people for an opening among those who agreed to be found, best first."""
    problems = opening_problems(opening, today or clock.today())
    rankings = [recommender.recommend_people(one, [opening.pk], limit) for one in problems]
    ranked = recommender.joined(rankings, limit).of(opening.pk)
    things = rows.people_by_id(ranked.ids)
    return matches_of(_still(ranked, things), things, problems[0])


def why_not(trainee: Trainee, opening: Opening, today: date | None = None) -> Obstacle:
    """Say which hard rules and which gaps keep an opening off a person's list, or at which place of it it stands."""
    day = today or clock.today()
    side, now = _openings_of(trainee, day)
    own = rows.own_rows(trainee)
    people = people_side(own.people, side.columns)
    asked = openings_of(rows.opening_rows(Opening.objects.filter(pk=opening.pk)), side.columns)
    is_live = live_openings(day).filter(pk=opening.pk).exists()
    shut: dict[str, Bools] = {
        Rule.CLOSED: np.array([not is_live]),
        Rule.FILLED: np.array([opening.positions_left <= 0]),
    }
    alone = side.problems[0].with_openings(asked, Masks(by_opening=shut))
    problem, *all_live = _asked_about(trainee, own, people, (alone, *side.problems), day, now)
    answer = recommender.why_not(problem, trainee.pk, opening.pk)
    rank = None if answer.rules else place_among(all_live, trainee.pk, opening.pk)
    return Obstacle(
        tuple(str(rule) for rule in answer.rules), gaps_known(answer.missing), answer.score, rank
    )


def gains_of(
    trainee: Trainee, courses: Sequence[Mapping[int, int]], today: date | None = None
) -> Gains:
    """Recompute exactly what each of these courses (skill → level), taken alone, would change for a person."""
    return recommender.gains_of_courses(
        person_problems(trainee, today or clock.today()), trainee.pk, courses
    )


def person_problems(trainee: Trainee, today: date) -> list[Problem]:
    """Return the questions about one person that together are about all live openings, each in one of them."""
    side, now = _openings_of(trainee, today)
    own = rows.own_rows(trainee)
    return _asked_about(
        trainee, own, people_side(own.people, side.columns), side.problems, today, now
    )


def _openings_of(trainee: Trainee, today: date) -> tuple[Side, Live]:
    """Return the live openings, and what serves as this person asks it."""
    serving = live()
    side, changes = live_openings_since(today, serving.since)
    return side, standing.for_person(serving, trainee, today, changes)


def _asked_about(
    trainee: Trainee,
    own: rows.OwnRows,
    people: People,
    problems: Iterable[Problem],
    today: date,
    now: Live,
) -> list[Problem]:
    asked = [one.with_people(people, _masks_for(trainee, own, one, today)) for one in problems]
    return [with_prices(complete(one, now)) for one in asked]


def opening_problems(opening: Opening, today: date) -> list[Problem]:
    """Return the questions about one opening that together are about all people who may be found, each in one of them."""
    serving = live()
    side, changes = shown_people_since(today, serving.since)
    now = standing.for_opening(serving, opening, today, changes)
    asked = openings_of(rows.opening_rows(Opening.objects.filter(pk=opening.pk)), side.columns)
    taken = rows.applicants_of(opening)
    students = (
        shown_internships(rows.people_who_may_be_shown(), today) if opening.is_internship else set()
    )
    problems = []
    for one in side.problems:
        held_back = np.isin(one.people.ids, np.fromiter(students, dtype=np.int64), invert=True)
        whom: dict[str, Bools] = {**one.masks.by_person, Rule.INTERNSHIP: held_back}
        pairs: dict[str, Csr] = {
            Rule.ALREADY_APPLIED: sparse.csr_array(_row(one.people.ids, taken).T)
        }
        masks = replace(one.masks, by_person=whom, by_pair=pairs)
        problems.append(complete(one.with_openings(asked, masks), now))
    return problems


def complete(problem: Problem, now: Live) -> Problem:
    """Put in what serves now: what the scores count for, what was learned, and its name."""
    return replace(problem, weights=now.weights, learned=now.learned, model_version=now.name)


def _masks_for(trainee: Trainee, own: rows.OwnRows, problem: Problem, today: date) -> Masks:
    """Return the openings' own rules and the person's."""
    ids, facts = (
        problem.openings.ids,
        facts_told(trainee, has_guardian_consent=own.has_guardian_consent),
    )
    return Masks(
        by_person={
            Rule.UNDER_AGE: np.array([is_child(trainee.birth_on, today)]),
            Rule.INTERNSHIP: np.array([hides_internships(facts, today)]),
            Rule.NO_CONSENT: np.array([not trainee.uses_recommendations]),
        },
        by_opening=problem.masks.by_opening,
        by_pair={
            Rule.NOT_FOR_ME: _row(ids, own.refused),
            Rule.ALREADY_APPLIED: _row(ids, own.applied),
        },
    )


def _row(ids: Ints, wanted: Iterable[int]) -> Csr:
    """Return (1, N) CSR bool: which of the ids are wanted."""
    found = np.flatnonzero(np.isin(ids, np.fromiter(wanted, dtype=np.int64)))
    return sparse.csr_array(
        (np.ones(found.size, dtype=bool), found, [0, found.size]), shape=(1, ids.size)
    )


def _still(ranked: Ranked, things: Mapping[int, object]) -> Ranked:
    """Return the list without what has gone since it was worked out."""
    return replace(ranked, picks=tuple(pick for pick in ranked.picks if pick.id in things))
