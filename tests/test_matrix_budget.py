"""Does every page stay inside its budget of statements and bytes, and has every page a budget?"""

import gzip

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.budget import PAGES, Budget
from tests.cast import Cast
from tests.harness.public_pages import settle
from tests.test_matrix_access import ROWS, Attempt
from tests.test_matrix_english import furnish, readers

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def looked_at(name: str, cast: Cast) -> tuple[HttpResponse, int]:
    """What the first who may reads the second time they open an address, and how many statements it took."""
    attempt = Attempt(name, ROWS[name], cast)
    client = attempt.client(readers(ROWS[name])[0], False)
    url = attempt.url("zh-hans", attempt.kwargs)
    settle()
    opened(client, url)
    settle()
    with CaptureQueriesContext(connection) as asked:
        response = opened(client, url)
    return response, len(asked)


def opened(client: Client, url: str) -> HttpResponse:
    """The answer, read to the end."""
    response = client.get(url)
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def is_page(response: HttpResponse) -> bool:
    """Tell a page from a download or a part of one."""
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and b"<main" in response.content


def spent(cast: Cast) -> dict[str, Budget]:
    """What every page costs that somebody may open."""
    found = {}
    for name, row in ROWS.items():
        if "GET" not in row.allowed or not readers(row):
            continue
        with transaction.atomic():
            response, queries = looked_at(name, cast)
            if response.status_code == 200 and is_page(response):
                size = len(gzip.compress(response.content, 6, mtime=0))
                found[name] = Budget(queries, -(-size // 1000))
            transaction.set_rollback(True)
        connection.written.clear()
    return found


def test_every_page_has_a_budget_and_stays_inside(cast: Cast):
    furnish(cast)
    costs = spent(cast)
    above = {
        name: f"costs {cost}, may cost {PAGES[name]}"
        for name, cost in costs.items()
        if name in PAGES
        and (cost.queries > PAGES[name].queries or cost.kilobytes > PAGES[name].kilobytes)
    }

    assert costs.keys() - PAGES.keys() == set(), "pages without a budget"
    assert PAGES.keys() - costs.keys() == set(), "budgets without a page"
    assert above == {}
