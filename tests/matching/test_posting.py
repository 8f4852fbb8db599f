"""How does a company write an opening on the screen, and what is refused there?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from matching.models import Opening
from tests.cast import Cast
from tests.factories.accounts import DivisionFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client: Client, cast: Cast) -> Client:
    client.force_login(cast.company)
    return client


def form_data(**changed: Any) -> dict[str, Any]:
    return {
        "title": "女装主播",
        "duties": "负责女装直播讲解。",
        "conditions": "愿意学习。",
        "headcount": 2,
        "division": DivisionFactory().pk,
        "address": "示例路1号",
        "pay_min": 5000,
        "pay_max": 8000,
        "pay_base": 4000,
        "pay_unit": "month",
        "shift": "早八晚五",
        "contract_type": "full_time",
        "valid_until": (clock.today() + timedelta(days=60)).isoformat(),
        "asked-TOTAL_FORMS": 1,
        "asked-INITIAL_FORMS": 0,
        "asked-0-skill_id": SkillFactory(code="live_pitch").pk,
        "asked-0-level": 3,
        "asked-0-importance": 3,
        "asked-0-is_essential": "on",
        **changed,
    }


def new_url() -> str:
    OccupationFactory()
    return reverse("matching:new_opening") + "?occupation=live_anchor"


class TestPosting:
    def test_a_draft_is_kept_with_its_skills(self, cast: Cast, company: Client) -> None:
        response = company.post(new_url(), form_data())
        opening = Opening.objects.get()
        assert (
            response.status_code,
            opening.state,
            opening.company,
            opening.asked.get().level,
        ) == (
            302,
            "draft",
            cast.firm,
            3,
        )

    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("duties", "限女性。"),
            ("conditions", "35岁以下。"),
            ("title", "男装主播，仅限女"),
            ("shift", "押金200元"),
        ],
    )
    def test_unlawful_text_shows_the_sentence_and_keeps_the_form(
        self, company: Client, field: str, text: str
    ) -> None:
        response = company.post(new_url(), form_data(**{field: text}))
        assert (response.status_code, Opening.objects.count()) == (422, 0)
        assert text.rpartition("，")[2].strip("。") in str(response.context["form"].errors[field])
        assert "示例路1号" in response.content.decode()

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"pay_min": 9000}, "pay_max"),
            ({"pay_min": 0}, "pay_min"),
            ({"valid_until": "2020-01-01"}, "valid_until"),
            ({"contract_type": "internship"}, "has_three_party_agreement"),
            ({"headcount": 0}, "headcount"),
            ({"address": ""}, "address"),
        ],
    )
    def test_what_the_law_asks_for_is_asked_for(
        self, company: Client, changed: dict[str, Any], field: str
    ) -> None:
        response = company.post(new_url(), form_data(**changed))
        assert (response.status_code, field in response.context["form"].errors) == (422, True)

    def test_an_opening_asks_for_at_least_one_skill_and_each_once(self, company: Client) -> None:
        client, skill = company, SkillFactory(code="live_pitch").pk
        none = client.post(new_url(), form_data(**{"asked-0-leave_out": "on"}))
        row = {
            "asked-1-skill_id": skill,
            "asked-1-level": 2,
            "asked-1-importance": 2,
            "asked-TOTAL_FORMS": 2,
        }
        twice = client.post(new_url(), form_data(**row))
        assert (none.status_code, twice.status_code, Opening.objects.count()) == (422, 422, 0)

    def test_fields_that_are_not_asked_for_are_not_written(
        self, cast: Cast, company: Client
    ) -> None:
        company.post(new_url(), form_data(state="published", hires=1, company=cast.other_firm.pk))
        opening = Opening.objects.get()
        assert (opening.state, opening.hires, opening.company) == ("draft", 0, cast.firm)

    def test_a_published_opening_is_not_edited(self, cast: Cast, company: Client) -> None:
        opening = OpeningFactory(company=cast.firm)
        assert company.get(reverse("matching:edit_opening", args=[opening.pk])).status_code == 403

    def test_a_refused_move_says_why(self, cast: Cast, company: Client) -> None:
        opening = OpeningFactory(company=cast.firm, state="draft", duties="限女性")
        response = company.post(reverse("matching:submit_opening", args=[opening.pk]))
        assert (response.status_code, response.context["denial"].code) == (422, "text.sex")

    def test_the_template_of_an_occupation_is_filled_in(self, company: Client) -> None:
        url, occupation = new_url(), OccupationFactory()
        occupation.needs.create(
            skill=SkillFactory(code="live_pitch"), level=3, importance=3, is_essential=True
        )
        response = company.get(url)
        assert [row.skill_name for row in response.context["formset"]] == [
            "技能live_pitch",
            "",
            "",
            "",
        ]
