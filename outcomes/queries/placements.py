"""How many starts at work does a year have up to a day, by evidence grade as it stood at the end of that day?"""

from datetime import date

from django.db.models import Case, CharField, Count, QuerySet, Value, When

from matching.models import Placement
from matching.queries.placements import employment_placements
from matching.states import Grade
from outcomes.queries.persons import EVERYBODY, Filters, end_of


def placements_of_year(on: date, filters: Filters = EVERYBODY) -> QuerySet[Placement]:
    """Return the starts of the calendar year that were claimed by the end of a day; internships are left out."""
    found = employment_placements().filter(start_on__range=(date(on.year, 1, 1), on), claimed_at__lt=end_of(on))
    if filters.university:
        found = found.filter(trainee__university=filters.university)
    if filters.major:
        found = found.filter(trainee__major=filters.major)
    if filters.division:
        found = found.filter(trainee__home_division=filters.division)
    if filters.course:
        found = found.filter(trainee__enrolments__is_counted=True, trainee__enrolments__run__course=filters.course)
    return found


def grade_on(on: date) -> Case:
    """Return the grade at the end of a day; on today it is `matching.queries.placements.with_grade`."""
    end = end_of(on)
    return Case(
        When(verified_at__lt=end, then=Value(Grade.VERIFIED.value)),
        When(confirmed_at__lt=end, then=Value(Grade.CONFIRMED.value)),
        When(contested_at__lt=end, then=Value(Grade.CONTESTED.value)),
        default=Value(Grade.CLAIMED.value),
        output_field=CharField(),
    )


def placements_by_grade(on: date, filters: Filters = EVERYBODY) -> dict[str, int]:
    """Count the year's placements by grade; every grade is there, 0 included."""
    rows = (
        placements_of_year(on, filters)
        .order_by()
        .annotate(grade_then=grade_on(on))
        .values_list("grade_then")
        .annotate(count=Count("pk", distinct=True))
        .order_by("grade_then")
    )
    return {**dict.fromkeys(Grade.values, 0), **dict(rows)}
