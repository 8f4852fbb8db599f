"""What happens around every request? What may come in, how a person reads, headers, and refusals that no view caught.

Here every address, parameter, field and cookie passes, whoever reads it later: our forms, allauth, Wagtail. What no table can
hold is left out of fields and refused in addresses. Large print (大字) and the colour theme are remembered in two cookies:
`?elder=1|0` and `?theme=light|dark|auto` on any page set them and lead back to the same page, so that the switches work
without JavaScript; static/js/preferences.js does the same in place.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DataError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    QueryDict,
)
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template import loader
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin

from core.denials import Refused
from core.keepable import LARGEST_ID, is_keepable, keepable, keepable_json

Handler = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


# --- refusals and headers ---------------------------------------------------------------------------------------------


class SecurityHeadersMiddleware:
    """Adds the headers that Django has no setting for; keeps what a session sees out of every cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(
            "Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()"
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._is_personal(request, response):
            response["Cache-Control"] = "private, no-store"
        return response

    def _is_personal(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Tell whether a page may show what only this session may see; published files say that they are public."""
        is_in = (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or settings.SESSION_COOKIE_NAME in response.cookies
        )
        return is_in and "public" not in response.get("Cache-Control", "")


class RefusalMiddleware(MiddlewareMixin):
    """Turns a `Refused` that no view caught into a 422 page with its sentence."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the reason; every other exception goes its ordinary way."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "403.html", {"denial": exception.denial}, status=422)


# --- what may come in -------------------------------------------------------------------------------------------------

# PostgreSQL: a number, a moment or a sign that fits into no column.
OUT_OF_RANGE = frozenset({"22003", "22008", "22021", "22P05"})


class KeepableMiddleware:
    """Takes unkeepable signs out of parameters, fields and cookies; refuses them in addresses; knows no id beyond 64 bits."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_keepable(request.path_info):
            return _unreadable()
        request.COOKIES = {
            name: text for name, text in request.COOKIES.items() if is_keepable(name + text)
        }
        request.GET = _keepable(request.GET)  # type: ignore[assignment]  # the same, unless something was left out
        if request.method not in {"GET", "HEAD"}:
            _clean_body(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Answer "there is no such page" for a number that no row can have."""
        if any(isinstance(value, int) and value > LARGEST_ID for value in kwargs.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse in words a number or a moment that fits into no column, and a form without its fields."""
        if not is_unreadable(exception):
            return None
        logger.warning("Unreadable request at %s: %s", request.path, exception)
        return _unreadable()


def is_unreadable(error: Exception) -> bool:
    """Tell whether an error says that what was sent cannot be counted or stored, or lacks a field."""
    if isinstance(error, DataError):
        return getattr(error.__cause__, "sqlstate", "") in OUT_OF_RANGE
    return isinstance(error, OverflowError | MultiValueDictKeyError)


def _unreadable() -> HttpResponse:
    return HttpResponseBadRequest(loader.get_template("400.html").render())


def _clean_body(request: HttpRequest) -> None:
    """Clean the fields of a form or the JSON of a script; a body that breaks off is left to whoever needs it."""
    try:
        if request.content_type == "application/json":
            request._body = keepable_json(request.body.decode("utf-8", "replace")).encode()  # type: ignore[attr-defined]  # its setter
        else:
            request.POST = _keepable(request.POST)  # type: ignore[assignment]  # Django's setter
    except UnreadablePostError:
        return


def _keepable(sent: QueryDict) -> QueryDict:
    """Return the same fields without signs that cannot be kept."""
    kept = {keepable(name): [keepable(text) for text in texts] for name, texts in sent.lists()}
    if kept == dict(sent.lists()):
        return sent
    cleaned = QueryDict(mutable=True, encoding=sent.encoding)
    for name, texts in kept.items():
        cleaned.setlist(name, texts)
    cleaned._mutable = False
    return cleaned


# --- how a person reads ------------------------------------------------------------------------------------------------

ELDER, THEME = "elder", "theme"
CHOICES = {ELDER: ("1", "0"), THEME: ("light", "dark", "auto")}
ONE_YEAR = 365 * 24 * 60 * 60


class PreferencesMiddleware:
    """Sets `request.elder` and `request.theme` ("light", "dark" or "" for the device's own)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = asked_preferences(request)
        if asked:
            return remembered(request, asked)
        theme = request.COOKIES.get(THEME, "")
        request.elder = request.COOKIES.get(ELDER) == "1"  # type: ignore[attr-defined]  # read by base.html
        request.theme = theme if theme in ("light", "dark") else ""  # type: ignore[attr-defined]  # read by base.html
        return self.get_response(request)


def asked_preferences(request: HttpRequest) -> dict[str, str]:
    """Return the preferences that a plain link asks to change."""
    if request.method != "GET":
        return {}
    return {
        name: request.GET[name]
        for name, values in CHOICES.items()
        if request.GET.get(name) in values
    }


def remembered(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    """Keep the choice and lead back to the page without the question in its address."""
    rest = request.GET.copy()
    for name in asked:
        del rest[name]
    # One leading slash: two would name a foreign host.
    address = "/" + request.path.lstrip("/") + (f"?{rest.urlencode()}" if rest else "")
    response = HttpResponseRedirect(address)
    for name, value in asked.items():
        # Readable by script on purpose: the switch also works without a reload.
        response.set_cookie(
            name,
            value,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=False,
        )
    return response
