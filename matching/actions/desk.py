"""What does a company do with an application? Read, shortlist, invite, offer, say no, note."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.actions.privacy import record_access
from core import audit, clock
from core.contention import patiently
from core.denials import Denial, require
from core.words import denies_words, pass_on
from core.workflow import advance
from matching import notifications, permissions
from matching.actions.undoing import as_it_was, ends_waiting
from matching.models import Application, Interview, Offer
from matching.states import APPLICATION, RejectionReason
from skills.models import Skill


@patiently
def start_reading(*, application: Application, by: Any, now: datetime) -> None:
    """Note that somebody reads the application."""
    _move(application, "review", by, now)


@patiently
def shortlist(*, application: Application, by: Any, now: datetime) -> None:
    """Put a person on the short list."""
    _answer(application, "shortlist", by, now)
    notifications.tell_person(application, "shortlisted")


@patiently
def invite(
    *, application: Application, at: datetime, place: str, note: str, by: Any, now: datetime
) -> Interview:
    """Invite a person to an interview; a new date is a new invitation."""
    said = {"matching.Interview.place": place, "matching.Interview.note": note}
    require(
        permissions.denies_application_move(by, application, "invite", clock.local_date(now))
        or denies_words(application, said)
    )
    require(permissions.denies_meeting(at, now))
    interview = Interview.objects.create(
        application=application, at=at, place=place, note=note, invited_by=by
    )
    _answer(application, "invite", by, now, data={"at": at.isoformat()}, lapses_at=_lapses(at))
    notifications.tell_invited(interview)
    pass_on(application, said, by=by)
    return interview


@patiently
def make_offer(
    *,
    application: Application,
    pay: int,
    start_on: date,
    expires_on: date,
    note: str,
    by: Any,
    now: datetime,
    pay_reason: str = "",
) -> Offer:
    """Offer the job: pay, first day, answer until; pay outside what the opening states says why."""
    said = {"matching.Offer.note": note, "matching.Offer.pay_reason": pay_reason}
    require(
        permissions.denies_application_move(by, application, "offer", clock.local_date(now))
        or denies_words(application, said)
    )
    terms: dict[str, Any] = {
        "pay": pay,
        "pay_reason": pay_reason,
        "start_on": start_on,
        "expires_on": expires_on,
    }
    require(permissions.denies_offer_terms(application, today=clock.local_date(now), **terms))
    offer, _is_new = Offer.objects.update_or_create(
        application=application,
        defaults={
            **terms,
            "note": note,
            "sent_at": now,
            "sent_by": by,
            "answered_at": None,
        },
    )
    data = {"pay": pay, "start_on": start_on.isoformat(), "expires_on": expires_on.isoformat()}
    _answer(application, "offer", by, now, data=data)
    notifications.tell_person(application, "offered", day=expires_on.isoformat())
    pass_on(application, said, by=by)
    return offer


@patiently
def reject(
    *,
    application: Application,
    reason_code: str,
    text: str,
    lacking: Iterable[Skill],
    by: Any,
    now: datetime,
) -> None:
    """Say no with a reason; the person is told after the undo window."""
    words = {"matching.Application.rejection_text": text}
    require(denies_words(application, words))
    skills = list(lacking)
    if reason_code == RejectionReason.LACKING_SKILLS and not skills:
        require(
            Denial(
                "application.reject.skills",
                _("Name the missing skills, so that the person can learn them."),
            )
        )
    reason = f"{reason_code} {text}".strip()
    said = {"rejection_reason": reason_code, "rejection_text": text, "told_at": None}
    _answer(
        application,
        "reject",
        by,
        now,
        reason=reason,
        data=as_it_was(application=application),
        **said,
    )
    application.lacking_skills.set(skills)
    pass_on(application, words, by=by)


@patiently
def note_internally(*, application: Application, note: str, by: Any, now: datetime) -> None:
    """Keep a note for colleagues; the person never sees it."""
    require(permissions.denies_note(by, application, clock.local_date(now)))
    application.internal_note = note
    application.save(update_fields=["internal_note"])
    audit.record(application, "application.note", by=by)


@patiently
def show_contact(*, application: Application, by: Any, now: datetime) -> dict[str, str]:
    """Return how to reach an applicant, and note it in the person's access log."""
    require(permissions.denies_contact(by, application, clock.local_date(now)))
    user = application.trainee.user
    record_access(trainee=application.trainee, what="contact", by=by)
    return {"phone": str(user.phone or ""), "email": user.email or ""}


@patiently
def look_at_sample(*, application: Application, by: Any, now: datetime) -> None:
    """Log in the person's access log that the company viewed a work sample."""
    require(permissions.denies_looking(by, application, clock.local_date(now)))
    record_access(trainee=application.trainee, what="work_sample", by=by)


def _answer(application: Application, verb: str, by: Any, now: datetime, **changes: Any) -> None:
    """Make a move that the person hears of; the first one is the company's answer."""
    changes.setdefault("lapses_at", _lapses(now))
    _move(application, verb, by, now, answered_at=application.answered_at or now, **changes)


def _move(application: Application, verb: str, by: Any, now: datetime, **changes: Any) -> None:
    require(permissions.denies_application_move(by, application, verb, clock.local_date(now)))
    advance(
        application, APPLICATION, verb, by=by, moved_at=now, **ends_waiting(verb=verb), **changes
    )


def _lapses(moment: datetime) -> datetime:
    return moment + timedelta(days=settings.APPLICATION_LAPSES_AFTER_DAYS)
