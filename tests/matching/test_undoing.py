"""What does a destructive move say beforehand, and what does its undo bring back?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from core import clock
from core.denials import Refused
from core.models import AuditEntry
from matching import tasks
from matching.actions import applications, desk, openings, undoing
from matching.models import Application, Interview, Opening, OpeningReport
from matching.states import RejectionReason
from tests.audited import new_problems, problems
from tests.cast import Cast
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory
from tests.harness.buttons import said_before
from tests.matching.undone import TEN, notices, picture, signed_in

pytestmark = pytest.mark.django_db


def crowd(cast: Cast) -> tuple[Opening, list[Application]]:
    """An opening with ten who wait in every undecided state, an offer, and one who was turned down before."""
    opening = OpeningFactory(company=cast.firm)
    states = ["submitted"] * 6 + ["reviewing", "reviewing", "shortlisted", "interview", "rejected"]
    people = [ApplicationFactory(opening=opening, state=state) for state in states]
    people.append(OfferFactory(application__opening=opening).application)
    return opening, people


class TestClosing:
    def test_it_asks_first_and_counts(self, cast: Cast, today: date) -> None:
        opening, people = crowd(cast)
        before = picture(opening, *people)
        shown = signed_in(cast.company).get(reverse("matching:close_opening", args=[opening.pk]))
        assert shown.context["consequences"] == [
            "岗位下架。",
            "10 份投递会结束（新投递 6, 查看中 2, 初选 1, 面试 1）。",
            "10 分钟内可以撤销；之后会通知这些人，不能再撤销。",
            "1 份录用通知继续有效。",
        ]
        assert picture(opening, *people) == before

    @pytest.mark.parametrize("state", ["published", "paused"])
    def test_undone_everything_is_as_it_was_and_nobody_was_told(
        self, cast: Cast, today: date, state: str
    ) -> None:
        opening, people = crowd(cast)
        Opening.objects.filter(pk=opening.pk).update(state=state)
        opening.refresh_from_db()
        before = picture(opening, *people)
        client = signed_in(cast.company)
        client.post(reverse("matching:close_opening", args=[opening.pk]))
        assert Application.objects.filter(rejection_reason="closed").count() == 10
        assert (
            client.post(reverse("matching:restore_opening", args=[opening.pk])).status_code == 302
        )
        assert picture(opening, *people) == before
        assert (notices("application.released"), tasks.tell_refusals()) == (0, 0)

    def test_after_the_window_people_are_told_and_it_is_final(self, cast: Cast, clock: Any) -> None:
        moment = clock.set(date(2026, 11, 23))
        opening, _people = crowd(cast)
        openings.close_opening(opening=opening, by=cast.company, now=clock.now())
        clock.set(moment + TEN - timedelta(seconds=1))
        assert tasks.tell_refusals() == 0
        clock.set(moment + TEN)
        assert (
            tasks.tell_refusals(),
            notices("application.released"),
            notices("application.refused"),
        ) == (11, 10, 1)
        with pytest.raises(Refused) as refusal:
            undoing.restore_opening(opening=opening, by=cast.company, now=clock.now())
        assert refusal.value.denial.code == "opening.restore.late"

    def test_who_was_told_stays_told(self, cast: Cast, today: date) -> None:
        opening, _people = crowd(cast)
        openings.close_opening(opening=opening, by=cast.company, now=clock.now())
        told = Application.objects.filter(rejection_reason="closed").order_by("pk")[0]
        Application.objects.filter(pk=told.pk).update(told_at=told.moved_at)
        assert (
            undoing.bring_back(opening=opening, reason=RejectionReason.CLOSED, now=clock.now()) == 9
        )
        assert Application.objects.get(pk=told.pk).state == "rejected"

    def test_another_company_cannot_undo(self, cast: Cast, today: date) -> None:
        opening, _people = crowd(cast)
        openings.close_opening(opening=opening, by=cast.company, now=clock.now())
        with pytest.raises(Refused) as refusal:
            undoing.restore_opening(opening=opening, by=cast.other_company, now=clock.now())
        assert refusal.value.denial.code == "matching.not_yours"

    def test_what_the_office_stopped_is_not_undone(self, cast: Cast, today: date) -> None:
        opening, _people = crowd(cast)
        report = openings.report_opening(opening=opening, reason="fee", text="", by=None)
        openings.uphold_report(report=report, reason="收押金", by=cast.office, now=clock.now())
        opening.refresh_from_db()
        with pytest.raises(Refused) as refusal:
            undoing.restore_opening(opening=opening, by=cast.company, now=clock.now())
        assert refusal.value.denial.code == "opening.restore.stopped"


class TestStopping:
    """The office finds a report right: counted first, undone through the same code as a closing."""

    def reported(self, opening: Opening) -> OpeningReport:
        return openings.report_opening(opening=opening, reason="fee", text="", by=None)

    def test_the_page_counts_and_the_undo_brings_all_back(self, cast: Cast, today: date) -> None:
        opening, people = crowd(cast)
        report, client = self.reported(opening), signed_in(cast.office)
        before, known = picture(opening, report, *people), problems()
        url = reverse("matching:handle_report", args=[report.pk])
        assert client.get(url).context["consequences"] == [
            "岗位下架。",
            "10 份投递会结束（新投递 6, 查看中 2, 初选 1, 面试 1）。",
            "10 分钟内可以撤销；之后会通知这些人，不能再撤销。",
            "1 份录用通知继续有效。",
            "会立即通知企业，企业能看到你写的原因。",
        ]
        assert client.post(url, {"decision": "uphold", "reason": "收押金"}).url == url
        assert Application.objects.filter(rejection_reason="closed").count() == 10
        assert client.post(reverse("matching:retract_report", args=[report.pk])).status_code == 302
        assert picture(opening, report, *people) == before
        told = [notices(f"opening.{code}") for code in ("stopped", "unstopped")]
        assert (told, notices("application.released"), tasks.tell_refusals()) == ([1, 1], 0, 0)
        assert new_problems(known) == {}

    def test_not_the_company_not_late_not_beside_another_report(
        self, cast: Cast, clock: Any
    ) -> None:
        moment = clock.set(date(2026, 11, 23))
        opening, _people = crowd(cast)
        report, other = self.reported(opening), self.reported(opening)
        for each in (report, other):
            openings.uphold_report(report=each, reason="收押金", by=cast.office, now=clock.now())
            opening.refresh_from_db()
            each.opening = opening
        assert self.refused(report, cast.company) == "matching.not_yours"
        assert self.refused(report, cast.office) == "report.retract.another"
        assert undoing.retract_stop(report=other, by=cast.office, now=clock.now()) == 0
        assert Opening.objects.get(pk=opening.pk).state == "closed"
        clock.set(moment + TEN)
        assert self.refused(report, cast.office) == "report.retract.late"
        clock.set(moment + TEN - timedelta(seconds=1))
        assert undoing.retract_stop(report=report, by=cast.office, now=clock.now()) == 10

    def refused(self, report: OpeningReport, by: Any) -> str:
        with pytest.raises(Refused) as refusal:
            undoing.retract_stop(report=report, by=by, now=clock.now())
        return refusal.value.denial.code

    def test_what_is_off_the_list_ends_no_application(self, cast: Cast, today: date) -> None:
        report = self.reported(
            OpeningFactory(company=cast.firm, state="expired", closed_at=clock.now())
        )
        shown = signed_in(cast.office).get(reverse("matching:handle_report", args=[report.pk]))
        assert shown.context["consequences"][0] == "岗位已经下架，没有投递会结束。"


class TestUndone:
    @pytest.mark.parametrize(
        "state", ["submitted", "reviewing", "shortlisted", "interview", "offered"]
    )
    def test_a_refusal_leaves_no_trace_but_the_record(
        self, cast: Cast, today: date, state: str
    ) -> None:
        application = ApplicationFactory(opening=OpeningFactory(company=cast.firm), state=state)
        if state == "offered":
            OfferFactory(application=application)
        before = picture(application)
        desk.reject(
            application=application,
            reason_code="other",
            text="看错了",
            lacking=[],
            by=cast.company,
            now=clock.now(),
        )
        undoing.reconsider(application=application, by=cast.company, now=clock.now())
        assert (picture(application), application.lacking_skills.count()) == (before, 0)
        assert list(AuditEntry.objects.order_by("pk").values_list("verb", "before", "after"))[
            -2:
        ] == [
            ("application.reject", state, "rejected"),
            ("application.reconsider", "rejected", state),
        ]

    @pytest.mark.parametrize(
        "state", ["submitted", "reviewing", "shortlisted", "interview", "offered"]
    )
    def test_a_withdrawal(self, cast: Cast, today: date, state: str) -> None:
        application = OfferFactory(
            application__trainee=cast.person, application__state=state
        ).application
        before = picture(application)
        client = signed_in(cast.trainee)
        client.post(reverse("matching:my_withdraw", args=[application.pk]))
        assert notices("candidate.withdrawn") == 0
        assert client.post(reverse("matching:my_resume", args=[application.pk])).status_code == 302
        assert picture(application) == before

    def test_a_no_to_an_offer(self, cast: Cast, today: date) -> None:
        offer = OfferFactory(application__trainee=cast.person)
        before = picture(offer.application, offer)
        applications.decline_offer(application=offer.application, by=cast.trainee, now=clock.now())
        undoing.resume(application=offer.application, by=cast.trainee, now=clock.now())
        assert picture(offer.application, offer) == before

    def test_not_once_the_company_was_told(self, cast: Cast, clock: Any) -> None:
        moment = clock.set(date(2026, 11, 23))
        opening = OpeningFactory(company=cast.firm)
        application = ApplicationFactory(opening=opening, trainee=cast.person)
        applications.withdraw(application=application, by=cast.trainee, now=clock.now())
        clock.set(moment + TEN)
        assert (tasks.tell_refusals(), notices("candidate.withdrawn"), tasks.tell_refusals()) == (
            1,
            1,
            0,
        )
        with pytest.raises(Refused) as refusal:
            undoing.resume(application=application, by=cast.trainee, now=clock.now())
        assert refusal.value.denial.code == "application.resume.told"

    @pytest.mark.parametrize("state", ["closed", "filled", "expired"])
    def test_not_once_the_opening_has_ended(self, cast: Cast, today: date, state: str) -> None:
        opening = OpeningFactory(company=cast.firm)
        application = ApplicationFactory(opening=opening, trainee=cast.person)
        applications.withdraw(application=application, by=cast.trainee, now=clock.now())
        Opening.objects.filter(pk=opening.pk).update(
            state=state, hires=2, closed_at=opening.published_at
        )
        application.opening.refresh_from_db()
        with pytest.raises(Refused) as refusal:
            undoing.resume(application=application, by=cast.trainee, now=clock.now())
        assert refusal.value.denial.code == "application.undo.ended"


def test_a_refusal_names_what_falls_away(cast: Cast, today: date) -> None:
    offer = OfferFactory(
        application__opening__company=cast.firm, pay=6000, expires_on=date(2026, 11, 28)
    )
    page = signed_in(cast.company).get(
        reverse("matching:company_application", args=[offer.application_id])
    )
    assert said_before(page, "reject") == [
        "投递会结束。10 分钟内可以撤销，之后会通知对方。",
        "6,000 元、有效至 2026-11-28 的录用通知会收回。",
    ]


def test_a_withdrawal_names_the_interview(cast: Cast, today: date) -> None:
    application = ApplicationFactory(trainee=cast.person, state="interview")
    at = application.submitted_at + timedelta(days=2)
    Interview.objects.create(application=application, at=at, place="二楼")
    page = signed_in(cast.trainee).get(reverse("matching:my_application", args=[application.pk]))
    assert said_before(page, "withdraw")[-1] == "2026-11-25 10:00 的面试会取消。"
    assert model_to_dict(application)["state"] == "interview"
