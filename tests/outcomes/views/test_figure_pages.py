"""What does the page of one figure say in each of its states: released, too small, without a goal, not counted for the city?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from outcomes import reference
from outcomes.models import AnnualTarget
from outcomes.queries.public import UNITS
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.matching import ConfirmedPlacementFactory
from tests.factories.training import completed
from tests.outcomes.views.screens import DAY, get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TOO_SMALL = '<span class="figure-value">—</span>'


@pytest.fixture(autouse=True)
def _definitions() -> None:
    reference.load()


@pytest.fixture
def page(client) -> Callable[..., str]:
    """The page of a figure as somebody reads it."""

    def read(code: str, language: str = "zh-hans") -> str:
        with translation.override(language):
            return " ".join(get(client, "figure", code=code).content.decode().split())

    return read


def values(client: Any, code: str) -> list[int | None]:
    shown = get(client, "figure", code=code).context["shown"]
    return [value for _name, value in shown.parts]


@pytest.mark.parametrize("code", sorted(UNITS))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_of_the_city_has_a_page_with_its_definition(page, code: str, language: str):
    said = page(code, language)
    words = {"zh-hans": ("定义", "公式"), "en": ("Definition", "Formula")}[language]
    assert [word in said for word in words] == [True, True]
    assert 'class="figure-value"' in said


def test_starts_are_told_by_grade_and_few_of_them_by_a_dash(client, cast, page):
    for _ in range(3):
        ConfirmedPlacementFactory()
    assert [value for value in values(client, "placements") if value] == []
    assert TOO_SMALL in page("placements")
    client.force_login(cast.office)
    assert sum(value or 0 for value in values(client, "placements")) == 3
    assert TOO_SMALL not in page("placements")


@pytest.mark.parametrize("code", ["goal_rate", "calendar_pace", "seasonal_pace"])
def test_what_needs_a_goal_says_so_where_none_is_set(client, page, code: str):
    AnnualTarget.objects.all().delete()
    assert values(client, code) == []
    assert 'class="figure-value"' not in page(code)
    assert "no single value to show here" in page(code, "en")


def test_the_share_of_the_goal_is_of_persons_as_they_are_released(client, cast):
    AnnualTarget.objects.filter(year=DAY.year).update(persons=20)
    for _ in range(13):
        completed(trainee=VerifiedTraineeFactory(), on=DAY)
    assert values(client, "goal_rate") == [50]
    client.force_login(cast.office)
    assert values(client, "goal_rate") == [65]
