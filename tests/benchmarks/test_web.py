"""Does the web benchmark look at pages that exist, count what they ask, and know what a process spent?"""

import os
import subprocess
import sys
import time

import pytest
from django.urls import resolve

from benchmarks import _web_inside, web
from bin import bench
from tests.cast import Cast


@pytest.mark.parametrize("page", web.MEASURED, ids=lambda page: page.name)
def test_every_page_has_an_address(page: web.MeasuredPage) -> None:
    assert resolve(page.path.partition("?")[0]).url_name not in {None, "wagtail_serve"}


@pytest.mark.django_db
def test_a_page_is_looked_at_as_its_person(cast: Cast) -> None:
    seen = _web_inside.look("my courses", "/my/courses/", cast.trainee.email)
    assert (seen["status"], seen["writes"], seen["queries"] > 0, seen["bytes"] > 1000) == (
        200,
        0,
        True,
        True,
    )
    assert "sessionid=" in seen["cookie"]
    assert _web_inside.look("my courses", "/my/courses/", "")["status"] == 302


def test_the_time_of_a_process_and_its_children_is_seen() -> None:
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        deadline = time.monotonic() + 60
        while web.spent([busy.pid], "")[busy.pid] < 0.1 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert web.spent([busy.pid], "")[busy.pid] >= 0.1
        assert {os.getpid(), busy.pid} <= set(web.spent([os.getpid()], ""))
    finally:
        busy.kill()
        busy.wait()


@pytest.mark.parametrize(
    ("queries", "h", "expected"), [(10, 60.0, (True, True)), (11, 60.1, (False, False))]
)
def test_a_line_says_which_bar_is_missed(
    queries: int, h: float, expected: tuple[bool, bool]
) -> None:
    page = web.MeasuredPage("home", "/")
    seen = {"status": 200, "bytes": 1, "writes": 0, "queries": queries}
    line = web.line(page, seen, {"home": [0.01], "home in H": [h]})
    assert (line["queries_ok"], line["h_ok"], line["ms"]) == (*expected, 10.0)


@pytest.mark.parametrize(
    ("printed", "found"),
    [('noise\n{"a": 1}\n', {"a": 1}), ("noise", None), ("", None), ("[1]", None)],
)
def test_the_last_line_is_the_answer(printed: str, found: dict | None) -> None:
    assert bench.last_object(printed) == found


def test_make_bench_knows_the_commands_that_need_no_data() -> None:
    assert {"city", "matching_batch", "matching_market", "matching_speed", "seats", "web"} <= set(
        bench.alone()
    )
    assert "matching" not in bench.alone()
