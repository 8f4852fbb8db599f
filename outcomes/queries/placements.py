"""How many starts at work does a year have up to a day, by evidence grade as it stood at the end of that day?"""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, QuerySet, Value, When

from matching.models import Placement
from matching.queries.placements import employment_placements
from matching.states import Grade
from outcomes.queries.persons import EVERYBODY, Filters, counted_completions, end_of


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
        found = found.filter(trainee__in=counted_completions(on.year, on, filters).values("trainee"))
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
        .annotate(count=Count("pk"))
        .order_by("grade_then")
    )
    return {**dict.fromkeys(Grade.values, 0), **dict(rows)}


def listed_placements(on: date, filters: Filters, grade: str) -> QuerySet[Any]:
    """Return what one of the four numbers counts, the latest first, with `grade_then`; every grade when none is named."""
    found: QuerySet[Any] = placements_of_year(on, filters).annotate(grade_then=grade_on(on))
    if grade:
        found = found.filter(grade_then=grade)
    return found.select_related("trainee__user", "trainee__university", "company", "opening").order_by(
        "-start_on", "-pk"
    )
