"""Which states does a thing of the demo pass through? Its moves, one after the other by the table of its room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from core.states import HasState
from core.workflow import Workflow
from demo.world import AuditedStep


@dataclass(frozen=True, slots=True)
class MadeMove:
    """One move of the table, and who made it when."""

    verb: str
    at: datetime
    by: User | None
    reason: str = ""


def states_along(flow: Workflow, verbs: Sequence[str]) -> list[str]:
    """Return where a thing stands at first and after each move; ValueError where the table has no such move."""
    states = [str(flow.initial)]
    for verb in verbs:
        if flow.denies(states[-1], verb):
            raise ValueError(f"{flow.name}: {verb} does not lead on from {states[-1]}")
        states.append(str(flow.move(verb).target))
    return states


def steps_along(
    thing: HasState, flow: Workflow, moves: Sequence[MadeMove], begun: MadeMove | None = None
) -> list[AuditedStep]:
    """Return the entries that the moves leave, after that of the beginning; ValueError where the row stands elsewhere."""
    states = states_along(flow, [move.verb for move in moves])
    if thing.state != states[-1]:
        raise ValueError(f"{flow.name}: the row says {thing.state}, its moves end at {states[-1]}")
    made = [(begun, "", states[0])] if begun else []
    made += zip(moves, states[:-1], states[1:], strict=True)
    return [
        AuditedStep(thing, f"{flow.name}.{move.verb}", before, after, move.at, move.by, move.reason)
        for move, before, after in made
    ]
