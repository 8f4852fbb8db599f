"""Which moves of an application are a user's, and for each that is not possible now: which rule of its own says so?"""

from collections.abc import Callable
from typing import Any

from core import clock
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

RULES: dict[str, Callable[[Any, Application], Denial | None]] = {
    "contest": lambda user, application: denies_contest(user, application.placement),
    "reconsider": denies_reconsider,
    "resume": denies_resuming_application,
    "retract_breach": lambda user, application: denies_retracting(user, application, clock.now()),
    "retract_end": lambda user, application: denies_retracting_end(user, application, clock.now()),
}


def application_moves(user: Any, application: Application) -> list[tuple[Move, Denial | None]]:
    """Return every move that is the user's to make, each with its own reason when it is not possible now."""
    roles = roles_of(user, application)
    mine = [move for move in APPLICATION.moves if set(move.who) & set(roles)]
    own = [
        move for move in mine if not move.back_to or application.state in move.source
    ]  # an undo needs its mistake
    hold = hold_of(application, roles)
    return [(move, _denial(user, application, move, roles, hold)) for move in own]


def _denial(
    user: Any, application: Application, move: Move, roles: list[str], hold: Denial | None
) -> Denial | None:
    denied = denies_move(application, move, roles, hold)
    if denied or move.verb not in RULES:
        return denied
    return RULES[move.verb](user, application)
