"""Which moves of an enrolment or a run are a user's, and for each that is not possible now: which rule says so?"""

from collections.abc import Callable
from datetime import datetime

from accounts.models import User, UserKind
from core.denials import Denial
from core.workflow import Move
from training.models import CourseRun, Enrolment
from training.permissions.completion import denies_completion
from training.permissions.enrolling import (
    denies_accept,
    denies_approval,
    denies_own,
    denies_withdraw,
)
from training.permissions.office import denies_office, denies_opening_run
from training.permissions.teaching import denies_no_show, denies_teaching
from training.permissions.undoing import (
    denies_restoring_enrolment,
    denies_restoring_run,
    denies_retracting,
)
from training.states import COURSE_RUN, ENROLMENT

Rule = Callable[[User, Enrolment, datetime], Denial | None]


def _of_leaving(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    return denies_withdraw(user, enrolment)


def _of_teaching(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    return denies_teaching(user, enrolment.run)


def _of_completing(user: User, enrolment: Enrolment, now: datetime) -> Denial | None:
    lacking = denies_completion(enrolment, now)
    return denies_teaching(user, enrolment.run) or next(iter(lacking), None)


RULES: dict[str, Rule] = {
    "approve": denies_approval,
    "seat": denies_approval,
    "wait": denies_approval,
    "accept": denies_accept,
    "decline": _of_leaving,
    "withdraw": _of_leaving,
    "attend": _of_teaching,
    "complete": _of_completing,
    "fail": _of_teaching,
    "no_show": denies_no_show,
    "retract": denies_retracting,
    "restore": denies_restoring_enrolment,
}


def enrolment_moves(
    user: User, enrolment: Enrolment, now: datetime
) -> list[tuple[Move, Denial | None]]:
    """Return every move that leaves this state and is the user's, each with the reason when it is not possible."""
    role = _role(user, enrolment)
    moves = ENROLMENT.moves_from(enrolment.state, role) if role else []
    return [
        (move, RULES[move.verb](user, enrolment, now) if move.verb in RULES else None)
        for move in moves
    ]


def _role(user: User, enrolment: Enrolment) -> str:
    """Return in which role a user stands to an enrolment; the teachers of other runs in none."""
    if not denies_office(user):
        return "office"
    if not denies_own(user, enrolment):
        return "trainee"
    is_teacher = user.kind == UserKind.TEACHER
    return "teacher" if is_teacher and enrolment.run.teachers.filter(pk=user.pk).exists() else ""


def run_moves(user: User, run: CourseRun, now: datetime) -> list[tuple[Move, Denial | None]]:
    """Return every move that leaves the state of a run and is the office's, each with the reason when it is not possible."""
    if denies_office(user):
        return []
    rules: dict[str, Callable[[], Denial | None]] = {
        "open": lambda: denies_opening_run(user, run),
        "restore": lambda: denies_restoring_run(user, run, now),
    }
    return [
        (move, rules[move.verb]() if move.verb in rules else None)
        for move in COURSE_RUN.moves_from(run.state, "office")
    ]
