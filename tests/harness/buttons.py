"""Which buttons did the tag `move` draw on a page, and with which forms? Read from what was rendered."""

from typing import Any

from core.buttons import MoveButton

DRAWN_BY = "components/move.html"


def drawn_on(page: Any) -> list[MoveButton]:
    """Return the buttons of a page in their order."""
    drawn = zip(page.templates, page.context, strict=True)
    return [context["button"] for template, context in drawn if template.name == DRAWN_BY]


def buttons_of(page: Any) -> dict[str, MoveButton]:
    """Return the buttons of a page by their verbs, in their order; of a verb drawn twice the last one."""
    return {button.verb: button for button in drawn_on(page)}


def forms_of(page: Any) -> dict[str, Any]:
    """Return the forms of the moves that are possible, by their verbs."""
    return {verb: button.form for verb, button in buttons_of(page).items() if button.form}


def said_before(page: Any, verb: str) -> list[Any]:
    """Return what stands beside a move before somebody makes it."""
    return list(buttons_of(page)[verb].consequences)
