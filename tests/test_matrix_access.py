"""Does every address answer each role as its row says, and is there a row for every address?"""

import re
import uuid
from collections.abc import Iterator
from importlib import import_module, util
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.access.format import Row
from tests.cast import ROLES, Cast

APPS = ("core", "accounts", "training", "matching", "outcomes", "cms", "demo")
# Whole houses of other builders have rows of their own: tests/test_matrix_houses.py.
OURS = ("core:", "accounts:", "training:", "matching:", "outcomes:", "cms:", "demo:")
OURS_WITHOUT_A_ROOM = {"healthz", "published_file"}


def load_rows() -> dict[str, Row]:
    """Every app's rows; a name may be claimed once."""
    rows: dict[str, Row] = {}
    for app in APPS:
        if util.find_spec(f"tests.access.{app}") is None:
            continue
        own = import_module(f"tests.access.{app}").ROWS
        assert not rows.keys() & own.keys(), f"claimed twice: {sorted(rows.keys() & own.keys())}"
        rows.update(own)
    return rows


def named_urls() -> Iterator[tuple[str, str]]:
    """Every (namespaced name, route) of the site."""
    yield from walk(get_resolver(), "", "")


def walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[tuple[str, str]]:
    """The addresses under one resolver."""
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from walk(each, inner, route)
        elif isinstance(each, URLPattern):
            yield (f"{namespace}{each.name}" if each.name else f"(unnamed) {route}"), route


ROWS = load_rows()


def test_every_address_has_a_row_and_every_row_an_address():
    ours = {
        name for name, _ in named_urls() if name.startswith(OURS) or name in OURS_WITHOUT_A_ROOM
    }

    assert ROWS.keys() - ours == set(), "rows for addresses that do not exist"
    assert ours - ROWS.keys() == set(), "addresses without a row"


def client_of(cast: Cast, role: str, *, csrf: bool = False) -> Client:
    """A browser of that person."""
    client = Client(enforce_csrf_checks=csrf, raise_request_exception=True)
    person = cast.login(role)
    if person is not None:
        client.force_login(person)
    return client


def missing_twin(value: Any) -> Any:
    """An id of the same type that belongs to nothing."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return 999_999_999
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=1)
    text = str(value)
    if text.isdigit():
        return "9" * 9
    return (
        re.sub(
            r"[A-Za-z0-9](?=[^A-Za-z0-9]*$)", lambda last: "z" if last.group() != "z" else "y", text
        )
        if text
        else text
    )


class Attempt:
    """One row tried by one role in one language; everything it writes is rolled back."""

    def __init__(self, name: str, row: Row, cast: Cast) -> None:
        self.name, self.row, self.cast = name, row, cast
        self.kwargs = row.kwargs(cast)
        self.clients: dict[tuple[str, bool], Client] = {}
        self.nowhere = (
            row.missing(cast)
            if row.missing
            else {k: missing_twin(v) for k, v in self.kwargs.items()}
        )

    def url(self, language: str, kwargs: dict[str, Any]) -> str:
        """The address in a language."""
        with translation.override(language):
            return reverse(self.name, kwargs=kwargs) + self.row.query

    def client(self, role: str, csrf: bool) -> Client:
        """The browser of that person, opened once."""
        if (role, csrf) not in self.clients:
            self.clients[role, csrf] = client_of(self.cast, role, csrf=csrf)
        return self.clients[role, csrf]

    def send(self, role: str, method: str, url: str, *, csrf: bool = False) -> tuple[int, str]:
        """Status and normalised body of one request."""
        client = self.client(role, csrf)
        data = self.row.data(self.cast) if method == "POST" and not csrf else {}
        with transaction.atomic():
            response = getattr(client, method.lower())(url, data)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return response.status_code, normal(body.decode("utf-8", "replace"), url)


def normal(body: str, url: str) -> str:
    """The page without what differs on every request: tokens, nonces, its own address."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
    body = re.sub(r'nonce="[^"]+"|"X-CSRFToken": ?"[^"]+"|csrf-token" content="[^"]+"', "", body)
    path = re.sub(r"^/en(?=/)", "", url)
    for variant in (path, path.replace("/", "%2F")):
        body = body.replace("/en" + variant, "HERE").replace(variant, "HERE")
    return body


@pytest.mark.parametrize("name", sorted(ROWS))
@pytest.mark.no_cover  # who may come in is tested, not what the page says
@pytest.mark.django_db
def test_each_role_gets_what_the_row_says(name: str, cast: Cast):
    attempt, row, wrong, seen = Attempt(name, ROWS[name], cast), ROWS[name], [], set()
    for role in ROLES:
        is_first = row.status(role) not in seen
        seen.add(row.status(role))
        wrong += [f"{role}: {fault}" for fault in faults_of(attempt, row, role, is_first)]

    assert wrong == []


def faults_of(attempt: Attempt, row: Row, role: str, is_first: bool) -> Iterator[str]:
    """Everything in which one role's answers differ from the row; the first role with a status tries HEAD, English and
    no token too, which no address answers by role."""
    expected = row.status(role)
    main = "GET" if "GET" in row.allowed else "POST"
    tried = (
        (("zh-hans", ("GET", "HEAD", "POST")), ("en", (main,)))
        if is_first
        else (("zh-hans", ("GET", "POST")),)
    )
    for language, methods in tried:
        url = attempt.url(language, attempt.kwargs)
        answers = {method: attempt.send(role, method, url) for method in methods}
        for method, (status, _) in answers.items():
            if status not in accepted(row, method, expected):
                yield f"{method} {url} gave {status}, the row says {expected} ({row.methods})"
        if expected == 404 and attempt.kwargs:
            if attempt.send(role, main, attempt.url(language, attempt.nowhere)) != answers[main]:
                yield f"{main} {url}: the answer differs from that of a missing object"
    if (
        is_first
        and "POST" in row.allowed
        and attempt.send(role, "POST", attempt.url("zh-hans", attempt.kwargs), csrf=True)[0] != 403
    ):
        yield f"POST {url} without a token was not refused"


def accepted(row: Row, method: str, expected: int) -> set[int]:
    """The statuses that are right for a method, given what the role is entitled to."""
    if method in ("GET", "HEAD"):
        if "GET" in row.allowed:
            return {expected}
        return {405} if expected not in (302, 404, 403) else {405, expected}
    if "POST" not in row.allowed:
        return {405} if expected == 200 else {405, expected}
    if "GET" not in row.allowed:
        return {expected}
    return set(row.post) if expected == 200 else {expected}
