"""How is a class moved, added, cancelled, and how do classes move along with their run? Everybody in it is told."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F

from core import audit
from core.clock import local_date
from core.contention import patiently
from core.denials import require
from training import notifications, permissions
from training.models import MINUTES_AN_HOUR, CourseRun, Meeting
from training.permissions.timetable import Slot
from training.states import ACTIVE_STATES


@patiently
def move_meeting(
    *, meeting: Meeting, starts_at: datetime, by: Any, reason: str, now: datetime
) -> Meeting:
    """Move one class to another time; its length stays."""
    require(permissions.denies_changing_class(by, meeting, reason, now))
    run, before = meeting.run, meeting.starts_at
    _place(run, {meeting.pk: (starts_at, starts_at + (meeting.ends_at - meeting.starts_at))}, now)
    meeting.refresh_from_db()
    audit.record(
        meeting,
        "meeting.move",
        by=by,
        before=before.isoformat(),
        after=starts_at.isoformat(),
        reason=reason,
    )
    _close_in_time(run, by, reason)
    _tell(run, "moved", before=before, after=starts_at, reason=reason)
    return meeting


@patiently
def add_meeting(
    *,
    run: CourseRun,
    starts_at: datetime,
    hours: Decimal,
    topic: str,
    by: Any,
    reason: str,
    now: datetime,
) -> Meeting:
    """Add one class of some hours."""
    require(permissions.denies_timetable(by, run, reason))
    ends_at = starts_at + timedelta(minutes=float(hours) * MINUTES_AN_HOUR)
    require(permissions.denies_times(run, {0: (starts_at, ends_at)}, now))
    meeting = Meeting.objects.create(
        run=run, starts_at=starts_at, ends_at=ends_at, hours=hours, topic_zh=topic, topic_en=topic
    )
    _stretch(run, starts_at)
    audit.record(meeting, "meeting.add", by=by, after=starts_at.isoformat(), reason=reason)
    _tell(run, "added", after=starts_at, reason=reason)
    return meeting


@patiently
def cancel_meeting(*, meeting: Meeting, by: Any, reason: str, now: datetime) -> Meeting:
    """Cancel one class; its hours are no longer due, and phones take it out of their calendars.

    People are told once it cannot be undone any more; at once where it was to begin soon.
    """
    require(permissions.denies_changing_class(by, meeting, reason, now))
    run = meeting.run
    closed_at = run.enrol_closes_at
    Meeting.objects.filter(pk=meeting.pk, cancelled_at=None).update(
        cancelled_at=now, cancelled_reason=reason.strip()[:300], revision=F("revision") + 1
    )
    meeting.refresh_from_db()
    _close_in_time(run, by, reason)
    closing = {"closed_at": closed_at.isoformat(), "closes_at": run.enrol_closes_at.isoformat()}
    audit.record(
        meeting,
        "meeting.cancel",
        by=by,
        before="planned",
        after="cancelled",
        reason=reason,
        data=closing,
    )
    if permissions.begins_soon(meeting, now):
        tell_cancelled(meeting=meeting, now=now)
    return meeting


@patiently
def tell_cancelled(*, meeting: Meeting, now: datetime) -> bool:
    """Tell everybody in a class that it does not take place, once; False when they know, or when it was undone."""
    untold = Meeting.objects.filter(
        pk=meeting.pk, cancelled_at__isnull=False, cancelled_told_at=None
    )
    if not untold.update(cancelled_told_at=now):
        return False
    meeting.refresh_from_db()
    _tell(meeting.run, "cancelled", before=meeting.starts_at, reason=meeting.cancelled_reason)
    return True


@patiently
def restore_meeting(*, meeting: Meeting, by: Any, now: datetime) -> Meeting:
    """Undo the cancellation of one class; calendars get it back, and people who were told are told of this."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("run__course")
        .get(pk=meeting.pk)
    )
    require(permissions.denies_restoring_class(by, meeting, now))
    run, was_told = meeting.run, meeting.cancelled_told_at is not None
    Meeting.objects.filter(pk=meeting.pk).update(
        cancelled_at=None, cancelled_reason="", cancelled_told_at=None, revision=F("revision") + 1
    )
    meeting.refresh_from_db()
    _stretch(run, meeting.starts_at)
    _close_as_before(run, meeting, by)
    audit.record(meeting, "meeting.restore", by=by, before="cancelled", after="planned")
    if was_told:
        _tell(run, "restored", before=meeting.starts_at)
    return meeting


def move_along(*, run: CourseRun, days: int, now: datetime) -> int:
    """Move the coming classes of a run by some days, in its caller's transaction; return how many moved."""
    coming = run.meetings.filter(cancelled_at=None, starts_at__gt=now)
    by = timedelta(days=days)
    slots = {each.pk: (each.starts_at + by, each.ends_at + by) for each in coming.order_by("pk")}
    _place(run, slots, now)
    return len(slots)


def tell_new_dates(*, run: CourseRun, before: tuple[Any, Any]) -> None:
    """Tell everybody who is in a run, asks for a seat or teaches it that its days have changed."""
    notifications.tell_new_dates(_everybody(run), run, before)


def _place(run: CourseRun, slots: Mapping[int, Slot], now: datetime) -> None:
    """Put classes at their new times; the later ones first when they move on, so that no two meet on the way."""
    require(permissions.denies_times(run, slots, now))
    later_first = sorted(run.meetings.filter(pk__in=list(slots)), key=lambda each: each.starts_at)
    if later_first and slots[later_first[0].pk][0] > later_first[0].starts_at:
        later_first.reverse()
    for meeting in later_first:
        starts_at, ends_at = slots[meeting.pk]
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=starts_at, ends_at=ends_at, revision=F("revision") + 1
        )
        _stretch(run, starts_at)


def _stretch(run: CourseRun, starts_at: datetime) -> None:
    """Let the days of a run reach as far as its classes."""
    day = local_date(starts_at)
    run.starts_on, run.ends_on = min(run.starts_on, day), max(run.ends_on, day)
    run.save(update_fields=["starts_on", "ends_on"])


def _close_in_time(run: CourseRun, by: Any, reason: str) -> None:
    """Let enrolment close with the last class, should that be over earlier now; later nobody could make anything up."""
    denial, last = (
        permissions.denies_closing_late(run),
        run.meetings.filter(cancelled_at=None).order_by("ends_at").last(),
    )
    if denial is None or last is None:
        return
    if last.ends_at <= run.enrol_opens_at:
        require(denial)
    before, run.enrol_closes_at = run.enrol_closes_at.isoformat(), last.ends_at
    run.save(update_fields=["enrol_closes_at"])
    audit.record(
        run,
        "course_run.close_earlier",
        by=by,
        reason=reason,
        data={"before": before, "after": last.ends_at.isoformat()},
    )


def _close_as_before(run: CourseRun, meeting: Meeting, by: Any) -> None:
    """Let enrolment close when it did before a class was cancelled, unless somebody has set another time since."""
    entry = audit.history(meeting).filter(verb="meeting.cancel").last()
    kept = entry.data if entry else {}
    now_closes = run.enrol_closes_at.isoformat()
    if kept.get("closes_at") != now_closes or kept["closed_at"] == now_closes:
        return
    run.enrol_closes_at = datetime.fromisoformat(kept["closed_at"])
    run.save(update_fields=["enrol_closes_at"])
    audit.record(
        run,
        "course_run.close_as_before",
        by=by,
        data={"before": now_closes, "after": kept["closed_at"]},
    )


def _everybody(run: CourseRun) -> list[Any]:
    people = (
        run.enrolments.filter(state__in=ACTIVE_STATES)
        .select_related("trainee__user")
        .order_by("pk")
    )
    return [person.trainee.user for person in people] + list(run.teachers.order_by("pk"))


def _tell(run: CourseRun, what: str, **moments: Any) -> None:
    notifications.tell_class(_everybody(run), run, what, **moments)
