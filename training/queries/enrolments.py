"""Where does a person stand in their courses, and who waits for a seat?"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet

from accounts.models import Trainee, User
from core.clock import CITY_TIME, local_date
from core.denials import Denial
from training.models import CourseRun, Enrolment, Meeting
from training.permissions import denies_completion, denies_offer, visible_enrolments
from training.states import ACTIVE_STATES, EnrolmentState


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One course on a trainee's desk: today's class, the next one, and what is missing."""

    enrolment: Enrolment
    today: list[Meeting]
    following: Meeting | None
    missing: list[Denial]


def enrolments_of(trainee: Trainee) -> QuerySet[Enrolment]:
    """Return a person's enrolments, newest first, with run, course and certificate."""
    return (
        Enrolment.objects.filter(trainee=trainee)
        .select_related("run__course", "certificate")
        .order_by("-applied_at", "-pk")
    )


def enrolment_for(user: User, pk: int) -> Enrolment | None:
    """Return a person's own enrolment (or any, for the office), or None."""
    return (
        visible_enrolments(user)
        .select_related("run__course__track", "run__division", "trainee__user", "certificate", "assessment")
        .filter(pk=pk)
        .first()
    )


def repeated(trainee: Trainee, run: CourseRun, key: str) -> Enrolment | None:
    """Return the enrolment that an earlier click or an earlier visit already made, or None."""
    same = Q(idempotency_key=key) | Q(run=run, state__in=ACTIVE_STATES)
    return trainee.enrolments.filter(same).select_related("run__course", "trainee__user").order_by("-pk").first()


def waiting(run_id: int) -> QuerySet[Enrolment]:
    """Return who waits for a seat in a run, first come first."""
    return (
        Enrolment.objects.filter(run=run_id, state=EnrolmentState.WAITLISTED)
        .select_related("run__course", "trainee__user")
        .order_by("waitlisted_at", "pk")
    )


def first_eligible_waiting(run_id: int, now: datetime) -> Enrolment | None:
    """Return the first waiting person whom the rules still allow, or None."""
    return next((person for person in waiting(run_id) if denies_offer(person, now) is None), None)


def waiting_position(enrolment: Enrolment) -> int:
    """Return the place on the waiting list, counted from 1; 0 for somebody who does not wait."""
    if enrolment.state != EnrolmentState.WAITLISTED:
        return 0
    earlier = Q(waitlisted_at__lt=enrolment.waitlisted_at) | Q(
        waitlisted_at=enrolment.waitlisted_at, pk__lt=enrolment.pk
    )
    ahead = Enrolment.objects.filter(earlier, run=enrolment.run_id, state=EnrolmentState.WAITLISTED)
    return ahead.count() + 1


def expired_offers(now: datetime) -> list[int]:
    """Return the offers whose time is over."""
    over = Enrolment.objects.filter(state=EnrolmentState.OFFERED, offer_expires_at__lte=now)
    return list(over.order_by("offer_expires_at", "pk").values_list("pk", flat=True))


def desk_of(trainee: Trainee, now: datetime) -> list[DeskRow]:
    """Return the courses that a person takes now, each with today's class and what is missing."""
    active = enrolments_of(trainee).filter(state__in=ACTIVE_STATES)
    rows = list(active)
    meetings = _meetings_from_today([row.run_id for row in rows], now)
    return [_desk_row(row, meetings.get(row.run_id, []), now) for row in rows]


def _meetings_from_today(runs: list[int], now: datetime) -> dict[int, list[Meeting]]:
    midnight = datetime.combine(local_date(now), time(), CITY_TIME)
    found: dict[int, list[Meeting]] = {}
    for meeting in Meeting.objects.filter(run__in=runs, starts_at__gte=midnight).order_by("starts_at", "pk"):
        found.setdefault(meeting.run_id, []).append(meeting)
    return found


def _desk_row(enrolment: Enrolment, meetings: list[Meeting], now: datetime) -> DeskRow:
    tomorrow = datetime.combine(local_date(now) + timedelta(days=1), time(), CITY_TIME)
    in_class = enrolment.state in {EnrolmentState.SEATED, EnrolmentState.ATTENDING}
    return DeskRow(
        enrolment=enrolment,
        today=[meeting for meeting in meetings if meeting.starts_at < tomorrow],
        following=next((meeting for meeting in meetings if meeting.starts_at >= tomorrow), None),
        missing=denies_completion(enrolment, now) if in_class else [],
    )
