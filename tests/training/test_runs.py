"""Planning, changing, opening, moving and cancelling runs."""

from datetime import date, timedelta

import pytest

from core import clock
from core.audit import history
from core.denials import Refused
from core.models import Notice
from tests.factories.accounts import office_user, teacher_user
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
)
from training import tasks
from training.actions import runs
from training.models import CourseRun, Enrolment, Lesson, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """Somebody of the office."""
    return office_user()


def planned(office, **fields) -> CourseRun:
    """Plan a run of a course with two lessons of six and four hours."""
    course = CourseFactory()
    for position, hours in ((1, 6), (2, 4)):
        Lesson.objects.create(
            course=course, position=position, title_zh=f"第{position}讲", title_en="x", hours=hours
        )
    values = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 6), **fields}
    run = CourseRun(
        course=course,
        code="NEW-1",
        enrol_opens_at=NOW,
        enrol_closes_at=NOW + timedelta(days=3),
        capacity=5,
        **values,
    )
    return runs.plan_run(run=run, teachers=[teacher_user()], by=office, now=clock.now())


def test_classes_are_planned_from_the_lessons(office):
    run = planned(office)
    found = Meeting.objects.order_by("starts_at").values_list(
        "topic_zh", "hours", "starts_at__date"
    )
    assert [(topic, int(hours), day.day) for topic, hours, day in found] == [
        ("第1讲", 4, 1),
        ("第1讲", 2, 3),
        ("第2讲", 4, 5),
    ]
    assert (run.state, run.teachers.count(), history(run).get().verb) == (
        "draft",
        1,
        "course_run.plan",
    )


def test_short_dates_hold_several_classes_a_day(office):
    planned(office, ends_on=date(2026, 12, 1))
    assert [
        m.starts_at.astimezone().strftime("%d") for m in Meeting.objects.order_by("starts_at")
    ] == ["01"] * 3


def test_too_short_dates_are_refused_and_nothing_is_kept(office):
    course = CourseFactory()
    Lesson.objects.create(course=course, position=1, title_zh="x", title_en="x", hours=16)
    run = CourseRun(
        course=course, code="NEW-2", enrol_opens_at=NOW, enrol_closes_at=NOW + timedelta(days=3), capacity=5,
        starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1),
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        runs.plan_run(run=run, teachers=[], by=office, now=clock.now())
    assert (refusal.value.denial.code, CourseRun.objects.count()) == ("run.too_short", 0)


def test_only_the_office_plans_changes_opens_and_cancels():
    run, teacher = CourseRunFactory(state="draft"), teacher_user()
    MeetingFactory(run=run)
    for act in (
        lambda: runs.plan_run(run=run, teachers=[], by=teacher, now=clock.now()),
        lambda: runs.change_run(
            run=run, changes={"capacity": 9}, teachers=[], by=teacher, now=clock.now()
        ),
        lambda: runs.open_run(run=run, by=teacher),
        lambda: runs.cancel_run(run=run, by=teacher, now=NOW, reason="x"),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.denial.code == "office.only"


def test_a_run_without_classes_is_not_opened(office):
    run = CourseRunFactory(state="draft")
    with pytest.raises(Refused) as refusal:
        runs.open_run(run=run, by=office)
    assert refusal.value.denial.code == "run.no_meetings"
    MeetingFactory(run=run)
    assert runs.open_run(run=run, by=office).state == "open"


@pytest.mark.parametrize(
    ("capacity", "reserved", "fits"), [(2, 0, True), (1, 0, False), (3, 1, True), (2, 1, False)]
)
def test_seats_that_are_taken_are_never_cut_off(office, capacity: int, reserved: int, fits: bool):
    run = CourseRunFactory(capacity=5)
    for _ in range(2):
        EnrolmentFactory(run=run)
    changes = {"capacity": capacity, "seats_reserved": reserved}
    if fits:
        runs.change_run(run=run, changes=changes, teachers=[], by=office, now=clock.now())
    else:
        with pytest.raises(Refused) as refusal:
            runs.change_run(run=run, changes=changes, teachers=[], by=office, now=clock.now())
        assert refusal.value.denial.code == "run.capacity"
    assert CourseRun.objects.get().capacity == (capacity if fits else 5)


@pytest.mark.parametrize("state", ["finished", "cancelled"])
def test_a_run_that_is_over_is_not_changed(office, state: str):
    with pytest.raises(Refused) as refusal:
        runs.change_run(
            run=CourseRunFactory(state=state),
            changes={"capacity": 9},
            teachers=[],
            by=office,
            now=clock.now(),
        )
    assert refusal.value.denial.code == "run.over"


@pytest.mark.django_db(transaction=True)
def test_more_seats_reach_the_people_who_wait(office):
    run = CourseRunFactory(capacity=1)
    EnrolmentFactory(run=run)
    waiting = EnrolmentFactory(run=run, state="waitlisted")
    runs.change_run(run=run, changes={"capacity": 2}, teachers=[], by=office, now=clock.now())
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_cancelling_a_run_tells_everybody_in_it(office):
    run = CourseRunFactory(capacity=9)
    for state in ("seated", "waitlisted", "offered", "applied", "completed", "withdrawn"):
        EnrolmentFactory(run=run, state=state)
    runs.cancel_run(run=run, by=office, now=NOW, reason="场地停电")
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == [
        *["cancelled_by_organiser"] * 4, "completed", "withdrawn",
    ]  # fmt: skip
    assert (CourseRun.objects.get().state, CourseRun.objects.get().seats_taken) == ("cancelled", 1)
    assert Notice.objects.filter(code="training.cancelled", params__reason="场地停电").count() == 4


def test_a_cancellation_needs_a_reason(office):
    run = CourseRunFactory()
    with pytest.raises(Refused):
        runs.cancel_run(run=run, by=office, now=NOW, reason="")
    assert CourseRun.objects.get().state == "open"


def test_runs_move_along_with_the_calendar():
    started = CourseRunFactory(starts_on=date(2026, 11, 23), enrol_closes_at=NOW)
    still_enrolling = CourseRunFactory(starts_on=date(2026, 11, 20))
    not_yet = CourseRunFactory(starts_on=date(2026, 11, 24), enrol_closes_at=NOW)
    over = CourseRunFactory(
        state="running", starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 22)
    )
    last_day = CourseRunFactory(
        state="running", starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 23)
    )
    assert (tasks.move_runs(), tasks.move_runs()) == (2, 0)
    states = dict(CourseRun.objects.values_list("pk", "state"))
    assert [states[run.pk] for run in (started, still_enrolling, not_yet, over, last_day)] == [
        "running", "open", "open", "finished", "running",
    ]  # fmt: skip


def test_nobody_moves_a_run_before_its_time():
    with pytest.raises(Refused) as early:
        runs.start_run(run=CourseRunFactory(), by=None, now=NOW)
    with pytest.raises(Refused) as late:
        runs.finish_run(run=CourseRunFactory(state="running"), by=None, now=NOW)
    assert (early.value.denial.code, late.value.denial.code) == ("run.too_early", "run.not_over")
