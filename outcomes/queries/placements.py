"""How many starts at work does a year have up to a day, by evidence grade as it stood at the end of that day?"""

from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import LessThan

from core.statements import Prepared
from matching.models import EarlierClaim, Placement
from matching.states import ApplicationState, ContractType, Grade
from outcomes.queries.persons import (
    EVERYBODY,
    PersonFilters,
    asked,
    counted_completions,
    days_of,
    people_like,
)
from training.queries.figures import end_of, person_of


def placements_of_year(
    on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> QuerySet[Placement, Any]:
    """Return the starts of the calendar year up to a day, as they were known by the end of a day (the same one when none
    is given): with `person`, `known_start_on` and `grade_then`; internships and starts taken back are left out.
    """
    end = end_of(known_on or on)
    breached = Q(application__state=ApplicationState.BREACHED, application__moved_at__lt=end)
    found: QuerySet[Any] = (
        Placement.objects.exclude(breached)
        .annotate(
            known_start_on=_claimed_by(end, "start_on"),
            known_contract_type=_claimed_by(end, "contract_type"),
            person=person_of(end),
            grade_then=grade_by(end),
        )
        .filter(known_start_on__range=(date(on.year, 1, 1), on))
        .exclude(known_contract_type=ContractType.INTERNSHIP)
    )
    if filters.narrow_persons:
        found = found.filter(person__in=people_like(filters).values("pk"))
    if filters.course:
        learnt = counted_completions(on.year, on, filters, known_on)
        found = found.filter(person__in=learnt.values("person"))
    return found


def _claimed_by(end: datetime, term: str) -> Case:
    """Return what the company had claimed before a moment; nothing where it had claimed nothing yet."""
    return Case(When(claimed_at__lt=end, then=F(term)), default=_earlier(end, term))


def _earlier(end: datetime, column: str) -> Subquery:
    """Return a column of the claim that stood before a moment and was corrected since."""
    earlier = EarlierClaim.objects.filter(placement=OuterRef("pk"), claimed_at__lt=end)
    return Subquery(earlier.order_by("-claimed_at", "-pk").values(column)[:1])


def grade_by(end: datetime) -> Case:
    """Return the grade before a moment; now it is `matching.queries.placements.with_grade`."""
    is_contested = Q(claimed_at__lt=end, corrected_at=None, contested_at__lt=end)
    was_contested = Q(claimed_at__gte=end) & Q(LessThan(_earlier(end, "contested_at"), end))
    return Case(
        When(verified_at__lt=end, then=Value(Grade.VERIFIED.value)),
        When(confirmed_at__lt=end, then=Value(Grade.CONFIRMED.value)),
        When(is_contested | was_contested, then=Value(Grade.CONTESTED.value)),
        default=Value(Grade.CLAIMED.value),
        output_field=CharField(),
    )


def placements_by_grade(
    on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> dict[str, int]:
    """Count the year's placements by grade; every grade is there, 0 included."""
    rows = asked(BY_GRADE, on, known_on or on, filters)
    return {**dict.fromkeys(Grade.values, 0), **dict(rows)}


def _by_grade(on: date, known_on: date, filters: PersonFilters = EVERYBODY) -> QuerySet[Any, Any]:
    return (
        placements_of_year(on, filters, known_on)
        .order_by()
        .values_list("grade_then")
        .annotate(count=Count("pk"))
        .order_by("grade_then")
    )


BY_GRADE = Prepared(_by_grade, derived=days_of(), on=date, known_on=date)


def listed_placements(
    on: date, known_on: date, filters: PersonFilters, grade: str
) -> QuerySet[Any]:
    """Return what one of the four numbers counts, the latest first, with `grade_then`; every grade when none is named."""
    found = placements_of_year(on, filters, known_on)
    if grade:
        found = found.filter(grade_then=grade)
    return found.select_related(
        "trainee__user",
        "trainee__university",
        "trainee__merged_into__university",
        "company",
        "opening",
    ).order_by("-known_start_on", "-pk")
