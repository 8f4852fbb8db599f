"""The targets and definitions that tests are about."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from outcomes.models import AnnualTarget, Indicator

SEASON = [4, 3, 13, 11, 9, 8, 9, 9, 12, 10, 6, 6]


class AnnualTargetFactory(DjangoModelFactory):
    """Three thousand persons in the year of the demo story."""

    class Meta:
        model = AnnualTarget
        django_get_or_create = ("year",)

    year = 2026
    persons = 3000
    season_weights = factory.LazyFunction(lambda: list(SEASON))


class IndicatorFactory(DjangoModelFactory):
    """The first version of a figure."""

    class Meta:
        model = Indicator
        django_get_or_create = ("code", "version")

    code = "annual_trained"
    version = "1"
    valid_from = date(2026, 1, 1)
    name_zh = "年度培养人数"
    name_en = "Persons trained in the year"
    definition_zh = "去重人数"
    definition_en = "Distinct persons"
    formula_zh = "去重计数"
    formula_en = "Persons, once each"
