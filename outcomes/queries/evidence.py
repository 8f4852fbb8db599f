"""What stands behind one counted person: sessions, attendance, marks, certificates, starts at work?"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import Trainee
from matching.models import Placement
from matching.queries.placements import with_grade
from outcomes import permissions
from outcomes.queries.persons import EVERYBODY, counted_completions, verified_people
from training.models import Attendance, Enrolment
from training.queries.figures import end_of


def person_for(user: Any, person_id: int, known_on: date) -> Trainee | None:
    """Return a person whose figures the user may open; also a duplicate, as known before it was merged."""
    return (
        permissions.visible_persons(user, known_on)
        .select_related("user", "university", "major", "home_division", "verified_by")
        .filter(pk=person_id)
        .first()
    )


def is_verified(person: Trainee, known_on: date) -> bool:
    """Tell whether contact and real name stood checked at the end of a day."""
    return verified_people(end_of(known_on)).filter(pk=person.pk).exists()


def entered_on(enrolments: list[Enrolment]) -> date | None:
    """Return the day on which the person entered the year's figure, or None."""
    counted = [each for each in enrolments if each.counts]  # type: ignore[attr-defined]  # annotated
    days = [each.completed_on for each in counted if each.completed_on]
    return min(days, default=None)


def enrolments_behind(person: Trainee, on: date, known_on: date) -> list[Enrolment]:
    """Return the enrolments of a person, and of accounts merged into them, in a year; the first that counts first.

    `counts` tells whether the completion is in the figure.
    """
    counted = counted_completions(on.year, on, EVERYBODY, known_on).filter(person=person.pk)
    attendances = Attendance.objects.select_related("meeting", "marked_by").order_by(
        "meeting__starts_at", "pk"
    )
    found: QuerySet[Any] = Enrolment.objects.filter(_theirs(person))
    return list(
        found.filter(
            Q(completed_on__year=on.year) | Q(completed_on=None, run__ends_on__year=on.year)
        )
        .annotate(counts=Exists(counted.filter(pk=OuterRef("pk"))))
        .select_related(
            "run__course", "run__university", "assessment__assessed_by", "certificate", "trainee"
        )
        .prefetch_related(Prefetch("attendances", attendances))
        .order_by("-counts", "completed_on", "pk")
    )


def years_of(person: Trainee) -> list[int]:
    """Return the years in which a person completed something, the newest first."""
    days = Enrolment.objects.filter(_theirs(person), completed_on__isnull=False).dates(
        "completed_on", "year", "DESC"
    )
    return [day.year for day in days]


def latest_day(years: list[int], known_on: date) -> date:
    """Return the day itself, or the end of the last earlier year in which the person completed anything."""
    past = [year for year in years if year <= known_on.year]
    return known_on if not past or past[0] == known_on.year else date(past[0], 12, 31)


def placements_behind(person: Trainee) -> QuerySet[Placement]:
    """Return the starts at work of a person, the newest first, with their grade."""
    placements = Placement.objects.filter(_theirs(person)).select_related(
        "company", "opening__occupation"
    )
    return with_grade(placements).order_by("-start_on", "-pk")


def _theirs(person: Trainee) -> Q:
    return Q(trainee=person) | Q(trainee__merged_into=person)
