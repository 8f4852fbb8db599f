"""Whose figures are these? The office sees all, a coordinator the own school's; others read why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.queries import university_of
from core.denials import Denial
from core.http import forbidden
from outcomes.permissions import denies_office

View = Callable[..., HttpResponse]
Thing = TypeVar("Thing")


def for_office(view: View) -> View:
    """Let the programme office in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        denial = denies_office(request.user)
        return forbidden(request, denial) if denial else view(request, *args, **kwargs)

    return guarded


def for_coordinator(view: View) -> View:
    """Pass the coordinator's school on as second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        university = university_of(user)
        if university is None:
            return forbidden(
                request, Denial("desk.university", _("This page belongs to the coordinators of a school."))
            )
        return view(request, university, *args, **kwargs)

    return guarded


def found_or_404(thing: Thing | None) -> Thing:
    """Return the thing; what is not visible does not exist."""
    if thing is None:
        raise Http404
    return thing
