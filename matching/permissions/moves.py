"""Which moves of an application are a user's, and for each that is not possible now: which rule of its own says so?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from core.clock import local_date
from core.denials import Denial
from core.workflow import Move
from matching.models import Application
from matching.permissions.applications import denies_move, hold_of, roles_of
from matching.permissions.placements import denies_contest
from matching.permissions.undoing import (
    denies_reconsider,
    denies_resuming_application,
    denies_retracting,
    denies_retracting_end,
)
from matching.states import APPLICATION

RULES: dict[str, Callable[[Any, Application, datetime], Denial | None]] = {
    "contest": lambda user, application, now: denies_contest(
        user, application.placement, local_date(now)
    ),
    "reconsider": denies_reconsider,
    "resume": denies_resuming_application,
    "retract_breach": denies_retracting,
    "retract_end": denies_retracting_end,
}


def application_moves(
    user: Any, application: Application, now: datetime
) -> list[tuple[Move, Denial | None]]:
    """Return every move that is the user's to make, each with its own reason when it is not possible now."""
    roles = roles_of(user, application)
    mine = [move for move in APPLICATION.moves if set(move.who) & set(roles)]
    own = [
        move for move in mine if not move.back_to or application.state in move.source
    ]  # an undo needs its mistake
    hold = hold_of(application, roles, local_date(now))
    denied = [(move, denies_move(application, move, roles, hold)) for move in own]
    return [(move, no or _denied_by_rule(user, application, move, now)) for move, no in denied]


def _denied_by_rule(
    user: Any, application: Application, move: Move, now: datetime
) -> Denial | None:
    """Ask the move's rule of its own, where it has one."""
    return RULES[move.verb](user, application, now) if move.verb in RULES else None
