"""The cohorts and placement rounds that tests are about."""

from typing import Any

from accounts.models import Trainee
from core import clock
from matching.actions.rounds import keep_round
from matching.models import PlacementRound
from matching.queries.cohorts import Cohort
from matching.recommendations.market.rounds import result_of
from tests.factories.accounts import HeldSkillFactory, TraineeFactory, agree
from tests.factories.skills import SkillFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.models import CourseRun


def agreed(trainee: Trainee, *purposes: str) -> Trainee:
    """Let a person agree to automatic recommendations and to other purposes."""
    return agree(trainee, "recommendation", *purposes)


def graduate(run: CourseRun, levels: dict[str, int] | None = None, **fields: Any) -> Trainee:
    """Let somebody who agreed complete a run, with skills of these levels."""
    trainee = agreed(fields.pop("trainee", None) or TraineeFactory(**fields))
    for code, level in (levels or {}).items():
        HeldSkillFactory(trainee=trainee, skill=SkillFactory(code=code), level=level)
    EnrolmentFactory(trainee=trainee, run=run, state="completed")
    return trainee


def finished_run(**fields: Any) -> CourseRun:
    """A run that is over, with room for many."""
    return CourseRunFactory(state=CourseRun.STATES.FINISHED, capacity=50, **fields)


def kept_round(run: CourseRun, by: Any) -> PlacementRound:
    """Keep the round of a run as it would be looked at now."""
    cohort = Cohort(run=run)
    return keep_round(
        cohort=cohort, seen_hash=result_of(cohort, clock.today()).input_hash, by=by, now=clock.now()
    )
