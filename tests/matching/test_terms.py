"""Which days and which pay are taken, on the screen, in the action and in the database?"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core import clock as core_clock
from core.denials import Refused
from matching.actions import desk, hires
from matching.models import Application, Offer, Opening, Placement
from matching.permissions.openings import denies_publishing
from tests.cast import Cast
from tests.factories.matching import (
    ApplicationFactory,
    OfferFactory,
    OpeningFactory,
    PlacementFactory,
)
from tests.harness.buttons import forms_of
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)


def application(cast: Cast, state: str, **opening: Any) -> Application:
    terms = {"pay_min": 4000, "pay_max": 6000, "pay_base": 3000, "hires": 1, **opening}
    return ApplicationFactory(
        opening=OpeningFactory(company=cast.firm, **terms), trainee=cast.person, state=state
    )


def code_of(act: Any) -> str:
    """The code of the refusal, "" for a yes; nothing stays either way."""
    try:
        with transaction.atomic():
            act()
            raise InterruptedError
    except InterruptedError:
        return ""
    except Refused as refusal:
        return refusal.denial.code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"pay": 4000}, ""),
        ({"pay": 6000}, ""),
        ({"pay": 100}, "pay.differs"),
        ({"pay": 3999}, "pay.differs"),
        ({"pay": 6001}, "pay.differs"),
        ({"pay": 100, "pay_reason": "   "}, "pay.differs"),
        ({"pay": 3500, "pay_reason": "试用期一个月，之后 4500"}, ""),
        ({"pay": 0, "pay_reason": "x"}, "pay.range"),
        ({"pay": 1_000_001, "pay_reason": "x"}, "pay.range"),
        ({"expires": -1}, "offer.past"),
        ({"starts": 3, "expires": 4}, "offer.order"),
        ({"starts": 60, "expires": 60}, ""),
        ({"starts": 61, "expires": 61}, "offer.answer_far"),
        ({"starts": 26_000, "expires": 26_000}, "offer.answer_far"),
        ({"starts": 366}, ""),
        ({"starts": 367}, "offer.start_far"),
    ],
)
def test_an_offer(cast: Cast, today: date, changed: dict[str, Any], code: str) -> None:
    given = {"pay": 5000, "starts": 7, "expires": 3, "pay_reason": "", **changed}
    terms = {
        "pay": given["pay"],
        "pay_reason": given["pay_reason"],
        "start_on": today + given["starts"] * DAYS,
        "expires_on": today + given["expires"] * DAYS,
        "note": "",
    }
    found = application(cast, "reviewing")
    assert (
        code_of(
            lambda: desk.make_offer(application=found, by=cast.company, **terms, now=clock.now())
        )
        == code
    )


def test_an_offer_for_piecework_is_held_against_the_base_pay(cast: Cast, today: date) -> None:
    found = application(cast, "reviewing", pay_unit="piece", pay_min=2, pay_max=9, pay_base=3000)
    days = {"start_on": today, "expires_on": today, "note": ""}
    codes = [
        code_of(
            lambda: desk.make_offer(
                application=found, by=cast.company, pay=p, **days, now=clock.now()
            )
        )
        for p in (2999, 9000)
    ]  # called at once
    assert codes == ["pay.differs", ""]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"start_on": date(1990, 1, 2)}, "placement.long_ago"),
        ({"start_on": date(1990, 1, 2), "early_reason": "直接录用"}, "placement.long_ago"),
        ({"start_on": date(2026, 11, 19)}, "placement.before_application"),
        ({"start_on": date(2026, 11, 19), "early_reason": "先到岗试工，后补的投递"}, ""),
        ({"start_on": date(2026, 11, 20)}, ""),
        ({"start_on": date(2026, 11, 24)}, "placement.future"),
        ({"pay": 100}, "pay.differs"),
        ({"pay": 4999}, "pay.differs"),
        ({"pay": 6000}, ""),
        ({"pay": 6001}, "pay.differs"),
        ({"pay": 4999, "pay_reason": "缺勤两天"}, ""),
    ],
)
def test_a_report_of_a_start(cast: Cast, clock: Any, changed: dict[str, Any], code: str) -> None:
    clock.set(date(2026, 11, 20))
    found = application(cast, "accepted")
    OfferFactory(application=found, pay=5000)
    clock.set(date(2026, 11, 23))
    terms = {
        "start_on": date(2026, 11, 23),
        "contract_type": "full_time",
        "pay": 5000,
        "destination_code": "11",
    }
    assert (
        code_of(
            lambda: hires.claim_hire(
                application=found, by=cast.company, **{**terms, **changed}, now=clock.now()
            )
        )
        == code
    )


@pytest.mark.parametrize(
    ("born", "code"), [(date(2010, 11, 30), ""), (date(2010, 12, 1), "start.age")]
)
def test_nobody_starts_before_the_working_age(
    cast: Cast, today: date, born: date, code: str
) -> None:
    cast.person.birth_on = born
    cast.person.save(update_fields=["birth_on"])
    found = application(cast, "reviewing")
    terms = {"pay": 5000, "start_on": date(2026, 11, 30), "expires_on": today, "note": ""}
    assert (
        code_of(
            lambda: desk.make_offer(application=found, by=cast.company, **terms, now=clock.now())
        )
        == code
    )


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "interview.past"), (180, ""), (181, "interview.far"), (9000, "interview.far")],
)
def test_an_interview(cast: Cast, today: date, days: int, code: str) -> None:
    found, at = application(cast, "reviewing"), core_clock.now() + days * DAYS
    assert (
        code_of(
            lambda: desk.invite(
                application=found, at=at, place="二楼", note="", by=cast.company, now=clock.now()
            )
        )
        == code
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"pay_base": 4000}, ""),
        ({"pay_base": 7000}, "opening.base"),
        ({"pay_min": 0}, "opening.incomplete"),
        ({"pay_max": 1_000_001}, "opening.pay"),
        ({"headcount": 0}, "opening.incomplete"),
        ({"headcount": 501}, "opening.positions"),
        ({"valid_until": date(2026, 11, 22)}, "opening.date"),
        ({"valid_until": date(2027, 11, 24)}, ""),
        ({"valid_until": date(2099, 1, 1)}, "opening.date.far"),
    ],
)
def test_an_opening_on_its_way_to_the_list(
    cast: Cast, today: date, changed: dict[str, Any], code: str
) -> None:
    terms = {"pay_min": 4000, "pay_max": 6000, "pay_base": 3000, "valid_until": date(2026, 12, 31)}
    found = OpeningFactory.build(company=cast.firm, state="draft", **{**terms, **changed})
    denial = denies_publishing(found, today)
    assert (denial.code if denial else "") == code


def put(model: Any, row: Any, **values: Any) -> bool:
    """Write past every form and action; whether the database took it."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=row.pk).update(**values)
            return True
    except IntegrityError:
        return False


@pytest.mark.parametrize(
    ("model", "values", "taken"),
    [
        (Opening, {"pay_max": 1_000_000}, True),
        (Opening, {"pay_max": 1_000_001}, False),
        (Opening, {"pay_base": 0}, False),
        (Opening, {"pay_base": 8001}, False),
        (Opening, {"headcount": 501}, False),
        (Opening, {"valid_until": date(2100, 1, 2)}, False),
        (Offer, {"pay": 0}, False),
        (Offer, {"pay": 1_000_001}, False),
        (Offer, {"expires_on": date(2098, 1, 1)}, False),
        (Placement, {"pay": 0}, False),
        (Placement, {"start_on": date(1990, 1, 2)}, False),
        (Placement, {"start_on": date(2026, 11, 3)}, True),
    ],
)
def test_the_database_holds_the_widest_bounds(
    db: Any, model: Any, values: dict[str, Any], taken: bool
) -> None:
    row = {Opening: OpeningFactory, Offer: OfferFactory, Placement: PlacementFactory}[model]()
    assert put(model, row, **values) is taken


class TestScreens:
    """The forms hold the same bounds, keep what was typed, and tell the browser."""

    def page(self, cast: Cast, found: Application, verb: str, **data: Any) -> Any:
        client = Client()
        client.force_login(cast.company)
        url = reverse(f"matching:company_{verb}", args=[found.pk])
        return client.post(url, {f"{verb}-{name}": value for name, value in data.items()})

    def test_a_hundred_for_four_to_six_thousand_is_asked_about(
        self, cast: Cast, today: date
    ) -> None:
        found = application(cast, "reviewing")
        data = {"pay": 100, "start_on": "2026-11-30", "expires_on": "2026-11-26"}
        response = self.page(cast, found, "offer", **data)
        assert (response.status_code, Offer.objects.count()) == (422, 0)
        assert 'value="100"' in response.content.decode()
        assert self.page(cast, found, "offer", pay_reason="兼职半天", **data).status_code == 302

    def test_years_beyond_reason_are_refused_at_their_field(self, cast: Cast, today: date) -> None:
        found = application(cast, "reviewing")
        response = self.page(
            cast, found, "offer", pay=5000, start_on="2099-01-01", expires_on="2098-01-01"
        )
        form = forms_of(response)["offer"]
        assert {name: form.errors.as_data()[name][0].code for name in form.errors} == {
            "start_on": "day.last",
            "expires_on": "day.last",
        }

    def test_the_browser_knows_the_bounds(self, cast: Cast, today: date) -> None:
        found = application(cast, "reviewing")
        client = Client()
        client.force_login(cast.company)
        shown = client.get(
            reverse("matching:company_application", args=[found.pk])
        ).content.decode()
        assert 'min="2026-11-23" max="2027-01-22"' in tight(shown)

    def test_an_interview_in_twenty_years_is_refused(self, cast: Cast, today: date) -> None:
        found = application(cast, "reviewing")
        assert (
            self.page(
                cast, found, "invite", at=datetime(2046, 1, 1, 9).isoformat(), place="二楼"
            ).status_code
            == 422
        )
