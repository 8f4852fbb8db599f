"""Which sessions and seats were known on a day, and what did they bring later?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Greatest

from accounts.models import Trainee
from core.models import AuditEntry
from core.statements import Prepared
from outcomes.outlook import LAST, KnownOnDay, RunOnDay, Seat
from outcomes.queries.persons import completions_of_verified, days_of
from outcomes.queries.year import YearPeople, people_of_year
from training.models import CourseRun, Enrolment
from training.queries.figures import end_of, merged_by, person_of
from training.states import CourseRunState, EnrolmentState

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class RowsOfDay:
    """The rows of a day's forecast as they were read; equal rows give an equal forecast."""

    on: date
    sessions: tuple[tuple[int, date, date, int], ...]
    seats: tuple[tuple[Any, ...], ...]
    counted: frozenset[int]
    pending: frozenset[int]


def known_runs(on: date, until: date, kind: int) -> QuerySet[CourseRun]:
    """Return the counting sessions that were planned or open by the end of a day: a year of past ones, and those to come.

    A session without a recorded planning was known once its enrolment opened; one cancelled by then is none. `kind` is the
    content type of sessions, by which their audit entries are found.
    """
    end = end_of(on)
    entries = AuditEntry.objects.filter(content_type=kind, object_id=OuterRef("pk"))
    planned = entries.filter(verb="course_run.plan")
    was_known = Exists(planned.filter(at__lt=end)) | Q(~Exists(planned), enrol_opens_at__lt=end)
    is_off = Q(state=CourseRunState.CANCELLED) & ~Exists(
        entries.filter(verb="course_run.cancel", at__gte=end)
    )
    return CourseRun.objects.filter(
        was_known, course__counts_to_goal=True, ends_on__range=(_back(on), _ahead(until))
    ).exclude(is_off)


def _back(on: date, **_others: Any) -> date:
    return on - LOOKED_BACK


def _ahead(until: date, **_others: Any) -> date:
    return until + timedelta(days=LAST)


def rows_of_day(on: date, until: date, people: YearPeople | None = None) -> RowsOfDay:
    """Return the rows of a day's forecast, as known by its end; three statements, two where the people were read."""
    kind = ContentType.objects.get_for_model(CourseRun).pk
    found = people_of_year(on, on) if people is None else people
    return RowsOfDay(
        on,
        tuple(RUNS.rows(on=on, until=until, kind=kind)),
        tuple(SEATS.rows(on=on, until=until)),
        frozenset(found.entered),
        found.pending,
    )


def known_on(on: date, until: date) -> KnownOnDay:
    """Return the input of a day's forecast, as known by its end."""
    return known_from(rows_of_day(on, until))


def known_from(rows: RowsOfDay) -> KnownOnDay:
    """Return the input of a forecast from its rows."""
    sessions = {
        pk: RunOnDay(pk, starts.toordinal(), ends.toordinal(), places)
        for pk, starts, ends, places in rows.sessions
    }
    seats = [
        Seat(run, person, taken, left, left if is_done else None, checked)
        for run, person, taken, left, is_done, checked in rows.seats
        if run in sessions
    ]
    return KnownOnDay(rows.on.toordinal(), sessions, seats, rows.counted, rows.pending)


def _runs(on: date, until: date, kind: int) -> QuerySet[Any, Any]:
    known = known_runs(on, until, kind).order_by("pk")
    return known.values_list("pk", "starts_on", "ends_on", "capacity")


def _seats(on: date, until: date) -> QuerySet[Any, Any]:
    """Return the seats of sessions of these days: session, person, and the days on which the seat was taken, left (perhaps
    with a completion) and the person checked. `known_runs` says which of the sessions were known.
    """
    end = end_of(on)
    is_over = Q(ended_at__lt=end)
    is_done = is_over & Q(state=EnrolmentState.COMPLETED, is_counted=True)
    return (
        Enrolment.objects.filter(
            run__course__counts_to_goal=True,
            run__ends_on__range=(_back(on), _ahead(until)),
            seated_at__lt=end,
        )
        .annotate(
            person=person_of(end),
            checked_at=_of_person("verified_at", end),
            reached=_of_person("user__contact_confirmed_at", end),
            taken=CityDay("seated_at"),
            left=Case(When(is_over, then=CityDay("ended_at"))),
            is_done=Case(When(is_done, then=True), default=False, output_field=BooleanField()),
            checked=Case(
                When(
                    checked_at__lt=end,
                    reached__lt=end,
                    then=CityDay(Greatest("checked_at", "reached")),
                )
            ),
        )
        .order_by("pk")
        .values_list("run", "person", "taken", "left", "is_done", "checked")
    )


def _of_person(column: str, end: datetime) -> Case:
    """Return a moment of a seat's person; of the few who were merged into somebody it is looked up one by one."""
    into = Trainee.objects.filter(pk=OuterRef("trainee__merged_into")).values(column)
    return Case(
        When(merged_by(end), then=Subquery(into)),
        default=F(f"trainee__{column}"),
        output_field=DateTimeField(),
    )


class CityDay(Func):
    """The day of a moment on the city's calendar, as `date.toordinal` counts: a number is read for a third of what a date
    costs. The city has been eight hours ahead of UTC, in which databases keep moments, since 1991.
    """

    output_field = IntegerField()
    template = "((%(expressions)s + INTERVAL '8 hours')::date - DATE '0001-01-01' + 1)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the same for SQLite, by the day's Julian number."""
        template = "CAST(julianday(date(%(expressions)s, '+8 hours')) - 1721424.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)


_DAYS: dict[str, Callable[..., Any]] = {**days_of(), "back": _back, "ahead": _ahead}
RUNS = Prepared(_runs, derived=_DAYS, on=date, until=date, kind=int)
SEATS = Prepared(_seats, derived=_DAYS, on=date, until=date)


def came_of(known: KnownOnDay, until: date) -> int:
    """Return how many new persons the sessions known on a day, and the pending of that day, had brought by a later one."""
    on = date.fromordinal(known.on)
    found = completions_of_verified(on.year, until).filter(
        Q(run__in=list(known.sessions)) | Q(completed_on__lte=on)
    )
    return len(set(found.order_by().values_list("person", flat=True)) - set(known.counted))
