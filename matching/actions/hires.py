"""What happens after an offer was accepted? The start is reported, corrected, ended, or the agreement broken."""

from datetime import date
from typing import Any

from core import clock
from core.contention import patiently
from core.denials import require
from core.words import denies_words
from core.workflow import advance
from matching import notifications, permissions
from matching.actions.positions import free_position
from matching.models import Application, EarlierClaim, Placement
from matching.states import APPLICATION

CLAIMED = ("start_on", "contract_type", "pay", "destination_code", "claimed_at", "claimed_by_id")


@patiently
def claim_hire(
    *, application: Application, start_on: date, contract_type: str, pay: int, destination_code: str, by: Any
) -> Placement:
    """Report that the person started, or report it anew after it was contested."""
    require(
        permissions.denies_claim(
            by,
            application,
            contract_type=contract_type,
            destination_code=destination_code,
            start_on=start_on,
            today=clock.today(),
        )
    )
    terms = {"start_on": start_on, "contract_type": contract_type, "pay": pay, "destination_code": destination_code}
    verb = "correct_claim" if application.state == "contested" else "claim_hire"
    data = {**terms, "start_on": start_on.isoformat()}
    advance(application, APPLICATION, verb, by=by, moved_at=clock.now(), data=data)
    claim = {**terms, "claimed_at": clock.now(), "claimed_by": by}
    _keep_earlier_claim(application)
    placement, _is_new = Placement.objects.update_or_create(
        application=application,
        defaults={**claim, "corrected_at": claim["claimed_at"]},
        create_defaults={
            **claim,
            "trainee": application.trainee,
            "company": application.opening.company,
            "opening": application.opening,
        },
    )
    notifications.tell_person(application, "claimed", day=start_on.isoformat())
    return placement


def _keep_earlier_claim(application: Application) -> None:
    """Keep what was claimed until now, so that a day before the correction is counted as it was known then."""
    for said in Placement.objects.filter(application=application).values("pk", *CLAIMED):
        EarlierClaim.objects.create(placement_id=said.pop("pk"), **said)


@patiently
def report_broken_by_person(*, application: Application, reason: str, by: Any) -> None:
    """Note that the person did not start; the position is free again."""
    require(permissions.denies_application_move(by, application, "breach_by_person") or denies_words([reason]))
    free_position(application.opening)
    advance(
        application, APPLICATION, "breach_by_person", by=by, reason=reason, moved_at=clock.now(), breached_by="person"
    )
    notifications.tell_person(application, "broken", reason=reason)


@patiently
def end_placement(*, placement: Placement, ended_on: date, reason: str, by: Any) -> None:
    """Record the last day; the placement and its grade stay."""
    require(permissions.denies_end(by, placement, ended_on, clock.today()) or denies_words([reason]))
    application = placement.application
    data = {"ended_on": ended_on.isoformat()}
    advance(application, APPLICATION, "end", by=by, reason=reason, moved_at=clock.now(), data=data)
    placement.ended_on, placement.end_reason = ended_on, reason
    placement.save(update_fields=["ended_on", "end_reason"])
    notifications.tell_person(application, "ended", reason=reason)
