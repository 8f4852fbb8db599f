"""What was worked out before and still holds? A public page, or a value on one, kept until a table that it was read from
changes.

Which tables those are is not declared: they are the ones that were read while it was worked out (core/stamps.py). Time
passes too, so nothing is kept beyond the minute: days, hours and minutes at which something opens or closes begin with one.
Only visitors without a session get kept pages, and no page is kept that sets a cookie or holds a token.
"""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from core import clock
from core.compression import encoding_for, packed
from core.stamps import UNSTAMPED, is_writing, note_reads, reading, stamps

Value = TypeVar("Value")
View = Callable[..., HttpResponse]
SECONDS = 60
LONGEST_ADDRESS = 300  # nobody shares a longer one; whoever makes up many fills no cache
WAIT_SECONDS = 5.0  # for somebody else who is working it out
STEP_SECONDS = 0.02
PUBLIC_PAGES: set[str] = (
    set()
)  # the names of the views; a test asks that each is tried after writes
_locks: dict[str, threading.Lock] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """A value and the stamps, when it was worked out, of the tables that it was read from."""

    value: Any
    stamps: dict[str, int]

    def holds(self, current: Mapping[str, int]) -> bool:
        """Tell whether none of its tables was written since."""
        return all(current.get(name, 0) == stamp for name, stamp in self.stamps.items())


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The answer to a visitor: headers, and the page in each way in which it may be compressed."""

    headers: dict[str, str]
    bodies: dict[str, bytes]  # by Content-Encoding
    etag: str


# --- values -------------------------------------------------------------------------------------------------------------


def kept(key: str, work_out: Callable[[], Value]) -> Value:
    """Return the value kept under a key, worked out again when a table that it was read from was written since.

    The key must name everything else that the value depends on: its arguments, the language, the day.
    """
    if is_writing():
        return work_out()
    found = _found(key, current := stamps())
    if found is None:
        with reading(current) as tables:
            value = work_out()
        found = _keep(key, value, tables, current)
    note_reads(found.stamps)
    return found.value


def _found(key: str, current: Mapping[str, int]) -> Kept | None:
    found = caches["pages"].get(key)
    return found if isinstance(found, Kept) and found.holds(current) else None


def _keep(key: str, value: Any, tables: set[str], current: Mapping[str, int]) -> Kept:
    made = Kept(value, {name: current.get(name, 0) for name in tables})
    if not tables & UNSTAMPED:
        caches["pages"].set(key, made, SECONDS)
    return made


# --- pages --------------------------------------------------------------------------------------------------------------


def public_page(view: View) -> View:
    """Keep what a view answers to visitors; everybody else, and everything but reading, goes to the view."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_for_visitors(request) or is_writing():
            return view(request, *args, **kwargs)
        key = page_key(request)
        found = _found(key, current := stamps())
        if found is not None:
            return _sent(request, found.value)
        with _one_at_a_time(key) as has_waited:
            current = stamps() if has_waited else current
            found = _found(key, current)  # somebody may have kept it meanwhile
            if found is not None:
                return _sent(request, found.value)
            with reading(current) as tables:
                response = _rendered(view(request, *args, **kwargs))
            if not _is_for_everybody(request, response):
                return response
            return _sent(request, _keep(key, _packed(response), tables, current).value)

    PUBLIC_PAGES.add(f"{view.__module__}.{view.__qualname__}")
    return answer


def page_key(request: HttpRequest) -> str:
    """Return the name of a page as this visitor sees it now: address, language, appearance, part, minute."""
    seen = (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        get_language(),
        getattr(request, "elder", False),
        getattr(request, "theme", ""),
        bool(getattr(request, "htmx", False)),
        clock.now().strftime("%Y%m%d%H%M"),
    )
    return "page:" + hashlib.sha256(repr(seen).encode()).hexdigest()


def _is_for_visitors(request: HttpRequest) -> bool:
    cookies = request.COOKIES
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in cookies
        and "messages" not in cookies
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer holds nothing of this one visitor: no cookie, no token, no nonce."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not hasattr(request, "_csp_nonce")
        and not request.session.modified
    )


def _rendered(response: Any) -> HttpResponse:
    """Return the answer as bytes: pages of Wagtail are rendered late."""
    return response.render() if hasattr(response, "render") else response


def _packed(response: HttpResponse) -> KeptPage:
    body = response.content
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    bodies = {"br": packed(body, "br"), "gzip": gzip.compress(body, 6, mtime=0)}
    return KeptPage(dict(response.items()), bodies, etag)


def _sent(request: HttpRequest, page: KeptPage) -> HttpResponse:
    """Send a page compressed to who takes it so, or only say that it is the one that the browser has."""
    encoding = encoding_for(request)
    body = page.bodies[encoding] if encoding else gzip.decompress(page.bodies["gzip"])
    response = HttpResponse(body, headers=page.headers)
    if encoding:
        response["Content-Encoding"] = encoding
    response["Content-Length"] = str(len(body))
    response["ETag"] = page.etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Cookie", "HX-Request"))
    return get_conditional_response(request, etag=page.etag, response=response) or response


@contextmanager
def _one_at_a_time(key: str) -> Iterator[bool]:
    """Let one work a page out while the others of all processes wait for it, for a while; tell whether one has waited."""
    busy, until = f"{key}:busy", time.monotonic() + WAIT_SECONDS
    lock = _locks.setdefault(key, threading.Lock())
    has_waited = not lock.acquire(blocking=False)
    is_mine = not has_waited or lock.acquire(timeout=WAIT_SECONDS)
    holds = False
    try:
        while not (holds := caches["pages"].add(busy, 1, WAIT_SECONDS)):
            if time.monotonic() > until:
                break
            has_waited = True
            time.sleep(STEP_SECONDS)
        yield has_waited
    finally:
        if holds:
            caches["pages"].delete(busy)
        if is_mine:
            lock.release()
        _locks.pop(key, None)
