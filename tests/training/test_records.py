"""Attendance, marks, failing and not coming."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.audit import history
from core.denials import Refused
from core.models import Notice
from tests.factories.accounts import office_user, teacher_user
from tests.factories.training import (
    NOW,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    held_meetings,
)
from training.actions import records
from training.models import Assessment, Attendance, CourseRun, Enrolment, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher() -> Any:
    """Somebody who teaches."""
    return teacher_user()


@pytest.fixture
def run(teacher: Any) -> CourseRun:
    """A run that is being held."""
    run = CourseRunFactory(state="running", capacity=9, starts_on=date(2026, 11, 10))
    run.teachers.add(teacher)
    return run


@pytest.fixture
def meeting(run: CourseRun) -> Meeting:
    """A class of yesterday."""
    return held_meetings(run, 1)[0]


def mark(meeting: Meeting, marks: dict[int, str], by: Any, reason: str = "") -> int:
    """Mark a class now."""
    return records.mark_attendance(meeting=meeting, marks=marks, by=by, now=NOW, reason=reason)


def test_the_first_presence_starts_the_attending(run: CourseRun, meeting: Meeting, teacher: Any):
    came, late, stayed_away = (EnrolmentFactory(run=run) for _ in range(3))
    assert (
        mark(meeting, {came.pk: "present", late.pk: "late", stayed_away.pk: "absent"}, teacher) == 3
    )
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == [
        "attending",
        "attending",
        "seated",
    ]
    assert list(Attendance.objects.order_by("enrolment").values_list("status", "hours")) == [
        ("present", Decimal(2)), ("late", Decimal(2)), ("absent", Decimal(0)),
    ]  # fmt: skip
    assert [(entry.verb, entry.data) for entry in history(meeting)] == [
        ("attendance.mark", {"marked": 3})
    ]


def test_the_same_sheet_twice_changes_nothing(run: CourseRun, meeting: Meeting, teacher: Any):
    person = EnrolmentFactory(run=run)
    assert (
        mark(meeting, {person.pk: "present"}, teacher),
        mark(meeting, {person.pk: "present"}, teacher),
    ) == (1, 0)
    assert history(meeting).count() == 1


def test_changing_a_mark_needs_a_reason_and_leaves_a_trace(
    run: CourseRun, meeting: Meeting, teacher: Any
):
    person = EnrolmentFactory(run=run)
    mark(meeting, {person.pk: "absent"}, teacher)
    with pytest.raises(Refused) as refusal:
        mark(meeting, {person.pk: "present"}, teacher, reason=" ")
    assert (refusal.value.denial.code, Attendance.objects.get().status) == (
        "marking.reason",
        "absent",
    )
    mark(meeting, {person.pk: "present"}, teacher, reason="签到表核对")
    entry = history(person).first()
    assert (entry.verb, entry.before, entry.after, entry.reason) == (
        "attendance.correct", "absent", "present", "签到表核对",
    )  # fmt: skip


@pytest.mark.parametrize("state", ["completed", "failed", "no_show"])
def test_closed_records_stay_closed(run: CourseRun, meeting: Meeting, teacher: Any, state: str):
    person = EnrolmentFactory(run=run, state=state)
    assert mark(meeting, {person.pk: "present"}, teacher) == 0


@pytest.mark.parametrize("state", ["waitlisted", "withdrawn", "applied"])
def test_who_has_no_seat_is_not_marked(run: CourseRun, meeting: Meeting, teacher: Any, state: str):
    person = EnrolmentFactory(run=run, state=state)
    assert mark(meeting, {person.pk: "present"}, teacher) == 0


def test_a_person_of_another_run_is_not_marked(meeting: Meeting, teacher: Any):
    assert mark(meeting, {EnrolmentFactory().pk: "present"}, teacher) == 0


def test_a_class_is_marked_once_it_has_started(run: CourseRun, teacher: Any):
    later = MeetingFactory(run=run, starts_at=NOW + timedelta(seconds=1))
    with pytest.raises(Refused) as refusal:
        mark(later, {}, teacher)
    assert refusal.value.denial.code == "marking.too_early"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"state": "draft"}, "teaching.state"), ({"state": "cancelled"}, "teaching.state")],
)
def test_a_run_that_is_not_held_keeps_no_record(
    meeting: Meeting, teacher: Any, changes: dict, code: str
):
    CourseRun.objects.update(**changes)
    meeting.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        mark(meeting, {}, teacher)
    assert refusal.value.denial.code == code


def test_another_teacher_marks_nothing_and_the_office_may(run: CourseRun, meeting: Meeting):
    person = EnrolmentFactory(run=run)
    with pytest.raises(Refused) as refusal:
        mark(meeting, {person.pk: "present"}, teacher_user())
    assert refusal.value.denial.code == "teaching.not_yours"
    assert mark(meeting, {person.pk: "present"}, office_user()) == 1


@pytest.mark.parametrize(
    ("needed", "given", "is_passed"),
    [(60, 0, False), (60, 59, False), (60, 60, True), (60, 100, True), (75, 74, False)],
)
def test_a_mark_passes_from_the_pass_mark_on(
    run: CourseRun, teacher: Any, settings: Any, needed: int, given: int, is_passed: bool
):
    settings.PASS_MARK = needed
    person = EnrolmentFactory(run=run, state="attending")
    found = records.assess(enrolment=person, mark=given, by=teacher, now=NOW)
    assert (found.mark, found.is_passed, found.assessed_on.isoformat()) == (
        given,
        is_passed,
        "2026-11-23",
    )


def test_a_second_mark_needs_a_reason(run: CourseRun, teacher: Any):
    person = EnrolmentFactory(run=run, state="attending")
    records.assess(enrolment=person, mark=50, by=teacher, now=NOW)
    records.assess(enrolment=person, mark=50, by=teacher, now=NOW)
    with pytest.raises(Refused) as refusal:
        records.assess(enrolment=person, mark=70, by=teacher, now=NOW)
    assert (refusal.value.denial.code, Assessment.objects.get().mark) == ("assessing.reason", 50)
    records.assess(enrolment=person, mark=70, by=teacher, now=NOW, reason="补考")
    assert [(e.before, e.after) for e in history(person)] == [("", "50"), ("50", "70")]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("seated", "assessing.not_attending"),
        ("failed", "assessing.ended"),
        ("completed", "assessing.ended"),
    ],
)
def test_only_who_attends_is_assessed(run: CourseRun, teacher: Any, state: str, code: str):
    person = EnrolmentFactory(run=run, state=state)
    with pytest.raises(Refused) as refusal:
        records.assess(enrolment=person, mark=70, by=teacher, now=NOW)
    assert refusal.value.denial.code == code


def test_failing_needs_a_reason_and_tells_the_person(run: CourseRun, teacher: Any):
    person = EnrolmentFactory(run=run, state="attending")
    with pytest.raises(Refused):
        records.fail(enrolment=person, by=teacher, now=NOW, reason="")
    records.fail(enrolment=person, by=teacher, now=NOW, reason="缺课过多")
    person.refresh_from_db()
    assert (person.state, person.end_reason, Notice.objects.get().code) == (
        "failed",
        "缺课过多",
        "training.failed",
    )


def test_a_no_show_is_noted_from_the_first_day_on(run: CourseRun, teacher: Any):
    person = EnrolmentFactory(run=run)
    CourseRun.objects.update(starts_on="2026-11-24")
    person.run.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        records.note_no_show(enrolment=person, by=teacher, now=NOW)
    assert refusal.value.denial.code == "no_show.too_early"
    CourseRun.objects.update(starts_on="2026-11-23")
    records.note_no_show(enrolment=person, by=teacher, now=NOW)
    run.refresh_from_db()
    assert (Enrolment.objects.get().state, run.seats_taken) == ("no_show", 1)


class TestMadeUp:
    """Somebody joined late and made up what was missed."""

    def test_each_class_gets_a_mark_with_the_reason(self, run: CourseRun, teacher: Any):
        late = EnrolmentFactory(run=run)
        meetings = held_meetings(run, 3)
        count = records.mark_made_up(
            enrolment=late,
            meetings=meetings[:2],
            by=teacher,
            now=clock.now(),
            reason="跟直播间补课",
        )
        marks = late.attendances.order_by("meeting__starts_at").values_list(
            "meeting", "status", "reason"
        )
        late.refresh_from_db()
        assert (count, list(marks), late.state) == (
            2,
            [
                (meetings[0].pk, "present", "跟直播间补课"),
                (meetings[1].pk, "present", "跟直播间补课"),
            ],
            "attending",
        )

    def test_another_teacher_marks_nothing(self, run: CourseRun):
        late = EnrolmentFactory(run=run)
        with pytest.raises(Refused):
            records.mark_made_up(
                enrolment=late,
                meetings=held_meetings(run, 1),
                by=teacher_user(),
                now=clock.now(),
                reason="补课",
            )
        assert not late.attendances.exists()


def test_nobody_is_noted_as_absent_before_the_course_starts(client: Client, teacher: Any):
    run = CourseRunFactory()
    run.teachers.add(teacher)
    person = EnrolmentFactory(run=run)
    client.force_login(teacher)
    page = client.get(reverse("training:record", args=[person.pk])).content.decode()
    pressed = reverse("training:no_show", args=[person.pk])
    assert (f'action="{pressed}"' in page, "课程还没有开始。" in page) == (False, True)
