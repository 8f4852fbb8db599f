"""Whose desk is this? Each decorator passes the right people on, or answers 403 with the reason."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.queries import trainee_of
from core.denials import Denial
from core.http import forbidden

View = Callable[..., HttpResponse]
Thing = TypeVar("Thing")


def for_trainee(view: View) -> View:
    """Pass the trainee on as second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        trainee = trainee_of(request.user)
        if trainee is None:
            return forbidden(request, Denial("desk.trainee", _("This page belongs to trainees.")))
        return view(request, trainee, *args, **kwargs)

    return guarded


def for_teacher(view: View) -> View:
    """Let teachers and the programme office in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.is_teacher or request.user.is_office):
            return forbidden(request, Denial("desk.teacher", _("This page belongs to teachers.")))
        return view(request, *args, **kwargs)

    return guarded


def for_office(view: View) -> View:
    """Let the programme office in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_office:
            return forbidden(request, Denial("desk.office", _("This page belongs to the programme office.")))
        return view(request, *args, **kwargs)

    return guarded


def found_or_404(thing: Thing | None) -> Thing:
    """Return the thing; what is not visible does not exist."""
    if thing is None:
        raise Http404
    return thing
