"""What does a teacher see? Today's classes, the roster, the sheet of one class."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, Value

from accounts.models import User
from core.clock import CITY_TIME, local_date
from core.denials import Denial
from core.statements import Prepared
from training.models import Attendance, Certificate, CourseRun, Enrolment, Meeting
from training.models.records import ATTENDED
from training.permissions import Standing, visible_enrolments, visible_taught_runs, with_phase
from training.permissions.completion import hours_of, missing
from training.states import ROSTER_STATES, CourseRunState, EnrolmentGroup, RunGroup

RUNS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class TeachingDesk:
    """A teacher's desk: the classes of today, a page of the runs going on or coming or of those that ended, and how many
    there are of either."""

    today: list[Meeting]
    runs: Page[CourseRun]
    going_on: int
    ended: int


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person on the roster, how far they have come, and what is missing."""

    enrolment: Enrolment
    standing: Standing
    missing: list[Denial]

    @property
    def certificate(self) -> Certificate | None:
        """Return the certificate, which the roster read along."""
        return getattr(self.enrolment, "certificate", None)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person on the sheet of one class, with what was marked."""

    enrolment: Enrolment
    attendance: Attendance | None

    @property
    def is_closed(self) -> bool:
        """Tell whether the record is closed: completed, failed or never came."""
        return not self.enrolment.is_in(EnrolmentGroup.IN_CLASS)


def teaching_desk(
    user: User, now: datetime, *, ended: bool = False, page: str | None = None
) -> TeachingDesk:
    """Return today's classes and a page of the runs that a teacher holds: those going on and coming, the next one first,
    or those that ended, the latest first."""
    today = local_date(now)
    midnight = datetime.combine(today, time(), CITY_TIME)
    kept = _statements(str(user.kind), settings.MIN_ATTENDANCE_PERCENT)
    classes = kept.today.rows(
        user_id=user.pk, midnight=midnight, tomorrow=midnight + timedelta(days=1)
    )
    counts = kept.counts.rows(user_id=user.pk, today=today)
    going_on, over = counts[0] if counts else (0, 0)
    own = _own(user.pk, str(user.kind))
    pages = Paginator(_in_order(own, today, ended=ended), RUNS_ON_A_PAGE)
    pages.count = over if ended else going_on
    runs = pages.get_page(page)
    if runs.number == 1:
        runs.object_list = (kept.ended if ended else kept.coming).rows(user_id=user.pk, now=now)
    else:
        runs.object_list = list(_shown(runs.object_list, now))
    return TeachingDesk(classes, runs, going_on, over)


def _own(user_id: int, kind: str) -> QuerySet[CourseRun]:
    runs = visible_taught_runs(User(pk=user_id, kind=kind))
    return runs.filter(state__in=CourseRunState.of(RunGroup.RECORDED))


def _in_order(own: QuerySet[CourseRun], today: date, *, ended: bool) -> QuerySet[CourseRun]:
    is_over = Q(ends_on__lt=today)
    if ended:
        return own.filter(is_over).order_by("-starts_on", "-pk")
    return own.exclude(is_over).order_by("starts_on", "pk")


def _shown(runs: QuerySet[CourseRun], now: datetime) -> QuerySet[CourseRun]:
    return with_phase(runs.select_related("course"), now).annotate(people=_people())


@dataclass(frozen=True, slots=True)
class _DeskStatements:
    """The statements of a desk of one kind of account."""

    today: Prepared
    counts: Prepared
    coming: Prepared
    ended: Prepared


@cache
def _statements(kind: str, percent: int) -> _DeskStatements:
    """Return the statements of a kind of account; `percent` is the attendance that is asked, which stands in two of them."""

    def today(user_id: int, midnight: datetime, tomorrow: datetime) -> QuerySet[Meeting]:
        own = _own(user_id, kind)
        return (
            Meeting.objects.filter(run__in=own, starts_at__gte=midnight, starts_at__lt=tomorrow)
            .filter(cancelled_at=None)
            .select_related("run__course")
            .annotate(is_marked=Exists(Attendance.objects.filter(meeting=OuterRef("pk"))))
            .order_by("starts_at", "pk")
        )

    def counts(user_id: int, today: date) -> QuerySet[Any, Any]:
        is_over = Q(ends_on__lt=today)
        numbers = (Count("pk", filter=~is_over), Count("pk", filter=is_over))
        alone = _own(user_id, kind).order_by().annotate(all=Value(1, IntegerField()))
        found = alone.values("all").annotate(going_on=numbers[0], ended=numbers[1])
        return found.values_list("going_on", "ended")

    def runs(user_id: int, now: datetime, *, ended: bool) -> QuerySet[CourseRun]:
        own = _in_order(_own(user_id, kind), local_date(now), ended=ended)
        return _shown(own, now)[:RUNS_ON_A_PAGE]

    def day(now: datetime, **_others: Any) -> date:
        return local_date(now)

    coming, ended = (
        Prepared(partial(runs, ended=is_over), derived={"day": day}, user_id=int, now=datetime)
        for is_over in (False, True)
    )
    moments = {"midnight": datetime, "tomorrow": datetime}
    return _DeskStatements(
        Prepared(today, user_id=int, **moments),
        Prepared(counts, user_id=int, today=date),
        coming,
        ended,
    )


def _people() -> Count:
    return Count("enrolments", filter=Q(enrolments__state__in=ROSTER_STATES))


def taught_run_for(user: User, pk: int) -> CourseRun | None:
    """Return a run whose roster this account may open, or None."""
    return visible_taught_runs(user).select_related("course", "division").filter(pk=pk).first()


def meeting_for(user: User, pk: int) -> Meeting | None:
    """Return a class whose sheet this account may open, or None."""
    return (
        Meeting.objects.filter(run__in=visible_taught_runs(user), pk=pk)
        .select_related("run__course")
        .first()
    )


def taught_enrolment_for(user: User, pk: int) -> Enrolment | None:
    """Return an enrolment whose record this account may keep, or None."""
    return (
        visible_enrolments(user)
        .filter(run__in=visible_taught_runs(user), state__in=ROSTER_STATES, pk=pk)
        .select_related("run__course", "trainee__user", "assessment", "certificate")
        .first()
    )


def on_roster(run: CourseRun) -> QuerySet[Enrolment]:
    """Return who sits in a run, by name."""
    return (
        Enrolment.objects.filter(run=run, state__in=ROSTER_STATES)
        .select_related("trainee__user", "assessment", "certificate")
        .order_by("trainee__real_name", "pk")
    )


def roster_of(run: CourseRun, now: datetime) -> list[RosterRow]:
    """Return the roster with everybody's standing, in two queries."""
    was_there = Q(attendances__status__in=ATTENDED, attendances__meeting__starts_at__lte=now)
    rows = on_roster(run).annotate(
        sum_hours=Sum("attendances__hours", filter=was_there),
        count_attended=Count("attendances", filter=was_there),
    )
    planned = hours_of(run, now)
    found = []
    for row in rows:
        standing = _standing(row, run, planned)
        found.append(RosterRow(row, standing, missing(standing)))
    return found


def _standing(row: Enrolment, run: CourseRun, planned: dict[str, Any]) -> Standing:
    assessment = getattr(row, "assessment", None)
    return Standing(
        hours=row.sum_hours or Decimal(0),
        min_hours=run.course.min_hours,
        due=planned["due"],
        attended=row.count_attended,
        held=planned["held"],
        mark=assessment.mark if assessment else None,
        is_passed=bool(assessment and assessment.is_passed),
    )


def meetings_of(run: CourseRun) -> list[Meeting]:
    """Return the classes of a run in order, each with whether it was marked."""
    marked = Exists(Attendance.objects.filter(meeting=OuterRef("pk")))
    return list(run.meetings.annotate(is_marked=marked).order_by("starts_at", "pk"))


def sheet_of(meeting: Meeting) -> list[SheetRow]:
    """Return who sits in a class, with what was marked so far, in two queries."""
    marks = {mark.enrolment_id: mark for mark in meeting.attendances.all()}
    return [SheetRow(person, marks.get(person.pk)) for person in on_roster(meeting.run)]
