"""May classes be moved, added or cancelled, and with which other classes of their people would the new times clash?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User, UserKind
from core.clock import local_date
from core.denials import Denial
from core.i18n import is_english
from core.templatetags.zhicai import local_time
from training.models import CourseRun, Enrolment, Meeting
from training.permissions.teaching import denies_teaching
from training.states import SITTING, CourseRunState

NAMED = 5
SOON = timedelta(hours=3)  # people may be on their way: of such a class they are told at once
Slot = tuple[datetime, datetime]


def denies_timetable(user: User, run: CourseRun, reason: str) -> Denial | None:
    """Say why this account may not change the classes of this run, or None: its teachers and the office, with a reason."""
    if denial := denies_planning(user, run):
        return denial
    if not reason.strip():
        return Denial(
            "meeting.reason", _("Please give a reason."), _("Everybody in the class reads it.")
        )
    return None


def denies_planning(user: User, run: CourseRun) -> Denial | None:
    """Say why this account has nothing to do with the classes of this run, or None."""
    is_planning = run.state == CourseRunState.DRAFT and user.kind == UserKind.OFFICE
    return None if is_planning else denies_teaching(user, run)


def begins_soon(meeting: Meeting, now: datetime) -> bool:
    """Tell whether a class begins so soon that its people cannot wait to be told that it does not take place."""
    return meeting.starts_at <= now + SOON


def denies_changing_class(
    user: User, meeting: Meeting, reason: str, now: datetime
) -> Denial | None:
    """Say why this class cannot be moved or cancelled, or None."""
    if denial := denies_timetable(user, meeting.run, reason):
        return denial
    if meeting.is_cancelled:
        return Denial("meeting.cancelled", _("This class was cancelled."))
    if meeting.starts_at <= now:
        return Denial(
            "meeting.begun", _("This class has begun already."), _("What was held stays as it was.")
        )
    return None


def denies_times(run: CourseRun, slots: Mapping[int, Slot], now: datetime) -> Denial | None:
    """Say why the classes of a run (by number; 0 for a new one) cannot be put at these times, or None."""
    if any(starts_at <= now for starts_at, _ends_at in slots.values()):
        return Denial("meeting.past", _("A class cannot be put into the past."))
    return denies_clash(run, slots)


def denies_clash(run: CourseRun, slots: Mapping[int, Slot]) -> Denial | None:
    """Say what else is held at the times of these classes of a run, or None.

    Nobody who sits in the run, and none of its teachers, is due in two classes at once (I7).
    """
    at_once = _held_at(slots.values())
    if own := at_once.filter(run=run).exclude(pk__in=list(slots)).first():
        moment = local_time(own.starts_at)
        return Denial(
            "meeting.twice", _("The run already has a class on %(moment)s.") % {"moment": moment}
        )
    return _denies_people(run, at_once.exclude(run=run)) or _denies_teachers(
        run, at_once.exclude(run=run)
    )


def denies_outside(run: CourseRun, now: datetime) -> Denial | None:
    """Say that a coming class lies outside the days of its run, or None."""
    coming = run.meetings.filter(cancelled_at=None, starts_at__gt=now).order_by("starts_at", "pk")
    days = [local_date(each.starts_at) for each in coming]
    if not days or (run.starts_on <= days[0] and days[-1] <= run.ends_on):
        return None
    return Denial(
        "run.classes_outside",
        _("Classes would lie outside the days of the run."),
        _("Move the classes along, or choose other days."),
    )


def denies_busy_teachers(run: CourseRun, teachers: Iterable[User], now: datetime) -> Denial | None:
    """Say that one of these teachers is due in another class while this run has one of its coming classes, or None (I7)."""
    coming = run.meetings.filter(cancelled_at=None, starts_at__gt=now).order_by("starts_at", "pk")
    others = _held_at(coming.values_list("starts_at", "ends_at")).exclude(run=run)
    among = [each.pk for each in teachers]
    clash = others.filter(run__teachers__in=among).values_list("run__teachers", "starts_at").first()
    if clash is None:
        return None
    said = {"teacher": User.objects.get(pk=clash[0]).real_name, "moment": local_time(clash[1])}
    sentence = _("%(teacher)s teaches another class on %(moment)s.") % said
    return Denial("run.teacher_busy", sentence, _("Choose another teacher, or other days."))


def _held_at(slots: Iterable[Slot]) -> QuerySet[Meeting]:
    """Return the classes that are held at some times; those of a cancelled run are held no more."""
    held = Meeting.objects.filter(_overlapping(slots), cancelled_at=None).exclude(
        run__state=CourseRunState.CANCELLED
    )
    return held.order_by("starts_at", "pk")


def _overlapping(slots: Iterable[Slot]) -> Q:
    found = Q(pk__in=[])
    for starts_at, ends_at in slots:
        found |= Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
    return found


def _denies_people(run: CourseRun, others: QuerySet[Meeting]) -> Denial | None:
    sitting = run.enrolments.filter(state__in=SITTING).values("trainee")
    clash = Enrolment.objects.filter(
        run__meetings__in=others, trainee__in=sitting, state__in=SITTING
    )
    people = list(
        clash.order_by("trainee__real_name", "trainee")
        .values_list("trainee", "trainee__real_name")
        .distinct()
    )
    if not people:
        return None
    sentence = _("These people have another class at that time: %(names)s.") % {
        "names": _named([n for _pk, n in people])
    }
    return Denial("meeting.people", sentence, _("Choose another time."))


def _named(names: list[str]) -> str:
    """Name the first of some people, and say how many more there are."""
    first = (", " if is_english() else "、").join(names[:NAMED])
    if len(names) <= NAMED:
        return first
    more = len(names) - NAMED
    said = ngettext(
        # Chinese counts all of them (甲、乙等 6 人), so xgettext:no-python-format
        "%(names)s and %(more)s more person",
        "%(names)s and %(more)s more people",
        more,
    )
    return said % {"names": first, "more": more, "all": len(names)}


def _denies_teachers(run: CourseRun, others: QuerySet[Meeting]) -> Denial | None:
    own = run.teachers.values(
        "pk"
    )  # asked apart: a filter on the relation itself would look at this run alone
    busy = (
        User.objects.filter(pk__in=own, taught_runs__meetings__in=others)
        .order_by("real_name", "pk")
        .first()
    )
    if busy is None:
        return None
    sentence = _("%(teacher)s teaches another class at that time.") % {"teacher": busy.real_name}
    return Denial("meeting.teacher", sentence, _("Choose another time."))
