"""How is a step in training undone? People get back their seat, offer or place on the waiting list, and are told."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit
from core.background import enqueue
from core.contention import patiently
from core.denials import Denial, Refused, require
from core.workflow import advance
from training import notifications, permissions
from training.actions import offers
from training.actions.seats import lock_enrolment, lock_trainee, retake_seat
from training.models import CourseRun, Enrolment
from training.queries.undoing import ended_with
from training.states import COURSE_RUN, ENROLMENT, SEAT_STATES, EnrolmentState


@patiently
def retract(*, enrolment: Enrolment, by: Any, now: datetime) -> Enrolment:
    """Undo "not passed" or "did not come"; people who were told of it are told of this."""
    lock_trainee(trainee=enrolment.trainee)
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_retracting(by, enrolment, now))
    was_told = enrolment.state == EnrolmentState.FAILED
    _put_back(enrolment, "retract", by)
    if was_told:
        notifications.tell_unfailed(enrolment)
    return enrolment


@patiently
def restore_enrolment(*, enrolment: Enrolment, by: Any, now: datetime) -> Enrolment:
    """Undo that the organiser ended one enrolment, if its seat is still there."""
    lock_trainee(trainee=enrolment.trainee)
    enrolment = lock_enrolment(enrolment=enrolment)
    require(permissions.denies_restoring_enrolment(by, enrolment, now))
    _restore(enrolment, by, now)
    enqueue("training.tasks.offer_free_seats", enrolment.run_id)
    return enrolment


@patiently
def restore_run(*, run: CourseRun, by: Any, now: datetime) -> tuple[int, int]:
    """Undo the cancelling of a run: everybody is back where they were; return how many, and how many stay out.

    Out stays who has left, or sits in another class at the same time meanwhile.
    """
    require(permissions.denies_restoring_run(by, run, now))
    ended = list(ended_with(run, permissions.cancelled_at(run)))
    advance(run, COURSE_RUN, "restore", by=by, to=audit.state_before(run, "course_run.cancel"))
    back = [
        person
        for person in (lock_enrolment(enrolment=each) for each in ended)
        if permissions.denies_coming_back(person, now) is None
    ]
    for person in back:
        _restore(person, by, now)
    run.refresh_from_db(fields=["seats_taken"])
    enqueue("training.tasks.offer_free_seats", run.pk)
    return len(back), len(ended) - len(back)


def _restore(enrolment: Enrolment, by: Any, now: datetime) -> None:
    """Put an enrolment back with its seat; an offer whose time ran out meanwhile ends as it would have ended."""
    if permissions.before_end(enrolment) in SEAT_STATES and not retake_seat(
        run_id=enrolment.run_id
    ):
        raise Refused(Denial("undo.seat", _("Meanwhile the seat went to somebody else.")))
    _put_back(enrolment, "restore", by)
    notifications.tell_restored(enrolment)
    if enrolment.state == EnrolmentState.OFFERED:
        offers.expire(enrolments=[enrolment.pk], now=now)


def _put_back(enrolment: Enrolment, verb: str, by: Any) -> None:
    to = permissions.before_end(enrolment)
    advance(enrolment, ENROLMENT, verb, by=by, to=to, ended_at=None, end_reason="")
