"""Does kill -9 of web processes and workers, again and again in the middle of writes, lose or double anything?

ZHICAI_CRASH_PEOPLE and ZHICAI_CRASH_KILLS make the attack larger than a test run wants it (200 and 20, say).
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.harness.site import ROOT, Site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("crashes"),
]  # the installation is set up once

PEOPLE = int(os.environ.get("ZHICAI_CRASH_PEOPLE", "40"))
KILLS = int(os.environ.get("ZHICAI_CRASH_KILLS", "6"))
PATIENCE = 120.0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation of its own on either database; a task lost with its worker comes back after eight seconds."""
    own = Site(
        tmp_path_factory.mktemp("crash"),
        production=False,
        DJANGO_LOCAL="1",
        ZHICAI_TASK_TIMEOUT="6",
        ZHICAI_TASK_RETRY="8",
    )
    try:
        own.migrate()
        own.manage("compile_messages")
        own.manage("createcachetable")
        own.start("web")
        yield own
    finally:
        own.stop()


class Witness:
    """A program that says what the site's database says; started once, it outlives every kill."""

    def __init__(self, site: Site) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.production.crash"],
            cwd=ROOT,
            env=site.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, verb: str, *arguments: str) -> dict:
        """One question, one answer."""
        print(json.dumps([verb, *arguments]), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, f"no answer to {verb}, exit status {self.process.poll()}"
        return json.loads(answer)


@pytest.fixture(scope="module")
def witness(site: Site) -> Iterator[Witness]:
    """Who is asked what became of the clicks."""
    found = Witness(site)
    yield found
    found.process.communicate(timeout=30)


@pytest.fixture(scope="module")
def clicked(site: Site, witness: Witness) -> dict:
    """Everybody enrols while web processes are killed: the run, who was told "enrolled", how many answers broke off."""
    made = witness.ask("prepare", str(PEOPLE))
    before, broken = audit(site), list[str]()
    over = threading.Event()
    killer = threading.Thread(target=kill_web_processes, args=(site, over))
    killer.start()
    with ThreadPoolExecutor(6) as crowd:
        told = list(
            crowd.map(lambda session: enrol(site, made["run"], session, broken), made["sessions"])
        )
    over.set()
    killer.join()
    return {"run": made["run"], "told": told, "broken": broken, "audit": before}


def kill_web_processes(site: Site, over: threading.Event) -> None:
    """At random moments, kill -9 of one process that serves; gunicorn's master starts the next."""
    dice = random.Random(20261125)
    for _ in range(KILLS):
        if over.wait(dice.uniform(0.2, 1.2)):
            return
        master = site.processes["web"].pid
        children = [
            int(pid)
            for pid in Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
        ]
        if children:
            os.kill(dice.choice(children), signal.SIGKILL)


def enrol(site: Site, run: int, session: str, broken: list[str]) -> int:
    """Click until somebody answers, as a person on a bad line does; the enrolment that the answer names."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return click(site, f"{site.url}/runs/{run}/enrol/", session)
        except (
            urllib.error.HTTPError
        ) as answer:  # an answer is an answer: whatever it refuses, it must not refuse here
            raise AssertionError(f"{answer.code} {answer.read().decode()[:2000]}") from answer
        except (
            OSError,
            http.client.HTTPException,
        ) as cut:  # refused, reset, or closed in the middle
            broken.append(type(cut).__name__)
            time.sleep(0.2)
    raise AssertionError(f"no answer within {PATIENCE} s\n{site.log('web')[-3000:]}")


def click(site: Site, url: str, session: str) -> int:
    """Open the page and press its button; a person who already has the seat is led to it."""
    cookie = f"sessionid={session}"
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Cookie": cookie}), timeout=30
    ) as page:
        text, token = page.read().decode(), page.headers.get_all("Set-Cookie") or []
    if "/enrolled/" in page.url or "/my/courses/" in page.url:
        return number_in(page.url)
    key = re.search(r'name="key"[^>]*value="([^"]+)"', text)
    masked = re.search(r'name="csrfmiddlewaretoken"[^>]*value="([^"]+)"', text)
    csrf = re.search(r"csrftoken=([^;]+)", " ".join(token))
    if not (key and masked and csrf):
        return already_there(site, text)
    data = urllib.parse.urlencode({"key": key[1], "csrfmiddlewaretoken": masked[1]}).encode()
    headers = {"Cookie": f"{cookie}; csrftoken={csrf[1]}", "Referer": url}
    with urllib.request.urlopen(
        urllib.request.Request(url, data=data, headers=headers), timeout=30
    ) as answer:
        return number_in(answer.url)


def number_in(url: str) -> int:
    """The enrolment in an address /my/courses/<id>/…"""
    found = re.search(r"/my/courses/(\d+)/", url)
    assert found, url
    return int(found[1])


def already_there(site: Site, text: str) -> int:
    """The enrolment that a page without a button links to."""
    found = re.search(r'href="[^"]*/my/courses/(\d+)/', text)
    assert found, f"neither a button nor an enrolment\n{text[:2000]}"
    return int(found[1])


def test_web_processes_that_die_lose_nothing_that_was_acknowledged(witness: Witness, clicked: dict):
    counted = witness.ask("count", str(clicked["run"]))

    assert sorted(clicked["told"]) == counted["enrolments"], (
        "each person was told of one enrolment, and it stands"
    )
    assert {
        name: counted[name] for name in ("capacity", "counter", "seated", "audited", "notices")
    } == dict.fromkeys(("capacity", "counter", "seated", "audited", "notices"), PEOPLE)


def test_the_rules_about_the_data_say_what_they_said_before(site: Site, clicked: dict):
    assert audit(site) == clicked["audit"]


def audit(site: Site) -> dict[str, list[str]]:
    """Rule → what breaks it (the run itself is written without a history)."""
    printed = json.loads(site.manage("audit", "--json", check=False))
    return {check["id"]: [str(each) for each in check["problems"]] for check in printed["checks"]}


def test_the_kills_were_felt(clicked: dict):
    """The control: had no answer broken off, the test above would have shown nothing."""
    assert clicked["broken"]


def test_workers_that_die_do_each_job_and_note_it_once(site: Site, witness: Witness, clicked: dict):
    dice, left = random.Random(20261126), []
    for _ in range(KILLS):
        before = site.log("worker").count("rocessing")
        site.start("worker")
        wait_until(lambda before=before: site.log("worker").count("rocessing") > before, 30)
        time.sleep(dice.uniform(0.0, 0.2))
        site.kill("worker")
        left.append(PEOPLE - witness.ask("count", str(clicked["run"]))["mailed"])
        if not left[-1]:
            break
    site.start("worker")
    wait_until(lambda: witness.ask("count", str(clicked["run"]))["mailed"] == PEOPLE, PATIENCE)
    site.kill("worker")

    mails = len(re.findall(r"^To: crowd-", site.log("worker"), re.MULTILINE))
    assert left[0] > 0, "all was done before the first kill: nothing was shown"
    assert witness.ask("count", str(clicked["run"]))["mailed"] == PEOPLE
    assert PEOPLE <= mails <= PEOPLE + KILLS, (
        "a mail can leave and its note die with the worker: at most once a kill"
    )


def wait_until(question, seconds: float) -> None:
    """Ask until the answer is yes or the time is over."""
    deadline = time.monotonic() + seconds
    while not question() and time.monotonic() < deadline:
        time.sleep(0.1)
