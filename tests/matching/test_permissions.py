"""Who may do what: one truth table a verb, over the whole cast."""

from collections.abc import Callable
from typing import Any

import pytest

from core import clock
from core.denials import Denial
from matching import permissions
from matching.states import APPLICATION, OPENING
from tests.cast import ROLES, Cast
from tests.factories.accounts import CompanyMemberFactory, UserFactory
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OpeningFactory,
    PlacementEvidenceFactory,
)

pytestmark = pytest.mark.django_db
SIGNED_IN = [role for role in ROLES if role != "anonymous"]


def allowed(cast: Cast, denies: Callable[[Any], Denial | None]) -> set[str]:
    return {role for role in SIGNED_IN if denies(cast.login(role)) is None}


@pytest.mark.parametrize("move", APPLICATION.moves, ids=lambda move: move.verb)
def test_each_move_of_an_application_is_its_owners(cast: Cast, move: Any) -> None:
    opening = OpeningFactory(company=cast.firm)
    application = ApplicationFactory(opening=opening, trainee=cast.person, state=move.source[0])
    words = {
        "company": "company",
        "trainee": "trainee",
        "coordinator": "coordinator",
        "office": "office",
    }
    expected = {words[who] for who in move.who if who in words}
    assert (
        allowed(
            cast,
            lambda user: permissions.denies_application_move(
                user, application, move.verb, clock.today()
            ),
        )
        == expected
    )


@pytest.mark.parametrize("verb", ["return", "revise", "pause", "close"])
def test_each_plain_move_of_an_opening_is_its_owners(cast: Cast, verb: str) -> None:
    move = OPENING.move(verb)
    opening = OpeningFactory(company=cast.firm, state=move.source[0])
    expected = {who for who in move.who if who in {"company", "office"}}
    assert (
        allowed(
            cast, lambda user: permissions.denies_opening_move(user, opening, verb, clock.today())
        )
        == expected
    )


def test_sending_and_editing_are_the_companys(cast: Cast) -> None:
    draft, today = OpeningFactory(company=cast.firm, state="draft"), clock.today()
    assert allowed(cast, lambda user: permissions.denies_submission(user, draft, today)) == {
        "company"
    }
    assert allowed(cast, lambda user: permissions.denies_editing(user, draft, today)) == {"company"}
    paused = OpeningFactory(company=cast.firm, state="paused")
    assert allowed(cast, lambda user: permissions.denies_resuming(user, paused, today)) == {
        "company"
    }


def test_publishing_and_reports_are_the_offices(cast: Cast) -> None:
    submitted, today = OpeningFactory(company=cast.firm, state="submitted"), clock.today()
    assert allowed(cast, lambda user: permissions.denies_approval(user, submitted, today)) == {
        "office"
    }
    assert allowed(cast, lambda user: permissions.denies_handling(user, None)) == {"office"}


def test_applying_is_for_trainees(cast: Cast) -> None:
    opening, today = OpeningFactory(), clock.today()
    assert allowed(cast, lambda user: permissions.denies_apply(user, opening, today)) == {
        "trainee",
        "other_trainee",
    }


def test_papers_come_from_those_concerned_and_are_decided_by_verifiers(cast: Cast) -> None:
    application = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="placed"
    )
    placement = ConfirmedPlacementFactory(application=application)
    paper = PlacementEvidenceFactory(placement=placement)
    concerned = {"trainee", "company", "coordinator", "office"}
    assert (
        allowed(
            cast,
            lambda user: permissions.denies_upload(
                user, placement, "labour_contract", clock.today()
            ),
        )
        == concerned
    )
    verifiers = {"coordinator", "office"}
    assert (
        allowed(cast, lambda user: permissions.denies_evidence_decision(user, paper, "accept"))
        == verifiers
    )
    paper.state = "accepted"
    assert (
        allowed(
            cast,
            lambda user: permissions.denies_verification(user, placement, [paper], clock.today()),
        )
        == verifiers
    )


@pytest.mark.parametrize(
    ("code", "kinds", "is_proven"),
    [
        ("10", {"agreement"}, True),
        ("10", {"labour_contract"}, False),
        ("11", {"labour_contract"}, True),
        ("11", {"internship_agreement"}, False),
        ("12", {"employer_certificate"}, True),
        ("12", {"social_insurance"}, True),
        ("75", {"business_licence"}, True),
        ("75", {"shop_proof"}, True),
        ("76", {"declaration"}, False),
        ("76", {"declaration", "social_insurance"}, True),
        ("76", {"social_insurance"}, False),
        ("", {"labour_contract", "agreement"}, False),
    ],
)
def test_each_destination_is_proven_by_its_own_papers(
    code: str, kinds: set[str], is_proven: bool
) -> None:
    from matching.evidence import proves

    assert proves(code, kinds) is is_proven


def test_visible_rows_are_ones_own(cast: Cast) -> None:
    mine = ApplicationFactory(
        opening=OpeningFactory(company=cast.firm), trainee=cast.person, state="placed"
    )
    ConfirmedPlacementFactory(application=mine)
    for visible in (permissions.visible_placements, permissions.visible_applications):
        seen = {role for role in SIGNED_IN if visible(cast.login(role)).exists()}
        coordinators = {"coordinator"} if visible is permissions.visible_placements else set()
        assert seen == {"trainee", "company", "office"} | coordinators


def test_a_member_who_was_switched_off_sees_nothing(cast: Cast) -> None:
    mine = ApplicationFactory(opening=OpeningFactory(company=cast.firm), state="reviewing")
    former = CompanyMemberFactory(
        company=cast.firm, user=UserFactory(kind="company"), is_active=False
    ).user
    assert not permissions.visible_applications(former).exists()
    denial = permissions.denies_application_move(former, mine, "shortlist", clock.today())
    assert denial is not None
    assert denial.code == "matching.not_yours"


def test_a_coordinator_who_was_switched_off_verifies_nothing(cast: Cast) -> None:
    placement = ConfirmedPlacementFactory(
        application=ApplicationFactory(trainee=cast.person, state="placed")
    )
    cast.coordinator.coordinator.is_active = False
    cast.coordinator.coordinator.save()
    assert not permissions.visible_placements(cast.coordinator).exists()
    denial = permissions.denies_verification(cast.coordinator, placement, [], clock.today())
    assert denial is not None
    assert denial.code == "matching.not_yours"
