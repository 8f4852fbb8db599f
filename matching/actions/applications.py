"""What does a person do? Apply, answer, withdraw, confirm or contest."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from accounts.models import Trainee
from core import audit, clock
from core.contention import patiently
from core.denials import Denial, Refused, require
from core.workflow import advance
from matching import notifications, permissions
from matching.actions.positions import fill_if_full, free_position, take_position
from matching.actions.rounds import answer_proposals
from matching.actions.undoing import as_it_was, ends_waiting
from matching.models import Application, Interview, Offer, Opening, Placement
from matching.queries.applications import application_at
from matching.queries.profiles import profile_to_send
from matching.recommendations.request.applying import Scored, score_of
from matching.states import APPLICATION, Answer


def apply(
    *, trainee: Trainee, opening: Opening, by: Any, now: datetime, note: str = ""
) -> Application:
    """Send the profile as it stands, with how well it fits; a second tap returns the first application."""
    found = application_at(trainee, opening.pk) if by == trainee.user else None
    if found is not None:
        return found
    require(permissions.denies_apply(by, opening, clock.local_date(now), trainee))
    scored = score_of(trainee, opening)
    try:
        return _send(trainee, opening, by, note, scored, now)
    except IntegrityError:  # a second tap was faster
        found = application_at(trainee, opening.pk)
        if found is None:
            raise
        return found


@patiently
def _send(
    trainee: Trainee,
    opening: Opening,
    by: Any,
    note: str,
    scored: Scored | None,
    now: datetime,
) -> Application:
    lapses_at = now + timedelta(days=settings.APPLICATION_LAPSES_AFTER_DAYS)
    application = Application.objects.create(
        trainee=trainee,
        opening=opening,
        profile=profile_to_send(trainee),
        note=note,
        submitted_at=now,
        moved_at=now,
        lapses_at=lapses_at,
        **(scored.columns if scored else {}),
    )
    audit.record(application, "application.submit", by=by, after=application.state)
    answer_proposals(trainee=trainee, opening=opening, verb="take", by=by, now=now)
    notifications.tell_person(application, "sent")
    notifications.tell_candidate_moved(
        application, "applied", day=clock.local_date(lapses_at).isoformat()
    )
    return application


@patiently
def withdraw(*, application: Application, by: Any, now: datetime, reason: str = "") -> None:
    """Take an application back; the company is told after the undo window."""
    _move(
        application,
        "withdraw",
        by,
        now,
        reason=reason,
        data=as_it_was(application=application),
        told_at=None,
    )


@patiently
def answer_interview(*, interview: Interview, is_coming: bool, by: Any, now: datetime) -> None:
    """Say whether one comes to the interview; the answer may change until the application moves on."""
    application = interview.application
    require(
        permissions.denies_interview_answer(
            by, application, clock.local_date(now), is_no=not is_coming
        )
    )
    before, interview.answer = interview.answer, Answer.YES if is_coming else Answer.NO
    interview.answered_at = now
    interview.save(update_fields=["answer", "answered_at"])
    audit.record(interview, "interview.answer", by=by, before=before, after=interview.answer)
    words = (
        {"zh": "会来", "en": "will come"} if is_coming else {"zh": "来不了", "en": "cannot come"}
    )
    notifications.tell_candidate_moved(application, "interview_answered", answer=words)


@patiently
def accept_offer(
    *, application: Application, by: Any, now: datetime, second_job_reason: str = ""
) -> None:
    """Accept the offer: a position is taken by one conditional UPDATE; the last one fills the opening."""
    offer = _offer_of(application)
    require(permissions.denies_offer_answer(by, application, offer, clock.local_date(now)))
    reason = _asked_about_second_job(application, second_job_reason)
    take_position(opening=application.opening)
    advance(
        application,
        APPLICATION,
        "accept",
        by=by,
        reason=reason,
        moved_at=now,
        second_job_reason=reason,
    )
    Offer.objects.filter(pk=offer.pk).update(answered_at=now)
    notifications.tell_candidate_moved(application, "accepted")
    fill_if_full(opening=application.opening, now=now)


def _asked_about_second_job(application: Application, reason: str) -> str:
    """Return why there is a second job, "" where there is none; one answer of a person is judged after the other."""
    Trainee.objects.select_for_update(of=("self",)).get(pk=application.trainee_id)
    other = permissions.beside_what(application)
    require(permissions.denies_second_job(other, reason))
    return reason.strip() if other else ""


@patiently
def decline_offer(*, application: Application, by: Any, now: datetime, reason: str = "") -> None:
    """Decline the offer; the company is told after the undo window."""
    _move(
        application,
        "decline",
        by,
        now,
        reason=reason,
        data=as_it_was(application=application),
        told_at=None,
    )
    Offer.objects.filter(application=application).update(answered_at=now)


@patiently
def confirm_start(
    *, application: Application, by: Any, now: datetime, seen: str = "", second_job_reason: str = ""
) -> None:
    """Say yes: I started there as reported (`seen`: the report that was read). Only this makes a placement confirmed."""
    _placement_of(application)
    require(permissions.denies_application_move(by, application, "confirm", clock.local_date(now)))
    reason = _asked_about_second_job(application, second_job_reason)
    _move(application, "confirm", by, now, reason=reason)
    placement = _placement_of(
        application
    )  # read under the lock of the move: no correction slips between
    require(permissions.denies_stale_report(placement, seen))
    placement.confirmed_at, placement.confirmed_by = now, by
    placement.second_job_reason = reason or placement.second_job_reason
    placement.save(update_fields=["confirmed_at", "confirmed_by", "second_job_reason"])
    notifications.tell_candidate_moved(application, "confirmed")
    notifications.tell_verifiers(placement)


@patiently
def contest_start(*, application: Application, reason: str, by: Any, now: datetime) -> None:
    """Contest the reported start, once."""
    placement = _placement_of(application)
    require(permissions.denies_contest(by, placement, clock.local_date(now)))
    _move(application, "contest", by, now, reason=reason)
    placement.contested_at, placement.contested_by, placement.contest_reason = (
        now,
        by,
        reason,
    )
    placement.corrected_at = None
    placement.save(update_fields=["contested_at", "contested_by", "contest_reason", "corrected_at"])
    notifications.tell_candidate_moved(application, "contested", reason=reason)


@patiently
def report_broken_by_company(
    *, application: Application, reason: str, by: Any, now: datetime
) -> None:
    """Note that the company did not give the agreed job; the position is free again."""
    require(
        permissions.denies_application_move(
            by, application, "breach_by_company", clock.local_date(now)
        )
    )
    free_position(opening=application.opening, now=now)
    _move(
        application,
        "breach_by_company",
        by,
        now,
        reason=reason,
        data=as_it_was(application=application),
        breached_by="company",
    )
    notifications.tell_candidate_moved(application, "broken", reason=reason)


def _move(
    application: Application, verb: str, by: Any, now: datetime, *, reason: str = "", **changes: Any
) -> None:
    """Make a move of the person, if allowed; an ended application is no longer on hold."""
    require(permissions.denies_application_move(by, application, verb, clock.local_date(now)))
    changes |= {"moved_at": now, **ends_waiting(verb=verb)}
    advance(application, APPLICATION, verb, by=by, reason=reason, **changes)


def _offer_of(application: Application) -> Offer:
    offer = Offer.objects.filter(application=application).first()
    if offer is None:
        raise Refused(Denial("offer.none", _("There is no offer.")))
    return offer


def _placement_of(application: Application) -> Placement:
    placement = Placement.objects.select_related(
        "application__opening", "application__trainee", "trainee", "company"
    )
    found = placement.filter(application=application).first()
    if found is None:
        raise Refused(Denial("placement.none", _("No start was reported yet.")))
    return found
