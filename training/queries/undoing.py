"""Whom has the organiser just ended, which class was just cancelled, so that it can still be undone?"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from training.models import CourseRun, Enrolment, Meeting
from training.states import CourseRunState, EnrolmentState


def ended_with(run: CourseRun, moment: datetime | None) -> QuerySet[Enrolment]:
    """Return those whose enrolment ended when their run was cancelled."""
    return _ended(run).filter(ended_at=moment)


def just_ended(run: CourseRun, since: datetime) -> QuerySet[Enrolment]:
    """Return enrolments that the organiser ended one by one since a moment; none if the whole run was cancelled."""
    found = _ended(run).filter(ended_at__gt=since)
    return found.none() if run.state == CourseRunState.CANCELLED else found


def just_cancelled(meetings: Iterable[Meeting], since: datetime) -> set[int]:
    """Return the numbers of those classes that were cancelled since a moment."""
    return {
        each.pk for each in meetings if each.cancelled_at is not None and each.cancelled_at > since
    }


def cancelled_untold(until: datetime) -> QuerySet[Meeting]:
    """Return the classes cancelled up to a moment of which nobody has been told."""
    found = Meeting.objects.filter(cancelled_at__lte=until, cancelled_told_at=None)
    return found.select_related("run__course").order_by("pk")


def _ended(run: CourseRun) -> QuerySet[Enrolment]:
    return (
        Enrolment.objects.filter(run=run, state=EnrolmentState.CANCELLED_BY_ORGANISER)
        .select_related("trainee__user", "run__course")
        .order_by("pk")
    )
