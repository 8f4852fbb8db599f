"""How does a person come into a run, and leave it?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import Trainee
from core import audit
from core.contention import patiently
from core.denials import Refused, require
from core.workflow import advance, advance_each
from training import notifications, permissions, queries
from training.actions.seats import (
    claim_seat,
    lock_enrolment,
    lock_enrolments,
    lock_trainee,
    release_seat,
)
from training.models import CourseRun, Enrolment
from training.states import ACTIVE_STATES, ASKING_STATES, ENROLMENT, SEAT_STATES


def enrol(
    *, trainee: Trainee | None, run: CourseRun, key: str, by: Any, now: datetime
) -> Enrolment:
    """Enrol once: seat, waiting list, or the office's decision. The same key or person again gives the same enrolment.

    A repeated click is answered without taking a lock.
    """
    if trainee is None:
        raise Refused(permissions.reasons_against_enrolling(by, run, now)[0])
    own_key = f"{trainee.pk}:{run.pk}:{key}"[:64]
    return queries.repeated(trainee, run, own_key) or _enrol(trainee, run, own_key, by, now)


@patiently
def _enrol(trainee: Trainee, run: CourseRun, own_key: str, by: Any, now: datetime) -> Enrolment:
    """Enrol under the person's lock, so that two clicks at the same moment are one enrolment."""
    lock_trainee(trainee=trainee)
    known = queries.repeated(trainee, run, own_key)
    if known is not None:
        return known
    require(permissions.denies_enrol(by, run, now, trainee))
    enrolment = Enrolment.objects.create(
        trainee=trainee, run=run, idempotency_key=own_key, applied_at=now
    )
    audit.record(enrolment, "enrolment.apply", by=by, after=enrolment.state)
    if run.needs_approval:
        notifications.tell_applied(enrolment)
    else:
        seat_or_wait(enrolment=enrolment, by=by, now=now)
    return enrolment


def seat_or_wait(*, enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Give a free seat, unless somebody eligible waits for it; otherwise put the person on the waiting list.

    The rules are checked here again, whoever calls: no way into a seat bypasses them.
    """
    require(permissions.denies_seat(enrolment, now))
    if claim_seat(run_id=enrolment.run_id):
        if queries.first_eligible_waiting(enrolment.run_id, now) is None:
            advance(enrolment, ENROLMENT, "seat", by=by, seated_at=now)
            notifications.tell_seated(enrolment, now)
            return
        release_seat(run_id=enrolment.run_id)
    advance(enrolment, ENROLMENT, "wait", by=by, waitlisted_at=now)
    notifications.tell_waitlisted(enrolment, queries.waiting_position(enrolment))


@patiently
def withdraw(*, enrolment: Enrolment, by: Any, now: datetime, reason: str = "") -> Enrolment:
    """Leave a run; a seat that was held is freed exactly once. Leaving twice changes nothing."""
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_withdraw(by, enrolment))
    held_a_seat = enrolment.state in SEAT_STATES
    advance(
        enrolment,
        ENROLMENT,
        "withdraw",
        by=by,
        reason=reason,
        ended_at=now,
        end_reason=reason[:300],
    )
    if held_a_seat:
        release_seat(run_id=enrolment.run_id)
    notifications.tell_withdrawn(enrolment)
    return enrolment


@patiently
def approve(*, enrolment: Enrolment, by: Any, now: datetime) -> Enrolment:
    """Say yes to an application; a free seat follows at once, otherwise the waiting list."""
    lock_trainee(trainee=enrolment.trainee)
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_approval(by, enrolment, now))
    advance(enrolment, ENROLMENT, "approve", by=by)
    seat_or_wait(enrolment=enrolment, by=by, now=now)
    return enrolment


@patiently
def lapse(*, enrolments: Iterable[int], now: datetime) -> int:
    """End the waiting of people, by their numbers, whose runs nobody can come into any more, and tell them."""
    asking = lock_enrolments(
        enrolments=Enrolment.objects.filter(pk__in=enrolments, state__in=ASKING_STATES)
    )
    moved = advance_each(asking, ENROLMENT, "lapse", ended_at=now)
    notifications.tell_lapsed(moved)
    return len(moved)


@patiently
def cancel(*, enrolment: Enrolment, by: Any, now: datetime, reason: str) -> Enrolment:
    """End somebody's enrolment for the organiser, with a reason that the person reads."""
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_office(by))
    held_a_seat = enrolment.state in SEAT_STATES and enrolment.state in ACTIVE_STATES
    advance(
        enrolment, ENROLMENT, "cancel", by=by, reason=reason, ended_at=now, end_reason=reason[:300]
    )
    if held_a_seat:
        release_seat(run_id=enrolment.run_id)
    notifications.tell_cancelled(enrolment, reason)
    return enrolment
