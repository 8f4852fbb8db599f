"""What must always be true of targets, definitions and snapshots, also when the database alone is asked?"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import clock
from outcomes import actions, reference
from outcomes.models import AnnualTarget, FigureSnapshot, Indicator
from tests.factories.outcomes import SEASON, AnnualTargetFactory, IndicatorFactory

pytestmark = pytest.mark.django_db


def refuses(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize("fields", [{"persons": 0}, {"year": 1999}, {"year": 2101}])
def test_impossible_targets_are_refused_by_the_database(fields):
    refuses(lambda: AnnualTargetFactory(**fields))


@pytest.mark.parametrize(
    "weights", [[100], [10] * 12, "winter", [*SEASON[:11], 6.0], [-4, 11, *SEASON[2:]]]
)
def test_season_is_twelve_percentages_that_make_a_hundred(weights):
    with pytest.raises(ValidationError):
        AnnualTarget(year=2026, persons=1, season_weights=weights).full_clean()


def test_season_of_the_demo_story_is_accepted():
    AnnualTarget(year=2026, persons=3000, season_weights=SEASON).full_clean()


@pytest.mark.parametrize(
    "fields", [{"code": ""}, {"version": ""}, {"formula_zh": ""}, {"formula_en": ""}]
)
def test_undefined_figures_are_refused_by_the_database(fields):
    refuses(lambda: IndicatorFactory(**fields))


def test_version_of_a_figure_is_defined_once():
    indicator = IndicatorFactory()
    refuses(
        lambda: Indicator.objects.create(
            code=indicator.code, version="1", valid_from=date(2027, 1, 1), formula_en="x"
        )
    )


SOUND = {
    "indicator": "goal_rate",
    "on": date(2026, 1, 1),
    "value": 50,
    "numerator": 1,
    "denominator": 2,
    "definition_version": "1",
}


@pytest.mark.parametrize(
    "fields",
    [
        {"indicator": ""},
        {"scope": ""},
        {"definition_version": ""},
        {"denominator": 0},
        {"denominator": None},
    ],
)
def test_unsound_snapshots_are_refused_by_the_database(fields):
    refuses(lambda: FigureSnapshot.objects.create(**{**SOUND, **fields}))


def test_rate_over_nothing_is_kept_without_a_value():
    FigureSnapshot.objects.create(**{**SOUND, "denominator": 0, "numerator": 0, "value": None})


def test_day_is_frozen_once():
    FigureSnapshot.objects.create(**SOUND)
    refuses(lambda: FigureSnapshot.objects.create(**SOUND))


def test_things_name_themselves():
    assert str(AnnualTargetFactory()) == "2026: 3000"
    assert str(IndicatorFactory()) == "annual_trained 1"
    assert str(FigureSnapshot(**SOUND)) == "goal_rate 2026-01-01 city: 50"
    assert IndicatorFactory().get_absolute_url() == "/figures/annual_trained/"


def test_loading_the_definitions_again_changes_nothing():
    first = reference.load()
    actions_before = list(Indicator.objects.order_by("pk").values())

    assert reference.load() == first == {"indicators": 31, "targets": 3}
    assert list(Indicator.objects.order_by("pk").values()) == actions_before


def test_loading_leaves_the_target_that_the_office_set(cast):
    actions.set_target(
        year=2026, persons=3200, season_weights=SEASON, by=cast.office, now=clock.now()
    )

    reference.load()

    assert AnnualTarget.objects.get(year=2026).persons == 3200


def test_every_definition_is_written_in_both_languages():
    reference.load()

    assert [
        str(each)
        for each in Indicator.objects.all()
        if not (each.definition_en and each.definition_zh and each.name_en)
    ] == []
