"""Which persons count (rule 1)? The one query behind the board, the list, the export, the command and the snapshot.

A person is a trainee; a merged duplicate counts as the trainee it was merged into. A person is verified when the contact
is confirmed and the real name was checked. Which completions count is training's to say.

"Up to a day" and "as known on a day" are two things: `on` ends the completions, `known_on` (the same day when none is
given) ends what had been recorded, checked, taken back, merged or revoked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import EarlierNameCheck, NationalCertificate, Trainee
from accounts.queries.national import checked_before
from core.statements import Prepared
from training.models import Enrolment
from training.queries import figures as training
from training.queries.figures import end_of, merged_by

SORTS = {
    "-entered": ("-entered_on", "person_id"),
    "entered": ("entered_on", "person_id"),
    "-completions": ("-completions", "person_id"),
    "completions": ("completions", "person_id"),
    "name": ("name", "person_id"),
    "-name": ("-name", "-person_id"),
}


@dataclass(frozen=True, slots=True)
class PersonFilters:
    """The filters of the figure; None is no filter. A course filters completions, the others filter persons."""

    university: int | None = None
    major: int | None = None
    division: int | None = None
    course: int | None = None
    name: str = ""

    @property
    def narrow_persons(self) -> bool:
        """Tell whether they filter persons, not only completions."""
        return self != PersonFilters(course=self.course)

    @property
    def are_empty(self) -> bool:
        """Tell whether the figure is the whole city's."""
        return self == PersonFilters()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One counted person as lists and exports show them."""

    trainee: Trainee
    entered_on: date
    completions: int


EVERYBODY = PersonFilters()
# One dictionary a person; the columns are those of `counted_persons`.
Rows = QuerySet[Any, Any]


def days_of() -> dict[str, Callable[..., Any]]:
    """Return what follows from `on` and `known_on` (else the same day) in a prepared statement of a year's figure."""

    def end(on: date, known_on: date | None = None, **_others: Any) -> datetime:
        return end_of(known_on or on)

    def first(on: date, **_others: Any) -> date:
        return date(on.year, 1, 1)

    def last(on: date, **_others: Any) -> date:
        return date(on.year, 12, 31)

    return {"end": end, "first": first, "last": last}


def people_like(filters: PersonFilters) -> QuerySet[Trainee]:
    """Return the people that match a figure's filters."""
    return Trainee.objects.filter(_like(filters))


def _like(filters: PersonFilters, way: str = "") -> Q:
    """Return the condition that a person matches; `way` leads from the row to the person."""
    limits: dict[str, Any] = {
        "university": filters.university,
        "major": filters.major,
        "home_division": filters.division,
        "real_name__icontains": filters.name or None,
    }
    return Q(**{f"{way}{name}": value for name, value in limits.items() if value is not None})


def verified_people(end: datetime) -> QuerySet[Trainee]:
    """Return the people whose contact and real name were verified before a moment."""
    return Trainee.objects.filter(verified_before(end))


def verified_before(end: datetime, way: str = "") -> Q:
    """Return the condition that contact and real name were verified before a moment; `way` leads from the row to the person."""
    since = EarlierNameCheck.objects.filter(
        trainee=OuterRef(way or "pk"), verified_at__lt=end, taken_back_at__gte=end
    )
    start = f"{way}__" if way else ""
    checked = Q(**{f"{start}verified_at__lt": end}) | Exists(since)
    return checked & Q(**{f"{start}user__contact_confirmed_at__lt": end})


def counted_completions(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> QuerySet[Enrolment]:
    """Return the counted completions of a calendar year up to a day, of verified and pending persons alike."""
    found = training.counted_completions(year, on, known_on)
    if filters.course:
        found = found.filter(run__course=filters.course)
    if not filters.narrow_persons:
        return found
    # Few were merged into somebody; of the others the row's own trainee decides, which an index finds.
    near = _like(filters, "trainee__") | Q(trainee__merged_into__isnull=False)
    return found.filter(near, person__in=people_like(filters).values("pk"))


def completions_of_verified(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> QuerySet[Enrolment]:
    """Return the counted completions of persons who were verified."""
    found = counted_completions(year, on, filters, known_on)
    return with_verified(found, end_of(known_on or on)).filter(is_of_verified=True)


def completions_of_pending(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> QuerySet[Enrolment]:
    """Return the counted completions of persons who were not verified (待核)."""
    found = counted_completions(year, on, filters, known_on)
    return with_verified(found, end_of(known_on or on)).filter(is_of_verified=False)


def _grouped(completions: QuerySet[Enrolment], end: datetime) -> Rows:
    into = Trainee.objects.filter(pk=OuterRef("trainee__merged_into")).values("real_name")
    name = Case(When(merged_by(end), then=Subquery(into)), default=F("trainee__real_name"))
    return (
        completions.order_by()
        .values(person_id=F("person"))
        .annotate(entered_on=Min("completed_on"), completions=Count("pk"), name=Min(name))
        .order_by(*SORTS["-entered"])
    )


def counted_persons(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> Rows:
    """Return the distinct verified persons with a counted completion: one row each with `person_id`, `entered_on`
    (the first completion of the year), `completions` and `name`.
    """
    return _grouped(completions_of_verified(year, on, filters, known_on), end_of(known_on or on))


def pending_persons(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> Rows:
    """Return the distinct persons with a counted completion who are not verified yet (待核), in the same shape."""
    return _grouped(completions_of_pending(year, on, filters, known_on), end_of(known_on or on))


def nationally_certified(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> Rows:
    """Return those counted persons who hold a national certificate, in the same shape.

    Checked by the day on which it is known, and issued between the first class of a course that they completed in the
    year and the day up to which is counted. Our own certificate is another column and never added to it.
    """
    certified = completions_of_certified(year, on, filters, known_on).values("person")
    return counted_persons(year, on, filters, known_on).filter(person__in=certified)


def completions_of_certified(
    year: int, on: date, filters: PersonFilters = EVERYBODY, known_on: date | None = None
) -> QuerySet[Enrolment]:
    """Return the completions of verified persons for which the person holds a national certificate, as above."""
    end = end_of(known_on or on)
    known = NationalCertificate.objects.filter(checked_before(end), issued_on__lte=on)
    is_early = Q(trainee__merged_at=None) | Q(trainee__merged_at__lt=end)
    theirs = Q(trainee=OuterRef("person")) | (Q(trainee__merged_into=OuterRef("person")) & is_early)
    held = known.filter(theirs, issued_on__gte=OuterRef("run__starts_on"))
    # Whoever holds any at all; said first, because the database then asks for few about the days.
    holds = Q(person__in=known.values("trainee")) | Q(
        person__in=known.filter(is_early, trainee__merged_into__isnull=False).values(
            "trainee__merged_into"
        )
    )
    found = completions_of_verified(year, on, filters, known_on).filter(holds)
    return found.filter(Exists(held)).order_by()


def asked(
    kept: Prepared, on: date, known_on: date, filters: PersonFilters = EVERYBODY
) -> list[Any]:
    """Return the rows of a statement of the year: kept for the whole city, written anew where filters change its shape."""
    if filters.are_empty:
        return kept.rows(on=on, known_on=known_on)
    return list(kept.build(on, known_on, filters))


def _by_verified(
    on: date, known_on: date, filters: PersonFilters = EVERYBODY
) -> QuerySet[Any, Any]:
    return (
        with_verified(counted_completions(on.year, on, filters, known_on), end_of(known_on))
        .values("is_of_verified")
        .annotate(persons=Count("person", distinct=True), times=Count("pk"))
        .order_by("is_of_verified")
        .values_list("is_of_verified", "persons", "times")
    )


def with_verified(completions: QuerySet[Any], end: datetime) -> QuerySet[Any]:
    """Annotate `is_of_verified`: whether the person of a completion was verified before a moment.

    Asked of the trainee's row that is read anyway; of the few who were merged into somebody, one by one.
    """
    yes, no, kind = Value(True), Value(False), BooleanField()
    into = verified_people(end).filter(pk=OuterRef("trainee__merged_into")).values(is_one=yes)
    own = Case(When(verified_before(end, "trainee"), then=yes), default=no, output_field=kind)
    merged = Coalesce(Subquery(into), no, output_field=kind)
    is_of_verified = Case(When(merged_by(end), then=merged), default=own, output_field=kind)
    return completions.order_by().annotate(is_of_verified=is_of_verified)


BY_VERIFIED = Prepared(_by_verified, derived=days_of(), on=date, known_on=date)


def year_totals(
    on: date, known_on: date, filters: PersonFilters = EVERYBODY
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the numbers of persons and of their completions: of the verified, and of the pending; one statement."""
    found = {
        is_verified: (persons, times)
        for is_verified, persons, times in asked(BY_VERIFIED, on, known_on, filters)
    }
    return found.get(True, (0, 0)), found.get(False, (0, 0))


def totals(persons: Rows) -> tuple[int, int]:
    """Return the number of persons and the number of their completions."""
    found = persons.order_by().aggregate(
        persons=Count("person_id"), times=Coalesce(Sum("completions"), 0)
    )
    return found["persons"], found["times"]


def with_trainees(rows: Iterable[dict[str, Any]]) -> list[PersonRow]:
    """Return rows with their trainees, in two queries however many there are."""
    rows = list(rows)
    trainees = (
        Trainee.objects.filter(pk__in=[row["person_id"] for row in rows])
        .select_related("user", "university", "major", "home_division")
        .in_bulk()
    )
    return [
        PersonRow(trainees[row["person_id"]], row["entered_on"], row["completions"]) for row in rows
    ]


def listed_persons(
    on: date, known_on: date, filters: PersonFilters, order: tuple[str, ...], *, which: str = ""
) -> Rows:
    """Return what the list and the export show: the counted persons of the year, or some or others, in an order."""
    rows = {"pending": pending_persons, "national": nationally_certified}.get(
        which, counted_persons
    )
    return rows(on.year, on, filters, known_on).order_by(*order)


def listed_totals(
    on: date, known_on: date, filters: PersonFilters, *, which: str = ""
) -> tuple[int, int]:
    """Return the number of listed persons and the number of their completions."""
    if which == "national":
        return totals(nationally_certified(on.year, on, filters, known_on))
    counted, pending = year_totals(on, known_on, filters)
    return pending if which == "pending" else counted


def ids_of(rows: Iterable[PersonRow]) -> list[int]:
    """Return the trainees of rows."""
    return [row.trainee.pk for row in rows]


def listed_completions(on: date, known_on: date, filters: PersonFilters) -> QuerySet[Any]:
    """Return the completions behind the figure, the latest first, with `person` and `is_of_verified`."""
    verified = verified_people(end_of(known_on)).filter(pk=OuterRef("person"))
    found: QuerySet[Any] = counted_completions(on.year, on, filters, known_on)
    return (
        found.annotate(is_of_verified=Exists(verified))
        .select_related("trainee", "run__course", "certificate")
        .order_by("-completed_on", "-pk")
    )
