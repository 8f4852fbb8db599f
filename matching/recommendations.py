"""Which openings fit this person, which people fit this opening, and why? The one door to the recommender.

Rows become arrays, the recommender ranks, its picks become rows with reasons. The openings' side is kept in memory
under a stamp that changes with every edit, so that a change shows in the next request.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _
from scipy import sparse

from accounts.models import Trainee
from core import clock
from matching import recommender
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries import matches as rows
from matching.reasons import LABELS, Gap, Reason, gaps_of, reasons_of
from matching.recommender import Masks, Openings, People, Problem, Rule, Texts
from training.models import Course
from training.queries.courses import taught_to

MODEL_VERSION = recommender.MODEL_VERSION
WEIGHTS = recommender.Weights()
FEATURES = recommender.FEATURES
MONTHLY = "month"


@dataclass(frozen=True, slots=True)
class Match:
    """One recommendation: the thing, its score in percent, the reasons in words, the gaps and who closes them."""

    thing: Any
    score: float
    contributions: tuple[tuple[str, float], ...]
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...]
    model_version: str

    @property
    def percent(self) -> int:
        """The score as a whole percentage."""
        return round(self.score * 100)

    @property
    def fits_a_skill(self) -> bool:
        """Does the person have anything of what is asked for?"""
        return dict(self.contributions)["skill"] > 0

    @property
    def parts(self) -> list[tuple[Any, str]]:
        """What each feature added, as its word and its points of 100, and last the sum."""
        points = [(LABELS[name], f"{share * 100:.1f}") for name, share in self.contributions]
        return [*points, (_("Together"), f"{self.score * 100:.1f}")]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an opening is not on a person's list: rules by code, gaps, and what the score would be."""

    rules: tuple[str, ...]
    gaps: tuple[Gap, ...]
    score: float


def openings_for(trainee: Trainee, limit: int = 20, today: date | None = None) -> list[Match]:
    """Return the best live openings for a person, best first; nothing when the person switched it off."""
    if not trainee.uses_recommendations:
        return []
    problem = _for_person(trainee, today or clock.today())
    ranked = recommender.recommend_openings(problem, [trainee.pk], limit).of(trainee.pk)
    things = rows.openings_by_id(ranked.ids)
    return _matches(ranked, things, lambda thing: (thing, trainee))


def people_for(opening: Opening, limit: int = 20) -> list[Match]:
    """Return the best people for an opening among those who agreed to be found, best first."""
    columns = rows.lists()
    people = _people_side(rows.people_stamp(), columns)
    asked, texts = _openings_side(Opening.objects.filter(pk=opening.pk), columns)
    taken = rows.applicants_of(opening)
    hidden = np.array([[pk in taken] for pk in people.ids], dtype=bool).reshape(people.ids.size, 1)
    masks = Masks(by_pair={Rule.ALREADY_APPLIED: sparse.csr_array(hidden)})
    ranked = recommender.recommend_people(_problem(people, asked, texts, columns, masks), [opening.pk], limit).of(
        opening.pk
    )
    things = rows.people_by_id(ranked.ids)
    return _matches(ranked, things, lambda thing: (opening, thing))


def why_not(trainee: Trainee, opening: Opening, today: date | None = None) -> Obstacle:
    """Say which hard rules and which gaps keep an opening off a person's list."""
    day = today or clock.today()
    columns = rows.lists()
    asked, texts = _openings_side(Opening.objects.filter(pk=opening.pk), columns)
    own = rows.own_rows(trainee)
    people = _people(own.people, columns)
    is_live = live_openings(day).filter(pk=opening.pk).exists()
    masks = _masks_for(trainee, own, asked, day, closed=not is_live, filled=opening.positions_left <= 0)
    answer = recommender.why_not(_problem(people, asked, texts, columns, masks), trainee.pk, opening.pk)
    return Obstacle(tuple(str(rule) for rule in answer.rules), _gaps(answer.missing), answer.score)


def gain_of(trainee: Trainee, course: Course, today: date | None = None) -> recommender.CourseGain:
    """Recompute exactly how many more openings a person would reach with a course's skills."""
    levels = dict(course.taught.values_list("skill_id", "level"))
    return recommender.gain_of_course(_for_person(trainee, today or clock.today()), trainee.pk, levels)


def _for_person(trainee: Trainee, today: date) -> Problem:
    columns, stamp = rows.stamps(today)
    asked, texts = _live_side(stamp, columns)
    own = rows.own_rows(trainee)
    people = _people(own.people, columns)
    return _problem(people, asked, texts, columns, _masks_for(trainee, own, asked, today))


def _problem(people: People, asked: Openings, texts: Texts, columns: rows.Lists, masks: Masks) -> Problem:
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
    return _openings_side(live_openings(stamp[0]), columns)


@lru_cache(maxsize=2)
def _people_side(stamp: rows.Stamp, columns: rows.Lists) -> People:
    """Return the arrays of everybody who may be found; kept until the stamp or the columns change."""
    return _people(rows.people_rows(rows.people_who_may_be_shown()), columns)


def _openings_side(openings: Any, columns: rows.Lists) -> tuple[Openings, Texts]:
    found = rows.opening_rows(openings)
    place = {row["pk"]: n for n, row in enumerate(found)}
    asked = rows.asked_rows_of(place)
    at = ([place[a[0]] for a in asked], [columns.skills[a[1]] for a in asked])
    shape = (len(found), len(columns.skills))
    monthly = [row["pay_unit"] == MONTHLY for row in found]
    texts = tuple(f"{row['title']} {row['duties']} {row['conditions']}" for row in found)
    side = Openings(
        ids=np.array([row["pk"] for row in found], dtype=np.int64),
        required=_grid([a[2] for a in asked], at, shape, np.int64),
        importance=_grid([a[3] for a in asked], at, shape, np.int64),
        essential=_grid([a[4] for a in asked], at, shape, bool),
        pay_min=np.array([r["pay_min"] if m else np.nan for r, m in zip(found, monthly, strict=True)], dtype=float),
        pay_max=np.array([r["pay_max"] if m else np.nan for r, m in zip(found, monthly, strict=True)], dtype=float),
        division=_codes([row["division_id"] for row in found], columns.divisions),
        occupation=_codes([row["occupation_id"] for row in found], columns.occupations),
        education_rank_min=_ranks([row["education__rank"] for row in found]),
        text=texts,
    )
    return side, Texts.fit((), texts)


def _people(people: rows.PeopleRows, columns: rows.Lists) -> People:
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
        text=tuple(row["about"] for row in found),
    )


def _grid(values: list[Any], at: tuple[list[int], list[int]], shape: tuple[int, int], kind: Any) -> sparse.csr_array:
    return sparse.csr_array((np.array(values, dtype=kind), (np.array(at[0], int), np.array(at[1], int))), shape=shape)


def _wishes(wished: list[tuple[int, int]], place: dict[int, int], columns: dict[int, int]) -> sparse.csr_array:
    pairs = [(place[person], columns[wish]) for person, wish in wished if person in place]
    at = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    return _grid([True] * len(pairs), at, (len(place), len(columns)), bool)


def _codes(ids: list[int | None], columns: dict[int, int]) -> Any:
    return np.array([-1 if pk is None else columns[pk] for pk in ids], dtype=np.int64)


def _ranks(found: list[int | None]) -> Any:
    return np.array([-1 if rank is None else rank for rank in found], dtype=np.int64)


def _matches(ranked: recommender.Ranked, things: dict[int, Any], pair_of: Any) -> list[Match]:
    missing = [fit for pick in ranked.picks for fit in pick.missing]
    known = _known(missing)
    found = []
    for pick in ranked.picks:
        opening, trainee = pair_of(things[pick.id])
        gaps = gaps_of(pick.missing, known)
        reasons = reasons_of(opening, trainee, dict(pick.contributions), len(pick.matched), len(pick.missing))
        found.append(Match(things[pick.id], pick.score, pick.contributions, reasons, gaps, MODEL_VERSION))
    return found


def _gaps(missing: Any) -> tuple[Gap, ...]:
    return gaps_of(missing, _known(missing))


def _known(missing: Any) -> dict[int, Gap]:
    """Return each missing skill once, with where it is taught free or subsidised."""
    wanted = {fit.skill_id for fit in missing}
    skills, taught = rows.skills_by_id(wanted), taught_to(wanted)
    return {pk: Gap(skills[pk], 0, 0, 0, tuple(taught.get(pk, ()))) for pk in wanted}
