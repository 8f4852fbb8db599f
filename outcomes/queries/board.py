"""What does the office's board show besides the headline?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, Model, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Trainee
from accounts.queries.national import claims_to_check
from accounts.states import CompanyState
from core.statements import Prepared
from matching.models import Opening, OpeningReport
from matching.queries.texts import texts_to_see
from matching.states import OpeningState, ReportState
from outcomes.queries.persons import pending_persons
from outcomes.queries.year import people_of_year
from training.models import CourseRun, Enrolment
from training.queries.figures import end_of
from training.states import EnrolmentState

# What waits, and the address (name, query, part of the page) that lists exactly that.
QUEUES = {
    "companies": (
        _("Companies to verify"),
        "accounts:office_companies",
        "?state=documents_submitted",
    ),
    "persons": (_("Real names to check"), "outcomes:office_persons", "?status=pending"),
    "openings": (_("Openings to approve"), "matching:office_openings", "#check"),
    "nationals": (_("National certificates to check"), "accounts:national_queue", ""),
    "reports": (_("Reports on openings"), "matching:office_openings", "#reports"),
    "texts": (_("Words of companies to look at"), "matching:office_texts", ""),
    "runs": (_("Course runs with enrolments to approve"), "training:office_runs", "?asking=yes"),
    "last_year": (
        _("Real names to check, of last year"),
        "outcomes:office_persons",
        "?status=pending&on={last_year_end}&known_at={today}",
    ),
}
PERSONS = list(QUEUES).index("persons")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of decision that waits for the office."""

    label: str | Promise
    url_name: str
    where: str
    count: int

    @property
    def url(self) -> str:
        """Where exactly that many rows are listed."""
        return reverse(self.url_name) + self.where


def waiting_for_office(today: date, pending: int | None = None) -> list[Waiting]:
    """Count what waits for a decision, in one query; names of last year only while any are left.

    `pending` is the number of this year's persons whose name is not checked, where somebody has counted them.
    """
    found = dict((WAITING if pending is None else WAITING_BESIDES).rows(today=today))
    if pending is not None:
        found[PERSONS] = pending
    days = {"last_year_end": _last_year_end(today).isoformat(), "today": today.isoformat()}
    waiting = [
        Waiting(label, url_name, where.format(**days), found.get(place, 0))
        for place, (label, url_name, where) in enumerate(QUEUES.values())
    ]
    return waiting if waiting[-1].count else waiting[:-1]


def _last_year_end(today: date) -> date:
    return date(today.year - 1, 12, 31)


def _end(today: date) -> datetime:
    return end_of(today)


def _waiting(today: date) -> QuerySet[Any, Any]:
    pending = pending_persons(today.year, today).order_by().values("person_id")
    persons = Trainee.objects.filter(pk__in=pending)
    return _numbered(persons, PERSONS).union(_besides(today), all=True)


def _besides(today: date) -> QuerySet[Any, Any]:
    """Return the counts of every queue but that of this year's persons."""
    last = _last_year_end(today)
    before = pending_persons(last.year, last, known_on=today).order_by().values("person_id")
    asking = Enrolment.objects.filter(state=EnrolmentState.APPLIED).values("run")
    queues: dict[str, QuerySet[Model]] = {
        "companies": Company.objects.filter(state=CompanyState.DOCUMENTS_SUBMITTED),
        "openings": Opening.objects.filter(state=OpeningState.SUBMITTED),
        "nationals": claims_to_check(),
        "reports": OpeningReport.objects.filter(state=ReportState.WAITING),
        "texts": texts_to_see(),
        "runs": CourseRun.objects.filter(pk__in=asking),
        "last_year": Trainee.objects.filter(pk__in=before),
    }
    counts = [_numbered(found, list(QUEUES).index(name)) for name, found in queues.items()]
    return counts[0].union(*counts[1:], all=True)


def _numbered(found: QuerySet[Any], place: int) -> QuerySet[Any, Any]:
    """Return one row: a place, and how many there are."""
    return (
        found.order_by()
        .annotate(place=Value(place, IntegerField()))
        .values("place")
        .annotate(count=Count("pk"))
        .values_list("place", "count")
    )


_LAST_YEAR: dict[str, Callable[..., Any]] = {
    "end": _end,
    "last_first": lambda today: date(today.year - 1, 1, 1),
    "last_year_end": _last_year_end,
}
_THIS_YEAR: dict[str, Callable[..., Any]] = {
    "first": lambda today: date(today.year, 1, 1),
    "last": lambda today: date(today.year, 12, 31),
}
WAITING = Prepared(_waiting, derived={**_LAST_YEAR, **_THIS_YEAR}, today=date)
WAITING_BESIDES = Prepared(_besides, derived=_LAST_YEAR, today=date)


def entry_days(on: date) -> list[date]:
    """Return the day on which each counted person entered the year's figure, the earliest first."""
    return people_of_year(on, on).days
