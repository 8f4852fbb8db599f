"""What happens after an offer was accepted? The start is reported, corrected, ended, or the agreement broken."""

from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, When

from core import clock
from core.contention import patiently
from core.denials import require
from core.words import denies_words, pass_on
from core.workflow import advance
from matching import notifications, permissions
from matching.actions.positions import fill_if_full, free_position, take_position
from matching.actions.undoing import as_it_was, ends_waiting, put_back
from matching.models import Application, EarlierClaim, Placement
from matching.queries.prefills import CLAIMED
from matching.states import AGREED, APPLICATION

KEPT = ("start_on", "contract_type", "pay", "destination_code", "claimed_at", "claimed_by_id")


@patiently
def claim_hire(
    *,
    application: Application,
    start_on: date,
    contract_type: str,
    pay: int,
    destination_code: str,
    by: Any,
    now: datetime,
    early_reason: str = "",
    pay_reason: str = "",
) -> Placement:
    """Report that the person started, or correct the report: the person is asked again."""
    days = {"start_on": start_on, "early_reason": early_reason}
    kind = {"contract_type": contract_type, "destination_code": destination_code}
    terms: dict[str, Any] = {**days, **kind, "pay": pay, "pay_reason": pay_reason}
    require(permissions.denies_claim(by, application, today=clock.local_date(now), **terms))
    said = {
        "matching.Placement.early_reason": early_reason,
        "matching.Placement.pay_reason": pay_reason,
    }
    require(denies_words(application, said))
    verb = permissions.claim_verb(application)
    before = Placement.objects.filter(application=application).first()
    advance(
        application,
        APPLICATION,
        verb,
        by=by,
        moved_at=now,
        data={**_said(terms), "was": _said_before(before)},
    )
    claim = {**terms, "claimed_at": now, "claimed_by": by}
    placement, is_new = _put_down(application, claim)
    notifications.tell_person(
        application, "claimed" if is_new else "claim_corrected", day=start_on.isoformat()
    )
    pass_on(application, said, by=by)
    return placement


def _put_down(application: Application, claim: dict[str, Any]) -> tuple[Placement, bool]:
    _keep_earlier_claim(application)
    whose = {
        "trainee": application.trainee,
        "company": application.opening.company,
        "opening": application.opening,
        "second_job_reason": application.second_job_reason,
    }
    return Placement.objects.update_or_create(
        application=application,
        defaults={**claim, "corrected_at": claim["claimed_at"]},
        create_defaults={**claim, **whose},
    )


def _keep_earlier_claim(application: Application) -> None:
    """Keep what was claimed until now and whether it stood contested: a past day is counted as it was known then."""
    contested_at = Case(When(corrected_at=None, then=F("contested_at")))
    for said in Placement.objects.filter(application=application).values(
        "pk", *KEPT, was_contested_at=contested_at
    ):
        placement, contested = said.pop("pk"), said.pop("was_contested_at")
        EarlierClaim.objects.create(placement_id=placement, contested_at=contested, **said)


def _said(terms: dict[str, Any]) -> dict[str, Any]:
    """Return the terms of a report as the audit record keeps them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in terms.items()
    }


def _said_before(placement: Placement | None) -> dict[str, Any]:
    """Return what the report said before it is corrected; nothing for the first report."""
    return _said({name: getattr(placement, name) for name in CLAIMED}) if placement else {}


@patiently
def report_broken_by_person(
    *, application: Application, reason: str, by: Any, now: datetime
) -> None:
    """Note that the person did not start; the position is free again."""
    words = {"notice.application.broken": reason}
    require(
        permissions.denies_application_move(
            by, application, "breach_by_person", clock.local_date(now)
        )
        or denies_words(application, words)
    )
    free_position(opening=application.opening, now=now)
    was = as_it_was(application=application)
    said: dict[str, Any] = {"reason": reason, "moved_at": now, "breached_by": "person"}
    said |= ends_waiting(verb="breach_by_person")
    advance(application, APPLICATION, "breach_by_person", by=by, data=was, **said)
    notifications.tell_person(application, "broken", reason=reason)
    pass_on(application, words, by=by)


@patiently
def retract_breach(*, application: Application, by: Any, now: datetime) -> None:
    """Undo the report of a broken agreement, as long as its position is free; the other side is told."""
    require(permissions.denies_retracting(by, application, now))
    take_position(opening=application.opening)
    reported_by_company = application.breached_by == "person"
    put_back(
        application=application, verb="retract_breach", by=by, among=AGREED, breached_by="", now=now
    )
    fill_if_full(opening=application.opening, now=now)
    tell = notifications.tell_person if reported_by_company else notifications.tell_candidate_moved
    tell(application, "unbroken")


@patiently
def end_placement(
    *, placement: Placement, ended_on: date, reason: str, by: Any, now: datetime
) -> None:
    """Record the last day; the placement and its grade stay."""
    application, words = placement.application, {"matching.Placement.end_reason": reason}
    require(
        permissions.denies_end(by, placement, ended_on, clock.local_date(now))
        or denies_words(application, words)
    )
    data = {"ended_on": ended_on.isoformat(), **as_it_was(application=application)}
    advance(application, APPLICATION, "end", by=by, reason=reason, moved_at=now, data=data)
    placement.ended_on, placement.end_reason = ended_on, reason
    placement.save(update_fields=["ended_on", "end_reason"])
    notifications.tell_person(application, "ended", reason=reason)
    pass_on(application, words, by=by)


@patiently
def retract_end(*, application: Application, by: Any, now: datetime) -> None:
    """Undo the end of a job, as long as the person began no other; the person is told."""
    require(permissions.denies_retracting_end(by, application, now))
    placement = application.placement
    placement.ended_on, placement.end_reason = None, ""
    placement.save(update_fields=["ended_on", "end_reason"])
    put_back(
        application=application,
        verb="retract_end",
        by=by,
        among=APPLICATION.move("retract_end").back_to,
        now=now,
    )
    notifications.tell_person(application, "unended")
