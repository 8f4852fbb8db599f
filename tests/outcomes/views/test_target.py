"""How is the goal of a year set?"""

import pytest
from django.urls import reverse

from core.models import AuditEntry
from outcomes.models import AnnualTarget
from tests.factories.outcomes import SEASON, AnnualTargetFactory
from tests.outcomes.views.screens import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def season(**changes) -> dict[str, int]:
    return {
        "year": 2027,
        "persons": 3100,
        **{f"month_{n}": w for n, w in enumerate(SEASON, start=1)},
        **changes,
    }


def test_office_sets_the_goal_and_the_board_follows(office, cast):
    response = office.post(reverse("outcomes:office_target"), season(year=2026))

    assert (response.status_code, response["Location"]) == (302, reverse("outcomes:office_board"))
    assert get(office, "office_board").context["line"].goal == 3100
    assert AuditEntry.objects.get(verb="target.set").data == {
        "persons": 3100,
        "season_weights": SEASON,
    }
    office.post(reverse("outcomes:office_target"), season(year=2026, persons=3200))
    assert AuditEntry.objects.get(verb="target.change").actor == cast.office


def test_form_of_the_goal_starts_with_the_last_season(office):
    assert get(office, "office_target").context["form"].initial == {"year": 2026}
    AnnualTargetFactory(year=2025, persons=2900)

    assert get(office, "office_target").context["form"].initial == season(year=2026, persons=2900)


@pytest.mark.parametrize(
    "changes", [{"month_1": 5}, {"month_1": ""}, {"persons": 0}, {"year": 1999}]
)
def test_goal_that_does_not_add_up_is_refused_with_the_input_kept(office, changes):
    response = office.post(reverse("outcomes:office_target"), season(**changes))

    assert response.status_code == 422
    assert AnnualTarget.objects.count() == 0
    assert 'value="13"' in response.content.decode()
