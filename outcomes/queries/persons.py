"""Which persons count (rule 1)? The one query behind the board, the list, the export, the command and the snapshot.

A person is a trainee; a merged duplicate counts as the trainee it was merged into. A person is verified when the contact
is confirmed and the real name was checked. Which completions count is training's to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, F, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from accounts.models import Trainee
from core.clock import CITY_TIME
from training.models import Enrolment
from training.queries import figures as training

SORTS = {
    "-entered": ("-entered_on", "person_id"),
    "entered": ("entered_on", "person_id"),
    "-completions": ("-completions", "person_id"),
    "completions": ("completions", "person_id"),
    "name": ("name", "person_id"),
    "-name": ("-name", "-person_id"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the figure is narrowed to; None is no limit. A course narrows the completions, the others the persons."""

    university: int | None = None
    major: int | None = None
    division: int | None = None
    course: int | None = None
    name: str = ""

    @property
    def are_empty(self) -> bool:
        """Tell whether the figure is the whole city's."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One counted person as lists and exports show them."""

    trainee: Trainee
    entered_on: date
    completions: int


EVERYBODY = Filters()
# One dictionary a person; the columns are those of `counted_persons`.
Rows = QuerySet[Any, Any]


def end_of(day: date) -> datetime:
    """Return the first moment after a day of the city's calendar."""
    return datetime.combine(day + timedelta(days=1), time.min, CITY_TIME)


def of_person(**conditions: Any) -> Q:
    """Return conditions on the person behind an enrolment: the trainee, or whom the trainee was merged into."""
    own = Q(trainee__merged_into=None, **{f"trainee__{name}": value for name, value in conditions.items()})
    merged = Q(**{f"trainee__merged_into__{name}": value for name, value in conditions.items()})
    return own | Q(trainee__merged_into__isnull=False) & merged


def field_of_person(name: str) -> Case:
    """Return a column of the person behind an enrolment."""
    return Case(When(trainee__merged_into=None, then=F(f"trainee__{name}")), default=F(f"trainee__merged_into__{name}"))


def is_verified_on(on: date) -> Q:
    """Return the condition that contact and real name were checked by the end of a day."""
    end = end_of(on)
    return of_person(verified_at__lt=end, user__contact_confirmed_at__lt=end)


def counted_completions(year: int, on: date, filters: Filters = EVERYBODY) -> QuerySet[Enrolment]:
    """Return the counted completions of a calendar year up to a day, of verified and pending persons alike."""
    found = training.counted_completions(year, on)
    if filters.course:
        found = found.filter(run__course=filters.course)
    limits: dict[str, Any] = {
        "university": filters.university,
        "major": filters.major,
        "home_division": filters.division,
        "real_name__icontains": filters.name or None,
    }
    conditions = {name: value for name, value in limits.items() if value is not None}
    return found.filter(of_person(**conditions)) if conditions else found


def _grouped(completions: QuerySet[Enrolment]) -> Rows:
    return (
        completions.order_by()
        .values(person_id=F("person"))
        .annotate(entered_on=Min("completed_on"), completions=Count("pk"), name=Min(field_of_person("real_name")))
        .order_by(*SORTS["-entered"])
    )


def counted_persons(year: int, on: date, filters: Filters = EVERYBODY) -> Rows:
    """Return the distinct verified persons with a counted completion: one row each with `person_id`, `entered_on`
    (the first completion of the year), `completions` and `name`.
    """
    return _grouped(counted_completions(year, on, filters).filter(is_verified_on(on)))


def pending_persons(year: int, on: date, filters: Filters = EVERYBODY) -> Rows:
    """Return the distinct persons with a counted completion who are not verified yet (待核), in the same shape."""
    return _grouped(counted_completions(year, on, filters).exclude(is_verified_on(on)))


def totals(persons: Rows) -> tuple[int, int]:
    """Return the number of persons and the number of their completions."""
    found = persons.order_by().aggregate(persons=Count("person_id"), times=Coalesce(Sum("completions"), 0))
    return found["persons"], found["times"]


def with_trainees(rows: Iterable[dict[str, Any]]) -> list[PersonRow]:
    """Return rows with their trainees, in two queries however many there are."""
    rows = list(rows)
    trainees = (
        Trainee.objects.filter(pk__in=[row["person_id"] for row in rows])
        .select_related("user", "university", "major", "home_division")
        .in_bulk()
    )
    return [PersonRow(trainees[row["person_id"]], row["entered_on"], row["completions"]) for row in rows]


def listed_persons(year: int, on: date, filters: Filters, order: tuple[str, ...], *, pending: bool = False) -> Rows:
    """Return what the list and the export show: the counted persons, or those pending, in an order."""
    found = pending_persons(year, on, filters) if pending else counted_persons(year, on, filters)
    return found.order_by(*order)


def ids_of(rows: Iterable[PersonRow]) -> list[int]:
    """Return the trainees of rows."""
    return [row.trainee.pk for row in rows]
