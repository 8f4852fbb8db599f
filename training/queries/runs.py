"""Which runs can people still come into?"""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from core.clock import now as current_moment
from training.models import Course, CourseRun
from training.permissions import visible_runs
from training.states import CourseRunState, EnrolmentState


def open_runs(now: datetime | None = None) -> QuerySet[CourseRun]:
    """Return the runs whose enrolment is open or opens later, soonest first, with course, track and place."""
    return (
        CourseRun.objects.filter(state=CourseRunState.OPEN, enrol_closes_at__gt=now or current_moment())
        .select_related("course__track", "division")
        .order_by("starts_on", "pk")
    )


def runs_for_course(course: Course, now: datetime | None = None) -> QuerySet[CourseRun]:
    """Return the runs of a course that people can still come into, soonest first."""
    return open_runs(now).filter(course=course)


def next_runs(limit: int, now: datetime | None = None) -> QuerySet[CourseRun]:
    """Return the next runs, soonest first."""
    return open_runs(now)[:limit]


def run_for(user: User, pk: int) -> CourseRun | None:
    """Return a run that this account may see, or None."""
    return visible_runs(user).select_related("course__track", "division", "university", "company").filter(pk=pk).first()


def runs_to_offer() -> list[int]:
    """Return the open runs where people wait."""
    waiting = CourseRun.objects.filter(state=CourseRunState.OPEN, enrolments__state=EnrolmentState.WAITLISTED)
    return list(waiting.order_by("pk").values_list("pk", flat=True).distinct())
