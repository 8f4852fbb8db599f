"""Who of a cohort could start where, so that no two sides would rather have each other? A proposal, nothing more.

People wish in the order of their own recommendations (without prices: here seats keep the market from crowding). An opening
prefers who has more of the skills it asks for, in steps of a thousandth, and among equals whom it fits better in all the
rest. Seats are the free positions that no other round has proposed to somebody. Nobody is applied or hired.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import QuerySet

from accounts.models import Trainee
from matching.models import PlacementLeftOut, PlacementProposal, PlacementSeats
from matching.queries import everybody as rows
from matching.queries.cohorts import Cohort, reasons_to_leave_out
from matching.recommendations.everybody import left_of, problem_of
from matching.recommender import market, scores
from matching.recommender.clearing import candidates
from matching.recommender.market import Placement, Refusal, Round
from matching.recommender.problem import UNKNOWN, Floats, Ints, Problem
from matching.reasons import WORTH_STEPS
from matching.states import LeftOut

BELOW_ONE = 1 - 1e-9


@dataclass(frozen=True)
class Result:
    """What a round would propose; the rows are not saved. `input_hash` names everything that it was worked out from."""

    model_version: str
    input_hash: str
    proposals: tuple[PlacementProposal, ...]
    left_out: tuple[PlacementLeftOut, ...]
    seats: tuple[PlacementSeats, ...]
    blocking_pairs: int
    expected_with: float | None
    expected_without: float | None


def result_of(cohort: Cohort, today: date) -> Result:
    """Work out the round of a cohort; the same rows give the same result."""
    people = cohort.people()
    left_out = reasons_to_leave_out(people, today)
    asked = people.exclude(pk__in=list(left_out))
    promised = rows.promised_positions()
    free = {pk: left - promised.get(pk, 0) for pk, left in rows.free_positions(today).items()}
    problem = replace(problem_of(asked, free, today), price=None)
    round_, fits = round_of(problem, left_of(problem, free))
    return _result(problem.model_version, round_, fits, left_out)


def round_of(problem: Problem, seats: Ints) -> tuple[Round, Floats]:
    """Return the two sides' preferences, and the score of each wish, (P, K) float64."""
    columns, fits = candidates(problem, settings.MATCHER_LISTS["candidates"])
    worth = np.zeros(columns.shape)
    for row, line in enumerate(columns):
        wished = line != UNKNOWN
        skill = scores.skill_score(problem, np.array([row]), line[wished])[0]
        worth[row, wished] = np.floor(skill * WORTH_STEPS + 1e-9) + np.clip(fits[row, wished], 0.0, BELOW_ONE)
    return Round(problem.people.ids, problem.openings.ids, seats, columns, worth), fits


def _result(model_version: str, round_: Round, fits: Floats, left_out: dict[int, LeftOut]) -> Result:
    placement = market.place(round_)
    proposals = tuple(_proposal(placement, fits, row) for row in np.flatnonzero(placement.place != UNKNOWN).tolist())
    unseated = (_unseated(placement, row) for row in np.flatnonzero(placement.place == UNKNOWN).tolist())
    others = (PlacementLeftOut(trainee_id=pk, reason=reason) for pk, reason in left_out.items())
    expected = expected_hires(placement, fits)
    return Result(
        model_version=model_version,
        input_hash=_hash_of(model_version, round_),
        proposals=proposals,
        left_out=(*unseated, *others),
        seats=tuple(_seats(placement)),
        blocking_pairs=len(market.blocking_pairs(placement)),
        expected_with=expected[0],
        expected_without=expected[1],
    )


def _proposal(placement: Placement, fits: Floats, row: int) -> PlacementProposal:
    round_, wish = placement.asked, int(placement.place[row])
    return PlacementProposal(
        trainee_id=int(round_.person_ids[row]),
        opening_id=int(placement.opening_ids[row]),
        wish=wish + 1,
        score=float(fits[row, wish]),
        skill=float(np.floor(round_.worth[row, wish]) / WORTH_STEPS),
        passed_over=_passed_over(placement, row),
    )


def _unseated(placement: Placement, row: int) -> PlacementLeftOut:
    has_wishes = bool((placement.asked.lists[row] != UNKNOWN).any())
    return PlacementLeftOut(
        trainee_id=int(placement.asked.person_ids[row]),
        reason=LeftOut.NO_SEAT if has_wishes else LeftOut.NO_OPENING,
        passed_over=_passed_over(placement, row),
    )


def _passed_over(placement: Placement, row: int) -> list[dict[str, Any]]:
    """Return the wishes before the seat, without naming who took them."""
    return [_plain(each) for each in market.refusals(placement, int(placement.asked.person_ids[row]))]


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {
        "opening": refusal.opening_id,
        "rank": refusal.rank,
        "seats": refusal.seats,
        "worth": round(refusal.worth, 6),
        "least": round(refusal.least_worth, 6),
    }


def _seats(placement: Placement) -> Iterable[PlacementSeats]:
    """Yield the openings that somebody gets, with their free and filled positions."""
    filled = np.bincount(placement.columns[placement.columns != UNKNOWN], minlength=placement.asked.seats.size)
    for column in np.flatnonzero(filled).tolist():
        opening, free = int(placement.asked.opening_ids[column]), int(placement.asked.seats[column])
        yield PlacementSeats(opening_id=opening, free=free, filled=int(filled[column]))


def _hash_of(model_version: str, round_: Round) -> str:
    """Return the SHA-256 of everything that the result follows from."""
    digest = hashlib.sha256(model_version.encode())
    for array in (round_.person_ids, round_.opening_ids, round_.seats, round_.lists, round_.worth):
        digest.update(f"{array.shape}{array.dtype}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
