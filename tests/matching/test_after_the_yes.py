"""What happens after an offer was accepted: starts reported and contested, agreements broken, jobs ended, papers returned."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import clock
from core.denials import Refused
from core.models import Notice
from matching.actions import applications, evidence, hires
from matching.models import Opening, Placement
from tests.cast import Cast
from tests.factories.matching import PNG, OpeningFactory
from tests.matching.way import accepted, claimed, code_of, grades

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening(cast: Cast) -> Opening:
    return OpeningFactory(company=cast.firm, headcount=1, asks={"live_pitch": 3})


def test_contesting_works_once_and_a_correction_asks_again(
    cast: Cast, opening: Opening, today: date
) -> None:
    application = claimed(cast, opening, today)
    applications.contest_start(
        application=application, reason="工资写错了", by=cast.trainee, now=clock.now()
    )
    assert grades() == {"claimed": 0, "confirmed": 0, "verified": 0, "contested": 1}
    hires.claim_hire(
        application=application,
        start_on=today,
        contract_type="full_time",
        pay=6500,
        destination_code="11",
        by=cast.company,
        now=clock.now(),
    )
    assert (application.state, Placement.objects.get().pay) == ("hire_claimed", 6500)
    assert grades() == {"claimed": 1, "confirmed": 0, "verified": 0, "contested": 0}
    with pytest.raises(Refused) as refusal:
        applications.contest_start(
            application=application, reason="还是不对", by=cast.trainee, now=clock.now()
        )
    assert code_of(refusal) == "placement.contested_once"
    applications.confirm_start(application=application, by=cast.trainee, now=clock.now())
    assert grades() == {"claimed": 0, "confirmed": 1, "verified": 0, "contested": 0}


def test_a_broken_agreement_frees_the_position(cast: Cast, opening: Opening, today: date) -> None:
    application = accepted(cast, opening, today)
    hires.report_broken_by_person(
        application=application, reason="没有来", by=cast.company, now=clock.now()
    )
    opening.refresh_from_db()
    assert (application.state, application.breached_by) == ("breached", "person")
    assert (opening.state, opening.hires, opening.closed_at) == ("published", 0, None)


def test_a_company_that_breaks_its_word_frees_the_position(
    cast: Cast, opening: Opening, today: date
) -> None:
    Opening.objects.filter(pk=opening.pk).update(headcount=3)
    opening.refresh_from_db()
    application = accepted(cast, opening, today)
    applications.report_broken_by_company(
        application=application, reason="岗位取消", by=cast.trainee, now=clock.now()
    )
    opening.refresh_from_db()
    assert (application.breached_by, opening.state, opening.hires) == ("company", "published", 0)


def test_a_start_in_the_future_is_not_claimed(cast: Cast, opening: Opening, today: date) -> None:
    application = accepted(cast, opening, today)
    terms = {
        "contract_type": "full_time",
        "pay": 6000,
        "destination_code": "11",
        "by": cast.company,
    }
    with pytest.raises(Refused) as refusal:
        hires.claim_hire(
            application=application, start_on=today + timedelta(days=1), **terms, now=clock.now()
        )
    assert (code_of(refusal), Placement.objects.count()) == ("placement.future", 0)


def test_an_internship_carries_no_destination_code(
    cast: Cast, opening: Opening, today: date
) -> None:
    application = accepted(cast, opening, today)
    terms = {"start_on": today, "pay": 6000, "contract_type": "internship", "by": cast.company}
    with pytest.raises(Refused) as refusal:
        hires.claim_hire(application=application, destination_code="11", **terms, now=clock.now())
    assert code_of(refusal) == "placement.destination"
    placement = hires.claim_hire(
        application=application, destination_code="", **terms, now=clock.now()
    )
    applications.confirm_start(application=application, by=cast.trainee, now=clock.now())
    with pytest.raises(Refused) as refusal:
        evidence.verify_placement(placement=placement, by=cast.coordinator, now=clock.now())
    assert code_of(refusal) == "verify.internship"
    assert sum(grades().values()) == 0


def test_an_end_keeps_the_placement_and_its_grade(
    cast: Cast, opening: Opening, today: date, clock
) -> None:
    application = claimed(cast, opening, today)
    applications.confirm_start(application=application, by=cast.trainee, now=clock.now())
    placement = Placement.objects.select_related(
        "application__opening", "application__trainee"
    ).get()
    with pytest.raises(Refused) as refusal:
        hires.end_placement(
            placement=placement,
            ended_on=today + timedelta(days=9),
            reason="合同到期",
            by=cast.company,
            now=clock.now(),
        )
    assert code_of(refusal) == "placement.end_date"
    clock.set(today + timedelta(days=30))
    hires.end_placement(
        placement=placement,
        ended_on=today + timedelta(days=9),
        reason="合同到期",
        by=cast.company,
        now=clock.now(),
    )
    assert placement.application.state == "ended"
    assert grades() == {"claimed": 0, "confirmed": 1, "verified": 0, "contested": 0}


def test_a_returned_paper_tells_who_uploaded_it(cast: Cast, opening: Opening, today: date) -> None:
    application = claimed(cast, opening, today)
    applications.confirm_start(application=application, by=cast.trainee, now=clock.now())
    placement = Placement.objects.get()
    upload = SimpleUploadedFile("a.png", PNG)
    paper = evidence.upload_evidence(
        placement=placement, kind="labour_contract", upload=upload, by=cast.trainee, now=clock.now()
    )
    evidence.return_paper(paper=paper, reason="看不清", by=cast.coordinator, now=clock.now())
    assert (
        Notice.objects.filter(
            recipient=cast.trainee, code="matching.application.paper_returned"
        ).count()
        == 1
    )
    assert (
        Notice.objects.filter(
            recipient=cast.company, code="matching.candidate.paper_returned"
        ).count()
        == 0
    )


def test_a_broken_upload_is_refused(cast: Cast, opening: Opening, today: date) -> None:
    claimed(cast, opening, today)
    with pytest.raises(Refused) as refusal:
        evidence.upload_evidence(
            placement=Placement.objects.get(),
            kind="labour_contract",
            upload=SimpleUploadedFile("a.png", b"<html>"),
            by=cast.company,
            now=clock.now(),
        )
    assert code_of(refusal) == "upload.kind"
