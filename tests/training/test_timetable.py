"""A run that moves takes its classes along; a single class is moved, added and cancelled; everybody is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit import history
from core.clock import CITY_TIME, local_date
from core.denials import Refused
from core.models import Notice
from core.templatetags.zhicai import local_time
from tests.cast import Cast
from tests.factories.accounts import office_user, teacher_user
from tests.factories.training import (
    NOW,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    held_meetings,
)
from training import permissions
from training.actions import runs, timetable
from training.models import CourseRun, Lesson, Meeting

pytestmark = pytest.mark.django_db
NEXT_WEEK = NOW + timedelta(days=8)


def taught_run(count: int = 3, **fields: object) -> CourseRun:
    """A run with a class on each of some days, a teacher and somebody in it."""
    run = CourseRunFactory(capacity=9, **fields)
    run.teachers.add(teacher_user())
    for n in range(count):
        MeetingFactory(run=run, starts_at=NEXT_WEEK + timedelta(days=n))
    EnrolmentFactory(run=run)
    return run


def starts(run: CourseRun) -> list:
    """When the classes of a run begin."""
    return list(run.meetings.order_by("starts_at").values_list("starts_at", flat=True))


def move(run: CourseRun, days: int, *, moves_classes: bool = True) -> CourseRun:
    """Move a run by some days, as the office does."""
    by = timedelta(days=days)
    changes = {
        "capacity": run.capacity,
        "starts_on": run.starts_on + by,
        "ends_on": run.ends_on + by,
    }
    return runs.change_run(
        run=run,
        changes=changes,
        teachers=list(run.teachers.all()),
        by=office_user(),
        moves_classes=moves_classes,
        now=clock.now(),
    )


@pytest.mark.parametrize("days", [35, 1, -2])
def test_classes_move_along_with_their_run_and_everybody_is_told(days: int):
    run = taught_run()
    waiting = EnrolmentFactory(run=run, state="waitlisted")
    before = starts(run)
    move(run, days)
    assert starts(run) == [moment + timedelta(days=days) for moment in before]
    assert set(run.meetings.values_list("revision", flat=True)) == {1}
    told = set(Notice.objects.filter(code="training.new_dates").values_list("recipient", flat=True))
    seated = run.enrolments.get(state="seated").trainee.user_id
    assert told == {seated, waiting.trainee.user_id, run.teachers.get().pk}


def test_classes_are_not_left_outside_the_days_of_their_run():
    run = taught_run()
    with pytest.raises(Refused) as refusal:
        move(run, 35, moves_classes=False)
    run.refresh_from_db()
    assert (refusal.value.denial.code, run.starts_on, Notice.objects.count()) == (
        "run.classes_outside", date(2026, 12, 1), 0,
    )  # fmt: skip


def test_what_was_held_stays_where_it_was():
    run = taught_run(state="running", starts_on=date(2026, 11, 20))
    (held,) = held_meetings(run, 1)
    move(run, 3)
    assert Meeting.objects.get(pk=held.pk).starts_at == held.starts_at


def test_nobody_is_moved_into_another_class_of_theirs():
    run = taught_run(1)
    other = EnrolmentFactory(trainee=run.enrolments.get().trainee)
    MeetingFactory(run=other.run, starts_at=NEXT_WEEK + timedelta(days=7))
    with pytest.raises(Refused) as refusal:
        move(run, 7)
    assert refusal.value.denial.code == "meeting.people"
    other.run.meetings.update(cancelled_at=NOW, cancelled_reason="停电")
    move(run, 7)


def test_no_teacher_is_due_in_two_classes():
    run, other = taught_run(1), taught_run(0)
    other.teachers.set(run.teachers.all())
    MeetingFactory(run=other, starts_at=NEXT_WEEK + timedelta(days=7))
    with pytest.raises(Refused) as refusal:
        move(run, 7)
    assert refusal.value.denial.code == "meeting.teacher"


@pytest.mark.parametrize("state", ["draft", "open", "running"])
def test_no_teacher_is_put_into_two_runs_at_once(state: str):
    run, other = taught_run(1), taught_run(1, state=state)
    teachers, before = list(run.teachers.all()), set(other.teachers.all())
    change = {"run": other, "changes": {"capacity": 9}, "teachers": teachers, "by": office_user()}
    with pytest.raises(Refused) as refusal:
        runs.change_run(**change, now=clock.now())
    assert (refusal.value.denial.code, set(other.teachers.all())) == ("run.teacher_busy", before)
    CourseRun.objects.filter(pk=run.pk).update(state="cancelled")
    runs.change_run(**change, now=clock.now())
    assert set(other.teachers.all()) == set(teachers)


def test_no_run_is_planned_with_a_teacher_who_is_due_elsewhere():
    run = taught_run(1)
    course = run.course
    Lesson.objects.create(course=course, position=1, title_zh="一", title_en="one", hours=4)
    day = local_date(NEXT_WEEK)
    times = {
        "starts_on": day,
        "ends_on": day,
        "enrol_opens_at": NOW,
        "enrol_closes_at": NOW + timedelta(days=1),
    }
    planned = CourseRun(course=course, code="P-1", capacity=5, **times)
    with pytest.raises(Refused) as refusal:
        runs.plan_run(
            run=planned, teachers=list(run.teachers.all()), by=office_user(), now=clock.now()
        )
    assert (refusal.value.denial.code, CourseRun.objects.count()) == ("run.teacher_busy", 1)


@pytest.mark.parametrize("is_moved", [True, False])
def test_enrolment_closes_with_a_last_class_that_is_over_earlier(
    is_moved: bool, client: Client, cast: Cast
):
    run = taught_run(
        2, enrol_closes_at=NEXT_WEEK + timedelta(days=1, minutes=90), starts_on=local_date(NOW)
    )
    run.teachers.add(cast.teacher)
    first, last = run.meetings.order_by("starts_at")
    client.force_login(cast.teacher)
    new = first.ends_at + timedelta(hours=1)
    facts = {"starts_at": new.astimezone(CITY_TIME).strftime("%Y-%m-%dT%H:%M"), "reason": "停电"}
    name, facts = ("change_class", facts) if is_moved else ("cancel_class", {"reason": "停电"})
    said = client.post(
        reverse(f"training:{name}", args=[last.pk]), facts, follow=True
    ).content.decode()
    closes = new + timedelta(minutes=90) if is_moved else first.ends_at
    run.refresh_from_db()
    assert (run.enrol_closes_at, permissions.denies_closing_late(run)) == (closes, None)
    assert f"报名现在随最后一次课截止：{local_time(closes)}" in said
    assert history(run).get().verb == "course_run.close_earlier"


class TestOneClass:
    """The teacher or the office changes a single class, with a reason."""

    def change(
        self, meeting: Meeting, hours: int = 24, by=None, reason: str = "老师生病"
    ) -> Meeting:
        """Move a class by some hours."""
        by = by or meeting.run.teachers.get()
        moment = meeting.starts_at + timedelta(hours=hours)
        return timetable.move_meeting(
            meeting=meeting, starts_at=moment, by=by, reason=reason, now=NOW
        )

    def test_it_moves_keeps_its_length_and_tells(self):
        run = taught_run(1)
        meeting = run.meetings.get()
        length = meeting.ends_at - meeting.starts_at
        moved = self.change(meeting, 24 * 40)
        run.refresh_from_db()
        assert (moved.ends_at - moved.starts_at, moved.revision) == (length, 1)
        assert run.ends_on == date(2027, 1, 10)
        assert history(moved).get().reason == "老师生病"
        notice = Notice.objects.get(recipient=run.enrolments.get().trainee.user)
        assert (notice.code, notice.params["reason"]) == ("training.class_moved", "老师生病")

    @pytest.mark.parametrize(
        ("hours", "fields", "code"),
        [
            (24, {"reason": " "}, "meeting.reason"),
            (24, {"by": True}, "teaching.not_yours"),
            (-24 * 30, {}, "meeting.past"),
            (48, {}, "meeting.twice"),
        ],
    )
    def test_it_is_refused_with_the_reason(self, hours: int, fields: dict, code: str):
        run = taught_run(1)
        MeetingFactory(run=run, starts_at=NEXT_WEEK + timedelta(hours=48))
        fields = {**fields, "by": teacher_user()} if "by" in fields else fields
        with pytest.raises(Refused) as refusal:
            self.change(run.meetings.order_by("starts_at").first(), hours, **fields)
        assert refusal.value.denial.code == code

    def test_a_cancelled_one_is_not_due_and_leaves_the_calendar(self, client: Client, cast: Cast):
        run = taught_run(2)
        person = EnrolmentFactory(run=run, trainee=cast.person)
        meeting = run.meetings.order_by("starts_at").first()
        timetable.cancel_meeting(meeting=meeting, by=run.teachers.get(), reason="停电", now=NOW)
        assert permissions.standing_of(person, NOW).due == Decimal(2)
        client.force_login(cast.trainee)
        text = client.get(reverse("training:calendar", args=[person.pk])).content.decode()
        assert (
            text.count("STATUS:CANCELLED"),
            text.count("STATUS:CONFIRMED"),
            "SEQUENCE:1" in text,
        ) == (1, 1, True)
        with pytest.raises(Refused) as refusal:
            timetable.cancel_meeting(meeting=meeting, by=run.teachers.get(), reason="停电", now=NOW)
        assert refusal.value.denial.code == "meeting.cancelled"

    def test_what_has_begun_is_neither_moved_nor_cancelled(self):
        run = taught_run(0, state="running")
        (held,) = held_meetings(run, 1)
        for act in (
            self.change,
            lambda each: timetable.cancel_meeting(
                meeting=each, by=office_user(), reason="x", now=NOW
            ),
        ):
            with pytest.raises(Refused) as refusal:
                act(held)
            assert refusal.value.denial.code == "meeting.begun"

    def test_one_more_is_added(self):
        run = taught_run(0)
        made = timetable.add_meeting(
            run=run,
            starts_at=NEXT_WEEK,
            hours=Decimal(4),
            topic="补课",
            by=run.teachers.get(),
            reason="进度慢",
            now=NOW,
        )
        assert made.ends_at - made.starts_at == timedelta(hours=3)
        assert Notice.objects.filter(code="training.class_added").count() == 2


def test_the_office_is_asked_what_becomes_of_the_classes(client: Client, cast: Cast):
    run = taught_run()
    client.force_login(cast.office)
    url = reverse("training:office_edit_run", args=[run.pk])
    form = client.get(url).context["form"]
    facts = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    facts |= {
        "starts_on": "2026-12-08", "ends_on": "2026-12-27", "teachers": [run.teachers.get().pk],
        "enrol_opens_at": "2026-11-20T08:00", "enrol_closes_at": "2026-11-30T18:00",
    }  # fmt: skip
    before = starts(run)
    asked = client.post(url, facts)
    assert (asked.status_code, starts(run)) == (200, before)
    assert 'value="move"' in asked.content.decode() and "2026-12-27" in asked.content.decode()
    assert client.post(url, {**facts, "classes": "move"}).status_code == 302
    assert starts(run) == [moment + timedelta(days=7) for moment in before]


def test_a_teacher_moves_cancels_and_adds_on_screen(client: Client, cast: Cast):
    run = taught_run(2)
    run.teachers.add(cast.teacher)
    first, second = run.meetings.order_by("starts_at")
    client.force_login(cast.teacher)
    url = reverse("training:change_class", args=[first.pk])
    assert url in client.get(reverse("training:roster", args=[run.pk])).content.decode()
    kept = client.post(url, {"starts_at": "2026-12-20T18:30", "reason": ""})
    assert kept.status_code == 422 and "2026-12-20T18:30" in kept.content.decode()
    assert (
        client.post(url, {"starts_at": "2026-12-20T18:30", "reason": "换教室"}).status_code == 302
    )
    shown = client.get(reverse("training:change_class", args=[second.pk]))
    assert shown.context["consequences"] == [
        "应上学时减少 2。",
        "1 人在这个班有名额（含待接受的）。",
        "有 2 位老师上这次课。",
        "10 分钟内可以撤销；之后这 3 人都会收到通知，并看到你写的原因。",
    ]
    cancel = reverse("training:cancel_class", args=[second.pk])
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": "停电"}).status_code == 302
    add = reverse("training:add_class", args=[run.pk])
    facts = {"starts_at": "2026-12-21T18:30", "hours": "3", "topic": "补课", "reason": "补停电那次"}
    assert (client.get(add).status_code, client.post(add, facts).status_code) == (200, 302)
    assert [each.is_cancelled for each in run.meetings.order_by("starts_at")] == [
        True,
        False,
        False,
    ]
