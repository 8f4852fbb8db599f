"""What does the office's board show besides the headline?"""

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
from outcomes.queries.persons import (
    entered_on,
    pending_persons,
    people_of_year,
)
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


def waiting_for_office(today: date) -> list[Waiting]:
    """Count what waits for a decision, in one query; names of last year only while any are left."""
    found = dict(WAITING.rows(today=today))
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
    last = _last_year_end(today)
    pending = pending_persons(today.year, today).order_by().values("person_id")
    before = pending_persons(last.year, last, known_on=today).order_by().values("person_id")
    asking = Enrolment.objects.filter(state=EnrolmentState.APPLIED).values("run")
    queues: dict[str, QuerySet[Model]] = {
        "companies": Company.objects.filter(state=CompanyState.DOCUMENTS_SUBMITTED),
        "persons": Trainee.objects.filter(pk__in=pending),
        "openings": Opening.objects.filter(state=OpeningState.SUBMITTED),
        "nationals": claims_to_check(),
        "reports": OpeningReport.objects.filter(state=ReportState.WAITING),
        "texts": texts_to_see(),
        "runs": CourseRun.objects.filter(pk__in=asking),
        "last_year": Trainee.objects.filter(pk__in=before),
    }
    counts = [
        queues[name]
        .order_by()
        .annotate(place=Value(place, IntegerField()))
        .values("place")
        .annotate(count=Count("pk"))
        .values_list("place", "count")
        for place, name in enumerate(QUEUES)
    ]
    return counts[0].union(*counts[1:], all=True)


WAITING = Prepared(
    _waiting,
    derived={
        "end": _end,
        "first": lambda today: date(today.year, 1, 1),
        "last": lambda today: date(today.year, 12, 31),
        "last_first": lambda today: date(today.year - 1, 1, 1),
        "last_year_end": _last_year_end,
    },
    today=date,
)


def entry_days(on: date) -> list[date]:
    """Return the day on which each counted person entered the year's figure, the earliest first."""
    return entered_on(people_of_year(on, on))
