"""What does taking back a broken agreement, or the end of a job, bring back?"""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from core import clock
from core.denials import Refused
from matching.actions import applications, hires
from matching.models import Application, Opening, Placement
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
)
from tests.harness.buttons import said_before
from tests.matching.undone import TEN, notices, picture, signed_in

pytestmark = pytest.mark.django_db


class TestBrokenAgreement:
    """Who reported it may take it back within the undo window; the position is taken again."""

    @pytest.fixture
    def agreed(self, cast: Cast, today: date) -> Application:
        opening = OpeningFactory(
            company=cast.firm, headcount=1, hires=1, state="filled", closed_at=clock.now()
        )
        return OfferFactory(
            application__opening=opening,
            application__trainee=cast.person,
            application__state="accepted",
        ).application

    def test_the_company_takes_it_back(self, cast: Cast, agreed: Application) -> None:
        before = picture(agreed, agreed.offer)
        page = signed_in(cast.company).get(
            reverse("matching:company_application", args=[agreed.pk])
        )
        assert said_before(page, "breach_by_person")[-1] == "10 分钟内可以撤销。"
        hires.report_broken_by_person(
            application=agreed, reason="没有来", by=cast.company, now=clock.now()
        )
        assert Opening.objects.get(pk=agreed.opening_id).state == "published"
        url = reverse("matching:company_retract_breach", args=[agreed.pk])
        assert signed_in(cast.company).post(url).status_code == 302
        assert (picture(agreed, agreed.offer), notices("application.unbroken")) == (before, 1)
        opening = Opening.objects.get(pk=agreed.opening_id)
        assert (opening.state, opening.hires) == ("filled", 1)

    def test_the_person_takes_it_back(self, cast: Cast, agreed: Application) -> None:
        before = picture(agreed)
        applications.report_broken_by_company(
            application=agreed, reason="岗位取消", by=cast.trainee, now=clock.now()
        )
        assert (
            signed_in(cast.trainee)
            .post(reverse("matching:my_retract_breach", args=[agreed.pk]))
            .status_code
            == 302
        )
        assert (picture(agreed), notices("candidate.unbroken")) == (before, 1)

    def test_not_the_other_side_not_late_and_not_when_the_position_went(
        self, cast: Cast, agreed: Application, clock: Any
    ) -> None:
        moment = clock.set(date(2026, 11, 23))
        hires.report_broken_by_person(
            application=agreed, reason="没有来", by=cast.company, now=clock.now()
        )
        with pytest.raises(Refused) as refusal:
            hires.retract_breach(application=agreed, by=cast.trainee, now=clock.now())
        assert refusal.value.denial.code == "application.retract_breach.theirs"
        Opening.objects.filter(pk=agreed.opening_id).update(hires=1)
        with pytest.raises(Refused) as refusal:
            hires.retract_breach(application=agreed, by=cast.company, now=clock.now())
        assert refusal.value.denial.code == "offer.filled"
        clock.set(moment + TEN)
        with pytest.raises(Refused) as refusal:
            hires.retract_breach(application=agreed, by=cast.company, now=clock.now())
        assert refusal.value.denial.code == "application.retract_breach.late"
        assert Application.objects.get(pk=agreed.pk).state == "breached"


class TestEndedJob:
    """Who recorded the end of a job may take it back within the undo window, unless the person began another one."""

    @pytest.fixture
    def job(self, cast: Cast, today: date) -> Placement:
        application = ApplicationFactory(
            opening=OpeningFactory(company=cast.firm, hires=1),
            trainee=cast.person,
            state="verified",
        )
        return ConfirmedPlacementFactory(
            application=application, verified_at=clock.now(), verified_by=cast.coordinator
        )

    def end(self, job: Placement, by: Any) -> Application:
        job.refresh_from_db()
        hires.end_placement(
            placement=job, ended_on=date(2026, 11, 20), reason="合同到期", by=by, now=clock.now()
        )
        return job.application

    def test_the_company_takes_it_back_and_all_stands_as_before(
        self, cast: Cast, job: Placement
    ) -> None:
        before = picture(job, job.application)
        page = signed_in(cast.company).get(
            reverse("matching:company_application", args=[job.application_id])
        )
        assert said_before(page, "end")[-1] == "10 分钟内可以撤销。"
        self.end(job, cast.company)
        assert picture(job, job.application) != before
        url = reverse("matching:company_retract_end", args=[job.application_id])
        assert signed_in(cast.company).post(url).status_code == 302
        assert (picture(job, job.application), notices("application.unended")) == (before, 1)

    def test_not_another_side_not_late_and_not_beside_the_next_job(
        self, cast: Cast, job: Placement, clock: Any
    ) -> None:
        moment = clock.set(date(2026, 11, 23))
        self.end(job, cast.office)
        refused = {}
        for who, by in (
            ("company", cast.company),
            ("coordinator", cast.coordinator),
            ("trainee", cast.trainee),
        ):
            with pytest.raises(Refused) as refusal:
                hires.retract_end(application=job.application, by=by, now=clock.now())
            refused[who] = refusal.value.denial.code
        assert refused == {
            "company": "application.retract_end.theirs",
            "coordinator": "application.retract_end.theirs",
            "trainee": "matching.not_yours",
        }
        second = ConfirmedPlacementFactory(application__trainee=cast.person)
        with pytest.raises(Refused) as refusal:
            hires.retract_end(application=job.application, by=cast.office, now=clock.now())
        assert refusal.value.denial.code == "application.retract_end.next_job"
        second.delete()
        clock.set(moment + TEN)
        with pytest.raises(Refused) as refusal:
            hires.retract_end(application=job.application, by=cast.office, now=clock.now())
        assert refusal.value.denial.code == "application.retract_end.late"
        assert Application.objects.get(pk=job.application_id).state == "ended"
