"""What does a copy of an opening take with it? Every column but its own life; a new column cannot be forgotten."""

from typing import Any

import pytest

from core import clock
from matching.actions import openings
from matching.content_keys import content_key
from matching.models import Opening, OpeningSkill
from matching.states import ContractType
from skills.models import Skill
from tests.cast import Cast
from tests.factories.accounts import EducationLevelFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db
# What becomes of an opening after it is written: a copy starts with none of it.
ITS_OWN = {
    "id", "state", "hires", "return_reason", "words_reason", "created_by", "created_at", "submitted_at", "published_at", "closed_at",
    "version", "changed_at", "content_key",
}  # fmt: skip
# Readers are told them, but the same work asked for longer, by more people or with another paper is still the same work.
TOLD_APART = {
    "headcount",
    "valid_until",
    "has_three_party_agreement",
    "excludes_first_years",
    "asks_guardian_consent",
}


def columns(model: type) -> list[str]:
    """Every column of a table, as the field is called."""
    return [field.name for field in model._meta.concrete_fields]


def filled(cast: Cast) -> Opening:
    """An opening of which every column says something."""
    words = {
        f"{name}_en": f"Made-up {name}"
        for name in ("title", "duties", "conditions", "address", "shift")
    }
    found: Opening = OpeningFactory(
        company=cast.firm, headcount=3, hires=1, pay_unit="day", has_room=True, has_meals=True,
        contract_type=ContractType.INTERNSHIP, education=EducationLevelFactory(), has_three_party_agreement=True,
        excludes_first_years=True, asks_guardian_consent=True, state="closed", return_reason="工资请写清楚。",
        words_reason="说的是货品。", created_by=cast.other_company, version=7, asks={"live_pitch": 3, "lockstitch": 2}, **words,
    )  # fmt: skip
    return found


def says_nothing(opening: Opening, name: str) -> bool:
    """Whether a column stands as in an opening nobody filled in, so that a copy that lost it would look the same."""
    return getattr(opening, name) == opening._meta.get_field(name).get_default()


def test_every_column_is_copied_or_an_openings_own(cast: Cast):
    opening = filled(cast)
    taken = [name for name in columns(Opening) if name not in ITS_OWN]
    assert [name for name in taken if says_nothing(opening, name)] == [], "fill it in `filled`"
    assert set(columns(Opening)) >= ITS_OWN

    copied = openings.copy_opening(opening=opening, by=cast.company, now=clock.now())

    copied.refresh_from_db()
    assert {name: getattr(copied, name) for name in taken} == {
        name: getattr(opening, name) for name in taken
    }
    assert (copied.state, copied.hires, copied.version, copied.return_reason, copied.words_reason) == ("draft", 0, 1, "", "")  # fmt: skip
    assert (copied.created_by, copied.published_at, copied.closed_at) == (cast.company, None, None)


def test_every_column_of_the_asked_skills_is_copied(cast: Cast):
    opening = filled(cast)
    OpeningSkill.objects.filter(opening=opening, skill__code="lockstitch").update(
        importance=1, is_essential=False
    )
    own = [name for name in columns(OpeningSkill) if name not in {"id", "opening"}]

    copied = openings.copy_opening(opening=opening, by=cast.company, now=clock.now())

    assert sorted(copied.asked.values_list(*own)) == sorted(opening.asked.values_list(*own))


def another(value: Any) -> Any:
    """A different value for a column; a key of another row for one that points to it."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return f"{value}又" if isinstance(value, str) else clock.today()


def test_openings_are_alike_only_where_every_column_a_reader_is_told_is_the_same(cast: Cast):
    opening = filled(cast)
    asked = list(opening.asked.all())
    before = content_key(opening, asked)
    same = set()
    for field in Opening._meta.concrete_fields:
        value = getattr(opening, field.attname)
        setattr(opening, field.attname, another(value))
        if field.name not in ITS_OWN and content_key(opening, asked) == before:
            same.add(field.name)
        setattr(opening, field.attname, value)

    assert content_key(opening, asked) == before
    assert same == TOLD_APART


def test_openings_are_alike_only_where_every_column_of_the_asked_skills_is_the_same(cast: Cast):
    opening = filled(cast)
    before = content_key(opening, opening.asked.all())
    other: Skill = SkillFactory(code="overlock")
    for changed in ({"skill": other}, {"level": 5}, {"importance": 1}, {"is_essential": False}):
        asked = list(opening.asked.all())
        for name, value in changed.items():
            setattr(asked[0], name, value)
        assert content_key(opening, asked) != before, changed
