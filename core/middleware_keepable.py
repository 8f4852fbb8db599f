"""What may a request bring in? Nothing that no table can hold: left out of fields, refused in addresses.

The one place where every address, parameter, field and cookie passes, whoever reads it later: our forms, allauth, Wagtail.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.http.request import UnreadablePostError
from django.template import loader
from django.utils.datastructures import MultiValueDictKeyError

from core.keepable import LARGEST_ID, is_keepable, keepable, keepable_json

logger = logging.getLogger(__name__)
# PostgreSQL: a number, a moment or a sign that fits into no column.
OUT_OF_RANGE = frozenset({"22003", "22008", "22021", "22P05"})
Handler = Callable[[HttpRequest], HttpResponse]


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
