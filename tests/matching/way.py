"""How far has somebody come on the way through the actions? Each step of it, as the people would go it."""

from datetime import date

import pytest

from core import clock
from core.denials import Refused
from matching.actions import applications, desk, hires
from matching.models import Application, Opening
from matching.queries import employment_placements, placements_by_grade
from tests.cast import Cast


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.denial.code


def offered(cast: Cast, opening: Opening, today: date) -> Application:
    application = applications.apply(
        trainee=cast.person, opening=opening, by=cast.trainee, now=clock.now()
    )
    desk.start_reading(application=application, by=cast.company, now=clock.now())
    desk.make_offer(
        application=application,
        pay=6000,
        start_on=today,
        expires_on=today,
        note="",
        by=cast.company,
        now=clock.now(),
    )
    return application


def accepted(cast: Cast, opening: Opening, today: date) -> Application:
    application = offered(cast, opening, today)
    applications.accept_offer(application=application, by=cast.trainee, now=clock.now())
    return application


def claimed(cast: Cast, opening: Opening, today: date) -> Application:
    application = accepted(cast, opening, today)
    hires.claim_hire(
        application=application,
        start_on=today,
        contract_type="full_time",
        pay=6000,
        destination_code="11",
        by=cast.company,
        now=clock.now(),
    )
    return application


def grades() -> dict[str, int]:
    return placements_by_grade(employment_placements())
