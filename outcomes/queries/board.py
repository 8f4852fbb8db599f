"""What does the office's board show besides the headline?"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from django.db.models import Count, IntegerField, Model, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, Trainee
from accounts.queries.national import claims_to_check
from accounts.states import CompanyState
from matching.models import Opening, OpeningReport
from matching.states import OpeningState, ReportState
from outcomes.queries.persons import EVERYBODY, Filters, counted_persons, pending_persons
from training.models import CourseRun, Enrolment
from training.states import CourseRunState, EnrolmentState

# What waits, and the address (name, query, part of the page) that lists exactly that.
QUEUES = {
    "companies": (_("Companies to verify"), "accounts:office_companies", "?state=documents_submitted"),
    "persons": (_("Real names to check"), "outcomes:office_persons", "?status=pending"),
    "openings": (_("Openings to approve"), "matching:office_openings", "#check"),
    "nationals": (_("National certificates to check"), "accounts:national_queue", ""),
    "reports": (_("Reports on openings"), "matching:office_openings", "#reports"),
    "runs": (_("Sessions with enrolments to approve"), "training:office_runs", "?asking=yes"),
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


@dataclass(frozen=True, slots=True)
class Outlook:
    """Simple arithmetic on what this year's sessions brought: how many more are needed, and until when they help."""

    per_session: float
    sessions: int
    coming: int
    needed: int
    usual_days: int
    last_useful_start: date


def waiting_for_office(today: date) -> list[Waiting]:
    """Count what waits for a decision, in one query; names of last year only while any are left."""
    last = date(today.year - 1, 12, 31)
    pending = pending_persons(today.year, today).order_by().values("person_id")
    before = pending_persons(last.year, last, known_on=today).order_by().values("person_id")
    asking = Enrolment.objects.filter(state=EnrolmentState.APPLIED).values("run")
    queues: dict[str, QuerySet[Model]] = {
        "companies": Company.objects.filter(state=CompanyState.DOCUMENTS_SUBMITTED),
        "persons": Trainee.objects.filter(pk__in=pending),
        "openings": Opening.objects.filter(state=OpeningState.SUBMITTED),
        "nationals": claims_to_check(),
        "reports": OpeningReport.objects.filter(state=ReportState.WAITING),
        "runs": CourseRun.objects.filter(pk__in=asking),
        "last_year": Trainee.objects.filter(pk__in=before),
    }
    counts = [
        queue.order_by()
        .annotate(place=Value(place, IntegerField()))
        .values("place")
        .annotate(count=Count("pk"))
        .values_list("place", "count")
        for place, queue in enumerate(queues.values())
    ]
    found = dict(counts[0].union(*counts[1:], all=True))
    days = {"last_year_end": last.isoformat(), "today": today.isoformat()}
    waiting = [
        Waiting(label, url_name, where.format(**days), found.get(place, 0))
        for place, (label, url_name, where) in enumerate(QUEUES[name] for name in queues)
    ]
    return waiting if waiting[-1].count else waiting[:-1]


def entry_days(on: date, filters: Filters = EVERYBODY, known_on: date | None = None) -> list[date]:
    """Return the day on which each counted person entered the year's figure, the earliest first."""
    persons = counted_persons(on.year, on, filters, known_on)
    return list(persons.order_by("entered_on", "person_id").values_list("entered_on", flat=True))


def outlook(on: date, persons: int, goal: int | None) -> Outlook | None:
    """Say how many sessions the rest of the goal needs; None without a goal or before the first session is over.

    A session brings as many counted persons as this year's finished sessions brought on average. Sessions under way that
    end within the year are expected to bring the same. A session is useful as long as its usual length ends within the year.
    """
    runs = list(
        CourseRun.objects.filter(ends_on__year=on.year, course__counts_to_goal=True)
        .filter(state__in=[CourseRunState.OPEN, CourseRunState.RUNNING, CourseRunState.FINISHED])
        .values_list("state", "starts_on", "ends_on", "seats_taken")
        .order_by("pk")
    )
    finished = [run for run in runs if run[0] == CourseRunState.FINISHED]
    seats = sum(run[3] for run in finished)
    if goal is None or not finished or not persons or not seats:
        return None
    under_way = sum(run[3] for run in runs if run[0] != CourseRunState.FINISHED)
    per_session, coming = persons / len(finished), round(persons * under_way / seats)
    usual_days = ceil(median((run[2] - run[1]).days for run in finished))
    return Outlook(
        per_session=per_session,
        sessions=len(finished),
        coming=coming,
        needed=ceil(max(0, goal - persons - coming) / per_session),
        usual_days=usual_days,
        last_useful_start=date(on.year, 12, 31) - timedelta(days=usual_days),
    )
