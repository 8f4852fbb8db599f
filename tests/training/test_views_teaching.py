"""What a teacher sees and presses: marking, assessing, completing, and what is refused with its reason."""

from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from tests.cast import Cast
from tests.factories.training import (
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    held_meetings,
    ready_to_complete,
)
from tests.training.screens import at, text
from training.models import Attendance, Certificate, CourseRun, Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client: Client, cast: Cast) -> Client:
    """The teacher's browser."""
    client.force_login(cast.teacher)
    return client


def class_of(cast: Cast, people: int = 2) -> CourseRun:
    """A run of the teacher with people and one class held."""
    run = CourseRunFactory(state="running", capacity=20)
    run.teachers.add(cast.teacher)
    held_meetings(run, 1)
    for _ in range(people):
        EnrolmentFactory(run=run)
    return run


def test_one_button_marks_everybody_who_is_not_marked(teacher: Client, cast: Cast):
    run = class_of(cast)
    meeting, first = run.meetings.get(), run.enrolments.order_by("pk").first()
    teacher.post(at("mark_meeting", meeting.pk), {f"status_{first.pk}": "absent", "reason": ""})
    teacher.post(at("mark_meeting", meeting.pk), {"everybody": "present", "reason": ""})
    assert list(Attendance.objects.order_by("enrolment").values_list("status", flat=True)) == [
        "absent",
        "present",
    ]


@pytest.mark.parametrize("why", ["not begun", "cancelled"])
def test_a_class_that_cannot_be_marked_says_so_before_anybody_is_ticked(
    teacher: Client, cast: Cast, why: str
):
    run = class_of(cast)
    later = clock.now() + timedelta(hours=2)
    change = {
        "not begun": {"starts_at": later, "ends_at": later + timedelta(hours=1)},
        "cancelled": {"cancelled_at": clock.now(), "cancelled_reason": "停电"},
    }[why]
    run.meetings.update(**change)
    shown = text(teacher.get(at("mark_meeting", run.meetings.get().pk)))
    assert ("这次课还没有开始。" in shown, "这次课已取消。" in shown) == (
        why == "not begun",
        why == "cancelled",
    )
    assert "radio" not in shown and "everybody" not in shown
    assert all(person.trainee.real_name in shown for person in run.enrolments.all())


def test_a_change_without_a_reason_keeps_what_was_chosen(teacher: Client, cast: Cast):
    run = class_of(cast, 1)
    meeting, person = run.meetings.get(), run.enrolments.get()
    teacher.post(at("mark_meeting", meeting.pk), {f"status_{person.pk}": "absent", "reason": ""})
    response = teacher.post(
        at("mark_meeting", meeting.pk), {f"status_{person.pk}": "late", "reason": ""}
    )
    assert response.status_code == 422 and "请写明原因" in text(response)
    assert response.context["form"][f"status_{person.pk}"].value() == "late"
    assert (
        teacher.post(at("mark_meeting", meeting.pk), {f"status_{person.pk}": "flying"}).status_code
        == 422
    )


def test_a_mark_is_given_and_a_wrong_one_comes_back(teacher: Client, cast: Cast):
    enrolment = ready_to_complete(teacher=cast.teacher, mark=None)
    wrong = teacher.post(at("record", enrolment.pk), {"mark": "101", "reason": ""})
    assert wrong.status_code == 422 and 'value="101"' in text(wrong)
    assert teacher.post(at("record", enrolment.pk), {"mark": "88", "reason": ""}).status_code == 302
    second = teacher.post(at("record", enrolment.pk), {"mark": "90", "reason": ""})
    assert second.status_code == 422 and enrolment.assessment.mark == 88


def test_completing_issues_the_certificate_and_what_is_missing_is_said(teacher: Client, cast: Cast):
    ready = ready_to_complete(teacher=cast.teacher)
    lacking = ready_to_complete(teacher=cast.teacher, mark=None)
    assert "办理结业并发证" in text(teacher.get(at("record", ready.pk)))
    asked = text(teacher.get(at("complete", ready.pk)))
    assert (
        ready.trainee.real_name in asked
        and "给学员发这张证书吗" in asked
        and not Certificate.objects.exists()
    )
    assert "确认发证" not in text(teacher.get(at("complete", lacking.pk)))
    page = teacher.post(at("complete", ready.pk), follow=True)
    assert Certificate.objects.get().number in text(page)
    refused = teacher.post(at("complete", lacking.pk))
    assert refused.status_code == 422 and "还没有考核" in text(refused)


def test_failing_and_not_coming_are_noted(teacher: Client, cast: Cast):
    attending = ready_to_complete(teacher=cast.teacher, mark=None)
    assert teacher.post(at("fail", attending.pk), {"reason": ""}).status_code == 422
    assert teacher.post(at("fail", attending.pk), {"reason": "缺课"}).status_code == 302
    absent = EnrolmentFactory(run=attending.run)
    assert teacher.post(at("no_show", absent.pk)).status_code == 302
    assert sorted(Enrolment.objects.values_list("state", flat=True)) == ["failed", "no_show"]


def test_another_teachers_class_does_not_exist(client: Client, cast: Cast):
    run = class_of(cast)
    client.force_login(cast.other_teacher)
    person, meeting = run.enrolments.first(), run.meetings.get()
    for url in (at("roster", run.pk), at("mark_meeting", meeting.pk), at("record", person.pk)):
        assert client.get(url).status_code == 404


def test_a_late_joiners_classes_are_marked_in_one_go(teacher: Client, cast: Cast):
    run = CourseRunFactory(state="running")
    run.teachers.add(cast.teacher)
    late = EnrolmentFactory(run=run, state="seated")
    first, second, third = held_meetings(run, 3)
    coming = MeetingFactory(run=run)
    form = teacher.get(at("record", late.pk)).context["made_up"]
    assert form.unmarked == [first, second, third]
    chosen = {"meetings": [first.pk, third.pk, coming.pk], "reason": "跟班补课"}
    refused = teacher.post(at("made_up", late.pk), chosen)
    assert (refused.status_code, Attendance.objects.count()) == (422, 0)
    assert "跟班补课" in text(refused)
    response = teacher.post(at("made_up", late.pk), {**chosen, "meetings": [first.pk, third.pk]})
    assert response.url == at("record", late.pk)
    assert list(Attendance.objects.order_by("meeting").values_list("meeting", flat=True)) == [
        first.pk,
        third.pk,
    ]
    assert teacher.get(at("record", late.pk)).context["made_up"].unmarked == [second]


def test_everything_a_late_joiner_missed_is_marked_with_one_button(teacher: Client, cast: Cast):
    run = CourseRunFactory(state="running")
    run.teachers.add(cast.teacher)
    late = EnrolmentFactory(run=run, state="seated")
    held_meetings(run, 3)
    MeetingFactory(run=run)
    page = teacher.get(at("record", late.pk))
    assert text(page).count('name="meetings"') == 4  # three boxes and the button
    teacher.post(at("made_up", late.pk), {"meetings": "all", "reason": "跟班补课"})
    assert late.attendances.filter(status="present").count() == 3


def test_classes_are_not_made_up_without_saying_how(teacher: Client, cast: Cast):
    run = CourseRunFactory(state="running")
    run.teachers.add(cast.teacher)
    late = EnrolmentFactory(run=run, state="seated")
    response = teacher.post(
        at("made_up", late.pk), {"meetings": [held_meetings(run, 1)[0].pk], "reason": ""}
    )
    assert (response.status_code, Attendance.objects.count()) == (422, 0)


def test_a_teachers_ended_runs_stand_apart(teacher: Client, cast: Cast):
    today = clock.today()
    days = {"ended": (-20, -1), "ends_today": (-20, 0), "coming": (5, 9)}
    runs = {}
    for name, (first, last) in days.items():
        runs[name] = CourseRunFactory(
            starts_on=today + timedelta(days=first), ends_on=today + timedelta(days=last)
        )
        runs[name].teachers.add(cast.teacher)
    desk = teacher.get(at("teaching_desk")).context["desk"]
    assert (list(desk.runs), desk.going_on, desk.ended) == (
        [runs["ends_today"], runs["coming"]],
        2,
        1,
    )
    assert list(teacher.get(at("teaching_desk") + "?ended=yes").context["desk"].runs) == [
        runs["ended"]
    ]
