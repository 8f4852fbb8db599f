"""What people see and press when they learn: screens answer kindly, keep what was typed, and never twice."""

from datetime import timedelta

import pytest
from django.test import Client

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
)
from tests.harness.tight import tight
from tests.training.screens import at, text
from training.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainee(client: Client, cast: Cast) -> Client:
    """The trainee's browser."""
    client.force_login(cast.trainee)
    return client


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
