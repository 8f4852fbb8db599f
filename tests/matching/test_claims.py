"""What does a report of a start say, before and after it is corrected?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry, Notice
from matching.models import Application, Placement
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)
from tests.harness.buttons import forms_of

pytestmark = pytest.mark.django_db
STATED = {
    "start_on": date(2026, 11, 9),
    "early_reason": "直接录用，后补投递",
    "contract_type": "part_time",
    "pay": 3100,
    "pay_reason": "每天半天班",
    "destination_code": "76",
}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def accepted(cast: Cast, state: str = "accepted", **offer: Any) -> Application:
    """An agreement between the cast's person and firm."""
    opening = OpeningFactory(company=cast.firm, hires=1)
    application = ApplicationFactory(opening=opening, trainee=cast.person, state=state)
    OfferFactory(application=application, **offer)
    return application


def claimed(cast: Cast, state: str = "hire_claimed", **terms: Any) -> Placement:
    """A reported start whose terms differ from the offer and the opening in every field."""
    application = accepted(cast, state, pay=6000, start_on=date(2026, 11, 30))
    return PlacementFactory(application=application, **{**STATED, **terms})


def prefilled(cast: Cast, application: Application, verb: str) -> dict[str, Any]:
    """What the form of a step shows."""
    page = signed_in(cast.company).get(
        reverse("matching:company_application", args=[application.pk])
    )
    forms = forms_of(page)
    return {name: forms[verb][name].value() for name in forms[verb].fields}


def correct(cast: Cast, application: Application, **changed: Any) -> Any:
    """Send the form as it was prefilled, with what was typed over."""
    given = {**prefilled(cast, application, "correct_claim"), **changed}
    data = {f"correct_claim-{name}": value for name, value in given.items() if value is not None}
    return signed_in(cast.company).post(
        reverse("matching:company_correct_claim", args=[application.pk]), data
    )


class TestPrefilled:
    @pytest.mark.parametrize("state", ["hire_claimed", "contested"])
    def test_a_correction_starts_from_the_report(self, cast: Cast, today: date, state: str) -> None:
        placement = claimed(cast, state)
        shown = prefilled(cast, placement.application, "correct_claim")
        assert {name: shown[name] for name in STATED} == STATED

    def test_a_report_starts_from_the_day_of_the_offer(self, cast: Cast, today: date) -> None:
        application = accepted(cast, pay=5200, start_on=today + timedelta(days=7))
        shown = prefilled(cast, application, "claim_hire")
        assert {name: shown[name] for name in STATED} == {
            "start_on": today + timedelta(days=7),
            "early_reason": None,
            "pay_reason": None,
            "contract_type": "full_time",
            "pay": 5200,
            "destination_code": "11",
        }

    def test_an_offer_made_again_starts_from_the_last_one(self, cast: Cast, today: date) -> None:
        application = accepted(cast, "reviewing", pay=7700, note="包住")
        shown = prefilled(cast, application, "offer")
        assert (shown["pay"], shown["note"]) == (7700, "包住")

    def test_an_offer_for_piecework_starts_from_the_base_pay(self, cast: Cast, today: date) -> None:
        opening = OpeningFactory(
            company=cast.firm, pay_unit="piece", pay_min=2, pay_max=9, pay_base=3000
        )
        application = ApplicationFactory(opening=opening, state="reviewing")
        assert prefilled(cast, application, "offer")["pay"] == 3000


class TestCorrecting:
    @pytest.mark.parametrize("state", ["hire_claimed", "contested"])
    def test_correcting_the_day_changes_the_day_alone(
        self, cast: Cast, today: date, state: str
    ) -> None:
        placement = claimed(cast, state)
        response = correct(cast, placement.application, start_on=date(2026, 11, 10))
        placement.refresh_from_db()
        placement.application.refresh_from_db()
        assert (response.status_code, placement.application.state) == (302, "hire_claimed")
        assert {name: getattr(placement, name) for name in STATED} == {
            **STATED,
            "start_on": date(2026, 11, 10),
        }

    def test_the_record_keeps_both_and_the_person_is_told(self, cast: Cast, today: date) -> None:
        placement = claimed(cast)
        correct(cast, placement.application, start_on=date(2026, 11, 10))
        entry = AuditEntry.objects.get(verb="application.correct_claim")
        assert (entry.data["was"]["start_on"], entry.data["start_on"]) == (
            "2026-11-09",
            "2026-11-10",
        )
        assert (entry.data["was"]["pay"], entry.data["pay"]) == (3100, 3100)
        told = Notice.objects.filter(recipient=cast.trainee).values_list("code", flat=True)
        assert list(told) == ["matching.application.claim_corrected"]

    @pytest.mark.parametrize("state", ["placed", "verified"])
    def test_what_was_confirmed_is_not_corrected(self, cast: Cast, today: date, state: str) -> None:
        application = accepted(cast, state, pay=6000)
        ConfirmedPlacementFactory(application=application, **STATED)
        data = {f"correct_claim-{name}": str(value) for name, value in STATED.items()}
        client = signed_in(cast.company)
        assert (
            client.post(
                reverse("matching:company_correct_claim", args=[application.pk]), data
            ).status_code
            == 422
        )

    def test_a_yes_to_the_old_report_does_not_confirm_the_new_one(
        self, cast: Cast, clock: Any
    ) -> None:
        clock.set(date(2026, 11, 22))
        placement = claimed(cast)
        clock.set(date(2026, 11, 23))
        seen = {"confirm-seen": placement.claimed_at.isoformat()}
        correct(cast, placement.application, pay=1)
        person, url = (
            signed_in(cast.trainee),
            reverse("matching:my_confirm", args=[placement.application.pk]),
        )
        assert person.post(url, seen).status_code == 422
        placement.refresh_from_db()
        assert placement.confirmed_at is None
        assert (
            person.post(url, {"confirm-seen": placement.claimed_at.isoformat()}).status_code == 302
        )
