"""What was worked out before and still holds? A public page, or a value on one, kept until a table that it was read from
changes.

Which tables those are is not declared: they are the ones that were read while it was worked out (core/stamps.py). Time
passes too, so nothing is kept beyond the minute: days, hours and minutes at which something opens or closes begin with one.
A page is worked out for a request without a name (core/readers.py), each person's own parts when it is sent (core/own_parts.py).
"""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from core import clock
from core.compression import encoding_for, packed
from core.own_parts import OwnPart, marking, put_together
from core.readers import Somebody, is_of_everybody, request_of_anybody
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


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The answer to all of a kind of account: headers, and the page in pieces with each reader's own parts between."""

    headers: dict[str, str]
    pieces: tuple[str | OwnPart, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for: the view with its arguments, and what the page depends on beyond its address."""

    request: HttpRequest
    answer: Callable[[HttpRequest], HttpResponse]
    by: Hashable


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


def public_page(view: View, by: Callable[[HttpRequest], Hashable] | None = None) -> View:
    """Keep what a view answers to visitors, and to all of a kind of account but for each reader's own parts.

    by: what the page depends on beyond address, language, appearance and kind of account; the view is given it as `by`.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = {"by": by(request)} if by else {}
        asked = Wanted(request, lambda of: view(of, *args, **kwargs, **own), own.get("by"))
        reader = None if is_writing() else _reader_of(request)
        found = _shared(asked, reader) if reader is not None else None
        return found or _of_one(asked)

    PUBLIC_PAGES.add(f"{view.__module__}.{view.__qualname__}")
    return answer


def page_key(request: HttpRequest, kind: str = "", by: Hashable = None) -> str:
    """Return the name of a page as its reader sees it now: kind of account, address, language, appearance, part, minute."""
    seen = (
        kind,
        by,
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


def _reader_of(request: HttpRequest) -> Somebody | AnonymousUser | None:
    """Return for whom the page is to be worked out; None where it can only be this one person's."""
    cookies = request.COOKIES
    if (
        request.method not in ("GET", "HEAD")
        or "messages" in cookies
        or len(request.get_full_path()) > LONGEST_ADDRESS
    ):
        return None
    if settings.SESSION_COOKIE_NAME not in cookies:
        return AnonymousUser()
    user: Any = request.user
    return Somebody(str(user.kind)) if user.is_authenticated else None


def _shared(asked: Wanted, reader: Somebody | AnonymousUser) -> HttpResponse | None:
    """Answer with the page that all such readers share, worked out by one of them; None where it is nobody else's."""
    key = page_key(asked.request, getattr(reader, "kind", ""), asked.by)
    found = _found(key, current := stamps())
    if found is None:
        with _one_at_a_time(key) as has_waited:
            current = stamps() if has_waited else current
            found = _found(key, current) or _work_out(key, asked, reader, current)
    return _sent(asked.request, found.value) if found else None


def _work_out(
    key: str, asked: Wanted, reader: Somebody | AnonymousUser, current: Mapping[str, int]
) -> Kept | None:
    """Draw a page for a request without a name and keep it; None where it asked for one."""
    request = request_of_anybody(asked.request, reader)
    with reading(current) as tables:
        try:
            with marking(request) as marks:
                response = _rendered(asked.answer(request))
        except Http404:
            if isinstance(reader, AnonymousUser):
                raise
            return None  # what is not everybody's may be this one's
        if response.status_code != 200 or response.streaming or response.cookies:
            return None
        shared = SharedPage(dict(response.items()), marks.split(response.content.decode()))
        is_packed = isinstance(reader, AnonymousUser)
        page = _packed(shared, put_together(request, shared.pieces)) if is_packed else shared
    return _keep(key, page, tables, current) if is_of_everybody(request) else None


def _of_one(asked: Wanted) -> HttpResponse:
    """Answer one person, with what only they may see."""
    request = asked.request
    with marking(request) as marks:
        response = _rendered(asked.answer(request))
    if marks.parts:
        response.content = put_together(request, marks.split(response.content.decode()))
    return response


def _rendered(response: Any) -> HttpResponse:
    """Return the answer as bytes: pages of Wagtail are rendered late."""
    return response.render() if hasattr(response, "render") else response


def _packed(page: SharedPage, text: str) -> KeptPage:
    body = text.encode()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    bodies = {"br": packed(body, "br"), "gzip": gzip.compress(body, 6, mtime=0)}
    return KeptPage(page.headers, bodies, etag)


def _sent(request: HttpRequest, page: KeptPage | SharedPage) -> HttpResponse:
    """Send a page: to a visitor as it is kept, to somebody who is logged in with their own parts."""
    if isinstance(page, SharedPage):
        return HttpResponse(put_together(request, page.pieces), headers=page.headers)
    return _compressed(request, page)


def _compressed(request: HttpRequest, page: KeptPage) -> HttpResponse:
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
