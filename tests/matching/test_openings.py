"""From a draft to the list and off it again."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.denials import Refused
from core.models import Notice
from matching import tasks
from matching.actions import openings
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries.openings import OpeningFilters, newest_openings, opening_page, openings_asking
from tests.cast import Cast
from tests.factories.accounts import CompanyFactory, DivisionFactory
from tests.factories.matching import ApplicationFactory, OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory

pytestmark = pytest.mark.django_db


def fields(**changed: object) -> dict[str, object]:
    return {
        "occupation": OccupationFactory(),
        "title": "女装主播",
        "duties": "负责女装直播讲解。",
        "conditions": "愿意学习。",
        "headcount": 2,
        "division": DivisionFactory(),
        "address": "示例路1号",
        "pay_min": 5000,
        "pay_max": 8000,
        "pay_base": 4000,
        "pay_unit": "month",
        "shift": "早八晚五",
        "contract_type": "full_time",
        "valid_until": date(2026, 12, 31),
        **changed,
    }


def draft(cast: Cast, **changed: object) -> Opening:
    skills = [
        {
            "skill_id": SkillFactory(code="live_pitch").pk,
            "level": 3,
            "importance": 3,
            "is_essential": True,
        }
    ]
    return openings.create_opening(
        company=cast.firm, fields=fields(**changed), skills=skills, by=cast.company, now=clock.now()
    )


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.denial.code


def test_a_company_posts_and_the_office_publishes(cast: Cast, today: date) -> None:
    opening = draft(cast)
    openings.submit_opening(opening=opening, by=cast.company, now=clock.now())
    assert (
        Notice.objects.filter(recipient=cast.office, code="matching.opening.submitted").count() == 1
    )
    assert not live_openings(today).exists()
    openings.approve_opening(opening=opening, by=cast.office, now=clock.now())
    assert list(live_openings(today)) == [opening]


def test_the_office_returns_with_a_reason_and_the_company_changes(cast: Cast) -> None:
    opening = draft(cast)
    openings.submit_opening(opening=opening, by=cast.company, now=clock.now())
    with pytest.raises(Refused):
        openings.return_opening(opening=opening, reason=" ", by=cast.office, now=clock.now())
    openings.return_opening(opening=opening, reason="地址不清楚", by=cast.office, now=clock.now())
    assert (opening.state, opening.return_reason) == ("returned", "地址不清楚")
    openings.change_opening(
        opening=opening,
        fields=fields(address="示例路2号"),
        skills=[],
        by=cast.company,
        now=clock.now(),
    )
    opening.refresh_from_db()
    assert (opening.address, opening.version, opening.asked.count()) == ("示例路2号", 2, 0)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"duties": "限女性。"}, "text.sex"),
        ({"conditions": "35岁以下"}, "text.age"),
        ({"title": ""}, "opening.incomplete"),
        ({"valid_until": date(2020, 1, 1)}, "opening.date"),
        ({"contract_type": "internship"}, "opening.internship"),
    ],
)
def test_what_the_law_asks_for_is_checked_before_sending(
    cast: Cast, changed: dict, code: str
) -> None:
    opening = draft(cast, **changed)
    with pytest.raises(Refused) as refusal:
        openings.submit_opening(opening=opening, by=cast.company, now=clock.now())
    assert (code_of(refusal), opening.state) == (code, "draft")


def test_only_a_verified_company_sends(cast: Cast) -> None:
    opening = draft(cast)
    cast.firm.state = "returned"
    cast.firm.save()
    opening.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        openings.submit_opening(opening=opening, by=cast.company, now=clock.now())
    assert code_of(refusal) == "company.not_verified"


def test_another_company_changes_nothing(cast: Cast) -> None:
    opening = draft(cast)
    for act in (openings.submit_opening, openings.close_opening):
        with pytest.raises(Refused) as refusal:
            act(opening=opening, by=cast.other_company, now=clock.now())
        assert code_of(refusal) == "matching.not_yours"
    with pytest.raises(Refused):
        openings.create_opening(
            company=cast.firm, fields=fields(), skills=[], by=cast.other_company, now=clock.now()
        )


def test_what_is_published_is_not_changed_in_place(cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm)
    with pytest.raises(Refused) as refusal:
        openings.change_opening(
            opening=opening, fields=fields(), skills=[], by=cast.company, now=clock.now()
        )
    assert code_of(refusal) == "opening.edit.state"


def test_fewer_positions_than_hires_are_refused(cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm, state="draft", hires=2)
    with pytest.raises(Refused) as refusal:
        openings.change_opening(
            opening=opening, fields=fields(headcount=1), skills=[], by=cast.company, now=clock.now()
        )
    assert code_of(refusal) == "opening.headcount"


def test_pausing_and_resuming(cast: Cast, today: date) -> None:
    opening = OpeningFactory(company=cast.firm)
    openings.pause_opening(opening=opening, by=cast.company, now=clock.now())
    assert not live_openings(today).exists()
    openings.resume_opening(opening=opening, by=cast.company, now=clock.now())
    assert live_openings(today).exists()


def test_closing_releases_who_waits_but_keeps_offers(cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm)
    waiting = ApplicationFactory(opening=opening)
    offered = ApplicationFactory(opening=opening, state="offered")
    openings.close_opening(opening=opening, by=cast.company, now=clock.now())
    waiting.refresh_from_db()
    offered.refresh_from_db()
    assert (waiting.state, waiting.rejection_reason, offered.state) == (
        "rejected",
        "closed",
        "offered",
    )


def test_what_is_past_its_date_leaves_the_list_at_once_and_expires_by_itself(
    today: date, clock
) -> None:
    opening = OpeningFactory(valid_until=today)
    assert live_openings(today).count() == 1
    assert live_openings(today + timedelta(days=1)).count() == 0
    assert tasks.expire_openings() == 0
    clock.set(today + timedelta(days=1))
    assert (tasks.expire_openings(), tasks.expire_openings()) == (1, 0)
    opening.refresh_from_db()
    assert opening.state == "expired"


@pytest.mark.parametrize("state", ["suspended", "returned", "documents_submitted"])
def test_nothing_of_an_unverified_company_is_on_the_list(today: date, state: str) -> None:
    OpeningFactory(company=CompanyFactory(state=state))
    assert live_openings(today).count() == 0


def test_nothing_of_a_company_past_its_verification_is_on_the_list(today: date) -> None:
    OpeningFactory(company=CompanyFactory(verified_until=today - timedelta(days=1)))
    assert live_openings(today).count() == 0


def test_a_report_is_upheld_and_the_opening_stops(cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm)
    report = openings.report_opening(opening=opening, reason="fee", text="要押金", by=None)
    openings.uphold_report(report=report, reason="已核实", by=cast.office, now=clock.now())
    opening.refresh_from_db()
    assert (report.state, opening.state) == ("upheld", "closed")
    assert (
        Notice.objects.filter(recipient=cast.company, code="matching.opening.stopped").count() == 1
    )


def test_a_report_is_dismissed_by_the_office_only(cast: Cast) -> None:
    report = openings.report_opening(
        opening=OpeningFactory(), reason="fee", text="", by=cast.trainee
    )
    with pytest.raises(Refused):
        openings.dismiss_report(report=report, reason="无事", by=cast.company, now=clock.now())
    openings.dismiss_report(report=report, reason="无事", by=cast.office, now=clock.now())
    assert (report.state, report.opening.state) == ("dismissed", "published")


def test_openings_that_ask_for_a_courses_skills(today: date) -> None:
    both = OpeningFactory(asks={"live_pitch": 3, "ad_law": 2})
    one = OpeningFactory(asks={"ad_law": 2})
    OpeningFactory(asks={"pattern": 2})
    OpeningFactory(state="paused", asks={"ad_law": 2})
    skills = [SkillFactory(code="live_pitch").pk, SkillFactory(code="ad_law").pk]
    assert openings_asking(skills, today) == [both, one]


def test_the_newest_openings_come_first(today: date) -> None:
    old = OpeningFactory(published_at="2026-11-01T00:00Z")
    new = OpeningFactory(published_at="2026-11-02T00:00Z")
    assert newest_openings(5, today) == [new, old]


def test_what_is_chosen_stays_in_the_filter_when_nothing_is_left(today: date) -> None:
    town, trade, empty = (
        DivisionFactory(),
        OccupationFactory(code="sewer"),
        OccupationFactory(code="dyer"),
    )
    OpeningFactory(occupation=trade, division=town, has_meals=False)
    page = opening_page(
        OpeningFilters(occupation="sewer", division=town.code, has_meals=True), today
    )
    other = opening_page(OpeningFilters(occupation=empty.code), today)

    assert [(each.value, each.count, each.is_chosen) for each in page.occupations] == [
        ("sewer", 0, True)
    ]
    assert [(each.value, each.count, each.is_chosen) for each in page.divisions] == [
        (town.code, 0, True)
    ]
    assert [(each.value, each.count, each.is_chosen) for each in other.occupations] == [
        ("sewer", 1, False),
        ("dyer", 0, True),
    ]


def test_a_new_opening_begins_with_its_occupation(client: Client, cast: Cast) -> None:
    sewer = OccupationFactory(code="sewing_worker", name_zh="缝纫工", wage_p25=4500, wage_p75=6500)
    client.force_login(cast.company)
    first = client.get(reverse("matching:new_opening")).content.decode()
    form = client.get(reverse("matching:new_opening"), {"occupation": sewer.code})

    assert ("?occupation=sewing_worker" in first, "缝纫工" in first, "4,500" in first) == (
        True,
        True,
        True,
    )
    assert form.context["form"].initial["title"] == "缝纫工"
