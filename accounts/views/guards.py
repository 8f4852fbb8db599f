"""Whose page is this? Each decorator passes the trainee, company or nothing on, or answers 403 with the reason."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.queries import company_of, trainee_of
from core.denials import Denial
from core.http import forbidden

View = Callable[..., HttpResponse]


def for_trainee(view: View) -> View:
    """Pass the trainee on as second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        trainee = trainee_of(request.user)
        if trainee is None:
            return forbidden(request, Denial("page.trainee", _("This page belongs to trainees.")))
        return view(request, trainee, *args, **kwargs)

    return guarded


def for_company(view: View) -> View:
    """Pass the company on as second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        company = company_of(request.user)
        if company is None:
            return forbidden(request, Denial("page.company", _("This page belongs to companies.")))
        return view(request, company, *args, **kwargs)

    return guarded


def for_office(view: View) -> View:
    """Let the programme office in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_office:
            return forbidden(request, Denial("page.office", _("This page belongs to the programme office.")))
        return view(request, *args, **kwargs)

    return guarded
