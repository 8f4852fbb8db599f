"""How does a person come into a run, and leave it?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Trainee
from core.contention import patiently
from core.denials import Refused, require
from core.workflow import advance, advance_each, enter
from training import notifications, permissions, queries
from training.actions.seats import (
    claim_seat,
    hand_back,
    lock_enrolment,
    lock_enrolments,
    lock_trainee,
    release_seat,
)
from training.models import CourseRun, Enrolment
from training.states import ACTIVE_STATES, ASKING_STATES, ENROLMENT, SEAT_STATES

# What the rules ask of a run: read again under the lock.
AS_IT_STANDS = ("state", "enrol_opens_at", "enrol_closes_at", "ends_on", "needs_approval")


def enrol(
    *, trainee: Trainee | None, run: CourseRun, key: str, by: Any, now: datetime
) -> Enrolment:
    """Enrol once: seat, waiting list, or the office's decision. The same key or person again gives the same enrolment.

    What is asked and answered before the lock is asked again under it. Who is not plainly allowed, or clicks again, is
    answered by the rules one by one.
    """
    if trainee is None:
        raise Refused(permissions.reasons_against_enrolling(by, run, now)[0])
    own_key = f"{trainee.pk}:{run.pk}:{key}"[:64]
    try:
        return (
            _first_click(trainee, run, own_key, by, now)
            or queries.repeated(trainee, run, own_key)
            or _enrol(trainee, run, own_key, by, now)
        )
    except IntegrityError:  # the constraint saw a second click that the questions before it did not
        found = queries.repeated(trainee, run, own_key)
        if found is None:
            raise
        return found


def _first_click(
    trainee: Trainee, run: CourseRun, own_key: str, by: Any, now: datetime
) -> Enrolment | None:
    """Enrol whom nothing hinders, in few statements; None, with nothing written, for everybody else."""
    if permissions.clear_to_enrol(trainee, run, key=own_key, by=by, now=now) is None:
        return None
    return _enrol_at_once(trainee, run, own_key, by, now)


@patiently
def _enrol_at_once(
    trainee: Trainee, run: CourseRun, own_key: str, by: Any, now: datetime
) -> Enrolment | None:
    """Claim first, then ask on what the claim saw; whatever speaks against it takes everything back."""
    lock_trainee(trainee=trainee)
    has_seat = not run.needs_approval and claim_seat(run_id=run.pk)
    clear = permissions.clear_to_enrol(trainee, run, key=own_key, by=by, now=now)
    if clear is None or clear.needs_approval != run.needs_approval:
        transaction.set_rollback(True)
        return None
    if has_seat and clear.somebody_waits and queries.somebody_comes_first(run, now):
        hand_back(run_id=run.pk)
        has_seat = False
    enrolment = Enrolment(trainee=trainee, run=run, idempotency_key=own_key, applied_at=now)
    if run.needs_approval:
        enter(enrolment, ENROLMENT, "apply", by=by)
        notifications.tell_applied(enrolment)
    elif has_seat:
        enrolment.seated_at = now
        enter(enrolment, ENROLMENT, "apply", ["seat"], by=by)
        notifications.tell_seated(enrolment, now)
    else:
        enrolment.waitlisted_at = now
        enter(enrolment, ENROLMENT, "apply", ["wait"], by=by)
        notifications.tell_waitlisted(enrolment, queries.waiting_position(enrolment))
    return enrolment


@patiently
def _enrol(trainee: Trainee, run: CourseRun, own_key: str, by: Any, now: datetime) -> Enrolment:
    """Enrol by every rule in turn, under the person's lock, so that two clicks at the same moment are one enrolment."""
    lock_trainee(trainee=trainee)
    known = queries.repeated(trainee, run, own_key)
    if known is not None:
        return known
    run.refresh_from_db(fields=AS_IT_STANDS)
    require(permissions.denies_enrol(by, run, now, trainee))
    enrolment = Enrolment(trainee=trainee, run=run, idempotency_key=own_key, applied_at=now)
    enter(enrolment, ENROLMENT, "apply", by=by)
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
