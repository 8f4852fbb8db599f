"""Does a list cost the same for one row and for three, and how is it made shorter?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.statements import Prepared


@pytest.fixture
def assert_query_count_constant() -> Callable[..., None]:
    """`assert_query_count_constant(client, url, make_row, count)`: literal counts at one and three rows.

    `make_row()` adds one row to the list. The page is asked once before, so that caches (sites, content types) are warm.
    """

    def check(client: Client, url: str, make_row: Callable[[], Any], count: int) -> None:
        make_row()
        assert client.get(url).status_code == 200
        at_one = queries_of(client, url)
        make_row()
        make_row()
        at_three = queries_of(client, url)
        assert (len(at_one), len(at_three)) == (count, count), "\n".join(longer(at_one, at_three))

    return check


def queries_of(client: Client, url: str) -> list[str]:
    """The SQL of one request."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def longer(one: list[str], three: list[str]) -> list[str]:
    """The longer list of queries, for the failure's message."""
    return [
        f"1 row: {len(one)}, 3 rows: {len(three)}",
        *(sql[:300] for sql in max(one, three, key=len)),
    ]


@pytest.fixture
def size(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str, int], None]:
    """`size(module, "A_PAGE", 2)`: shorter lists in this test alone.

    A kept statement has the length of its list written in, so every one is written anew in such a test, and none of them
    stays for the tests after it.
    """
    kept = Prepared.rows

    def anew(self: Prepared, **asked: Any) -> list[Any]:
        return kept(Prepared(self.build, derived=self.derived, **self.kinds), **asked)

    monkeypatch.setattr(Prepared, "rows", anew)
    return monkeypatch.setattr
