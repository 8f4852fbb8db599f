"""Does the production shape run: PostgreSQL, Redis, several web processes, a worker, and no warning?"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.site import Site

pytestmark = [pytest.mark.walk, pytest.mark.postgres, pytest.mark.redis, pytest.mark.slow]

SLEEPER = "from accounts import sms; sms.post('+8613800000000', 'the provider takes 3 seconds')"
DONE = "from django_q.models import Success; print(Success.objects.filter(func='accounts.tasks.send_sms').count())"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation in production shape; a lost task comes back after eight seconds instead of ninety."""
    running = Site(
        tmp_path_factory.mktemp("production"),
        production=True,
        ZHICAI_TASK_TIMEOUT="6",
        ZHICAI_TASK_RETRY="8",
        SMS_SENDER="tests.harness.slow.SlowSender",
    )
    try:
        running.manage("compile_messages")
        running.migrate()
        running.manage("load_reference")
        running.manage("build_site")
        running.manage("collectstatic", "--no-input", "-v", "0")
        running.start("web")
        yield running
    finally:
        running.stop()


def number(site: Site, code: str) -> int:
    """What a line of Python prints on the site."""
    return int(site.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1])


def wait_for(site: Site, code: str, wanted: int, seconds: float) -> int:
    """Ask until the number is there or the time is over; return the last answer."""
    deadline = time.monotonic() + seconds
    while (found := number(site, code)) != wanted and time.monotonic() < deadline:
        time.sleep(1)
    return found


def test_deployment_checks_have_no_warning(site: Site):
    site.environment["SECURE_SSL_REDIRECT"] = "1"
    try:
        printed = site.manage("check", "--deploy", "--fail-level", "WARNING")
    finally:
        site.environment["SECURE_SSL_REDIRECT"] = "0"

    assert "no issues" in printed


def test_the_public_pages_and_the_health_address_answer(site: Site):
    assert {path: site.status(path) for path in ("/healthz", "/", "/en/", "/accounts/login/")} == {
        "/healthz": 200,
        "/": 200,
        "/en/": 200,
        "/accounts/login/": 200,
    }


def test_a_task_under_way_when_the_worker_is_killed_is_done_by_the_next_one(site: Site):
    site.manage("shell", "-v", "0", "-c", SLEEPER)
    site.start("worker")
    deadline = time.monotonic() + 20
    while "rocessing" not in site.log("worker") and time.monotonic() < deadline:
        time.sleep(0.1)
    site.kill("worker")
    assert number(site, DONE) == 0, "the task ended before the worker was killed: nothing was shown"

    site.start("worker")
    done = wait_for(site, DONE, 1, 40)
    site.kill("worker")

    assert done == 1


def test_a_killed_web_process_is_back_by_itself(site: Site):
    children = [int(pid) for pid in children_of(site.processes["web"].pid)]
    os.kill(children[0], 9)

    site.wait_until_healthy(10)

    assert [site.status("/healthz") for _ in range(10)] == [200] * 10


def children_of(pid: int) -> list[str]:
    """The processes that a process started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def test_health_says_no_when_the_database_is_gone(site: Site):
    site.environment, before = (
        {**site.environment, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"},
        site.environment,
    )
    try:
        printed = site.manage(
            "shell", "-v", "0", "-c", "from core.health import problems; print(problems())"
        )
    finally:
        site.environment = before

    assert "'database'" in printed
