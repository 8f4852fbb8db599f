"""What happens to a placement round? Kept as proposals, answered by its people, lapsed, closed."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError

from accounts.models import Trainee
from core import audit, clock
from core.contention import patiently
from core.denials import Refused, require
from core.workflow import advance
from matching import notifications
from matching.models import (
    Opening,
    PlacementLeftOut,
    PlacementProposal,
    PlacementRound,
    PlacementSeats,
)
from matching.permissions.rounds import (
    ROUND_CHANGED,
    denies_closing_round,
    denies_keeping_round,
    denies_unseen_strikes,
)
from matching.queries.cohorts import Cohort, TakenOut
from matching.queries.everybody import free_positions, promised_positions
from matching.queries.rounds import waiting_proposals
from matching.recommendations.market.rounds import NOTHING_STRUCK, RoundResult, result_of
from matching.states import PROPOSAL, ROUND


def keep_round(
    *,
    cohort: Cohort,
    seen_hash: str,
    by: Any,
    now: datetime,
    struck: TakenOut = NOTHING_STRUCK,
    ticked: TakenOut = NOTHING_STRUCK,
) -> PlacementRound:
    """Save the round as it was shown and tell everybody with a proposal; it applies for nobody and hires nobody.

    A tick that is not applied yet takes precedence: a round is not saved before its new result was shown.
    """
    require(denies_unseen_strikes(ticked.beyond(struck)))
    result = result_of(cohort, clock.local_date(now), struck)
    require(denies_keeping_round(by, len(result.proposals), result.input_hash, seen_hash))
    try:
        return _keep(cohort, result, by, struck, now)
    except (
        IntegrityError
    ) as error:  # somebody else kept a round with the same people in the same instant
        raise Refused(ROUND_CHANGED) from error


@patiently
def _keep(
    cohort: Cohort, result: RoundResult, by: Any, struck: TakenOut, now: datetime
) -> PlacementRound:
    free, promised = free_positions(clock.local_date(now)), promised_positions()
    is_gone = any(
        free.get(row.opening_id, 0) - promised.get(row.opening_id, 0) < row.filled
        for row in result.seats
    )
    require(ROUND_CHANGED if is_gone else None)
    kept = PlacementRound.objects.create(
        run=cohort.run,
        university=cohort.university,
        graduation_year=cohort.year,
        model_version=result.model_version,
        input_hash=result.input_hash,
        blocking_pairs=result.blocking_pairs,
        expected_with=result.expected_with,
        expected_without=result.expected_without,
        created_by=by,
        created_at=now,
    )
    _keep_rows(kept, result)
    data = {
        "model": result.model_version,
        "input": result.input_hash,
        "proposals": len(result.proposals),
        "struck": {"people": sorted(struck.people), "openings": sorted(struck.openings)},
    }
    audit.record(kept, "placement_round.keep", by=by, after=kept.state, data=data)
    for proposal in waiting_proposals(round=kept).select_related(
        "trainee__user", "opening__company"
    ):
        notifications.tell_proposed(proposal)
    return kept


def _keep_rows(kept: PlacementRound, result: RoundResult) -> None:
    rows: tuple[Any, ...] = (*result.seats, *result.proposals, *result.left_out)
    for row in rows:
        row.round = kept
    PlacementSeats.objects.bulk_create(result.seats, batch_size=500)
    PlacementProposal.objects.bulk_create(result.proposals, batch_size=500)
    PlacementLeftOut.objects.bulk_create(result.left_out, batch_size=500)


@patiently
def close_round(*, round_: PlacementRound, reason: str, by: Any, now: datetime) -> None:
    """Close a round; what nobody has answered lapses."""
    require(denies_closing_round(by, round_))
    advance(round_, ROUND, "close", by=by, reason=reason, closed_at=now)
    for proposal in waiting_proposals(round=round_):
        lapse(proposal=proposal, by=by, now=now)


def answer_proposals(
    *, trainee: Trainee, opening: Opening, verb: str, by: Any, now: datetime
) -> None:
    """Note that the person answered a proposal of this opening, by applying or by "not for me"; in the caller's transaction."""
    for proposal in waiting_proposals(trainee=trainee, opening=opening):
        advance(proposal, PROPOSAL, verb, by=by, answered_at=now)


def lapse(*, proposal: PlacementProposal, now: datetime, by: Any = None) -> None:
    """Let a proposal lapse."""
    advance(proposal, PROPOSAL, "lapse", by=by, answered_at=now)
