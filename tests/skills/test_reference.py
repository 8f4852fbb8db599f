"""The reference data loads whole, twice, without change."""

import pytest

from skills import reference
from skills.models import OccupationSkill
from skills.queries import occupations, skills

pytestmark = pytest.mark.django_db


def test_loading_twice_gives_the_same_counts() -> None:
    expected = {"occupations": 16, "skills": 118, "needs": 234, "synonyms": 81}
    assert (reference.load(), reference.load()) == (expected, expected)


def test_a_live_anchor_needs_five_essential_skills() -> None:
    reference.load()
    needs = OccupationSkill.objects.filter(occupation__code="live_anchor").select_related("skill")
    assert {n.skill.code for n in needs if n.is_essential} == {
        "ad_law",
        "live_pitch",
        "mandarin",
        "on_camera",
        "try_on",
    }


def test_lists_are_complete_and_stable() -> None:
    reference.load()
    assert (occupations().count(), skills().count(), OccupationSkill.objects.count()) == (
        16,
        118,
        234,
    )
    assert all(o.name_en and o.family_en for o in occupations())
