"""Who may see which figures, and what is refused to whom?"""

from datetime import date

import pytest

from core import clock
from core.denials import Refused
from outcomes import actions
from outcomes.permissions import (
    denies_office,
    denies_person,
    denies_university_desk,
    visible_persons,
)
from outcomes.queries.targets import definitions_on
from tests.factories.outcomes import SEASON, IndicatorFactory

pytestmark = pytest.mark.django_db
ROLES = ("trainee", "company", "coordinator", "teacher", "office")


def code(denial):
    return denial.code if denial else None


@pytest.mark.parametrize("role", ROLES)
def test_city_figures_are_the_offices_alone(cast, role):
    assert code(denies_office(cast.login(role))) == (
        None if role == "office" else "outcomes.office"
    )


@pytest.mark.parametrize("role", ROLES)
def test_school_figures_are_the_own_coordinators_alone(cast, role):
    expected = None if role == "coordinator" else "outcomes.university"

    assert code(denies_university_desk(cast.login(role), cast.school)) == expected
    assert (
        code(denies_university_desk(cast.login(role), cast.other_school)) == "outcomes.university"
    )


@pytest.mark.parametrize("role", ROLES)
def test_evidence_is_open_to_the_office_and_the_own_coordinator(cast, role):
    sees = {"office": {cast.person, cast.other_person}, "coordinator": {cast.person}}.get(
        role, set()
    )

    assert set(visible_persons(cast.login(role))) == sees
    assert code(denies_person(cast.login(role), cast.other_person)) == (
        None if role == "office" else "outcomes.person"
    )


def test_actions_refuse_strangers(cast):
    refused = [
        lambda: actions.set_target(
            year=2026, persons=1, season_weights=SEASON, by=cast.coordinator, now=clock.now()
        ),
        lambda: actions.record_persons_export(trainee_ids=[], filters={}, by=cast.coordinator),
        lambda: actions.record_cohort_export(
            university=cast.other_school, trainee_ids=[], by=cast.coordinator
        ),
        lambda: actions.record_look(
            trainee=cast.other_person, by=cast.coordinator, now=clock.now()
        ),
    ]
    for action in refused:
        with pytest.raises(Refused):
            action()


def test_definition_is_that_of_the_day(cast):
    old = IndicatorFactory(version="1", valid_from=date(2021, 1, 1))
    new = IndicatorFactory(version="2", valid_from=date(2026, 1, 1))

    on_days = [
        definitions_on(date(year, 6, 1), ["annual_trained", "nothing"]) for year in (2022, 2026)
    ]
    assert on_days == [[old], [new]]
