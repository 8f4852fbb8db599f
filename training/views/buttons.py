"""Which buttons do the pages of an enrolment, a record and a run have? Those of the state tables, each with its address."""

from datetime import datetime
from typing import Any

from core.buttons import MoveButton, buttons_at
from core.workflow import Move
from training.forms import OptionalReasonForm, ReasonForm, TurnDownForm
from training.models import CourseRun, Enrolment
from training.permissions import enrolment_moves, run_moves
from training.queries.consequences import (
    of_cancelling_run,
    of_failing,
    of_leaving,
    of_turning_down,
)
from training.queries.office import RunDetail
from training.states import ENROLMENT

MY_ADDRESSES = {
    "accept": "training:accept",
    "decline": "training:decline",
    "withdraw": "training:withdraw",
}
RECORD_ADDRESSES = {
    "complete": "training:complete",
    "fail": "training:fail",
    "no_show": "training:no_show",
    "retract": "training:retract",
}
OFFICE_ADDRESSES = {
    "approve": "training:office_approve",
    "cancel": "training:office_cancel_enrolment",
    "restore": "training:office_restore_enrolment",
}
RUN_ADDRESSES = {
    "open": "training:office_open_run",
    "cancel": "training:office_cancel_run",
    "restore": "training:office_restore_run",
}


def my_buttons(user: Any, enrolment: Enrolment, now: datetime) -> list[MoveButton]:
    """Return what a person can do with an enrolment of theirs."""

    def more(move: Move) -> dict[str, Any]:
        if move.verb != "withdraw":
            return {}
        return {"form": OptionalReasonForm(), "consequences": of_leaving(enrolment, now)}

    return buttons_at(MY_ADDRESSES, enrolment.pk, enrolment_moves(user, enrolment, now), more)


def record_buttons(user: Any, enrolment: Enrolment, now: datetime) -> list[MoveButton]:
    """Return what a teacher can do with the record of one person."""

    def more(move: Move) -> dict[str, Any]:
        if move.verb == "fail":
            return {"form": ReasonForm(), "consequences": of_failing()}
        return {"is_asked_apart": move.verb == "complete"}

    return buttons_at(RECORD_ADDRESSES, enrolment.pk, enrolment_moves(user, enrolment, now), more)


def person_buttons(
    enrolment: Enrolment, *, typed: int | None = None, reason: str = ""
) -> list[MoveButton]:
    """Return what the office can do with one person of a run; `typed` is whose reason was refused just now.

    A list of many people: the rules of a seat are asked when it is pressed, not of every row.
    """
    is_typed = typed == enrolment.pk
    kept = {"reason": reason if is_typed else ""}

    def more(move: Move) -> dict[str, Any]:
        if move.verb != "cancel":
            return {}
        form = TurnDownForm(auto_id=f"%s-{enrolment.pk}", initial=kept)
        return {"form": form, "consequences": of_turning_down(), "is_opened": is_typed}

    moves = [(move, None) for move in ENROLMENT.moves_from(enrolment.state, "office")]
    return buttons_at(OFFICE_ADDRESSES, enrolment.pk, moves, more)


def run_buttons(user: Any, run: CourseRun, detail: RunDetail, now: datetime) -> list[MoveButton]:
    """Return what the office can do with a run."""

    def more(move: Move) -> dict[str, Any]:
        if move.verb != "cancel":
            return {}
        return {"form": ReasonForm(), "consequences": of_cancelling_run(detail)}

    return buttons_at(RUN_ADDRESSES, run.pk, run_moves(user, run, now), more)
