"""What happens when a person says yes to two jobs? They are asked, the second is marked, the person counts once."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from matching.actions import hires
from matching.models import Application, Placement
from matching.queries.placements import employment_placements
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    ConfirmedPlacementFactory,
    InternshipFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)
from tests.harness.buttons import forms_of

pytestmark = pytest.mark.django_db
WHY = "白天在云梭，晚上兼做直播"


def offered(cast: Cast, **opening: Any) -> Application:
    found = ApplicationFactory(
        opening=OpeningFactory(**opening), trainee=cast.person, state="offered"
    )
    OfferFactory(application=found)
    return found


def claimed(cast: Cast, **terms: Any) -> Placement:
    found = ApplicationFactory(
        opening=OpeningFactory(hires=1), trainee=cast.person, state="hire_claimed"
    )
    return PlacementFactory(application=found, **terms)


def say(cast: Cast, application: Application, verb: str, why: str = "") -> int:
    client = Client()
    client.force_login(cast.trainee)
    data = {f"{verb}-second_job_reason": why}
    return client.post(reverse(f"matching:my_{verb}", args=[application.pk]), data).status_code


def state_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).state


class TestAccepting:
    def test_a_second_offer_is_asked_about(self, cast: Cast, today: date) -> None:
        first, second = offered(cast), offered(cast)
        assert (say(cast, first, "accept"), say(cast, second, "accept")) == (302, 422)
        assert (state_of(second), second.opening.hires) == ("offered", 0)

    def test_with_a_reason_it_is_a_second_job_from_then_on(self, cast: Cast, today: date) -> None:
        first, second = offered(cast), offered(cast, company=cast.firm)
        assert (say(cast, first, "accept"), say(cast, second, "accept", WHY)) == (302, 302)
        terms = {
            "start_on": today,
            "contract_type": "full_time",
            "pay": 6000,
            "destination_code": "11",
        }
        second.refresh_from_db()
        placement = hires.claim_hire(application=second, by=cast.company, **terms, now=clock.now())
        assert placement.second_job_reason == WHY

    def test_the_page_says_which_job_there_is(self, cast: Cast, today: date) -> None:
        first, second = offered(cast, title="缝纫工"), offered(cast)
        say(cast, first, "accept")
        client = Client()
        client.force_login(cast.trainee)
        page = client.get(reverse("matching:my_application", args=[second.pk]))
        assert forms_of(page)["accept"].other_job == first
        assert 'name="accept-second_job_reason"' in page.content.decode()

    @pytest.mark.parametrize("state", ["offered", "declined", "ended", "breached", "withdrawn"])
    def test_what_is_no_agreement_is_not_asked_about(
        self, cast: Cast, today: date, state: str
    ) -> None:
        ApplicationFactory(trainee=cast.person, state=state)
        assert say(cast, offered(cast), "accept") == 302

    def test_an_internship_is_no_job(self, cast: Cast, today: date) -> None:
        ApplicationFactory(trainee=cast.person, state="placed", opening=InternshipFactory())
        assert say(cast, offered(cast), "accept") == 302


class TestConfirming:
    def test_two_starts_on_one_day_are_asked_about(self, cast: Cast, today: date) -> None:
        first, second = claimed(cast), claimed(cast)
        assert say(cast, first.application, "confirm") == 302
        assert say(cast, second.application, "confirm") == 422
        assert say(cast, second.application, "confirm", WHY) == 302
        second.refresh_from_db()
        assert (second.confirmed_at is not None, second.second_job_reason) == (True, WHY)

    def test_a_job_that_ended_is_no_other_job(self, cast: Cast, today: date) -> None:
        ended = ApplicationFactory(trainee=cast.person, state="ended")
        ConfirmedPlacementFactory(
            application=ended, ended_on=date(2026, 11, 20), end_reason="合同到期"
        )
        assert say(cast, claimed(cast).application, "confirm") == 302

    def test_the_database_takes_one_first_job_a_person(self, cast: Cast, today: date) -> None:
        ConfirmedPlacementFactory(application__trainee=cast.person)
        with pytest.raises(IntegrityError), transaction.atomic():
            ConfirmedPlacementFactory(application__trainee=cast.person)
        ConfirmedPlacementFactory(application__trainee=cast.person, second_job_reason=WHY)


def test_the_person_counts_once(cast: Cast, today: date) -> None:
    first = ConfirmedPlacementFactory(application__trainee=cast.person)
    second = ConfirmedPlacementFactory(application__trainee=cast.person, second_job_reason=WHY)
    assert list(employment_placements().filter(trainee=cast.person)) == [first]
    Application.objects.filter(pk=first.application_id).update(
        state="breached", breached_by="person"
    )
    assert list(employment_placements().filter(trainee=cast.person)) == [second]
