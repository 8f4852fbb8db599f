"""Which moves of an application, a report or a paper are a user's, and which rule says why one is not possible now?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from core.clock import local_date
from core.denials import Denial
from core.workflow import Move
from matching.models import Application, OpeningReport, PlacementEvidence
from matching.permissions.applications import (
    denies_move,
    denies_offer_answer,
    hold_of,
    roles_of,
)
from matching.permissions.openings import denies_handling
from matching.permissions.placements import denies_contest, denies_paper_move
from matching.permissions.undoing import (
    denies_reconsider,
    denies_resuming_application,
    denies_retracting,
    denies_retracting_end,
    denies_retracting_stop,
)
from matching.states import APPLICATION, EVIDENCE, REPORT

RULES: dict[str, Callable[[Any, Application, datetime], Denial | None]] = {
    "accept": lambda user, application, now: denies_offer_answer(
        user, application, application.offer, local_date(now)
    ),
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


def report_moves(
    user: Any, report: OpeningReport, now: datetime
) -> list[tuple[Move, Denial | None]]:
    """Return every move that leaves the state of a report, for the office, with the reason when it is not possible."""
    if denies_handling(user, report):
        return []
    return [
        (move, denies_retracting_stop(user, report, now) if move.back_to else None)
        for move in REPORT.moves_from(report.state, "office")
    ]


def paper_moves(paper: PlacementEvidence) -> list[tuple[Move, Denial | None]]:
    """Return every move that leaves the state of a paper, for who verifies, with the reason when it is not possible."""
    return [
        (move, denies_paper_move(paper, move.verb)) for move in EVIDENCE.moves_from(paper.state)
    ]


def _denied_by_rule(
    user: Any, application: Application, move: Move, now: datetime
) -> Denial | None:
    """Ask the move's rule of its own, where it has one."""
    return RULES[move.verb](user, application, now) if move.verb in RULES else None
