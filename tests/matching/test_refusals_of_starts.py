"""Why do rules about papers, reports of starts and terms say no? Each refusal beside the case that differs in one fact."""

from datetime import date, datetime, time, timedelta

import pytest

from accounts.models import Trainee
from core.clock import CITY_TIME, today
from core.denials import Denial, Refused
from matching import permissions
from matching.actions import applications
from matching.permissions import terms
from matching.states import ContractType
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = datetime.combine(TODAY, time(10), CITY_TIME)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _moment(clock) -> None:
    """Everything happens at one moment."""
    clock.set(NOW)


def code_of(denial: Denial | None) -> str:
    return denial.code if denial else ""


class TestPapers:
    @pytest.mark.parametrize(
        ("facts", "kind", "code"),
        [
            ({}, "labour_contract", ""),
            ({}, "internship_agreement", "evidence.internship"),
            ({}, "shop_proof", "evidence.kind"),
            ({"destination_code": "76"}, "declaration", ""),
            ({"destination_code": "76"}, "shop_proof", ""),
            ({"destination_code": "76"}, "agreement", "evidence.kind"),
            (
                {"destination_code": "", "contract_type": "internship"},
                "agreement",
                "evidence.internship",
            ),
            ({"verified_at": NOW}, "labour_contract", "evidence.verified"),
        ],
    )
    def test_a_paper_proves_its_destination(self, cast: Cast, facts, kind, code) -> None:
        by = {"verified_by": cast.office} if "verified_at" in facts else {}
        placement = ConfirmedPlacementFactory(**facts, **by)

        assert code_of(permissions.denies_upload(cast.office, placement, kind, TODAY)) == code

    def test_a_company_on_hold_adds_no_papers(self, cast: Cast) -> None:
        placement = ConfirmedPlacementFactory(
            application__opening__company=cast.firm, application__trainee=cast.person
        )
        placement.company.state = "suspended"
        said = {
            role: code_of(
                permissions.denies_upload(cast.login(role), placement, "labour_contract", TODAY)
            )
            for role in ("company", "trainee", "coordinator", "office")
        }
        assert said == {
            "company": "company.suspended",
            "trainee": "",
            "coordinator": "",
            "office": "",
        }

    @pytest.mark.parametrize(
        ("kind", "state", "verb", "code"),
        [
            ("labour_contract", "submitted", "accept", ""),
            ("labour_contract", "submitted", "return", ""),
            ("labour_contract", "accepted", "accept", "evidence.accept.state"),
            ("labour_contract", "returned", "return", "evidence.return.state"),
            ("internship_agreement", "submitted", "accept", "evidence.internship"),
            ("internship_agreement", "submitted", "return", ""),
        ],
    )
    def test_a_paper_is_decided_once(self, kind, state, verb, code) -> None:
        paper = PlacementEvidenceFactory.build(placement=None, kind=kind, state=state)

        assert code_of(permissions.denies_paper_move(paper, verb)) == code

    @pytest.mark.parametrize(
        ("facts", "kinds", "code"),
        [
            ({}, ["labour_contract"], ""),
            ({}, [], "verify.evidence"),
            ({}, ["agreement"], "verify.evidence"),
            ({"verified_at": NOW}, ["labour_contract"], "verify.done"),
            ({"destination_code": "", "contract_type": "internship"}, [], "verify.internship"),
            (
                {"confirmed_at": None, "confirmed_by": None},
                ["labour_contract"],
                "verify.unconfirmed",
            ),
        ],
    )
    def test_what_stands_before_verified(self, cast: Cast, facts, kinds, code) -> None:
        by = {"verified_by": cast.office} if facts.get("verified_at") else {}
        placement = ConfirmedPlacementFactory(**facts, **by)
        papers = [
            PlacementEvidenceFactory.build(placement=placement, kind=kind, state="accepted")
            for kind in kinds
        ]
        denial = permissions.denies_verification(cast.office, placement, papers, today())
        assert code_of(denial) == code
        sent_only = [PlacementEvidenceFactory.build(placement=placement, state="submitted")]
        if code == "verify.evidence":
            again = permissions.denies_verification(cast.office, placement, sent_only, today())
            assert code_of(again) == code and "劳动合同" in str(again.remedy)


class TestReports:
    def test_a_report_that_was_corrected_is_read_again(self) -> None:
        placement = PlacementFactory(claimed_at=NOW)
        seen = {"": "", NOW.isoformat(): "", (NOW - DAY).isoformat(): "placement.corrected"}

        assert {
            moment: code_of(permissions.denies_stale_report(placement, moment)) for moment in seen
        } == seen

    @pytest.mark.parametrize(
        ("contract", "destination", "code"),
        [
            ("full_time", "11", ""),
            ("full_time", "10", ""),
            ("full_time", "76", "placement.destination"),
            ("full_time", "", "placement.destination"),
            ("piecework", "76", ""),
            ("piecework", "11", "placement.destination"),
            ("part_time", "12", ""),
            ("internship", "", ""),
            ("internship", "11", "placement.destination"),
        ],
    )
    def test_a_contract_goes_with_its_destinations(self, cast, contract, destination, code) -> None:
        sent = ApplicationFactory(
            opening__company=cast.firm, state="accepted", submitted_at=NOW - DAY
        )
        terms_of = {"pay": 6000, "pay_reason": "", "start_on": TODAY, "early_reason": ""}
        denial = permissions.denies_claim(
            cast.company,
            sent,
            contract_type=contract,
            destination_code=destination,
            today=TODAY,
            **terms_of,
        )
        assert contract in ContractType.values
        assert code_of(denial) == code

    @pytest.mark.parametrize(
        ("ended_on", "code"),
        [
            (TODAY, ""),
            (TODAY + DAY, "placement.end_date"),
            (date(2026, 11, 2), ""),
            (date(2026, 11, 1), "placement.end_date"),
        ],
    )
    def test_a_job_ends_between_its_first_day_and_today(self, cast, ended_on, code) -> None:
        placement = ConfirmedPlacementFactory(application__opening__company=cast.firm)

        assert code_of(permissions.denies_end(cast.company, placement, ended_on, TODAY)) == code

    def test_a_report_is_contested_once(self, cast: Cast) -> None:
        placement = PlacementFactory(application__trainee=cast.person)
        assert permissions.denies_contest(cast.trainee, placement, today()) is None
        assert code_of(permissions.denies_contest(cast.other_trainee, placement, today())) == (
            "matching.not_yours"
        )
        placement.contested_at = NOW
        assert code_of(permissions.denies_contest(cast.trainee, placement, today())) == (
            "placement.contested_once"
        )

    @pytest.mark.parametrize(
        ("act", "code"),
        [
            (applications.accept_offer, "offer.none"),
            (applications.confirm_start, "placement.none"),
            (applications.contest_start, "placement.none"),
        ],
    )
    def test_what_was_never_made_is_not_answered(self, cast: Cast, act, code) -> None:
        state = "offered" if code == "offer.none" else "hire_claimed"
        sent = ApplicationFactory(trainee=cast.person, state=state)
        more = {"reason": "没有这回事"} if act is applications.contest_start else {}
        with pytest.raises(Refused) as refusal:
            act(application=sent, by=cast.trainee, now=NOW, **more)

        assert refusal.value.denial.code == code


class TestTerms:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({}, ""),
            ({"pay_min": 0}, "opening.pay"),
            ({"pay_max": 1_000_001}, "opening.pay"),
            ({"pay_max": 1_000_000}, ""),
            ({"pay_base": 5001}, "opening.base"),
            ({"pay_base": 5000}, ""),
            ({"pay_base": 5001, "pay_unit": "piece"}, ""),
            ({"headcount": 0}, "opening.positions"),
            ({"headcount": 500}, ""),
            ({"headcount": 501}, "opening.positions"),
        ],
    )
    def test_numbers_of_an_opening(self, changes: dict, code: str) -> None:
        fields = {"pay_min": 5000, "pay_max": 8000, "pay_base": 4000, "pay_unit": "month"}

        assert code_of(terms.denies_numbers({**fields, "headcount": 2, **changes})) == code

    @pytest.mark.parametrize(
        ("days", "code"), [(0, ""), (-1, "opening.date"), (366, ""), (367, "opening.date.far")]
    )
    def test_an_opening_stands_for_a_year_at_most(self, days: int, code: str) -> None:
        assert code_of(terms.denies_validity(TODAY + days * DAY, TODAY)) == code

    @pytest.mark.parametrize(
        ("at", "code"),
        [
            (NOW, "interview.past"),
            (NOW + timedelta(minutes=1), ""),
            (NOW + 180 * DAY, ""),
            (NOW + 181 * DAY, "interview.far"),
        ],
    )
    def test_an_interview_lies_ahead(self, at: datetime, code: str) -> None:
        assert code_of(terms.denies_meeting(at, NOW)) == code

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({}, ""),
            ({"expires_on": TODAY - DAY}, "offer.past"),
            ({"start_on": TODAY - DAY}, "offer.past"),
            ({"expires_on": TODAY + 8 * DAY}, "offer.order"),
            ({"expires_on": TODAY + 60 * DAY, "start_on": TODAY + 60 * DAY}, ""),
            ({"expires_on": TODAY + 61 * DAY, "start_on": TODAY + 61 * DAY}, "offer.answer_far"),
            ({"start_on": TODAY + 366 * DAY}, ""),
            ({"start_on": TODAY + 367 * DAY}, "offer.start_far"),
            ({"pay": 4999}, "pay.differs"),
            ({"pay": 8001}, "pay.differs"),
            ({"pay": 8001, "pay_reason": "手艺好"}, ""),
            ({"pay": 1_000_001, "pay_reason": "手艺好"}, "pay.range"),
        ],
    )
    def test_terms_of_an_offer(self, changes: dict, code: str) -> None:
        terms_of = {"pay": 6000, "pay_reason": "", "start_on": TODAY + 7 * DAY}
        terms_of |= {"expires_on": TODAY + 5 * DAY, "today": TODAY, **changes}
        sent = ApplicationFactory.build(
            trainee=Trainee(),
            opening=OpeningFactory.build(company=None, occupation=None, division=None),
        )

        assert code_of(terms.denies_offer_terms(sent, **terms_of)) == code

    def test_nobody_starts_before_working_age(self) -> None:
        young = Trainee(birth_on=date(2010, 11, 24))
        said = [
            code_of(permissions.working.denies_starting(young, TODAY + n * DAY)) for n in (0, 1)
        ]

        assert said == ["start.age", ""]
