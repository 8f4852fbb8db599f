"""Does every page that shows a start, a paper, a report or a text say its state, and offer what can be done in it and no more?"""

import pytest
from django.urls import reverse

from core import clock
from matching.lawful import key_of
from matching.models import PlacementEvidence, WrittenText
from matching.states import EvidenceState, Grade, ReportState, WrittenTextState
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.harness.pages import opened, signed_in_as

pytestmark = pytest.mark.django_db
PAPERS = {"submitted": "待审核", "accepted": "已通过", "returned": "已退回"}
REPORTS = {
    "waiting": ("待处理", {"decide"}),
    "upheld": ("属实，已停止岗位", {"retract"}),
    "dismissed": ("已查看，岗位保留", set()),
}
STOPPED = "只招女生。"


def start_of(grade: str, cast: Cast):
    """A start of the cast's person, attested to a grade."""
    now = clock.now()
    if grade == "claimed":
        return PlacementFactory(application__trainee=cast.person)
    if grade == "contested":
        facts = {"contested_at": now, "contested_by": cast.trainee, "contest_reason": "日期不对"}
        return PlacementFactory(
            application__trainee=cast.person, application__state="contested", **facts
        )
    facts = {"verified_at": now, "verified_by": cast.office} if grade == "verified" else {}
    state = "verified" if grade == "verified" else "placed"
    return ConfirmedPlacementFactory(
        application__trainee=cast.person, application__state=state, **facts
    )


@pytest.mark.parametrize("grade", Grade.values)
def test_a_start_says_how_it_is_attested_to_whoever_verifies(cast: Cast, grade: str) -> None:
    placement = start_of(grade, cast)
    PlacementEvidenceFactory(
        placement=placement, state="accepted", decided_at=clock.now(), decided_by=cast.office
    )
    url = reverse("matching:evidence_review", args=[placement.pk])
    for user in (cast.office, cast.coordinator):
        page = opened(signed_in_as(user), url)
        assert page.says(cast.person.real_name, placement.opening.title) == [True, True]
        denial = page.context["verify"].denial
        why_not = {
            "claimed": "verify.unconfirmed",
            "contested": "verify.unconfirmed",
            "verified": "verify.done",
        }
        assert (denial.code if denial else "") == why_not.get(grade, "")
        assert ("verify" in page.verbs(url)) is (grade == "confirmed")
    assert opened(signed_in_as(cast.other_coordinator), url).status == 404
    queue = signed_in_as(cast.coordinator).get(reverse("matching:university_evidence"))
    waiting, done = queue.context["queue"].object_list, queue.context["verified"]
    assert placement not in waiting or grade == "confirmed"
    assert (placement in done) is (grade == "verified")


def test_a_paper_says_what_was_decided_to_everybody_who_sees_it(cast: Cast) -> None:
    assert set(PAPERS) == set(EvidenceState.values)
    placement = ConfirmedPlacementFactory(
        application__trainee=cast.person, application__opening__company=cast.firm
    )
    pages = {
        cast.office: reverse("matching:evidence_review", args=[placement.pk]),
        cast.trainee: reverse("matching:my_application", args=[placement.application_id]),
        cast.company: reverse("matching:company_application", args=[placement.application_id]),
    }
    for state, word in PAPERS.items():
        PlacementEvidence.objects.all().delete()
        decided = (
            {} if state == "submitted" else {"decided_at": clock.now(), "decided_by": cast.office}
        )
        reason = {"reason": "看不清"} if state == "returned" else {}
        paper = PlacementEvidenceFactory(placement=placement, state=state, **decided, **reason)
        for user, url in pages.items():
            page = opened(signed_in_as(user), url)
            assert (state, page.says(word)) == (state, [True])
            assert page.says("看不清") == [state == "returned"]
        base = pages[cast.office]
        decide = f"papers/{paper.pk}"
        verbs = opened(signed_in_as(cast.office), base).verbs(base)
        assert (state, decide in verbs) == (state, state == "submitted")


def test_a_report_says_what_became_of_it(cast: Cast) -> None:
    assert set(REPORTS) == set(ReportState.values)
    office, found = signed_in_as(cast.office), {}
    for state in REPORTS:
        handled = (
            {} if state == "waiting" else {"handled_at": clock.now(), "handled_by": cast.office}
        )
        closed = {"opening__state": "closed"} if state == "upheld" else {}
        report = OpeningReportFactory(state=state, text="要交押金", **handled, **closed)
        url = reverse("matching:handle_report", args=[report.pk])
        page = opened(office, url)
        assert page.says("要交押金", report.opening.title) == [True, True]
        asks = {"decide"} if 'name="decision"' in page.html else set()
        found[state] = (
            REPORTS[state][0] if all(page.says(REPORTS[state][0])) else "",
            asks | (page.verbs(url) - {""}),
        )
    assert found == REPORTS


def test_a_text_says_what_was_decided_and_what_can_still_be(cast: Cast) -> None:
    office, sent = signed_in_as(cast.office), ApplicationFactory(opening__company=cast.firm)
    said = {"company": cast.firm, "application": sent, "field": "matching.Interview.note"}
    for n, state in enumerate(WrittenTextState.values):
        seen = {} if state == "waiting" else {"seen_at": clock.now(), "seen_by": cast.office}
        decision = "学校有书面要求" if state in {"passed", "stopped"} else ""
        text = f"{STOPPED}第{n}次"
        WrittenText.objects.create(
            text=text,
            key=key_of(text),
            reason="" if state == "seen" else "女校校服试身",
            state=state,
            decision=decision,
            **said,
            **seen,
        )
    for n, state in enumerate(WrittenTextState.values):
        page = opened(office, reverse("matching:office_texts") + f"?state={state}")
        others = [f"第{m}次" for m in range(4) if m != n]
        assert (state, page.says(f"第{n}次", *others)) == (state, [True, False, False, False])
        assert page.says(WrittenTextState(state).label) == [True]
    nonsense = opened(office, reverse("matching:office_texts") + "?state=x")
    assert nonsense.says("第0次") == [True]
