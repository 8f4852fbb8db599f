"""Which page of the persons behind a figure is shown, and of how many? One statement says both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.db.models import Count, Func, IntegerField, QuerySet, Window

from accounts.models import Trainee
from core.i18n import choose
from core.statements import Prepared
from outcomes.queries.persons import (
    EVERYBODY,
    SORTS,
    PersonFilters,
    days_of,
    listed_persons,
    listed_totals,
)

PAGE = 50


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One counted person as the list shows them: names of school, major and home in the reader's language, "" without."""

    pk: int
    name: str
    school: str
    major: str
    home: str
    entered_on: date
    completions: int


class Summed(Func):
    """The sum of a number over all groups, beside each of them."""

    function, window_compatible, output_field = "SUM", True, IntegerField()


class ListedPersons:
    """The listed persons for a paginator, with the number of their completions (`times`).

    The page that is asked for is read first and tells how many there are in all; a page beyond the last one does not.
    """

    def __init__(
        self,
        on: date,
        known_on: date,
        filters: PersonFilters,
        *,
        sort: str,
        which: str,
        asked: slice,
    ) -> None:
        self.on, self.known_on, self.filters = on, known_on, filters
        self.sort, self.which, self.asked = sort, which, asked

    def __getitem__(self, rows: slice) -> list[ListedPerson]:
        """Return a page."""
        found = (
            self._read
            if (rows.start, rows.stop) == (self.asked.start, self.asked.stop)
            else self._rows(rows)
        )
        return _named(found)

    def count(self) -> int:
        """Return how many persons there are."""
        return self._totals[0]

    @property
    def times(self) -> int:
        """How many completions they have."""
        return self._totals[1]

    @cached_property
    def _read(self) -> list[dict[str, Any]]:
        return self._rows(self.asked)

    @cached_property
    def _totals(self) -> tuple[int, int]:
        if self._read:
            return self._read[0]["all_persons"], self._read[0]["all_times"]
        if not self.asked.start:
            return 0, 0
        return listed_totals(self.on, self.known_on, self.filters, which=self.which)

    def _rows(self, rows: slice) -> list[dict[str, Any]]:
        if self.filters.are_empty and (rows.start, rows.stop) == (0, PAGE):
            return _first_page(self.which, self.sort).rows(on=self.on, known_on=self.known_on)
        found = listed_persons(
            self.on, self.known_on, self.filters, SORTS[self.sort], which=self.which
        )
        return list(_with_totals(found)[rows])


@cache
def _first_page(which: str, sort: str) -> Prepared:
    """Return the statement of the page that is opened most: the first one of the whole city."""

    def build(on: date, known_on: date) -> QuerySet[Any, Any]:
        found = listed_persons(on, known_on, EVERYBODY, SORTS[sort], which=which)
        return _with_totals(found)[:PAGE]

    return Prepared(build, derived=days_of(), on=date, known_on=date)


def _with_totals(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.annotate(all_persons=Window(Count("*")), all_times=Window(Summed("completions")))


def _named(rows: Sequence[dict[str, Any]]) -> list[ListedPerson]:
    """Return rows with the names that the list shows; one statement."""
    names = {row[0]: row[1:] for row in _names([row["person_id"] for row in rows])}
    found = []
    for row in rows:
        name, school, *localized = names[row["person_id"]]
        university, major, home = (
            choose({"zh": localized[place], "en": localized[place + 1]}) for place in (0, 2, 4)
        )
        where = school if localized[0] is None else university
        found.append(
            ListedPerson(
                row["person_id"], name, where, major, home, row["entered_on"], row["completions"]
            )
        )
    return found


def _names(people: list[int]) -> QuerySet[Any, Any]:
    both = (
        f"{what}__name_{language}"
        for what in ("university", "major", "home_division")
        for language in ("zh", "en")
    )
    found = Trainee.objects.filter(pk__in=people)
    return found.values_list("pk", "real_name", "school_name", *both)
