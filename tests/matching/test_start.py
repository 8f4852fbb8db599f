"""Of whom no skill is known gets no guess, and three taps to the first recommendation."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import HeldSkill
from skills.models import Occupation, OccupationSkill
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sewing() -> Occupation:
    """An occupation that needs two skills, and an opening that asks for one of them."""
    occupation = OccupationFactory(code="sewing_operator")
    for code in ("lockstitch", "overlock"):
        OccupationSkill.objects.create(
            occupation=occupation, skill=SkillFactory(code=code), level=2, importance=2
        )
    OpeningFactory(asks={"lockstitch": 2})
    return occupation


@pytest.mark.parametrize("name", ["matching:my_matches", "matching:top_matches"])
def test_without_a_skill_nothing_is_guessed_and_the_start_is_offered(
    client: Client, cast: Cast, sewing: Occupation, name: str
) -> None:
    client.force_login(cast.trainee)
    answer = client.get(reverse(name))
    assert (answer.context["matches"], list(answer.context["occupations"])) == ([], [sewing])
    body = answer.content.decode()
    assert f"{reverse('matching:start')}?occupation=sewing_operator" in body
    assert "chip-warning" not in body


def test_three_taps_lead_to_recommendations(client: Client, cast: Cast, sewing: Occupation) -> None:
    client.force_login(cast.trainee)
    address = f"{reverse('matching:start')}?occupation=sewing_operator"
    ticks = client.get(address).context["form"].fields["skills"].queryset
    assert {skill.code for skill in ticks} == {"lockstitch", "overlock"}
    chosen = next(skill for skill in ticks if skill.code == "lockstitch")
    answer = client.post(address, {"skills": [chosen.pk]}, follow=True)
    assert list(HeldSkill.objects.values_list("skill__code", "level", "evidence")) == [
        ("lockstitch", 2, "self_declared")
    ]
    assert [match.coverage.words for match in answer.context["matches"]] == ["要求的 1 项技能全会"]


@pytest.mark.parametrize("skills", [[], ["x"], ["999999"]])
def test_nothing_ticked_is_said_and_nothing_kept(
    client: Client, cast: Cast, sewing: Occupation, skills
) -> None:
    client.force_login(cast.trainee)
    answer = client.post(
        f"{reverse('matching:start')}?occupation=sewing_operator", {"skills": skills}
    )
    assert (answer.status_code, HeldSkill.objects.count()) == (422, 0)


def test_an_occupation_that_is_not_there_is_not_found(client: Client, cast: Cast) -> None:
    client.force_login(cast.trainee)
    assert client.get(f"{reverse('matching:start')}?occupation=nothing").status_code == 404
