"""How does a freed seat reach the first eligible person who waits?

An offer holds a seat (it is counted) until it is accepted, declined or runs out. Offers are not made in quiet hours and
never after the deadline, and the rules of a direct enrolment are asked again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from core.contention import patiently
from core.denials import require
from core.workflow import advance, advance_each
from training import notifications, permissions, queries
from training.actions.seats import (
    claim_seat,
    lock_enrolment,
    lock_enrolments,
    lock_trainee,
    release_seat,
    release_seats,
)
from training.models import Enrolment
from training.states import ENROLMENT, EnrolmentState


def offer_free_seats(*, run_id: int, now: datetime) -> list[int]:
    """Offer every free seat of a run to the people who wait, in order; return the enrolments offered."""
    offered: list[int] = []
    if permissions.is_quiet(now):
        return offered
    while (waiting := queries.first_eligible_waiting(run_id, now)) is not None:
        if not _offer(waiting, now):
            break
        offered.append(waiting.pk)
    return offered


@patiently
def _offer(enrolment: Enrolment, now: datetime) -> bool:
    """Offer one seat to one person; False when no seat is free."""
    lock_trainee(trainee=enrolment.trainee)
    enrolment = lock_enrolment(enrolment=enrolment)
    if enrolment.state != EnrolmentState.WAITLISTED or permissions.denies_offer(enrolment, now):
        return True  # somebody was faster; look at the next person
    if not claim_seat(run_id=enrolment.run_id):
        return False
    until = min(now + timedelta(hours=settings.WAITLIST_OFFER_HOURS), enrolment.run.enrol_closes_at)
    advance(enrolment, ENROLMENT, "offer", by=None, offered_at=now, offer_expires_at=until)
    notifications.tell_offered(enrolment)
    return True


@patiently
def accept(*, enrolment: Enrolment, by: Any, now: datetime) -> Enrolment:
    """Take the offered seat; taking it twice changes nothing."""
    lock_trainee(trainee=enrolment.trainee)
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_accept(by, enrolment, now))
    if enrolment.state == EnrolmentState.SEATED:
        return enrolment
    advance(enrolment, ENROLMENT, "accept", by=by, seated_at=now)
    notifications.tell_seated(enrolment, now)
    return enrolment


@patiently
def decline(*, enrolment: Enrolment, by: Any, now: datetime) -> Enrolment:
    """Leave the offered seat to the next person."""
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_withdraw(by, enrolment))
    advance(enrolment, ENROLMENT, "decline", by=by, ended_at=now)
    release_seat(run_id=enrolment.run_id)
    return enrolment


@patiently
def expire(*, enrolments: Iterable[int], now: datetime) -> int:
    """End offers, by their numbers, whose time is over, and free their seats; return how many nobody had answered."""
    is_over = {"state": EnrolmentState.OFFERED, "offer_expires_at__lte": now}
    over = lock_enrolments(enrolments=Enrolment.objects.filter(pk__in=enrolments, **is_over))
    moved = advance_each(over, ENROLMENT, "expire", ended_at=now)
    release_seats(run_ids=(each.run_id for each in moved))
    notifications.tell_offers_expired(moved)
    return len(moved)
