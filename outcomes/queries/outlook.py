"""Which sessions and seats were known on a day, and what did they bring later?"""

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from core.clock import local_date
from core.models import AuditEntry
from outcomes.outlook import LAST, KnownOnDay, RunOnDay, Seat
from outcomes.queries.persons import completions_of_verified, counted_completions, verified_people
from training.models import CourseRun, Enrolment
from training.queries.figures import end_of, merged_by, person_of
from training.states import CourseRunState, EnrolmentState

LOOKED_BACK = timedelta(days=365)


def known_runs(on: date, until: date) -> QuerySet[CourseRun]:
    """Return the counting sessions that were planned or open by the end of a day: a year of past ones, and those to come.

    A session without a recorded planning was known once its enrolment opened; one cancelled by then is none.
    """
    end = end_of(on)
    entries = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(CourseRun), object_id=OuterRef("pk")
    )
    planned = entries.filter(verb="course_run.plan")
    was_known = Exists(planned.filter(at__lt=end)) | Q(~Exists(planned), enrol_opens_at__lt=end)
    is_off = Q(state=CourseRunState.CANCELLED) & ~Exists(
        entries.filter(verb="course_run.cancel", at__gte=end)
    )
    ends = (on - LOOKED_BACK, until + timedelta(days=LAST))
    return CourseRun.objects.filter(
        was_known, course__counts_to_goal=True, ends_on__range=ends
    ).exclude(is_off)


def known_on(on: date, until: date) -> KnownOnDay:
    """Return the input of a day's forecast, as known by its end."""
    end = end_of(on)
    runs = (
        known_runs(on, until).values_list("pk", "starts_on", "ends_on", "capacity").order_by("pk")
    )
    sessions = {
        pk: RunOnDay(pk, starts.toordinal(), ends.toordinal(), places)
        for pk, starts, ends, places in runs
    }
    verified = verified_people(end).filter(pk=OuterRef("person"))
    done = counted_completions(on.year, on).order_by().annotate(is_of_verified=Exists(verified))
    people = set(done.values_list("person", "is_of_verified"))
    counted, pending = (
        {person for person, is_in in people if is_in is wanted} for wanted in (True, False)
    )
    return KnownOnDay(on.toordinal(), sessions, _seats(list(sessions), end), counted, pending)


def _seats(runs: list[int], end: datetime) -> list[Seat]:
    of_person = {
        name: Case(
            When(merged_by(end), then=F(f"trainee__merged_into__{path}")),
            default=F(f"trainee__{path}"),
        )
        for name, path in (("checked", "verified_at"), ("reached", "user__contact_confirmed_at"))
    }
    rows: QuerySet[Any] = (
        Enrolment.objects.filter(run__in=runs, seated_at__lt=end)
        .annotate(person=person_of(end), **of_person)
        .order_by("pk")
        .values_list(
            "run", "person", "seated_at", "ended_at", "state", "is_counted", "checked", "reached"
        )
    )
    return [_seat(row, end) for row in rows]


def _seat(row: tuple[Any, ...], end: datetime) -> Seat:
    run, person, seated, ended, state, is_counted, checked, reached = row
    left = None if ended is None or ended >= end else local_date(ended).toordinal()
    brings = left is not None and state == EnrolmentState.COMPLETED and is_counted
    is_checked = checked is not None and reached is not None and max(checked, reached) < end
    return Seat(
        session=run,
        person=person,
        taken=local_date(seated).toordinal(),
        left=left,
        brought=left if brings else None,
        checked=local_date(max(checked, reached)).toordinal() if is_checked else None,
    )


def came_of(known: KnownOnDay, until: date) -> int:
    """Return how many new persons the sessions known on a day, and the pending of that day, had brought by a later one."""
    on = date.fromordinal(known.on)
    found = completions_of_verified(on.year, until).filter(
        Q(run__in=list(known.sessions)) | Q(completed_on__lte=on)
    )
    return len(set(found.order_by().values_list("person", flat=True)) - set(known.counted))
