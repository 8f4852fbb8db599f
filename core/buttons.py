"""How is a move of a state table shown? As a button: its words, its address, its form, what it does, why not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.functional import Promise

from core.denials import Denial
from core.workflow import Move


@dataclass(frozen=True, slots=True)
class MoveButton:
    """One move of one thing, as `{% move %}` draws it."""

    move: Move
    url: str
    denial: Denial | None = None
    form: BaseForm | None = None
    consequences: Sequence[str | Promise] = ()
    is_opened: bool = False  # its form is unfolded: it was refused, or filled in
    is_unfolded: bool = False  # its form is not folded at all
    is_asked_apart: bool = False  # its address is a page that says what follows and asks once

    @property
    def verb(self) -> str:
        """The verb in the table."""
        return self.move.verb

    @property
    def label(self) -> str | Promise:
        """What the button says."""
        return self.move.press or self.move.label

    @property
    def summary(self) -> str | Promise:
        """What the folded form is called."""
        return self.move.opens or self.move.label

    @property
    def has_fields(self) -> bool:
        """Tell whether something can be typed."""
        return self.form is not None and bool(self.form.visible_fields())

    @property
    def is_folded(self) -> bool:
        """Tell whether a person first unfolds what can be typed and what follows."""
        return not self.is_unfolded and (self.has_fields or bool(self.consequences))


def buttons_at(
    addresses: Mapping[str, str],
    number: int,
    moves: Iterable[tuple[Move, Denial | None]],
    more: Callable[[Move], dict[str, Any]] = lambda _move: {},
) -> list[MoveButton]:
    """Return the button of each move that has an address here, for the thing of a number; `more` says what else it has.

    Of a move that is not possible nothing more is asked.
    """
    return [
        MoveButton(
            move,
            reverse(addresses[move.verb], args=[number]),
            denial,
            **({} if denial else more(move)),
        )
        for move, denial in moves
        if move.verb in addresses
    ]


def among(buttons: Iterable[MoveButton], verbs: Iterable[str]) -> list[MoveButton]:
    """Return the buttons of some verbs, in the order of the table."""
    wanted = set(verbs)
    return [button for button in buttons if button.verb in wanted]


def beside(buttons: Iterable[MoveButton], verbs: Iterable[str]) -> list[MoveButton]:
    """Return the other ones."""
    named = set(verbs)
    return [button for button in buttons if button.verb not in named]


def possible(buttons: Iterable[MoveButton]) -> list[MoveButton]:
    """Return those that nothing stands against."""
    return [button for button in buttons if button.denial is None]
