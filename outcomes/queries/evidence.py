"""What stands behind one counted person: sessions, attendance, marks, certificates, starts at work?"""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import Trainee
from matching.models import Placement
from matching.queries.placements import with_grade
from outcomes import permissions
from training.models import Attendance, Enrolment


def person_for(user: Any, person_id: int) -> Trainee | None:
    """Return a person whose figures the user may open."""
    return (
        permissions.visible_persons(user)
        .select_related("user", "university", "major", "home_division", "verified_by")
        .filter(pk=person_id)
        .first()
    )


def enrolments_behind(person: Trainee, year: int) -> QuerySet[Enrolment]:
    """Return what a person, and the accounts merged into them, learnt in a year; the first counted completion first."""
    attendances = Attendance.objects.select_related("meeting", "marked_by").order_by("meeting__starts_at", "pk")
    return (
        Enrolment.objects.filter(_theirs(person))
        .filter(Q(completed_on__year=year) | Q(completed_on=None, run__ends_on__year=year))
        .select_related("run__course", "run__university", "assessment__assessed_by", "certificate", "trainee")
        .prefetch_related(Prefetch("attendances", attendances))
        .order_by("-is_counted", "completed_on", "pk")
    )


def placements_behind(person: Trainee) -> QuerySet[Placement]:
    """Return the starts at work of a person, the newest first, with their grade."""
    placements = Placement.objects.filter(_theirs(person)).select_related("company", "opening__occupation")
    return with_grade(placements).order_by("-start_on", "-pk")


def entered_on(enrolments: list[Enrolment]) -> date | None:
    """Return the day on which the person entered the year's figure, or None."""
    days = [each.completed_on for each in enrolments if each.is_counted and each.completed_on]
    return min(days, default=None)


def _theirs(person: Trainee) -> Q:
    return Q(trainee=person) | Q(trainee__merged_into=person)
