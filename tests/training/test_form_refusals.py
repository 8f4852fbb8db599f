"""Does each field about learning say at its own place what is wrong, keep what was typed, and write nothing?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

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
from tests.harness.pages import sent_wrong, signed_in_as
from training.models import Certificate, CourseRun, Enrolment, Lesson, Meeting

pytestmark = pytest.mark.django_db
TODAY, DAY = date(2026, 11, 23), timedelta(days=1)
Faults = list[tuple[dict[str, Any], set[str]]]


def iso(days: int) -> str:
    return (TODAY + days * DAY).isoformat()


def check(client, url: str, valid: dict[str, Any], faults: Faults, *chosen: str) -> None:
    """Send each fault; what is no choice of a list, named in `chosen`, cannot stand chosen in it."""
    for changes, fields in faults:
        status, found, lost = sent_wrong(client, url, {**valid, **changes})
        gone = {each for each in lost if each.strip()} - {str(changes.get(name)) for name in chosen}
        assert (changes, status, found, gone) == (changes, 422, fields, set())


@pytest.fixture
def run(cast: Cast) -> CourseRun:
    """A run of the teacher that is going on."""
    found = CourseRunFactory(state="running", starts_on=TODAY - 3 * DAY, capacity=9)
    found.teachers.add(cast.teacher)
    return found


class TestWhatATeacherTypes:
    def test_each_field_of_a_moved_class(self, cast: Cast, run: CourseRun) -> None:
        meeting = MeetingFactory(run=run)
        before = Meeting.objects.values().get()
        faults: Faults = [
            ({"starts_at": ""}, {"starts_at"}),
            ({"starts_at": "后天"}, {"starts_at"}),
            ({"starts_at": f"{iso(733)}T09:00"}, {"starts_at"}),
            ({"reason": ""}, {"reason"}),
            ({"reason": "话" * 301}, {"reason"}),
        ]
        url = reverse("training:change_class", args=[meeting.pk])
        valid = {"starts_at": f"{iso(5)}T09:00", "reason": "老师有事"}
        teacher = signed_in_as(cast.teacher)
        check(teacher, url, valid, faults)
        past = teacher.post(url, {**valid, "starts_at": f"{iso(-1)}T09:00"})

        assert (past.status_code, past.context["denial"].code) == (422, "meeting.past")
        assert Meeting.objects.values().get() == before
        assert teacher.post(url, valid).status_code == 302
        assert Meeting.objects.values().get() != before

    def test_each_field_of_one_more_class(self, cast: Cast, run: CourseRun) -> None:
        valid = {
            "starts_at": f"{iso(5)}T09:00",
            "hours": "2",
            "topic": "打版",
            "reason": "补一次课",
        }
        faults: Faults = [
            ({"starts_at": ""}, {"starts_at"}),
            ({"hours": "0.5"}, {"hours"}),
            ({"hours": "12.5"}, {"hours"}),
            ({"hours": "1.25"}, {"hours"}),
            ({"topic": ""}, {"topic"}),
            ({"topic": "课" * 81}, {"topic"}),
            ({"reason": " "}, {"reason"}),
        ]
        teacher, url = signed_in_as(cast.teacher), reverse("training:add_class", args=[run.pk])
        check(teacher, url, valid, faults)

        assert not Meeting.objects.exists()
        assert teacher.post(url, valid).status_code == 302

    def test_a_class_is_not_cancelled_without_a_reason(self, cast: Cast, run: CourseRun) -> None:
        meeting = MeetingFactory(run=run)
        url = reverse("training:cancel_class", args=[meeting.pk])
        faults: Faults = [({"reason": each}, {"reason"}) for each in ("", "  ", "话" * 301)]
        check(signed_in_as(cast.teacher), url, {}, faults)

        meeting.refresh_from_db()
        assert not meeting.is_cancelled

    def test_each_field_of_a_mark(self, cast: Cast) -> None:
        person = ready_to_complete(teacher=cast.teacher, mark=None)
        faults: Faults = [
            ({"mark": ""}, {"mark"}),
            ({"mark": "-1"}, {"mark"}),
            ({"mark": "101"}, {"mark"}),
            ({"mark": "良"}, {"mark"}),
            ({"assessed_on": iso(1)}, {"assessed_on"}),
            ({"reason": "话" * 301}, {"reason"}),
        ]
        teacher, url = signed_in_as(cast.teacher), reverse("training:record", args=[person.pk])
        check(teacher, url, {"mark": "88", "reason": ""}, faults)
        early = teacher.post(url, {"mark": "88", "assessed_on": iso(-60)})

        assert (early.status_code, early.context["denial"].code) == (422, "assessing.day")
        assert not hasattr(Enrolment.objects.get(pk=person.pk), "assessment")

    def test_a_plan_for_who_joins_late_has_an_end(self, cast: Cast) -> None:
        run = CourseRunFactory()
        run.teachers.add(cast.teacher)
        url = reverse("training:late_plan", args=[run.pk])
        teacher = signed_in_as(cast.teacher)
        check(teacher, url, {}, [({"plan": "补" * 301}, {"plan"})])
        assert teacher.post(url, {"plan": "跟下一班补"}).status_code == 302
        run.refresh_from_db()

        assert run.late_plan == "跟下一班补"

    def test_classes_made_up_are_ticked_and_said_how(self, cast: Cast, run: CourseRun) -> None:
        late, (first, *_others) = EnrolmentFactory(run=run), held_meetings(run, 2)
        url = reverse("training:made_up", args=[late.pk])
        faults: Faults = [
            ({"meetings": []}, {"meetings"}),
            ({"meetings": ["987654"]}, {"meetings"}),
            ({"reason": ""}, {"reason"}),
            ({"reason": "话" * 301}, {"reason"}),
        ]
        valid = {"meetings": [str(first.pk)], "reason": "跟班补课"}
        check(signed_in_as(cast.teacher), url, valid, faults)

        assert not late.attendances.exists()


RUN_FAULTS: Faults = [
    *(({name: ""}, {name}) for name in ("course", "code", "starts_on", "ends_on")),
    *(({name: ""}, {name}) for name in ("enrol_opens_at", "enrol_closes_at", "capacity")),
    ({"course": "987654"}, {"course"}),
    ({"capacity": "2001"}, {"capacity"}),
    ({"capacity": "-1"}, {"capacity"}),
    ({"seats_reserved": "-1"}, {"seats_reserved"}),
    ({"fee": "100001"}, {"fee"}),
    ({"fee": "免费"}, {"fee"}),
    ({"subsidy": "-1"}, {"subsidy"}),
    ({"starts_on": "2026-02-30"}, {"starts_on"}),
    ({"ends_on": iso(733)}, {"ends_on"}),
    ({"division": "987654"}, {"division"}),
    ({"university": "987654"}, {"university"}),
    ({"teachers": ["987654"]}, {"teachers"}),
]


class TestPlanningForms:
    def test_each_field_of_a_run(self, cast: Cast) -> None:
        course = CourseFactory()
        Lesson.objects.create(course=course, position=1, title_zh="讲解", title_en="A", hours=10)
        valid = {
            "course": str(course.pk), "code": "NEW-1", "starts_on": iso(8), "ends_on": iso(27),
            "enrol_opens_at": f"{iso(-3)}T08:00", "enrol_closes_at": f"{iso(7)}T18:00", "place_zh": "一楼教室",
            "capacity": "20", "seats_reserved": "0", "fee": "0", "subsidy": "0",
        }  # fmt: skip
        office, url = signed_in_as(cast.office), reverse("training:office_new_run")
        check(office, url, valid, RUN_FAULTS, "course", "division", "university")

        assert not CourseRun.objects.exists()
        assert office.post(url, valid).status_code == 302
        check(office, url, valid, [({}, {"code"})])  # a code stands for one run

    @pytest.mark.parametrize("name", ["office_cancel_run", "office_cancel_enrolment"])
    def test_nothing_is_cancelled_without_a_reason(self, cast: Cast, name: str) -> None:
        asking = EnrolmentFactory(run=CourseRunFactory(needs_approval=True), state="applied")
        of_run = name == "office_cancel_run"
        url = reverse(f"training:{name}", args=[asking.run_id if of_run else asking.pk])
        for reason in ("", "  ", "话" * 301):
            answer = signed_in_as(cast.office).post(url, {"reason": reason})
            assert (answer.status_code, answer.context["denial"].code) == (
                422,
                f"{'course_run' if of_run else 'enrolment'}.cancel.reason",
            )
            assert of_run or not reason.strip() or reason in answer.content.decode()
        asking.refresh_from_db()

        assert (asking.state, asking.run.state) == ("applied", "open")

    @pytest.mark.parametrize(
        ("name", "data", "fields"),
        [
            ("office_revoke", {"reason": ""}, {"reason"}),
            ("office_revoke", {"reason": "话" * 301}, {"reason"}),
            ("office_reissue", {"real_name": "示例李秀", "reason": ""}, {"reason"}),
            ("office_reissue", {"real_name": "", "reason": "错字"}, {"real_name"}),
            ("office_reissue", {"real_name": "——", "reason": "错字"}, {"real_name"}),
        ],
    )
    def test_each_field_about_a_certificate(self, cast: Cast, name, data, fields) -> None:
        certificate = completed(trainee=cast.person)
        url = reverse(f"training:{name}", args=[certificate.number])
        check(signed_in_as(cast.office), url, data, [({}, fields)])

        assert [each.revoked_at for each in Certificate.objects.all()] == [None]


class TestNumbersTyped:
    @pytest.mark.parametrize("typed", ["", "12", "ZC-2026", "不知道"])
    def test_a_number_that_is_none_is_said_to_be_none(self, client, typed: str) -> None:
        answer = client.get(reverse("training:verify"), {"number": typed})

        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["number"])
        assert typed in answer.content.decode()

    def test_fifty_numbers_are_checked_at_once_and_no_more(self, client) -> None:
        url = reverse("training:verify_many")
        numbers = [f"TM-2026-{n:06d}" for n in range(51)]
        many = client.get(url, {"numbers": "\n".join(numbers)})
        fifty = client.get(url, {"numbers": "，".join(numbers[:50])})

        assert (many.status_code, list(many.context["form"].errors)) == (422, ["numbers"])
        assert all(number in many.content.decode() for number in numbers)
        assert (fifty.status_code, len(fifty.context["found"])) == (200, 50)
