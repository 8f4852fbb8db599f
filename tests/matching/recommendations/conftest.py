"""Somebody with one skill, and two openings of which one asks for it."""

import pytest

from accounts.models import Trainee
from matching.models import Opening
from tests.factories.accounts import HeldSkillFactory, TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory


@pytest.fixture
def person() -> Trainee:
    """Somebody who can pitch to level 3 and wants 5,000 yuan."""
    trainee = TraineeFactory(wanted_pay_min=5000)
    HeldSkillFactory(trainee=trainee, skill=SkillFactory(code="live_pitch"), level=3)
    return trainee


@pytest.fixture
def openings() -> list[Opening]:
    """One opening that asks for pitching, one for sewing."""
    return [OpeningFactory(asks={"live_pitch": 3}), OpeningFactory(asks={"lockstitch": 3})]
