"""Forms with several buttons, in all rooms: nothing typed is lost, and no button contradicts what was ticked or typed."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from matching.models import Interview, OpeningReport, PlacementEvidence
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
)
from tests.factories.training import CourseRunFactory, EnrolmentFactory, held_meetings
from training.models import Attendance

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FORM = re.compile(r"<form\b.*?</form>", re.S)
NAMED = re.compile(r'<button\b[^>]*\bname="')
# Every form with a named button, and so with more than one meaning, has its walk below.
WALKED = {
    "matching/evidence_review.html",
    "matching/my_application.html",
    "matching/office_openings.html",
    "training/office_run_moves.html",
    "training/record.html",
    "training/sheet.html",
}


def test_every_form_with_several_buttons_is_walked():
    found = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if "components" not in path.parts
        and any(NAMED.search(form) and form.count("<button") > 1 for form in FORM.findall(path.read_text()))
    }
    assert found == WALKED


def people_of(cast: Cast, count: int):
    """A class of yesterday with some people."""
    run = CourseRunFactory(state="running", capacity=9)
    run.teachers.add(cast.teacher)
    return held_meetings(run, 1)[0], [EnrolmentFactory(run=run) for _ in range(count)]


@pytest.mark.parametrize("status", ["absent", "late", "excused", "present"])
def test_ticks_win_over_everybody_is_present(client: Client, cast: Cast, status: str):
    meeting, (ticked, rest) = people_of(cast, 2)
    client.force_login(cast.teacher)
    url = reverse("training:mark_meeting", args=[meeting.pk])
    client.post(url, {f"status_{ticked.pk}": status, "everybody": "present", "reason": ""})
    found = dict(Attendance.objects.order_by("pk").values_list("enrolment", "status"))
    assert found == {ticked.pk: status, rest.pk: "present"}


def test_a_changed_tick_is_kept_when_everybody_is_pressed(client: Client, cast: Cast):
    meeting, (ticked, rest) = people_of(cast, 2)
    client.force_login(cast.teacher)
    url = reverse("training:mark_meeting", args=[meeting.pk])
    client.post(url, {f"status_{ticked.pk}": "present", "reason": ""})
    half = {f"status_{ticked.pk}": "absent", "everybody": "present"}
    response = client.post(url, {**half, "reason": ""})
    assert (response.status_code, response.context["form"][f"status_{ticked.pk}"].value()) == (422, "absent")
    client.post(url, {**half, "reason": "点错了"})
    found = dict(Attendance.objects.order_by("pk").values_list("enrolment", "status"))
    assert found == {ticked.pk: "absent", rest.pk: "present"}


@pytest.mark.parametrize("button", [[], ["all"]])
def test_classes_made_up_keep_ticks_and_words(client: Client, cast: Cast, button: list[str]):
    run = CourseRunFactory(state="running")
    run.teachers.add(cast.teacher)
    late, (first, *_others) = EnrolmentFactory(run=run), held_meetings(run, 3)
    client.force_login(cast.teacher)
    url = reverse("training:made_up", args=[late.pk])
    response = client.post(url, {"meetings": [first.pk, *button], "reason": ""})
    assert (response.status_code, Attendance.objects.count()) == (422, 0)
    assert f'value="{first.pk}"' in response.content.decode() and "checked" in response.content.decode()
    response = client.post(url, {"meetings": [], "reason": "跟下一班补课"})
    assert response.status_code == 422 and "跟下一班补课" in response.content.decode()


@pytest.mark.parametrize(
    ("pressed", "typed", "state"),
    [
        ("accept", "", "accepted"),
        ("accept", "日期不清楚", "submitted"),
        ("return", "日期不清楚", "returned"),
        ("return", "", "submitted"),
        ("", "日期不清楚", "submitted"),
    ],
)
def test_a_paper_is_not_accepted_over_a_reason_to_send_it_back(
    client: Client, cast: Cast, pressed: str, typed: str, state: str
):
    paper = PlacementEvidenceFactory(placement=ConfirmedPlacementFactory())
    client.force_login(cast.office)
    url = reverse("matching:decide_paper", args=[paper.placement_id, paper.pk])
    response = client.post(url, {"decision": pressed, "reason": typed})
    assert PlacementEvidence.objects.get().state == state
    if state == "submitted":
        assert response.status_code == 422 and (not typed or f'value="{typed}"' in response.content.decode())


@pytest.mark.parametrize("pressed", ["uphold", "dismiss", ""])
def test_a_report_is_closed_by_a_button_and_a_reason(client: Client, cast: Cast, pressed: str):
    report = OpeningReportFactory()
    client.force_login(cast.office)
    url = reverse("matching:handle_report", args=[report.pk])
    long = client.post(url, {"decision": pressed, "reason": "长" * 501})
    assert (long.status_code, OpeningReport.objects.get().handled_at) == (422, None)
    assert "长" * 501 in long.content.decode()
    response = client.post(url, {"decision": pressed, "reason": "已核实"})
    is_closed = OpeningReport.objects.get().handled_at is not None
    assert (response.status_code, is_closed) == ((302, True) if pressed else (422, False))
    assert pressed or "已核实" in response.content.decode()


@pytest.mark.parametrize(("pressed", "answer"), [("yes", "yes"), ("no", "no"), ("", "waiting")])
def test_no_answer_to_an_interview_is_no_no(client: Client, cast: Cast, pressed: str, answer: str):
    application = ApplicationFactory(trainee=cast.person, state="interview")
    interview = Interview.objects.create(application=application, at=clock.now(), place="示例楼 3 层")
    client.force_login(cast.trainee)
    client.post(reverse("matching:answer_interview", args=[interview.pk]), {"answer": pressed})
    interview.refresh_from_db()
    assert interview.answer == answer
