"""A class of three and openings with one position each: who of them starts where?"""

import pytest

from accounts.models import Trainee
from matching.models import Opening
from tests.factories.matching import OpeningFactory
from tests.factories.rounds import finished_run, graduate
from training.models import CourseRun


@pytest.fixture
def run() -> CourseRun:
    return finished_run()


@pytest.fixture
def people(run) -> list[Trainee]:
    """Three who all wish for the well-paid opening first; the second has the skills for it best."""
    return [graduate(run, {"lockstitch": level}, wanted_pay_min=6000) for level in (2, 4, 1)]


@pytest.fixture
def openings() -> list[Opening]:
    """One position that everybody wants most, one that they want less, and none left in a third."""
    wanted = OpeningFactory(asks={"lockstitch": 4}, headcount=1, pay_min=7000, pay_max=9000)
    plain = OpeningFactory(asks={"lockstitch": 4}, headcount=1, pay_min=3000, pay_max=4000)
    full = OpeningFactory(asks={"lockstitch": 4}, headcount=1, hires=1)
    return [wanted, plain, full]
