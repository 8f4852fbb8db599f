"""What people see and press: the screens answer kindly, keep what was typed, and never twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Notice
from core.notices import body_of
from tests.cast import Cast
from tests.factories.training import (
    CourseFactory,
    CourseRunFactory,
    EnrolmentFactory,
    MeetingFactory,
    completed,
    held_meetings,
    ready_to_complete,
)
from tests.harness.tight import tight
from training.models import Attendance, Certificate, CourseRun, Enrolment, Lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainee(client: Client, cast: Cast) -> Client:
    """The trainee's browser."""
    client.force_login(cast.trainee)
    return client


@pytest.fixture
def teacher(client: Client, cast: Cast) -> Client:
    """The teacher's browser."""
    client.force_login(cast.teacher)
    return client


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """The office's browser."""
    client.force_login(cast.office)
    return client


def at(name: str, *args: object) -> str:
    """The address of a page of training."""
    return reverse(f"training:{name}", args=args)


def text(response) -> str:
    """The page as text."""
    return response.content.decode()


def test_enrolling_is_look_press_done(trainee: Client, cast: Cast):
    run = CourseRunFactory()
    MeetingFactory(run=run)
    shown = trainee.get(at("enrol", run.pk))
    key = shown.context["form"]["key"].value()
    response = trainee.post(at("enrol", run.pk), {"key": key})
    enrolment = Enrolment.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("enrolled", enrolment.pk))
    page = text(trainee.get(response["Location"]))
    assert "报名成功" in page and at("calendar", enrolment.pk) in page
    again = trainee.post(at("enrol", run.pk), {"key": key})
    assert (again["Location"], Enrolment.objects.count()) == (at("enrolled", enrolment.pk), 1)
    calendar = trainee.get(at("calendar", enrolment.pk))
    assert (
        calendar["Content-Type"].startswith("text/calendar")
        and text(calendar).count("BEGIN:VEVENT") == 1
    )


def test_a_visitor_sees_what_it_takes_and_where_to_log_in(client: Client):
    run = CourseRunFactory()
    shown = client.get(at("enrol", run.pk))
    assert shown.status_code == 200 and f"?next=/runs/{run.pk}/enrol/" in text(shown)
    refused = client.post(at("enrol", run.pk), {"key": "k"})
    assert (refused.status_code, Enrolment.objects.count()) == (422, 0)


def test_a_form_without_its_key_is_shown_again(trainee: Client):
    run = CourseRunFactory()
    assert (trainee.post(at("enrol", run.pk), {}).status_code, Enrolment.objects.count()) == (
        422,
        0,
    )


def test_a_full_run_offers_the_waiting_list(trainee: Client):
    run = CourseRunFactory(capacity=1)
    EnrolmentFactory(run=run)
    assert "加入候补" in text(trainee.get(at("enrol", run.pk)))
    page = trainee.post(at("enrol", run.pk), {"key": "k"}, follow=True)
    assert "候补第<strong>1</strong>位" in tight(text(page))


def test_what_is_missing_is_said_with_the_way_out(trainee: Client):
    run = CourseRunFactory()
    run.course.prerequisites.add(CourseFactory(code="PRE-9"))
    page = text(trainee.get(at("enrol", run.pk)))
    assert "PRE-9" in page and "/courses/pre-9/" in page and "确认报名" not in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("applied", "主管部门正在审核"),
        ("waitlisted", "候补第"),
        ("offered", "接受名额"),
        ("seated", "还差什么"),
        ("attending", "还差什么"),
        ("failed", "看看能否重新报名"),
        ("withdrawn", "看看能否重新报名"),
    ],
)
def test_ones_own_course_shows_where_it_stands(trainee: Client, cast: Cast, state: str, words: str):
    enrolment = EnrolmentFactory(trainee=cast.person, state=state)
    MeetingFactory(run=enrolment.run)
    assert words in text(trainee.get(at("enrolment", enrolment.pk)))
    assert trainee.get(at("enrolled", enrolment.pk)).status_code == 200


def test_a_completed_course_leads_to_its_certificate(trainee: Client, cast: Cast):
    certificate = completed(trainee=cast.person)
    page = text(trainee.get(at("enrolment", certificate.enrolment_id)))
    assert (
        at("certificate_pdf", certificate.number) in page
        and at("verify_number", certificate.number) in page
    )
    assert at("certificate_pdf", certificate.number) in text(trainee.get(at("my_enrolments")))


def test_withdrawing_says_so_and_a_stale_tab_hears_why_not(trainee: Client, cast: Cast):
    enrolment = EnrolmentFactory(trainee=cast.person)
    assert "你已退出" in text(
        trainee.post(at("withdraw", enrolment.pk), {"reason": ""}, follow=True)
    )
    stale = trainee.post(at("withdraw", enrolment.pk), {"reason": ""})
    assert stale.status_code == 422 and "已经结束" in text(stale)


def test_an_offer_is_taken_or_left(trainee: Client, cast: Cast):
    taken, left = (EnrolmentFactory(trainee=cast.person, state="offered") for _ in range(2))
    trainee.post(at("accept", taken.pk))
    trainee.post(at("decline", left.pk))
    taken.refresh_from_db()
    left.refresh_from_db()
    assert (taken.state, left.state) == ("seated", "declined")
    for name in ("accept", "decline"):
        assert trainee.post(at(name, left.pk)).status_code == 422


def test_an_offer_that_ran_out_is_explained(trainee: Client, cast: Cast, clock):
    enrolment = EnrolmentFactory(trainee=cast.person, state="offered")
    assert f'action="{at("accept", enrolment.pk)}"' in text(
        trainee.get(at("enrolment", enrolment.pk))
    )
    clock.set(enrolment.offer_expires_at + timedelta(seconds=1))
    shown = text(trainee.get(at("enrolment", enrolment.pk)))
    assert (f'action="{at("accept", enrolment.pk)}"' in shown, "名额保留已于" in shown) == (
        False,
        True,
    )
    response = trainee.post(at("accept", enrolment.pk))
    assert response.status_code == 422 and "名额保留已于" in text(response)


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


def facts(taught, **changes: object) -> dict[str, object]:
    """A filled form of a run."""
    return {
        "course": taught.pk, "code": "NEW-1", "starts_on": "2026-12-01", "ends_on": "2026-12-20",
        "enrol_opens_at": "2026-11-20T08:00", "enrol_closes_at": "2026-11-30T18:00", "place_zh": "一楼", "place_en": "",
        "capacity": 20, "seats_reserved": 0, "fee": 0, "subsidy": 0, **changes,
    }  # fmt: skip


def test_a_run_is_planned_opened_changed_and_cancelled(office: Client, cast: Cast):
    course = CourseFactory()
    Lesson.objects.create(course=course, position=1, title_zh="讲解", title_en="Basics", hours=10)
    office.post(at("office_new_run"), facts(course, teachers=[cast.teacher.pk]))
    run = CourseRun.objects.get()
    assert (run.state, run.meetings.count(), run.teachers.get()) == ("draft", 3, cast.teacher)
    office.post(at("office_open_run", run.pk))
    edited = office.post(
        at("office_edit_run", run.pk), facts(course, capacity=1, code="HACK", state="draft")
    )
    run.refresh_from_db()
    assert (edited.status_code, run.capacity, run.code, run.state) == (302, 1, "NEW-1", "open")
    EnrolmentFactory(run=run)
    assert office.post(at("office_cancel_run", run.pk), {"reason": ""}).status_code == 422
    office.post(at("office_cancel_run", run.pk), {"reason": "场地停电"})
    run.refresh_from_db()
    assert run.state == "cancelled"


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": "2026-11-01"},
        {"enrol_closes_at": "2026-11-01T08:00"},
        {"capacity": 0},
        {"capacity": ""},
        {"seats_reserved": 21},
        {"course": 999999},
    ],
)
def test_a_wrong_run_comes_back_with_what_was_typed(office: Client, changes: dict):
    response = office.post(at("office_new_run"), facts(CourseFactory(), **changes))
    assert (response.status_code, CourseRun.objects.count()) == (422, 0)
    assert response.context["form"]["place_zh"].value() == "一楼"


def test_fewer_seats_than_are_taken_are_refused_with_the_reason(office: Client):
    enrolment = EnrolmentFactory(run__capacity=3)
    EnrolmentFactory(run=enrolment.run)
    response = office.post(
        at("office_edit_run", enrolment.run_id), facts(enrolment.run.course, capacity=1)
    )
    assert response.status_code == 422 and CourseRun.objects.get().capacity == 3


def test_the_office_approves_and_turns_down(office: Client, cast: Cast):
    run = CourseRunFactory(needs_approval=True)
    yes, no = (EnrolmentFactory(run=run, state="applied") for _ in range(2))
    assert yes.trainee.real_name in text(office.get(at("office_run", run.pk)))
    office.post(at("office_approve", yes.pk))
    office.post(at("office_cancel_enrolment", no.pk), {"reason": "材料不符"})
    assert office.post(at("office_approve", no.pk)).status_code == 422
    assert list(Enrolment.objects.order_by("pk").values_list("state", flat=True)) == [
        "seated",
        "cancelled_by_organiser",
    ]


def test_the_list_of_runs_is_filtered(office: Client):
    one, other = (
        CourseRunFactory(course__code="AA-1"),
        CourseRunFactory(course__code="BB-1", state="draft"),
    )
    assert list(office.get(at("office_runs")).context["rows"]) == [other, one]
    assert list(office.get(at("office_runs") + "?state=draft").context["rows"]) == [other]
    assert list(office.get(at("office_runs") + "?course=AA-1&page=9").context["rows"]) == [one]
    assert list(office.get(at("office_runs") + "?state=draft&course=AA-1").context["rows"]) == []


def test_a_revocation_shows_on_the_public_page(office: Client, cast: Cast):
    certificate = completed(trainee=cast.person)
    assert office.post(at("office_revoke", certificate.number), {"reason": ""}).status_code == 422
    page = office.post(at("office_revoke", certificate.number), {"reason": "登记有误"}, follow=True)
    assert "这张证书已被撤销" in text(page) and "登记有误" in text(page)
    assert certificate.number in text(office.get(at("office_run", certificate.enrolment.run_id)))


@pytest.mark.parametrize("name", ["my_enrolments", "verify"])
def test_pages_speak_english_too(trainee: Client, name: str):
    from django.utils import translation

    with translation.override("en"):
        url = at(name)
    page = text(trainee.get(url))
    assert ("My courses" in page) or ("Is this certificate real?" in page)


def test_empty_desks_say_what_to_do(client: Client, cast: Cast):
    client.force_login(cast.trainee)
    assert "/courses/" in text(client.get(at("my_enrolments")))
    client.force_login(cast.teacher)
    assert "还没有给你安排班次" in text(client.get(at("teaching_desk")))


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


def test_a_class_that_has_begun_says_so_at_every_step(trainee: Client, cast: Cast, settings):
    run = CourseRunFactory(
        starts_on=clock.today() - timedelta(days=3), ends_on=clock.today() + timedelta(days=3)
    )
    page = trainee.get(at("enrol", run.pk))
    meeting = MeetingFactory(run=run)
    assert "这个班已经开课，仍可加入" in text(trainee.get(at("enrol", run.pk)))
    meeting.delete()
    done = trainee.post(at("enrol", run.pk), {"key": page.context["form"]["key"].value()})
    shown = text(trainee.get(done.url))
    assert "找任课老师报到" in shown
    assert "加入日历" not in shown
    notice = Notice.objects.get(recipient=cast.trainee)
    assert (notice.code, "现在就可以去上课" in body_of(notice)) == ("training.joined", True)


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
