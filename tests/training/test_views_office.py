"""What the office sees and presses: planning runs, letting people in, revoking certificates."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.training import CourseFactory, CourseRunFactory, EnrolmentFactory, completed
from tests.training.screens import at, text
from training.models import CourseRun, Enrolment, Lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """The office's browser."""
    client.force_login(cast.office)
    return client


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
