"""What is a button of an application? What may be typed, what it does, what is said afterwards, where it is pressed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from core.buttons import MoveButton, buttons_at
from core.workflow import Move
from matching.forms.applications import StepForm
from matching.models import Application
from matching.permissions import application_moves
from matching.queries.consequences import of_application_move

Forms = Callable[[str], StepForm]


@dataclass(frozen=True, slots=True)
class Step:
    """One button: what may be typed, what it does, what is said afterwards."""

    form: type[StepForm]
    act: Callable[..., Any]
    done: str | Promise


def step_buttons(
    user: Any,
    application: Application,
    now: datetime,
    addresses: Mapping[str, str],
    form_of: Forms,
) -> list[MoveButton]:
    """Return the button of each move that is the user's and has an address here; a possible one has its form."""

    def more(move: Move) -> dict[str, Any]:
        form = form_of(move.verb)
        return {
            "form": form,
            "consequences": of_application_move(move.verb, application),
            "is_opened": form.is_filled_in or form.is_bound,
            "is_unfolded": form.is_unfolded,
        }

    return buttons_at(addresses, application.pk, application_moves(user, application, now), more)
