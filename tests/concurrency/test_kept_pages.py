"""Do kept pages stay true with two web processes, and is a page that many ask for at once worked out once?"""

import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core import clock, kept
from tests.harness.site import ROOT, Site

ROUNDS, READERS = 30, 4
# Writes the title of the only opening each time a line comes in, in each of the ways that this process knows.
WRITER = """
import json, sys, django
django.setup()
from django.db import connection, transaction
from matching.models import Opening
from tests.factories.matching import OpeningFactory
opening = OpeningFactory()
ways = [
    lambda title: Opening.objects.filter(pk=opening.pk).update(title=title),
    lambda title: Opening(pk=opening.pk, title=title).save(update_fields=["title"]),
    lambda title: Opening.objects.bulk_update([Opening(pk=opening.pk, title=title)], ["title"]),
    lambda title: connection.cursor().execute("update matching_opening set title = %s", [title]),
]
print(json.dumps({"opening": opening.pk}), flush=True)
for number, line in enumerate(sys.stdin):
    with transaction.atomic() if number % 2 else connection.cursor():
        ways[number % len(ways)](line.strip())
    print(line.strip(), flush=True)
"""


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    """Two web processes on a database of their own."""
    own = Site(tmp_path, production=False, WEB_CONCURRENCY="2")
    try:
        own.migrate()
        own.start("web")
        yield own
    finally:
        own.stop()


def page_of(address: str) -> str:
    """What a visitor reads."""
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode()


@pytest.mark.slow
@pytest.mark.django_db
def test_every_answer_after_a_write_shows_it_whichever_process_answers(site: Site):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=ROOT,
        env={**site.environment, "DJANGO_SETTINGS_MODULE": "config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    number = json.loads(writer.stdout.readline())["opening"]
    addresses = [f"{site.url}/openings/", f"{site.url}/openings/{number}/"]
    stale = []
    with ThreadPoolExecutor(READERS) as readers:
        for title in (f"示例职位{turn}号" for turn in range(ROUNDS)):
            writer.stdin.write(f"{title}\n")
            writer.stdin.flush()
            assert writer.stdout.readline().strip() == title
            seen = readers.map(page_of, addresses * READERS)
            stale += [title for text in seen if title not in text]
    writer.communicate(timeout=30)

    assert (stale, writer.returncode) == ([], 0)


@pytest.mark.parametrize("is_one_process", [True, False], ids=["threads", "processes"])
@pytest.mark.django_db(transaction=True)
def test_a_page_that_many_ask_for_at_once_is_worked_out_once(
    is_one_process: bool, settings, tmp_path, monkeypatch
):
    """Where every thread has locks of its own, only the cache keeps them apart, as it does processes."""
    files = {"BACKEND": "core.caches.PageFiles", "LOCATION": str(tmp_path / "pages")}
    settings.CACHES = {**settings.CACHES, "pages": files}
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    if not is_one_process:
        monkeypatch.setattr(kept, "_locks", Separate())
    monkeypatch.setattr(kept, "PUBLIC_PAGES", set())  # the view of this test is no page
    monkeypatch.setattr(kept, "WAIT_SECONDS", 60.0)  # also on a machine that tests in parallel
    made = []

    def view(request) -> HttpResponse:
        made.append(threading.get_ident())
        time.sleep(0.3)
        return HttpResponse("page")

    page = kept.public_page(view)

    def ask(_number: int) -> bytes:
        from django.db import connection

        request = RequestFactory().get("/example/")
        request.session = type("Session", (), {"modified": False})()
        try:
            return page(request).content
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as readers:
        answers = set(readers.map(ask, range(64)))

    assert (answers, len(made)) == ({b"page"}, 1)


class Separate(dict):
    """Locks that nobody shares."""

    def setdefault(self, key, default):
        """A lock of one's own."""
        return default
