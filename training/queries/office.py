"""What does the office see of the runs?"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from training.models import Course, CourseRun, Enrolment
from training.permissions import visible_runs, with_phase
from training.queries.enrolments import waiting
from training.queries.teaching import RosterRow, roster_of
from training.states import ACTIVE_STATES, EnrolmentGroup, EnrolmentState, RunPhase


@dataclass(frozen=True, slots=True)
class RunDetail:
    """One run for the office: who asks, who waits, who was offered a seat, who sits in it."""

    run: CourseRun
    applied: list[Enrolment]
    waiting: list[Enrolment]
    offered: list[Enrolment]
    roster: list[RosterRow]


def office_runs(
    user: User, now: datetime, *, state: str = "", course: str = "", asking: bool = False
) -> QuerySet[CourseRun]:
    """Return the runs that fit a filter, with the numbers of people who ask and wait; latest first."""
    runs = with_phase(visible_runs(user).select_related("course"), now)
    if asking:
        runs = runs.filter(
            pk__in=Enrolment.objects.filter(state=EnrolmentState.APPLIED).values("run")
        )
    if state in RunPhase.values:
        runs = runs.filter(phase=state)
    if course:
        runs = runs.filter(course__code=course)
    return runs.annotate(
        applied_count=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.APPLIED)),
        waiting_count=Count("enrolments", filter=Q(enrolments__state=EnrolmentState.WAITLISTED)),
    ).order_by("-starts_on", "-pk")


def run_phase_counts(user: User, now: datetime, course: str = "") -> dict[str, int]:
    """Return of how many runs, perhaps of one course, each phase is true."""
    runs = visible_runs(user).filter(course__code=course) if course else visible_runs(user)
    return Counter(with_phase(runs, now).order_by("pk").values_list("phase", flat=True))


def courses_with_runs() -> QuerySet[Course]:
    """Return the courses for a filter, by code."""
    return Course.objects.order_by("code")


def run_for_office(user: User, pk: int) -> CourseRun | None:
    """Return a run for the office, or None."""
    return (
        visible_runs(user)
        .select_related("course", "division", "university", "company")
        .filter(pk=pk)
        .first()
    )


def run_detail(run: CourseRun, now: datetime) -> RunDetail:
    """Return everything about one run that the office decides on."""
    asking = (
        Enrolment.objects.filter(run=run, state__in=EnrolmentState.of(EnrolmentGroup.TO_ANSWER))
        .select_related("trainee__user", "run__course")
        .order_by("applied_at", "pk")
    )
    found = list(asking)
    return RunDetail(
        run=run,
        applied=[row for row in found if row.state == EnrolmentState.APPLIED],
        waiting=list(waiting(run.pk)),
        offered=[row for row in found if row.state == EnrolmentState.OFFERED],
        roster=roster_of(run, now),
    )


def coming_classes(run: CourseRun, changed: CourseRun, now: datetime) -> dict[str, Any]:
    """Return the effect of new days before they are saved: each coming class with its moved time, and the people affected."""
    by = changed.starts_on - run.starts_on
    coming = run.meetings.filter(cancelled_at=None, starts_at__gt=now).order_by("starts_at", "pk")
    people = run.enrolments.filter(state__in=ACTIVE_STATES).count()
    return {
        "coming": [(each, each.starts_at + by) for each in coming],
        "people": people,
        "days": by.days,
    }
