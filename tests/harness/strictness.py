"""Which habits fail a test at once, wherever they happen?

A template that names a variable nobody gave, a list whose order nobody asked for, a form without its token, an inline
script or style, a picture from another host, a connection to another machine.
"""

import random
import re
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models.query import QuerySet
from django.template.base import Origin
from django.test.client import Client

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("core", "skills", "accounts", "training", "matching", "outcomes", "cms", "demo")
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")
FORM = re.compile(r"<form\b(?P<attributes>[^>]*)>(?P<body>.*?)</form>", re.S | re.I)
INLINE_SCRIPT = re.compile(
    r"<script\b(?![^>]*\b(?:src|nonce)=)(?![^>]*type=[\"']application/(?:ld\+)?json)[^>]*>", re.I
)
INLINE_STYLE = re.compile(
    r"<[a-z][^>]*\sstyle=|<style\b(?![^>]*\bnonce=)|<[a-z][^>]*\son[a-z]+=[\"']", re.I
)
FOREIGN = re.compile(
    r"<(?:img|script|iframe|source|video|link)\b[^>]*\b(?:src|href|srcset)=[\"'](?:https?:)?//[^\"']+",
    re.I,
)
SITE_OWN_LINK = re.compile(r"rel=[\"'](?:canonical|alternate)", re.I)
STAFF = re.compile(r"^/(?:en/)?(?:admin|cms)/")


class UndefinedVariable(AssertionError):
    """A template of ours named something that its context does not have."""


class StrictInvalid(str):
    """Stands for "nothing": fails for our templates, stays empty for third parties'."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        name = template_in_frames()
        if name and Path(name).is_relative_to(ROOT) and ".venv" not in name:
            raise UndefinedVariable(
                f"{variable} is not in the context of {Path(name).relative_to(ROOT)}"
            )
        return ""


def template_in_frames() -> str:
    """The file of the template whose node is being rendered, found on the stack."""
    frame = sys._getframe(2)
    while frame is not None:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None)
        if isinstance(origin, Origin):
            return str(origin.name)
        frame = frame.f_back  # type: ignore[assignment]
    return ""


@pytest.fixture(autouse=True)
def _undefined_variables_fail() -> None:
    for template in settings.TEMPLATES:
        options = template["OPTIONS"]
        if not isinstance(options.get("string_if_invalid"), StrictInvalid):
            options["string_if_invalid"] = StrictInvalid("invalid")
    from django.template import engines

    for engine in engines.all():
        if hasattr(engine, "engine"):
            engine.engine.string_if_invalid = StrictInvalid("invalid")


@pytest.fixture(autouse=True)
def _unordered_lists_are_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list without an order has none: a test that counts on one fails sooner or later, here sooner."""
    fetch = QuerySet._fetch_all

    def fetch_and_shuffle(self: QuerySet) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if (
            fresh
            and len(self._result_cache) > 1
            and not self.ordered
            and self.model.__module__.startswith(ROOMS)
        ):
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_and_shuffle)


@pytest.fixture(autouse=True)
def _pages_are_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every HTML answer to a test client is looked at, whatever the test is about."""
    request = Client.request

    def request_and_look(self: Client, **environ: Any) -> Any:
        response = request(self, **environ)
        kind = response.headers.get("Content-Type", "")
        if (
            kind.startswith("text/html")
            and not response.streaming
            and not STAFF.match(environ.get("PATH_INFO", ""))
        ):
            faults = page_faults(response.content.decode("utf-8", "replace"))
            assert faults == [], f"{environ.get('PATH_INFO')}: {faults}"
        return response

    monkeypatch.setattr(Client, "request", request_and_look)


def page_faults(html: str) -> list[str]:
    """What a page of ours must not contain."""
    faults = [
        f"POST form without its token: {form['attributes'].strip()}"
        for form in FORM.finditer(html)
        if re.search(r"method=[\"']?post", form["attributes"], re.I)
        and "csrfmiddlewaretoken" not in form["body"]
    ]
    faults += [f"inline script: {found.group()[:120]}" for found in INLINE_SCRIPT.finditer(html)]
    faults += [
        f"inline style or handler: {found.group()[:120]}" for found in INLINE_STYLE.finditer(html)
    ]
    faults += [
        f"loaded from another host: {found.group()[:160]}"
        for found in FOREIGN.finditer(html)
        if not SITE_OWN_LINK.search(found.group())
    ]
    return faults


@pytest.fixture(autouse=True, scope="session")
def _no_other_machine() -> Iterator[None]:
    """Tests reach this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        yield


def guarded(connect: Any) -> Any:
    """The same call, refused for addresses that are not this machine's."""

    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(
            LOOPBACK
        ):
            raise AssertionError(f"a test wanted to reach {address}")
        return connect(self, address)

    return connect_here
