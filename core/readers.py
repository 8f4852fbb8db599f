"""For whom is a page worked out that many will read? For a reader of a kind of account, of whom nothing else is known.

The request that such a page is worked out for is made anew: it holds what the page is kept by (address, language, appearance)
and nothing of the one who happened to ask first, neither cookies nor a session. What a page asks of its reader beyond the kind
of account is noted, so that it is sent to nobody else.
"""

from io import BytesIO
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django_htmx.middleware import HtmxDetails

KINDS = frozenset({"trainee", "company", "university", "teacher", "office"})
# What of the browser's request decides what everybody sees at an address.
ADDRESS = (
    "HTTP_HOST",
    "HTTP_HX_REQUEST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "PATH_INFO",
    "QUERY_STRING",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "wsgi.url_scheme",
)
APPEARANCE = ("LANGUAGE_CODE", "elder", "theme", "resolver_match")


class Somebody:
    """Somebody of a kind of account; `asked` lists what else a page wanted to know."""

    is_authenticated, is_anonymous, is_active = True, False, True

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> bool:
        """Tell of which kind the reader is (`is_trainee`); note and refuse everything else."""
        if name.startswith("is_") and name[3:] in KINDS:
            return name[3:] == self.kind
        if not name.startswith("__"):
            self.asked.append(name)
        raise AttributeError(name)

    def __str__(self) -> str:
        """Note that somebody was to be named."""
        self.asked.append("str")
        return ""

    def __eq__(self, other: object) -> bool:
        """Note that it was asked whether this is a certain person."""
        self.asked.append("==")
        return self is other

    __hash__ = None  # type: ignore[assignment]  # nor can it be looked up


class EmptySession(SessionBase):
    """A session in which nothing is and nothing stays."""

    def load(self) -> dict[str, Any]:
        """Return what is in it."""
        return {}

    def exists(self, _session_key: str) -> bool:
        """Tell that no session is stored under any key."""
        return False

    def save(self, must_create: bool = False) -> None:
        """Keep nothing: what was changed shows in `modified`."""

    def delete(self, session_key: str | None = None) -> None:
        """Delete nothing."""


def request_of_anybody(request: HttpRequest, reader: Somebody | AnonymousUser) -> Any:
    """Return a request for the same page in the same appearance, of this reader, with nothing of the one who asks."""
    environ = {name: request.META[name] for name in ADDRESS if name in request.META}
    made: Any = WSGIRequest({**environ, "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()})
    made.GET, made.user, made.session = request.GET, reader, EmptySession()
    for name in APPEARANCE:
        if hasattr(request, name):
            setattr(made, name, getattr(request, name))
    made.htmx = HtmxDetails(made)
    made.csp_nonce = SimpleLazyObject(lambda: _nonce(made))
    return made


def is_of_everybody(request: Any) -> bool:
    """Tell whether what was worked out for such a request needed nothing of one person: no name, session, token or nonce."""
    session, reader = request.session, request.user
    return (
        not session.modified
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not hasattr(request, "_csp_nonce")
        and not (isinstance(reader, Somebody) and (reader.asked or session.accessed))
    )


def _nonce(request: Any) -> str:
    request._csp_nonce = "of one answer alone"
    return str(request._csp_nonce)
