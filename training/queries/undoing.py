"""Whom has the organiser just ended, so that it can still be undone?"""

from datetime import datetime

from django.db.models import QuerySet

from training.models import CourseRun, Enrolment
from training.states import CourseRunState, EnrolmentState


def ended_with(run: CourseRun, moment: datetime | None) -> QuerySet[Enrolment]:
    """Return those whose enrolment ended when their run was cancelled."""
    return _ended(run).filter(ended_at=moment)


def just_ended(run: CourseRun, since: datetime) -> QuerySet[Enrolment]:
    """Return those whom the organiser ended one by one since a moment; nobody where the whole run was cancelled."""
    found = _ended(run).filter(ended_at__gt=since)
    return found.none() if run.state == CourseRunState.CANCELLED else found


def _ended(run: CourseRun) -> QuerySet[Enrolment]:
    return (
        Enrolment.objects.filter(run=run, state=EnrolmentState.CANCELLED_BY_ORGANISER)
        .select_related("trainee__user", "run__course")
        .order_by("pk")
    )
