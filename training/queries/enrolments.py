"""What is the state of a person's courses, and who waits for a seat?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import Trainee, User
from core.denials import Denial
from core.statements import Prepared
from training.models import (
    Attendance,
    Certificate,
    CourseRun,
    EarlierAssessment,
    Enrolment,
    Meeting,
)
from training.permissions import (
    Standing,
    clear_to_offer,
    completion_day,
    denies_calendar,
    denies_offer,
    standing_of,
    visible_enrolments,
)
from training.permissions.completion import missing
from training.states import ACTIVE_STATES, IN_CLASS, EnrolmentState


@dataclass(frozen=True, slots=True)
class EnrolmentView:
    """One course of one person, as its page and the teacher's record show it."""

    enrolment: Enrolment
    standing: Standing
    missing: list[Denial]
    classes: list[tuple[Meeting, Attendance | None]]
    position: int
    certificate: Certificate | None
    mark: int | None
    earlier: list[EarlierAssessment]
    moment: datetime

    @property
    def has_seat(self) -> bool:
        """Tell whether the classes are this person's."""
        return denies_calendar(self.enrolment) is None

    @property
    def unmarked(self) -> list[Meeting]:
        """Return the classes that were held and not marked for this person."""
        return [
            meeting
            for meeting, mark in self.classes
            if mark is None and meeting.starts_at <= self.moment and not meeting.is_cancelled
        ]


@dataclass(frozen=True, slots=True)
class MyCourses:
    """A person's courses: going on (each with its next class), asked for, over, and the certificates."""

    going_on: list[tuple[Enrolment, Meeting | None]]
    asking: list[Enrolment]
    over: list[Enrolment]
    certificates: list[Certificate]


def enrolments_of(trainee: Trainee) -> QuerySet[Enrolment]:
    """Return a person's enrolments, newest first, with run, course and certificate."""
    return (
        Enrolment.objects.filter(trainee=trainee)
        .select_related("run__course", "certificate")
        .order_by("-applied_at", "-pk")
    )


def enrolment_for(user: User, pk: int) -> Enrolment | None:
    """Return a person's own enrolment, or None: the office and teachers have their own pages."""
    if not user.is_authenticated:
        return None
    return (
        visible_enrolments(user)
        .select_related(
            "run__course__track", "run__division", "trainee__user", "certificate", "assessment"
        )
        .filter(pk=pk, trainee__user=user)
        .first()
    )


def next_meetings(run: CourseRun, now: datetime, limit: int) -> list[Meeting]:
    """Return the next classes of a run."""
    return list(
        run.meetings.filter(cancelled_at=None, ends_at__gt=now).order_by("starts_at", "pk")[:limit]
    )


def calendar_of(run: CourseRun) -> list[Meeting]:
    """Return every class of a run in order."""
    return list(run.meetings.order_by("starts_at", "pk"))


def any_enrolment_for(user: User, pk: int) -> Enrolment | None:
    """Return an enrolment for the office to decide on, or None."""
    return (
        visible_enrolments(user)
        .select_related("run__course", "trainee__user")
        .filter(pk=pk)
        .first()
    )


def mark_of(enrolment: Enrolment) -> int | None:
    """Return the mark given so far, or None."""
    assessment = getattr(enrolment, "assessment", None)
    return assessment.mark if assessment else None


def enrolment_view(enrolment: Enrolment, now: datetime) -> EnrolmentView:
    """Return one course of one person: standing, what is missing, classes with marks, the place in the queue."""
    standing = standing_of(enrolment, now)
    in_class = enrolment.state in IN_CLASS
    marks = {mark.meeting_id: mark for mark in enrolment.attendances.all()}
    return EnrolmentView(
        enrolment=enrolment,
        standing=standing,
        missing=missing(standing) if in_class else [],
        classes=[(meeting, marks.get(meeting.pk)) for meeting in calendar_of(enrolment.run)],
        position=waiting_position(enrolment),
        certificate=getattr(enrolment, "certificate", None),
        mark=mark_of(enrolment),
        earlier=list(enrolment.earlier_assessments.order_by("replaced_at", "pk")),
        moment=now,
    )


def certificate_draft(enrolment: Enrolment, now: datetime) -> dict[str, Any]:
    """Return what a certificate would say if it were issued now, and what is missing, for the question before it."""
    view = enrolment_view(enrolment, now)
    return {
        "view": view,
        "taught": list(
            enrolment.run.course.taught.select_related("skill").order_by("-level", "skill__code")
        ),
        "day": None if view.missing else completion_day(enrolment, now),
    }


def my_courses(trainee: Trainee, now: datetime) -> MyCourses:
    """Return a person's courses: going on, over, and the certificates."""
    rows = list(enrolments_of(trainee))
    active = [row for row in rows if row.is_active]
    meetings = _meetings_ahead([row.run_id for row in active if row.state in IN_CLASS], now)
    return MyCourses(
        going_on=[
            (row, next(iter(meetings.get(row.run_id, [])), None))
            for row in active
            if row.state in IN_CLASS
        ],
        asking=[row for row in active if row.state not in IN_CLASS],
        over=[row for row in rows if not row.is_active],
        certificates=[row.certificate for row in rows if hasattr(row, "certificate")],
    )


def repeated(trainee: Trainee, run: CourseRun, key: str) -> Enrolment | None:
    """Return the enrolment that an earlier click or an earlier visit already made, or None."""
    same = Q(idempotency_key=key) | Q(run=run, state__in=ACTIVE_STATES)
    return (
        trainee.enrolments.filter(same)
        .select_related("run__course", "trainee__user")
        .order_by("-pk")
        .first()
    )


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


def somebody_comes_first(run: CourseRun, now: datetime) -> bool:
    """Tell whether somebody waits whom the rules still allow: the first of them nearly always is."""
    first = waiting(run.pk).select_related(None).select_related("trainee").first()
    if first is None:
        return False
    return (
        clear_to_offer(first.pk, first.trainee, run, now)
        or first_eligible_waiting(run.pk, now) is not None
    )


def waiting_position(enrolment: Enrolment) -> int:
    """Return the place on the waiting list, counted from 1; 0 for somebody who does not wait."""
    if enrolment.state != EnrolmentState.WAITLISTED:
        return 0
    return 1 + _AHEAD.number(run=enrolment.run_id, since=enrolment.waitlisted_at, pk=enrolment.pk)


def _ahead(run: int, since: datetime, pk: int) -> QuerySet[Any]:
    """Count who has waited longer, in a statement for every person who joins."""
    earlier = Q(waitlisted_at__lt=since) | Q(waitlisted_at=since, pk__lt=pk)
    waits = Enrolment.objects.filter(earlier, run=run, state=EnrolmentState.WAITLISTED)
    return waits.order_by().values("run").annotate(ahead=Count("pk")).values_list("ahead")


_AHEAD = Prepared(_ahead, run=int, since=datetime, pk=int)


def expired_offers(now: datetime) -> list[int]:
    """Return the offers whose time is over."""
    over = Enrolment.objects.filter(state=EnrolmentState.OFFERED, offer_expires_at__lte=now)
    return list(over.order_by("offer_expires_at", "pk").values_list("pk", flat=True))


def _meetings_ahead(runs: list[int], now: datetime) -> dict[int, list[Meeting]]:
    """Return the classes by run that are not over and take place; what is past is past."""
    found: dict[int, list[Meeting]] = {}
    ahead = Meeting.objects.filter(run__in=runs, ends_at__gt=now, cancelled_at=None)
    for meeting in ahead.order_by("starts_at", "pk"):
        found.setdefault(meeting.run_id, []).append(meeting)
    return found
