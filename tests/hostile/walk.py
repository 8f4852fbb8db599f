"""How is one hostile request sent and judged? Nothing breaks, and nothing is written that cannot be shown later."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from core.keepable import UNKEEPABLE
from tests.access.format import Row
from tests.cast import ROLES, Cast
from tests.conftest import forget
from tests.hostile.deal import role_of

WRITES = re.compile(r"\s*(?:INSERT|UPDATE)", re.I)
Look = Callable[[], Any]
FORM = "application/x-www-form-urlencoded"


class HostileWalk:
    """All who take part, each logged in once; what a row needs is made for it and undone after it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.wrong: list[str] = []
        self.visitors = {role: Visitor(cast, role, self.wrong) for role in ROLES}

    def of(self, name: str, row: Row, number: int) -> "Visitor":
        """Whose turn it is at an address."""
        return self.visitors[role_of(name, row, number)]

    @contextmanager
    def objects(self, row: Row) -> Iterator[dict[str, Any]]:
        """What a row's address names; gone afterwards, from what processes remember too."""
        with transaction.atomic():
            yield row.kwargs(self.cast)
            transaction.set_rollback(True)
        forget()


class Visitor:
    """One person who sends requests; each is undone, and everything that went wrong is kept in words.

    Requests go straight to the handler: some thousands of them need no copies of their templates' contexts.
    """

    def __init__(self, cast: Cast, role: str, wrong: list[str]) -> None:
        client = Client()
        if (person := cast.login(role)) is not None:
            client.force_login(person)
        self.environ = RequestFactory(
            HTTP_COOKIE=client.cookies.output(header="", sep=";")
        )._base_environ()
        self.handler = WSGIHandler()
        self.role = role
        self.wrong = wrong
        self.cookies: set[str] = set()
        self.leads_to = ""

    def send(self, method: str, path: str, query: str, said: str, look: Look | None = None) -> int:
        """One request, form and address already spelled; its status. `look` sees what it left before that is undone."""
        body = query.encode() if method == "POST" else b""
        environ = self.environ | {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": "" if body else query,
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
        said = f"{self.role} {method} {path} [{said}]"
        with transaction.atomic(), heard(self.wrong, said):
            request = WSGIRequest(environ)
            request._dont_enforce_csrf_checks = True
            answer = self.handler.get_response(request)
            b"".join(answer.streaming_content if answer.streaming else [answer.content])
            for close in answer._resource_closers:
                close()
            self.leads_to = (
                answer.get("Location", "").partition("?")[0]
                if answer.status_code in (302, 303)
                else ""
            )
            if look:
                look()
            transaction.set_rollback(True)
        self.cookies = set(answer.cookies)
        if answer.status_code >= 500:
            self.wrong.append(f"{said} gave {answer.status_code}")
        if self.role != "anonymous" and answer.get("Location", "").startswith(
            reverse(settings.LOGIN_URL)
        ):
            self.wrong.append(f"{said} led to the login: nothing was tried")
        return answer.status_code


@contextmanager
def heard(wrong: list[str], said: str) -> Iterator[None]:
    """Note exceptions that a view let go, and texts in writes that no table, sheet or mail can hold."""

    def note(**kwargs: Any) -> None:
        error = sys.exception()
        trace, last = error.__traceback__ if error else None, ""
        while trace:
            if ".venv" not in trace.tb_frame.f_code.co_filename:
                last = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}"
            trace = trace.tb_next
        wrong.append(f"{said}: {type(error).__name__} {str(error)[:120]} at {last}")

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and (text := unkeepable(params)):
            wrong.append(f"{said}: writes {text!r}")
        return execute(sql, params, many, context)

    got_request_exception.connect(note)
    try:
        with connection.execute_wrapper(watch):
            yield
    finally:
        got_request_exception.disconnect(note)


def unkeepable(params: Any) -> str:
    """The first text among parameters of a statement with a sign that cannot be kept, or ""."""
    if isinstance(params, str):
        return params[:60] if UNKEEPABLE.search(params) else ""
    if isinstance(params, dict):
        return unkeepable(list(params.items()))
    if isinstance(params, list | tuple):
        return next((found for each in params if (found := unkeepable(each))), "")
    return unkeepable(getattr(params, "obj", ""))  # psycopg's JSON


def address(name: str, kwargs: dict[str, Any]) -> str:
    """The address of an object in the first language."""
    with translation.override("zh-hans"):
        return reverse(name, kwargs=kwargs)
