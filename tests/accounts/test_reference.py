"""Are places, schooling and majors loaded whole, and once?"""

import pytest
from django.core.management import call_command

from accounts import queries, reference
from accounts.models import Division, Major
from skills import reference as skills_reference

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    skills_reference.load()
    expected = {"divisions": 29, "education levels": 11, "majors": 30}
    assert (reference.load(), reference.load()) == (expected, expected)


def test_the_city_is_that_of_the_settings() -> None:
    skills_reference.load()
    reference.load()
    city = queries.city()
    assert city is not None
    assert (city.name_zh, city.name_en, city.division.code) == ("天门", "Tianmen", "429006")
    assert Division.objects.get(code="429006106").name_en == "Huangtan Town"
    assert [o.code for o in Major.objects.get(code="550105").occupations.order_by("code")] == [
        "fashion_designer",
        "patternmaker",
    ]


def test_the_command_loads_every_room(capsys) -> None:
    call_command("load_reference")
    assert "accounts: 29 divisions" in capsys.readouterr().out
