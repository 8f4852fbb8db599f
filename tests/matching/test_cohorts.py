"""Whom does a cohort hold, and which cohorts can be placed?"""

from datetime import date

import pytest

from accounts.models import Trainee
from core import clock
from matching.queries.cohorts import Cohort, runs_to_place, schools_to_place, years_to_place
from matching.recommendations.market.rounds import result_of
from tests.cast import Cast
from tests.factories.accounts import UserFactory
from tests.factories.rounds import finished_run, graduate
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.models import CourseRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> CourseRun:
    return finished_run()


def test_a_cohort_without_people_is_empty(run):
    result = result_of(Cohort(run=run), clock.today())
    assert (result.proposals, result.left_out) == ((), ())


def test_whom_a_cohort_holds(run, cast: Cast):
    there = graduate(run)
    for state in ("withdrawn", "failed", "no_show"):
        EnrolmentFactory(run=run, state=state)
    graduate(run, user=UserFactory(is_active=False))
    graduate(run, merged_into=there)
    assert list(Cohort(run=run).people()) == [there]
    Trainee.objects.filter(pk=cast.person.pk).update(graduation_year=2026)
    assert list(Cohort(university=cast.school, year=2026).people()) == [cast.person]
    assert list(Cohort(university=cast.school, year=2025).people()) == []
    assert (list(schools_to_place()), years_to_place()) == ([cast.school], [2026])


def test_which_runs_can_be_placed(run):
    CourseRunFactory(state=CourseRun.STATES.OPEN)
    running = CourseRunFactory(state=CourseRun.STATES.RUNNING, ends_on=date(2099, 1, 1))
    assert list(runs_to_place()) == [running, run]
