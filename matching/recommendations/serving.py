"""Which openings fit this person, which people fit this opening, and why or why not, in this very request?

The openings' side is kept in memory under a stamp that changes with every edit, so that a change shows in the next request.
"""

from datetime import date
from functools import lru_cache

import numpy as np
from scipy import sparse

from accounts.models import Trainee
from core import clock
from matching import recommender
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries import matches as rows
from matching.recommendations.arrays import openings_side, people_side
from matching.recommendations.matches import Match, Obstacle, gaps_known, matches_of
from matching.recommendations.prices import with_prices
from matching.recommender import Masks, Openings, People, Problem, Rule, Texts
from training.models import Course

MODEL_VERSION = recommender.MODEL_VERSION
WEIGHTS = recommender.Weights()
FEATURES = recommender.FEATURES


def openings_for(trainee: Trainee, limit: int = 20, today: date | None = None) -> list[Match]:
    """Return the best live openings for a person, best first; nothing when the person switched it off."""
    if not trainee.uses_recommendations:
        return []
    problem = person_problem(trainee, today or clock.today())
    ranked = recommender.recommend_openings(problem, [trainee.pk], limit).of(trainee.pk)
    things = rows.openings_by_id(ranked.ids)
    return matches_of(ranked, things, lambda thing: (thing, trainee), MODEL_VERSION)


def people_for(opening: Opening, limit: int = 20) -> list[Match]:
    """Return the best people for an opening among those who agreed to be found, best first."""
    columns = rows.lists()
    people = _people_side(rows.people_stamp(), columns)
    asked, texts = openings_side(Opening.objects.filter(pk=opening.pk), columns)
    taken = rows.applicants_of(opening)
    hidden = np.array([[pk in taken] for pk in people.ids], dtype=bool).reshape(people.ids.size, 1)
    masks = Masks(by_pair={Rule.ALREADY_APPLIED: sparse.csr_array(hidden)})
    ranked = recommender.recommend_people(plain_problem(people, asked, texts, columns, masks), [opening.pk], limit).of(
        opening.pk
    )
    things = rows.people_by_id(ranked.ids)
    return matches_of(ranked, things, lambda thing: (opening, thing), MODEL_VERSION)


def why_not(trainee: Trainee, opening: Opening, today: date | None = None) -> Obstacle:
    """Say which hard rules and which gaps keep an opening off a person's list."""
    day = today or clock.today()
    columns = rows.lists()
    asked, texts = openings_side(Opening.objects.filter(pk=opening.pk), columns)
    own = rows.own_rows(trainee)
    people = people_side(own.people, columns)
    is_live = live_openings(day).filter(pk=opening.pk).exists()
    masks = _masks_for(trainee, own, asked, day, closed=not is_live, filled=opening.positions_left <= 0)
    answer = recommender.why_not(plain_problem(people, asked, texts, columns, masks), trainee.pk, opening.pk)
    return Obstacle(tuple(str(rule) for rule in answer.rules), gaps_known(answer.missing), answer.score)


def gain_of(trainee: Trainee, course: Course, today: date | None = None) -> recommender.CourseGain:
    """Recompute exactly how many more openings a person would reach with a course's skills."""
    levels = dict(course.taught.values_list("skill_id", "level"))
    return recommender.gain_of_course(person_problem(trainee, today or clock.today()), trainee.pk, levels)


def person_problem(trainee: Trainee, today: date) -> Problem:
    """Return the problem of one person against all live openings."""
    columns, stamp = rows.stamps(today)
    asked, texts = _live_side(stamp, columns)
    own = rows.own_rows(trainee)
    people = people_side(own.people, columns)
    return with_prices(plain_problem(people, asked, texts, columns, _masks_for(trainee, own, asked, today)))


def plain_problem(people: People, asked: Openings, texts: Texts, columns: rows.Lists, masks: Masks) -> Problem:
    """Return the problem of some people and some openings."""
    places = recommender.Divisions.same_or_other(len(columns.divisions))
    skill_ids = np.fromiter(columns.skills, dtype=np.int64, count=len(columns.skills))
    return Problem.build(people, asked, places, skill_ids, masks, WEIGHTS, texts.with_people(people.text))


def _masks_for(
    trainee: Trainee, own: rows.OwnRows, asked: Openings, today: date, *, closed: bool = False, filled: bool = False
) -> Masks:
    is_child = trainee.birth_on is not None and _age(trainee.birth_on, today) < 16

    def pair(ids: set[int]) -> sparse.csr_array:
        return sparse.csr_array(np.array([[pk in ids for pk in asked.ids]], dtype=bool).reshape(1, asked.ids.size))

    everywhere = np.ones(asked.ids.size, dtype=bool)
    return Masks(
        by_person={
            Rule.UNDER_AGE: np.array([is_child]),
            Rule.NO_CONSENT: np.array([not trainee.uses_recommendations]),
        },
        by_opening={Rule.CLOSED: everywhere & closed, Rule.FILLED: everywhere & filled},
        by_pair={Rule.NOT_FOR_ME: pair(own.refused), Rule.ALREADY_APPLIED: pair(own.applied)},
    )


def _age(birth_on: date, today: date) -> int:
    return today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))


@lru_cache(maxsize=2)
def _live_side(stamp: rows.Stamp, columns: rows.Lists) -> tuple[Openings, Texts]:
    """Return the arrays of all live openings; kept until the stamp or the columns change."""
    return openings_side(live_openings(stamp[0]), columns)


@lru_cache(maxsize=2)
def _people_side(stamp: rows.Stamp, columns: rows.Lists) -> People:
    """Return the arrays of everybody who may be found; kept until the stamp or the columns change."""
    return people_side(rows.people_rows(rows.people_who_may_be_shown()), columns)
