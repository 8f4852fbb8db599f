"""What the database itself refuses."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from matching.models import NotForMe, Opening, Placement
from tests.factories.accounts import UserFactory
from tests.factories.matching import (
    PUBLISHED,
    ApplicationFactory,
    ConfirmedPlacementFactory,
    InternshipFactory,
    OfferFactory,
    OpeningFactory,
    OpeningReportFactory,
    PlacementEvidenceFactory,
    PlacementFactory,
)
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


def refused(thing: Any, constraint: str, **changes: Any) -> None:
    """One changed fact and the database says no, naming the constraint."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(thing).objects.filter(pk=thing.pk).update(**changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("opening_state", {"state": "sold"}),
        ("opening_contract_type", {"contract_type": "favour"}),
        ("opening_pay_unit", {"pay_unit": "year"}),
        ("opening_hires_within_headcount", {"hires": 3}),
        ("opening_headcount", {"headcount": 0, "hires": 0}),
        ("opening_pay_ordered", {"pay_min": 9000}),
        ("opening_published_when", {"published_at": None}),
        ("opening_submitted_when", {"state": "submitted", "submitted_at": None}),
        ("opening_closed_when", {"state": "closed"}),
        ("opening_filled_when_full", {"state": "filled", "closed_at": PUBLISHED}),
        ("opening_complete", {"duties": ""}),
    ],
)
def test_an_opening_stays_true(constraint: str, changes: dict[str, Any]) -> None:
    refused(OpeningFactory(), constraint, **changes)


@pytest.mark.parametrize(
    "name", ["has_three_party_agreement", "excludes_first_years", "asks_guardian_consent"]
)
def test_an_internship_is_published_with_its_assurances_only(name: str) -> None:
    refused(InternshipFactory(), "opening_internship_lawful", **{name: False})


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [("opening_skill_level", {"level": 6}), ("opening_skill_importance", {"importance": 0})],
)
def test_an_asked_skill_stays_in_range(constraint: str, changes: dict[str, Any]) -> None:
    opening = OpeningFactory(asks={"live_pitch": 3})
    refused(opening.asked.get(), constraint, **changes)


def test_a_skill_is_asked_once() -> None:
    opening = OpeningFactory(asks={"live_pitch": 3})
    with pytest.raises(IntegrityError), transaction.atomic():
        opening.asked.create(skill=SkillFactory(code="live_pitch"), level=2)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("opening_report_reason", {"reason": "mood"}),
        ("opening_report_handled", {"handled_at": PUBLISHED}),
    ],
)
def test_a_report_stays_true(constraint: str, changes: dict[str, Any]) -> None:
    refused(OpeningReportFactory(), constraint, **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("application_state", {"state": "maybe"}),
        ("application_rejection_reason", {"state": "rejected", "rejection_reason": ""}),
        ("application_breached_by", {"state": "breached", "breached_by": ""}),
        ("application_held", {"state": "withdrawn", "held_at": datetime(2030, 1, 1, tzinfo=UTC)}),
        ("application_held", {"held_at": PUBLISHED}),
    ],
)
def test_an_application_stays_true(constraint: str, changes: dict[str, Any]) -> None:
    refused(ApplicationFactory(), constraint, **changes)


def test_one_application_per_person_and_opening() -> None:
    application = ApplicationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationFactory(trainee=application.trainee, opening=application.opening)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [("interview_answer", {"answer": "perhaps"}), ("interview_answered_when", {"answer": "yes"})],
)
def test_an_interview_stays_true(constraint: str, changes: dict[str, Any]) -> None:
    interview = ApplicationFactory(state="interview").interviews.create(
        at=PUBLISHED, place="示例路1号"
    )
    refused(interview, constraint, **changes)


def test_an_offer_states_its_pay() -> None:
    refused(OfferFactory(), "offer_pay", pay=0)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("placement_contract_type", {"contract_type": "favour"}),
        ("placement_destination", {"destination_code": ""}),
        ("placement_destination", {"contract_type": "internship"}),
        ("placement_confirmed_pair", {"confirmed_at": PUBLISHED}),
        ("placement_contested_pair", {"contested_at": PUBLISHED}),
        ("placement_ended", {"ended_on": date(2026, 11, 1), "end_reason": "合同到期"}),
        ("placement_ended", {"ended_on": date(2026, 11, 20)}),
    ],
)
def test_a_placement_stays_true(constraint: str, changes: dict[str, Any]) -> None:
    refused(PlacementFactory(), constraint, **changes)


def test_a_report_and_a_paper_are_in_a_known_state() -> None:
    user = UserFactory()
    refused(
        OpeningReportFactory(),
        "opening_report_state",
        state="lost",
        handled_at=PUBLISHED,
        handled_by=user,
    )
    refused(
        PlacementEvidenceFactory(),
        "evidence_state",
        state="lost",
        decided_at=PUBLISHED,
        decided_by=user,
    )


def test_a_verification_says_by_whom() -> None:
    refused(ConfirmedPlacementFactory(), "placement_verified_pair", verified_at=PUBLISHED)


def test_only_what_the_person_confirmed_is_verified() -> None:
    refused(
        PlacementFactory(),
        "placement_verified_after_confirmed",
        verified_at=PUBLISHED,
        verified_by=UserFactory(),
    )


def test_an_internship_is_never_verified() -> None:
    placement = ConfirmedPlacementFactory(contract_type="internship", destination_code="")
    refused(
        placement,
        "placement_internship_unverified",
        verified_at=PUBLISHED,
        verified_by=UserFactory(),
    )


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("evidence_kind", {"kind": "photo"}),
        ("evidence_decided_pair", {"state": "accepted"}),
    ],
)
def test_a_paper_stays_true(constraint: str, changes: dict[str, Any]) -> None:
    refused(PlacementEvidenceFactory(), constraint, **changes)


def test_an_internship_paper_is_never_accepted() -> None:
    paper = PlacementEvidenceFactory(kind="internship_agreement")
    refused(
        paper,
        "evidence_never_internship",
        state="accepted",
        decided_at=PUBLISHED,
        decided_by=UserFactory(),
    )


def test_not_for_me_says_a_known_reason_once() -> None:
    application = ApplicationFactory()
    said = NotForMe.objects.create(
        trainee=application.trainee, opening=application.opening, reason="pay"
    )
    refused(said, "not_for_me_reason", reason="mood")
    with pytest.raises(IntegrityError), transaction.atomic():
        NotForMe.objects.create(
            trainee=application.trainee, opening=application.opening, reason="place"
        )


def test_people_and_openings_with_a_history_cannot_be_deleted() -> None:
    from django.db.models import ProtectedError

    placement = ConfirmedPlacementFactory()
    for thing in (placement.trainee, placement.opening, placement.company, placement.application):
        with pytest.raises(ProtectedError):
            thing.delete()
    assert (Placement.objects.count(), Opening.objects.count()) == (1, 1)
