"""The occupations and skills that tests are about."""

import factory
from factory.django import DjangoModelFactory

from skills.models import Occupation, Skill, SkillGroup


class OccupationFactory(DjangoModelFactory):
    """Live-stream sales host."""

    class Meta:
        model = Occupation
        django_get_or_create = ("code",)

    code = "live_anchor"
    name_zh = "带货主播"
    name_en = "Live-stream sales host"
    family_zh = "直播"
    family_en = "Live"
    dadian_code = "4-01-06-02"
    dadian_name_zh = "互联网营销师"
    titles_zh = "女装主播|服装主播"
    wage_p25 = 4500
    wage_p50 = 6500
    wage_p75 = 10000


class SkillGroupFactory(DjangoModelFactory):
    """Live commerce."""

    class Meta:
        model = SkillGroup
        django_get_or_create = ("code",)

    code = "live"
    name_zh = "直播"
    name_en = "Live commerce"


class SkillFactory(DjangoModelFactory):
    """A skill; pass its code to get the same one again."""

    class Meta:
        model = Skill
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"skill_{n}")
    name_zh = factory.LazyAttribute(lambda o: f"技能{o.code}")
    name_en = factory.LazyAttribute(lambda o: f"Skill {o.code}")
    group = factory.SubFactory(SkillGroupFactory)
