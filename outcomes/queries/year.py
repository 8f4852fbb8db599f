"""Who counts in a year? Its completions are read once; what is counted, drawn and forecast follows from these rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Max, QuerySet, When

from accounts.models import NationalCertificate
from accounts.queries.national import checked_before
from core.statements import Prepared
from outcomes.queries.persons import (
    EVERYBODY,
    PersonFilters,
    asked,
    counted_completions,
    days_of,
    with_verified,
)
from training.queries.figures import end_of, merged_by


@dataclass(frozen=True, slots=True)
class YearPeople:
    """The persons with a counted completion of a year, and how many completions the verified and the pending have.

    entered: the first of them of each verified person; began: the first class of any run that such a person completed.
    """

    entered: dict[int, date]
    began: dict[int, date]
    pending: frozenset[int]
    completions: int
    pending_completions: int

    @property
    def totals(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The numbers of `year_totals`: persons and completions of the verified, and of the pending."""
        return (len(self.entered), self.completions), (len(self.pending), self.pending_completions)

    @property
    def days(self) -> list[date]:
        """The days on which the verified entered the figure, the earliest first."""
        return sorted(self.entered.values())


def people_of_year(on: date, known_on: date, filters: PersonFilters = EVERYBODY) -> YearPeople:
    """Return the persons of a year: what the board counts, draws and forecasts from; one statement."""
    return _gathered(asked(COMPLETIONS, on, known_on, filters))


def people_of_school(university: int, on: date) -> YearPeople:
    """Return those of them who belong to a school."""
    return _gathered(COMPLETIONS_OF_SCHOOL.rows(university=university, on=on))


def _gathered(rows: Iterable[tuple[int, bool, date, date]]) -> YearPeople:
    entered: dict[int, date] = {}
    began: dict[int, date] = {}
    pending, completions, pending_completions = set(), 0, 0
    for person, is_verified, day, starts_on in rows:
        if not is_verified:
            pending.add(person)
            pending_completions += 1
            continue
        completions += 1
        if person not in entered:
            entered[person], began[person] = day, starts_on
            continue
        entered[person] = min(day, entered[person])
        began[person] = min(starts_on, began[person])
    return YearPeople(entered, began, frozenset(pending), completions, pending_completions)


def _completions(
    on: date, known_on: date, filters: PersonFilters = EVERYBODY
) -> QuerySet[Any, Any]:
    """Return each counted completion: of whom, whether verified, on which day, and the first class of its run."""
    found = with_verified(counted_completions(on.year, on, filters, known_on), end_of(known_on))
    return found.values_list("person", "is_of_verified", "completed_on", "run__starts_on")


def _completions_of_school(university: int, on: date) -> QuerySet[Any, Any]:
    return _completions(on, on, PersonFilters(university=university))


COMPLETIONS = Prepared(_completions, derived=days_of(), on=date, known_on=date)
COMPLETIONS_OF_SCHOOL = Prepared(_completions_of_school, derived=days_of(), university=int, on=date)


def certified_number(people: YearPeople, on: date, known_on: date) -> int:
    """Return how many of the verified hold a national certificate: the number of `nationally_certified`.

    One is enough that was issued since the first class of any of their runs, so the latest decides.
    """
    latest: dict[int, date] = {}
    for trainee, merged_into, issued_on in HOLDERS.rows(on=on, known_on=known_on):
        for person in filter(None, (trainee, merged_into)):
            latest[person] = max(issued_on, latest.get(person, issued_on))
    return sum(
        person in people.began and issued_on >= people.began[person]
        for person, issued_on in latest.items()
    )


def _holders(on: date, known_on: date) -> QuerySet[Any, Any]:
    """Return who holds a national certificate, into whom they were merged, and the day on which the latest was issued."""
    end = end_of(known_on)
    merged_into = Case(When(merged_by(end), then=F("trainee__merged_into")))
    return (
        NationalCertificate.objects.filter(checked_before(end), issued_on__lte=on)
        .order_by()
        .values("trainee", merged_into=merged_into)
        .annotate(latest=Max("issued_on"))
        .values_list("trainee", "merged_into", "latest")
    )


HOLDERS = Prepared(_holders, derived=days_of(), on=date, known_on=date)
