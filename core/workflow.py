"""Which states, which moves? A declarative table drives buttons, actions, documents and tests alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import audit
from core.denials import Denial, Refused

Thing = TypeVar("Thing", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a state table: the verb, where it leads from and to, and who may; the rule of a verb says when not.

    Its words stand here too: `press` on the button and `opens` on the folded form behind it, where they are not its label;
    `kind` is how the button looks ("secondary", "danger", or "" for the step that is asked for), `note` stands beside it.
    """

    verb: str
    source: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    label: str | Promise = ""
    needs_reason: bool = False
    goes_back: bool = False  # a correction: it leads back to an earlier stage
    back_to: tuple[
        str, ...
    ] = ()  # an undo leads back to whichever of these the thing came from; `target` without a record
    press: str | Promise = ""
    opens: str | Promise = ""
    kind: str = ""
    note: str | Promise = ""


class Workflow:
    """The moves of one state column."""

    def __init__(self, name: str, initial: str, moves: Iterable[Move]) -> None:
        self.name = name
        self.initial = initial
        self.moves = tuple(moves)
        self._by_verb: dict[str, Move] = {move.verb: move for move in self.moves}
        if len(self._by_verb) != len(self.moves):
            raise ValueError(f"{name}: a verb appears twice")

    def move(self, verb: str) -> Move:
        """Return the row of a verb; KeyError for an unknown one."""
        return self._by_verb[verb]

    def moves_from(self, state: str, who: str | None = None) -> list[Move]:
        """Return the moves that leave a state, for one kind of actor when given."""
        return [m for m in self.moves if state in m.source and (who is None or who in m.who)]

    def comes_later(self, state: str, verb: str) -> bool:
        """Tell whether a move can become possible later, by forward moves only."""
        forward = [move for move in self.moves if not move.back_to and not move.goes_back]
        reached, ahead = set[str](), {state}
        while ahead:
            here = ahead.pop()
            reached.add(here)
            ahead |= {move.target for move in forward if here in move.source} - reached
        return bool(reached & set(self.move(verb).source))

    def denies(self, state: str, verb: str) -> Denial | None:
        """Say why a verb is impossible in a state, or None."""
        if state in self.move(verb).source:
            return None
        return Denial(
            f"{self.name}.{verb}.state",
            _("This has already moved on, so that step is no longer possible."),
            _("Reload the page to see where it stands."),
        )


def advance(
    thing: models.Model,
    workflow: Workflow,
    verb: str,
    *,
    by: Any,
    reason: str = "",
    field: str = "state",
    data: dict[str, Any] | None = None,
    to: str = "",
    **changes: Any,
) -> None:
    """Make one legal move: conditional UPDATE, then the audit row, in one transaction. `to`: where an undo leads back to.

    `changes` are further columns written by the same UPDATE. Raises `Refused` when the move is not in the table or
    another process was faster (the row left the source state in between), and when a needed reason is missing.
    """
    move = workflow.move(verb)
    if move.needs_reason and not reason.strip():
        raise Refused(Denial(f"{workflow.name}.{verb}.reason", _("Please give a reason.")))
    if to and to not in move.back_to:
        raise ValueError(f"{workflow.name}.{verb} does not lead back to {to}")
    target = to or move.target
    before = getattr(thing, field)
    model = type(thing)
    with transaction.atomic():
        rows = model._default_manager.filter(pk=thing.pk, **{f"{field}__in": move.source}).update(
            **{field: target}, **changes
        )
        if not rows:
            thing.refresh_from_db(fields=[field])
            denial = workflow.denies(getattr(thing, field), verb)
            raise Refused(
                denial or Denial(f"{workflow.name}.{verb}.gone", _("This no longer exists."))
            )
        _set(thing, {field: target, **changes})
        audit.record(
            thing,
            f"{workflow.name}.{verb}",
            by=by,
            before=before,
            after=target,
            reason=reason,
            data=data or {},
        )


def enter(
    thing: models.Model, workflow: Workflow, first: str, verbs: Sequence[str] = (), *, by: Any
) -> None:
    """Write a new thing that makes these moves in the same moment: one INSERT, and one of all its entries.

    The thing comes in its initial state; `first` is the verb under which its beginning is recorded. A move that is not in
    the table is an error of the caller: nobody else can hold a row that is not written yet.
    """
    state = workflow.initial
    steps = [(f"{workflow.name}.{first}", "", state)]
    for move in map(workflow.move, verbs):
        if state not in move.source or move.needs_reason:
            raise ValueError(f"{workflow.name}.{move.verb} does not lead on from {state}")
        steps.append((f"{workflow.name}.{move.verb}", state, move.target))
        state = move.target
    _set(thing, {"state": state})
    thing.save(force_insert=True)
    audit.record_steps(thing, steps, by=by)


def advance_each(
    things: Sequence[Thing], workflow: Workflow, verb: str, **changes: Any
) -> list[Thing]:
    """Make one legal move, by the platform, with many things at once; return those that made it, in their order.

    One conditional UPDATE and one INSERT of entries for all of them. If one of them left its source state in between, all
    are moved one by one, and those that somebody else moved are left alone.
    """
    move = workflow.move(verb)
    befores = [(thing, thing.state) for thing in things]  # type: ignore[attr-defined]  # whatever has a workflow
    with transaction.atomic():
        if is_whole := _moved(things, move, changes) == len(things):
            audit.record_each(befores, f"{workflow.name}.{verb}", after=move.target)
        else:
            transaction.set_rollback(True)
    if not is_whole:
        return [thing for thing in things if _advances(thing, workflow, verb, changes)]
    for thing in things:
        _set(thing, {"state": move.target, **changes})
    return list(things)


def _moved(things: Sequence[models.Model], move: Move, changes: dict[str, Any]) -> int:
    if not things:
        return 0
    legal = type(things[0])._default_manager.filter(
        pk__in=[thing.pk for thing in things], state__in=move.source
    )
    return legal.update(state=move.target, **changes)


def _advances(thing: models.Model, workflow: Workflow, verb: str, changes: dict[str, Any]) -> bool:
    try:
        advance(thing, workflow, verb, by=None, **changes)
    except Refused:
        return False
    return True


def _set(thing: models.Model, changes: dict[str, Any]) -> None:
    """Set the written values in memory; values computed by the database must be read again."""
    for name, value in changes.items():
        if not hasattr(value, "resolve_expression"):
            setattr(thing, name, value)
