"""How is a run planned, opened, started, finished, cancelled?"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.background import enqueue
from core.clock import CITY_TIME, local_date
from core.contention import patiently
from core.denials import Denial, Refused, require
from core.workflow import advance
from training import permissions
from training.actions import enrolments, timetable
from training.models import MINUTES_AN_HOUR, CourseRun, Lesson, Meeting
from training.states import ACTIVE_STATES, ASKING_STATES, COURSE_RUN, CourseRunState

HOURS_A_CLASS = 4
CLASSES_A_DAY = 3
FIRST_CLASS_AT = time(9)


@transaction.atomic
def plan_run(*, run: CourseRun, teachers: list[Any], by: Any, now: datetime) -> CourseRun:
    """Save a new run as a draft with classes planned from the course's lessons."""
    require(permissions.denies_office(by))
    run.state = CourseRunState.DRAFT
    run.save(force_insert=True)
    run.teachers.set(teachers)
    meetings = planned_meetings(run=run, lessons=list(run.course.lessons.order_by("position")))
    if meetings and local_date(meetings[-1].ends_at) > run.ends_on:
        raise Refused(
            Denial(
                "run.too_short",
                _("%(hours)s hours do not fit between these days.") % {"hours": run.course.hours},
                _("Choose a later last day."),
            )
        )
    Meeting.objects.bulk_create(meetings)
    require(
        permissions.denies_closing_late(run) or permissions.denies_busy_teachers(run, teachers, now)
    )
    audit.record(run, "course_run.plan", by=by, after=run.state)
    return run


@patiently
def change_run(
    *,
    run: CourseRun,
    changes: Mapping[str, Any],
    teachers: list[Any],
    by: Any,
    now: datetime,
    moves_classes: bool = False,
) -> CourseRun:
    """Change a run's facts; seats already taken or reserved are never cut off.

    With `moves_classes` the coming classes move along with the first day. New days are told to everybody in it.
    """
    require(permissions.denies_changing_run(by, run))
    before = (run.starts_on, run.ends_on)
    reserved = changes.get("seats_reserved", run.seats_reserved)
    fits = CourseRun.objects.filter(pk=run.pk, seats_taken__lte=changes["capacity"] - reserved)
    if not fits.update(**changes):
        raise Refused(
            Denial(
                "run.capacity",
                _("Seats already taken: %(taken)s.") % {"taken": run.seats_taken},
                _("Choose at least as many seats as are taken and reserved."),
            )
        )
    known = set(run.teachers.order_by("pk"))
    run.teachers.set(teachers)
    run.refresh_from_db()
    if (run.starts_on, run.ends_on) != before:
        _follow(run, before, moves_classes, now)
    require(permissions.denies_closing_late(run))
    require(permissions.denies_busy_teachers(run, set(teachers) - known, now))
    audit.record(run, "course_run.change", by=by, data={"capacity": run.capacity})
    enqueue("training.tasks.offer_free_seats", run.pk)
    return run


def _follow(run: CourseRun, before: tuple[date, date], moves_classes: bool, now: datetime) -> None:
    """Let the classes follow the new days of their run, and tell everybody."""
    if moves_classes:
        timetable.move_along(run=run, days=(run.starts_on - before[0]).days, now=now)
    require(permissions.denies_outside(run, now))
    timetable.tell_new_dates(run=run, before=before)


@patiently
def write_late_plan(*, run: CourseRun, plan: str, by: Any) -> CourseRun:
    """Write how people who join late make up what they missed; without it they come in only while it still adds up."""
    require(permissions.denies_teaching(by, run))
    before, run.late_plan = run.late_plan, plan.strip()[:300]
    run.save(update_fields=["late_plan"])
    audit.record(run, "course_run.late_plan", by=by, reason=run.late_plan, data={"before": before})
    return run


@patiently
def open_run(*, run: CourseRun, by: Any) -> CourseRun:
    """Open a planned run for enrolment."""
    require(permissions.denies_opening_run(by, run))
    advance(run, COURSE_RUN, "open", by=by)
    return run


@patiently
def start_run(*, run: CourseRun, by: Any, now: datetime) -> CourseRun:
    """Close enrolment: from now on the run is only held; who still waits for it is told so."""
    require(permissions.denies_starting_run(run, local_date(now)))
    advance(run, COURSE_RUN, "start", by=by)
    _end_the_waiting(run, now)
    return run


@patiently
def finish_run(*, run: CourseRun, by: Any, now: datetime) -> CourseRun:
    """Close a run after its last day; records of who still attends can be finished later."""
    require(permissions.denies_finishing_run(run, local_date(now)))
    advance(run, COURSE_RUN, "finish", by=by)
    _end_the_waiting(run, now)
    return run


def _end_the_waiting(run: CourseRun, now: datetime) -> None:
    asking = run.enrolments.filter(state__in=ASKING_STATES).order_by("pk")
    enrolments.lapse(enrolments=list(asking.values_list("pk", flat=True)), now=now)


@patiently
def cancel_run(*, run: CourseRun, by: Any, now: datetime, reason: str) -> CourseRun:
    """Cancel a run with a reason; everybody still in it is told."""
    require(permissions.denies_office(by))
    advance(run, COURSE_RUN, "cancel", by=by, reason=reason, data={"at": now.isoformat()})
    for person in run.enrolments.filter(state__in=ACTIVE_STATES).order_by("pk"):
        enrolments.cancel(enrolment=person, by=by, now=now, reason=reason)
    run.refresh_from_db(fields=["seats_taken"])
    return run


def planned_meetings(*, run: CourseRun, lessons: list[Lesson]) -> list[Meeting]:
    """Plan classes of up to four hours from the first day, one a day, up to three where the days do not suffice."""
    blocks = [block for lesson in lessons for block in _blocks(lesson)]
    days = (run.ends_on - run.starts_on).days + 1
    per_day = min(CLASSES_A_DAY, -(-len(blocks) // days))
    step = max(1, days * per_day // max(1, len(blocks)))
    found = []
    for index, (lesson, hours) in enumerate(blocks):
        day = run.starts_on + timedelta(days=index // per_day * step)
        starts_at = datetime.combine(day, FIRST_CLASS_AT, CITY_TIME) + timedelta(
            hours=4 * (index % per_day)
        )
        ends_at = starts_at + timedelta(minutes=MINUTES_AN_HOUR * hours)
        topics = {"topic_zh": lesson.title_zh, "topic_en": lesson.title_en}
        found.append(Meeting(run=run, starts_at=starts_at, ends_at=ends_at, hours=hours, **topics))
    return found


def _blocks(lesson: Lesson) -> list[tuple[Lesson, int]]:
    """Cut a lesson into classes of at most four hours."""
    whole, rest = divmod(lesson.hours, HOURS_A_CLASS)
    return [(lesson, HOURS_A_CLASS)] * whole + ([(lesson, rest)] if rest else [])
