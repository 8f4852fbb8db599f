"""Who of a cohort could start where (a stable assignment by deferred acceptance)? It is only a proposal.

A class gets openings of the trade it was taught, or of an occupation that the person wants. People's preferences are their own
recommendations (without prices: here the seats limit crowding). An opening prefers people with more of its asked skills, in
steps of a thousandth; among equals those with the higher score. It is not proposed to people who have less than
ROUND_SKILLS_AT_LEAST of its skills. Seats are the free positions that no other round has proposed to somebody.
A round applies for nobody and hires nobody.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import QuerySet
from scipy import sparse

from accounts.models import Trainee
from matching.models import PlacementLeftOut, PlacementProposal, PlacementSeats
from matching.queries import everybody as rows
from matching.queries.cohorts import Cohort, TakenOut, reasons_to_leave_out, trade_of, wanted_pairs
from matching.recommendations.kept.chances import chance_of_hire
from matching.recommendations.market.everybody import left_of, problem_of
from matching.states import LeftOut
from recommender import Problem, Rule
from recommender.arrays import Bools, Floats, Ints
from recommender.market import assignment
from recommender.market.assignment import Assignment, Refusal, Round
from recommender.market.clearing import candidates
from recommender.score import scores
from recommender.score.problem import UNKNOWN

SKILL_STEPS = 1000
NOTHING_STRUCK = TakenOut()
BELOW_ONE = (
    1 - 1e-9
)  # the fractional part of a priority is the score, to order people with equal skills


@dataclass(frozen=True)
class RoundResult:
    """What a round would propose; the rows are not saved. `input_hash` covers all of its input."""

    model_version: str
    input_hash: str
    proposals: tuple[PlacementProposal, ...]
    left_out: tuple[PlacementLeftOut, ...]
    seats: tuple[PlacementSeats, ...]
    blocking_pairs: int
    expected_with: float | None
    expected_without: float | None


@dataclass(frozen=True)
class Wishes:
    """The input of a round, the score of each preference, (P, K) float64, and who lacks skills for some openings."""

    round: Round
    fits: Floats
    has_far: Bools


def result_of(cohort: Cohort, today: date, struck: TakenOut = NOTHING_STRUCK) -> RoundResult:
    """Compute the round of a cohort, without removed people and openings; the same rows give the same result."""
    people = cohort.people()
    off = (
        people.filter(pk__in=struck.people).order_by("pk").values_list("pk", flat=True)
        if struck.people
        else ()
    )
    left_out = {**dict.fromkeys(off, LeftOut.STRUCK), **reasons_to_leave_out(people, today)}
    asked = people.exclude(pk__in=list(left_out))
    promised = rows.promised_positions()
    free = {pk: left - promised.get(pk, 0) for pk, left in rows.free_positions(today).items()}
    free = {pk: left for pk, left in free.items() if pk not in struck.openings}
    problem = _of_the_trade(replace(problem_of(asked, free, today), price=None), cohort, asked)
    return _result(problem.model_version, round_of(problem, left_of(problem, free)), left_out)


def _of_the_trade(problem: Problem, cohort: Cohort, people: QuerySet[Trainee]) -> Problem:
    """Hide openings that are neither of the class's trade nor of an occupation that the person wants."""
    ids = problem.openings.ids.tolist()
    trade = trade_of(cohort, ids)
    if trade is None:
        return problem
    wanted = wanted_pairs(people, ids)
    other = [
        [pk not in trade and (who, pk) not in wanted for pk in ids]
        for who in problem.people.ids.tolist()
    ]
    table = np.array(other, dtype=bool).reshape(problem.people.ids.size, len(ids))
    masks = replace(
        problem.masks, by_pair={**problem.masks.by_pair, Rule.CLOSED: sparse.csr_array(table)}
    )
    return replace(problem, masks=masks)


def round_of(problem: Problem, seats: Ints) -> Wishes:
    """Return both sides' preferences; openings for which the person has too few skills are left out."""
    columns, fits = candidates(problem, int(settings.MATCHER_LISTS["candidates"]))
    skill = np.zeros(columns.shape)
    for row, line in enumerate(columns):
        wished = line != UNKNOWN
        skill[row, wished] = scores.skill_score(problem, np.array([row]), line[wished])[0]
    is_far = (columns != UNKNOWN) & (skill < settings.ROUND_SKILLS_AT_LEAST)
    order = np.argsort((columns == UNKNOWN) | is_far, axis=1, kind="stable")
    columns = np.take_along_axis(np.where(is_far, UNKNOWN, columns), order, axis=1)
    fits, skill = (np.take_along_axis(part, order, axis=1) for part in (fits, skill))
    priority = np.floor(skill * SKILL_STEPS + 1e-9) + np.clip(fits, 0.0, BELOW_ONE)
    return Wishes(
        Round(problem.people.ids, problem.openings.ids, seats, columns, priority),
        fits,
        is_far.any(axis=1),
    )


def _result(model_version: str, wishes: Wishes, left_out: dict[int, LeftOut]) -> RoundResult:
    round_, fits = wishes.round, wishes.fits
    placement = assignment.assign(round_)
    proposals = tuple(
        _proposal(placement, fits, row)
        for row in np.flatnonzero(placement.place != UNKNOWN).tolist()
    )
    unseated = (
        _unseated(placement, row, wishes)
        for row in np.flatnonzero(placement.place == UNKNOWN).tolist()
    )
    others = (PlacementLeftOut(trainee_id=pk, reason=reason) for pk, reason in left_out.items())
    return RoundResult(
        model_version=model_version,
        input_hash=_hash_of(model_version, round_),
        proposals=proposals,
        left_out=(*unseated, *others),
        seats=tuple(_seats(placement)),
        blocking_pairs=len(assignment.blocking_pairs(placement)),
        expected_with=hires_of_round(placement.columns, _of_seats(placement, fits), round_.seats),
        expected_without=hires_of_round(*_first_wishes(round_, fits), round_.seats),
    )


def hires_of_round(columns: Ints, fits: Floats, seats: Ints) -> float | None:
    """Return how many hires to expect of a round in which each person (-1: nobody) applies to one opening; None while unknown.

    An opening hires no more people than it has seats: the expectation of min(seats, hires).
    """
    there = columns != UNKNOWN
    chances = chance_of_hire(fits[there])
    if chances is None:
        return None
    total = 0.0
    for column in np.unique(columns[there]).tolist():
        several = _distribution(chances[columns[there] == column])
        total += float(np.minimum(np.arange(several.size), seats[column]) @ several)
    return total


def _distribution(chances: Floats) -> Floats:
    """Return the probability of 0, 1, 2 … hires among people with these chances."""
    found = np.ones(1)
    for chance in chances:
        found = np.convolve(found, [1 - chance, chance])
    return found


def _of_seats(placement: Assignment, fits: Floats) -> Floats:
    """Return the score of each person's proposal; 0 where there is none."""
    if not fits.size:
        return np.zeros(placement.place.size)
    return np.take_along_axis(fits, np.maximum(placement.place, 0)[:, None], axis=1)[:, 0]


def _first_wishes(round_: Round, fits: Floats) -> tuple[Ints, Floats]:
    """Return the opening that each person would try first without a round, and its score."""
    if not fits.size:
        return np.full(fits.shape[0], UNKNOWN), np.zeros(fits.shape[0])
    return round_.lists[:, 0], fits[:, 0]


def _proposal(placement: Assignment, fits: Floats, row: int) -> PlacementProposal:
    round_, wish = placement.asked, int(placement.place[row])
    return PlacementProposal(
        trainee_id=int(round_.person_ids[row]),
        opening_id=int(placement.opening_ids[row]),
        wish=wish + 1,
        score=float(fits[row, wish]),
        skill=_skill_in(round_.priority[row, wish]),
        passed_over=_passed_over(placement, row),
    )


def _unseated(placement: Assignment, row: int, wishes: Wishes) -> PlacementLeftOut:
    if (placement.asked.lists[row] != UNKNOWN).any():
        reason = LeftOut.NO_SEAT
    else:
        reason = LeftOut.FEW_SKILLS if wishes.has_far[row] else LeftOut.NO_OPENING
    return PlacementLeftOut(
        trainee_id=int(placement.asked.person_ids[row]),
        reason=reason,
        passed_over=_passed_over(placement, row),
    )


def _passed_over(placement: Assignment, row: int) -> list[dict[str, Any]]:
    """Return the preferences above the assigned one, without naming who got them."""
    return [
        _plain(each)
        for each in assignment.refusals(placement, int(placement.asked.person_ids[row]))
    ]


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {
        "opening": refusal.opening_id,
        "rank": refusal.rank,
        "seats": refusal.seats,
        "skill": _skill_in(refusal.priority),
        "least": _skill_in(refusal.least_priority),
    }


def _skill_in(priority: float) -> float:
    """Return the share of skills behind a priority."""
    return float(np.floor(priority)) / SKILL_STEPS


def _seats(placement: Assignment) -> Iterable[PlacementSeats]:
    """Yield the openings that somebody gets, with their free and filled positions."""
    filled = np.bincount(
        placement.columns[placement.columns != UNKNOWN], minlength=placement.asked.seats.size
    )
    for column in np.flatnonzero(filled).tolist():
        opening, free = int(placement.asked.opening_ids[column]), int(placement.asked.seats[column])
        yield PlacementSeats(opening_id=opening, free=free, filled=int(filled[column]))


def _hash_of(model_version: str, round_: Round) -> str:
    """Return the SHA-256 of all input of the result."""
    digest = hashlib.sha256(model_version.encode())
    for array in (
        round_.person_ids,
        round_.opening_ids,
        round_.seats,
        round_.lists,
        round_.priority,
    ):
        digest.update(f"{array.shape}{array.dtype}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
