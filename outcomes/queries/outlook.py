"""Which sessions and seats were known on a day, and what did they bring later?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Greatest, TruncDate

from core.clock import CITY_TIME
from core.models import AuditEntry
from core.statements import Prepared
from outcomes.outlook import LAST, KnownOnDay, RunOnDay, Seat
from outcomes.queries.persons import (
    PersonOfYear,
    completions_of_verified,
    days_of,
    people_of_year,
)
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
    people: tuple[tuple[int, bool], ...]


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


def rows_of_day(on: date, until: date, people: Sequence[PersonOfYear] | None = None) -> RowsOfDay:
    """Return the rows of a day's forecast, as known by its end; three statements, two where the people were read."""
    runs = {"on": on, "until": until, "kind": ContentType.objects.get_for_model(CourseRun).pk}
    return RowsOfDay(
        on,
        tuple(RUNS.rows(**runs)),
        tuple(SEATS.rows(**runs)),
        tuple(row[:2] for row in (people_of_year(on, on) if people is None else people)),
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
    counted, pending = (
        {person for person, is_in in rows.people if is_in is wanted} for wanted in (True, False)
    )
    seats = [
        Seat(run, person, *(day and day.toordinal() for day in days))
        for run, person, *days in rows.seats
    ]
    return KnownOnDay(rows.on.toordinal(), sessions, seats, counted, pending)


def _runs(on: date, until: date, kind: int) -> QuerySet[Any, Any]:
    known = known_runs(on, until, kind).order_by("pk")
    return known.values_list("pk", "starts_on", "ends_on", "capacity")


def _seats(on: date, until: date, kind: int) -> QuerySet[Any, Any]:
    """Return the seats of known sessions: session, person, and the days on which it was taken, left, brought, checked."""
    end = end_of(on)
    of_person = {
        name: Case(
            When(merged_by(end), then=F(f"trainee__merged_into__{path}")),
            default=F(f"trainee__{path}"),
        )
        for name, path in (("checked_at", "verified_at"), ("reached", "user__contact_confirmed_at"))
    }
    is_over, is_done = {"ended_at__lt": end}, {"state": EnrolmentState.COMPLETED, "is_counted": True}  # fmt: skip
    return (
        Enrolment.objects.filter(
            run__in=known_runs(on, until, kind).values("pk"), seated_at__lt=end
        )
        .annotate(
            person=person_of(end),
            **of_person,
            taken=_day("seated_at"),
            left=_day_when("ended_at", **is_over),
            brought=_day_when("ended_at", **is_over, **is_done),
            checked=_day_when(
                Greatest("checked_at", "reached"), checked_at__lt=end, reached__lt=end
            ),
        )
        .order_by("pk")
        .values_list("run", "person", "taken", "left", "brought", "checked")
    )


def _day(moment: Any) -> TruncDate:
    return TruncDate(moment, tzinfo=CITY_TIME)


def _day_when(moment: Any, **conditions: Any) -> Case:
    return Case(When(then=_day(moment), **conditions))


_DAYS: dict[str, Callable[..., Any]] = {**days_of(), "back": _back, "ahead": _ahead}
RUNS = Prepared(_runs, derived=_DAYS, on=date, until=date, kind=int)
SEATS = Prepared(_seats, derived=_DAYS, on=date, until=date, kind=int)


def came_of(known: KnownOnDay, until: date) -> int:
    """Return how many new persons the sessions known on a day, and the pending of that day, had brought by a later one."""
    on = date.fromordinal(known.on)
    found = completions_of_verified(on.year, until).filter(
        Q(run__in=list(known.sessions)) | Q(completed_on__lte=on)
    )
    return len(set(found.order_by().values_list("person", flat=True)) - set(known.counted))
