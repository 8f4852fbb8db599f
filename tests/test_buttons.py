"""Forms with several buttons, in all rooms: nothing typed is lost, and no button contradicts what was ticked or typed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from matching.models import (
    Interview,
    OpeningReport,
    PlacementEvidence,
    PlacementProposal,
    PlacementRound,
    WrittenText,
)
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
)
from tests.factories.rounds import finished_run, graduate
from tests.factories.training import CourseRunFactory, EnrolmentFactory, held_meetings
from tests.harness.tight import tight
from training.models import Attendance

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FORM = re.compile(r"<form\b.*?</form>", re.S)
# The tag `move` draws a button of the page's form (name=), one that reaches into a form (beside=), or a form of its own.
NAMED = re.compile(r'<button\b[^>]*\bname="|{% move \w+[^%]*\bname=')
FROM_OUTSIDE = re.compile(
    r'<(?:input|button|select|textarea)\b[^>]*\sform="|{% move \w+[^%]*\bbeside='
)
OWN_FORM = re.compile(r"{% move \w+(?![^%]*\b(?:name|beside)=)[^%]*%}")
TYPED = re.compile(
    r"<input (?![^>]*(?:hidden|search))|<textarea|<select|as_field_group|as_div|{{ \w*form }}"
)
# Every form with a named button, and so with more than one meaning, has its walk below; so has what reaches into a form
# from elsewhere on the page.
WALKED = {
    "matching/evidence_review.html",
    "matching/my_application.html",
    "matching/office_opening.html",
    "matching/office_report.html",
    "matching/office_texts.html",
    "matching/rounds/_strike.html",
    "matching/rounds/preview.html",
    "training/office_run.html",
    "training/office_run_moves.html",
    "training/record.html",
    "training/sheet.html",
}
# Pages where something can be typed in one form while another form's button is pressed: why the two do not contradict.
APART = {
    "account/base_confirm_code.html": "a code, a new code, another number: each button's words say which of them it sends",
    "account/phone_change.html": "another number, or the code for the old one again: the code goes where it is confirmed",
    "matching/company_opening.html": "no step of an opening takes words here; those that end something ask on a page of their own",
    "matching/company_application.html": "each step has its own folded form, a note for oneself stays beside every step",
    "matching/rounds/list.html": "a class or a school's graduates: two ways to begin, both only read",
    "matching/rounds/round.html": "closing takes its own reason and does not go without it; the workbook only reads",
    "matching/rounds/_proposal.html": "applying answers the proposal; the folded reason is of the other answer and optional",
    "training/change_class.html": "moving and cancelling each take their own reason, and neither goes without it",
    "training/roster.html": "the plan for people who join late has its own form; undoing the cancelling of a class takes no words",
    "training/enrolment.html": "withdrawing is folded and of a seat; accepting and declining are of an offer",
}


def texts():
    """Every page with its text, on one line."""
    return {
        str(path.relative_to(TEMPLATES)): " ".join(path.read_text().split())
        for path in TEMPLATES.rglob("*.html")
    }


def test_every_form_with_several_buttons_is_walked():
    found = {
        name
        for name, text in texts().items()
        if "components/" not in name
        and (
            FROM_OUTSIDE.search(text)
            or any(
                NAMED.search(form) and (form.count("<button") > 1 or "{% move " in form)
                for form in FORM.findall(text)
            )
        )
    }
    assert found == WALKED


def test_what_is_typed_in_one_form_contradicts_no_button_of_another():
    found = set()
    for name, text in texts().items():
        forms, moves = FORM.findall(text), OWN_FORM.findall(text)
        if len(forms) + len(moves) > 1 and (moves or any(TYPED.search(form) for form in forms)):
            found.add(name)
    assert found - WALKED == set(APART)


@pytest.mark.parametrize(("pressed", "status"), [("keep", 422), ("again", 302)])
def test_who_is_ticked_gets_no_proposal_whichever_button_is_pressed(
    client: Client, cast: Cast, pressed: str, status: int
):
    run = finished_run()
    stays, goes = (graduate(run, {"lockstitch": 3}) for _ in range(2))
    opening = OpeningFactory(asks={"lockstitch": 3}, headcount=2)
    client.force_login(cast.office)
    looked = client.get(reverse("matching:preview_round"), {"run": run.pk})
    seen = {
        "input_hash": looked.context["round"].input_hash,
        "press": pressed,
        "strike_person": [goes.pk],
    }
    answer = client.post(f"{reverse('matching:keep_round')}?{looked.context['query']}", seen)
    assert (answer.status_code, PlacementRound.objects.count()) == (status, 0)
    again = client.get(answer["Location"]) if status == 302 else answer
    assert [(row.person, row.opening) for row in again.context["rows"]] == [(stays, opening)]
    sent = {"input_hash": again.context["round"].input_hash, "press": "keep"}
    client.post(f"{reverse('matching:keep_round')}?{again.context['query']}", sent)
    assert list(PlacementProposal.objects.values_list("trainee", flat=True)) == [stays.pk]


def test_a_ticked_opening_is_not_kept_unseen_and_ticks_stand_in_the_keeping_form(
    client: Client, cast: Cast
):
    run = finished_run()
    graduate(run, {"lockstitch": 3})
    opening = OpeningFactory(asks={"lockstitch": 3})
    client.force_login(cast.office)
    looked = client.get(reverse("matching:preview_round"), {"run": run.pk})
    page = looked.content.decode()
    assert [
        form
        for form in FORM.findall(page)
        if 'id="strikes"' in form and reverse("matching:keep_round") in form
    ]
    seen = {"input_hash": looked.context["round"].input_hash, "strike_opening": [opening.pk]}
    answer = client.post(f"{reverse('matching:keep_round')}?{looked.context['query']}", seen)
    assert (answer.status_code, answer.context["denial"].code) == (422, "round.ticked")
    assert (PlacementRound.objects.count(), answer.context["keep_denial"].code) == (
        0,
        "round.empty",
    )


@pytest.mark.parametrize(("typed", "state"), [("", "published"), ("工资写错了", "submitted")])
def test_an_opening_is_not_published_over_a_reason_to_send_it_back(
    client: Client, cast: Cast, typed: str, state: str
):
    opening = OpeningFactory(company=cast.firm, state="submitted")
    client.force_login(cast.office)
    page = client.get(reverse("matching:office_opening", args=[opening.pk])).content.decode()
    url = reverse("matching:approve_opening", args=[opening.pk])
    assert f'form="decision" formaction="{url}"' in tight(page)
    response = client.post(url, {"reason": typed})
    opening.refresh_from_db()
    assert (opening.state, response.status_code) == (state, 422 if typed else 302)
    assert not typed or typed in response.content.decode()


@pytest.mark.parametrize(("typed", "state"), [("", "seated"), ("不符合条件", "applied")])
def test_nobody_is_approved_over_a_reason_to_turn_them_down(
    client: Client, cast: Cast, typed: str, state: str
):
    asking = EnrolmentFactory(
        run=CourseRunFactory(state="open", needs_approval=True), state="applied"
    )
    client.force_login(cast.office)
    page = client.get(reverse("training:office_run", args=[asking.run_id])).content.decode()
    url = reverse("training:office_approve", args=[asking.pk])
    assert f'form="decision-{asking.pk}" formaction="{url}"' in tight(page)
    response = client.post(url, {"reason": typed})
    asking.refresh_from_db()
    assert (asking.state, response.status_code) == (state, 422 if typed else 302)
    assert not typed or f'value="{typed}"' in response.content.decode()


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
    assert (response.status_code, response.context["form"][f"status_{ticked.pk}"].value()) == (
        422,
        "absent",
    )
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
    assert (
        f'value="{first.pk}"' in response.content.decode()
        and "checked" in response.content.decode()
    )
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
        assert response.status_code == 422 and (
            not typed or f'value="{typed}"' in response.content.decode()
        )


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


@pytest.mark.parametrize(
    ("pressed", "state"),
    [("let_pass", "passed"), ("keep_stopped", "stopped"), ("", "waiting")],
)
def test_words_are_decided_by_a_button_and_a_reason(
    client: Client, cast: Cast, pressed: str, state: str
):
    said = {"text": "只招女生", "key": "只招女生", "reason": "演女装模特"}
    text = WrittenText.objects.create(company=cast.firm, field="accounts.Company.about", **said)
    client.force_login(cast.office)
    url = reverse("matching:decide_text", args=[text.pk])
    assert client.post(url, {"decision": pressed, "reason": ""}).status_code == 422
    response = client.post(url, {"decision": pressed, "reason": "已核实"})
    text.refresh_from_db()
    assert (text.state, response.status_code) == (state, 302 if pressed else 422)
    assert pressed or "已核实" in response.content.decode()


@pytest.mark.parametrize(("pressed", "answer"), [("yes", "yes"), ("no", "no"), ("", "waiting")])
def test_no_answer_to_an_interview_is_no_no(client: Client, cast: Cast, pressed: str, answer: str):
    application = ApplicationFactory(trainee=cast.person, state="interview")
    interview = Interview.objects.create(
        application=application, at=clock.now(), place="示例楼 3 层"
    )
    client.force_login(cast.trainee)
    url = reverse("matching:answer_interview", args=[interview.pk])
    said = client.post(url, {"answer": pressed})
    assert pressed or said.context["denial"].code == "interview.answer"
    interview.refresh_from_db()
    assert interview.answer == answer


# What a page offers is asked of the rule that the action asks, not of the state alone.


def test_a_paper_that_proves_no_employment_can_only_be_sent_back(client: Client, cast: Cast):
    PlacementEvidenceFactory(kind="internship_agreement")
    paper = PlacementEvidence.objects.get()
    client.force_login(cast.office)
    url = reverse("matching:evidence_review", args=[paper.placement_id])
    shown = client.get(url).content.decode()
    assert ('value="accept"' in shown, 'value="return"' in shown) == (False, True)
    assert "实习材料不能证明就业。" in shown
    PlacementEvidence.objects.filter(pk=paper.pk).update(kind="labour_contract")
    assert 'value="accept"' in client.get(url).content.decode()


@pytest.mark.parametrize(("days", "is_offered"), [(0, True), (1, False)])
def test_an_offer_past_its_date_has_no_button_to_accept_it(
    client: Client, cast: Cast, days: int, is_offered: bool
):
    offer = OfferFactory(application=ApplicationFactory(trainee=cast.person, state="offered"))
    today = clock.today()
    type(offer).objects.filter(pk=offer.pk).update(expires_on=today - timedelta(days=days))
    client.force_login(cast.trainee)
    shown = client.get(
        reverse("matching:my_application", args=[offer.application_id])
    ).content.decode()
    accept = reverse("matching:my_accept", args=[offer.application_id])
    assert (f'action="{accept}"' in shown, "录用通知已过期。" in shown) == (
        is_offered,
        not is_offered,
    )


@pytest.mark.parametrize(
    ("state", "is_offered"), [("published", True), ("draft", False), ("paused", False)]
)
def test_people_who_fit_are_offered_by_their_rule(
    client: Client, cast: Cast, state: str, is_offered: bool
):
    opening = OpeningFactory(company=cast.firm, state=state)
    client.force_login(cast.company)
    shown = client.get(reverse("matching:company_opening", args=[opening.pk])).content.decode()
    people = reverse("matching:opening_people", args=[opening.pk])
    assert (f'href="{people}"' in shown, "岗位发布后才会推荐人选。" in shown) == (
        is_offered,
        not is_offered,
    )
    assert client.get(people).status_code == (200 if is_offered else 422)
