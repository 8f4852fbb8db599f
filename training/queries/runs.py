"""Which runs can people still come into?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects

from accounts.models import User
from core.clock import local_date
from training.models import Course, CourseRun, Enrolment, Meeting
from training.permissions import visible_runs
from training.permissions.lateness import IN_TIME, with_lateness
from training.rhythm import rhythm
from training.states import ASKING_STATES, CourseRunState, EnrolmentState, RunGroup


def open_runs(now: datetime) -> QuerySet[CourseRun]:
    """Return the runs on offer, soonest first, with course, track and place: enrolment is open or opens later, and who
    comes in can still complete. Lists, counts, advice and the audit ask here alone."""
    return (
        with_lateness(
            CourseRun.objects.filter(state=CourseRunState.OPEN, enrol_closes_at__gt=now), now
        )
        .filter(lateness=IN_TIME)
        .select_related("course__track", "division")
        .order_by("starts_on", "pk")
    )


def runs_for_course(course: Course, now: datetime) -> QuerySet[CourseRun]:
    """Return the runs of a course that people can still come into, soonest first."""
    return open_runs(now).filter(course=course)


def run_for(user: User, pk: int) -> CourseRun | None:
    """Return a run that this account may see, or None."""
    return (
        visible_runs(user)
        .select_related("course__track", "division", "university", "company")
        .filter(pk=pk)
        .first()
    )


def run_to_enter(user: User, pk: int) -> CourseRun | None:
    """Return the same with its course alone: what a click needs when many click at once."""
    return visible_runs(user).select_related("course").filter(pk=pk).order_by("pk").first()


def runs_with_seats(now: datetime) -> QuerySet[CourseRun]:
    """Return the runs on offer into which somebody can come at this moment, with a seat free."""
    return open_runs(now).filter(
        enrol_opens_at__lte=now, capacity__gt=F("seats_taken") + F("seats_reserved")
    )


def runs_to_close(now: datetime) -> QuerySet[CourseRun]:
    """Return the open runs that nobody comes into any more: begun and closed, or over."""
    closed = Q(starts_on__lte=local_date(now), enrol_closes_at__lte=now)
    return CourseRun.objects.filter(
        closed | Q(ends_on__lt=local_date(now)), state=CourseRunState.OPEN
    ).order_by("pk")


def runs_to_finish(today: date) -> QuerySet[CourseRun]:
    """Return the running runs whose last day is over."""
    return CourseRun.objects.filter(state=CourseRunState.RUNNING, ends_on__lt=today).order_by("pk")


def waiting_in_vain(now: datetime) -> list[int]:
    """Return people who still ask for a seat in a run that nobody can join any more."""
    asking = Enrolment.objects.filter(state__in=ASKING_STATES)
    closed = CourseRun.objects.filter(state__in=CourseRunState.of(RunGroup.SHUT))
    late = with_lateness(CourseRun.objects.filter(state=CourseRunState.OPEN), now).exclude(
        lateness=IN_TIME
    )
    return list(
        asking.filter(Q(run__in=closed) | Q(run__in=late.values("pk")))
        .order_by("pk")
        .values_list("pk", flat=True)
    )


@dataclass(frozen=True, slots=True)
class Timetable:
    """When a run is held and who teaches it, before anybody enrols."""

    rhythm: list[str]
    teachers: list[str]


def timetables(runs: list[CourseRun]) -> dict[int, Timetable]:
    """Return the timetable of each run, in two queries."""
    prefetch_related_objects(
        runs,
        Prefetch(
            "meetings",
            Meeting.objects.filter(cancelled_at=None).order_by("starts_at", "pk"),
            to_attr="planned",
        ),
        Prefetch("teachers", User.objects.order_by("real_name", "pk")),
    )
    return {
        run.pk: Timetable(
            rhythm([(each.starts_at, each.ends_at) for each in run.planned]),  # type: ignore[attr-defined]  # to_attr
            [teacher.real_name for teacher in run.teachers.all() if teacher.real_name],
        )
        for run in runs
    }


def runs_to_offer() -> list[int]:
    """Return the open runs where people wait."""
    waiting = CourseRun.objects.filter(
        state=CourseRunState.OPEN, enrolments__state=EnrolmentState.WAITLISTED
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True).distinct())
