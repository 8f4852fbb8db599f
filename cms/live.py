"""What does a page show that nobody typed into it? Screens register here by page type, so that models import no query."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Context = dict[str, Any]
Screen = Callable[[Any, HttpRequest], Context]
_screens: dict[str, Screen] = {}


def screen(page_type: str) -> Callable[[Screen], Screen]:
    """Register what is live on the pages of a type."""

    def register(function: Screen) -> Screen:
        _screens[page_type] = function
        return function

    return register


def live_context(page: Any, request: HttpRequest) -> Context:
    """Return the live part of a page; empty for pages that are text alone."""
    found = _screens.get(type(page).__name__)
    return found(page, request) if found else {}
