"""How does a benchmark let a crowd click at one moment? In processes that call actions, and over HTTP."""

import http.client
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from tests.harness.site import ROOT, Site, free_port

CLIENTS = 32
TOKEN = "a" * 32


class Crowd:
    """Four processes that stay for all rounds, as web processes do."""

    PROCESSES = 4

    def __init__(self, site: Site) -> None:
        self.processes = [
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks._crowd"],
                cwd=ROOT,
                env=site.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(self.PROCESSES)
        ]

    def ask(self, verb: str, *arguments: Any) -> dict[str, Any]:
        """What the first process answers."""
        say(self.processes[0], [verb, *arguments])
        return heard(self.processes[0])

    def go(self, kind: str, thing: int, people: list[int]) -> dict[str, Any]:
        """Everybody clicks at once, a quarter in each process."""
        for n, process in enumerate(self.processes):
            say(process, ["go", kind, thing, people[n :: self.PROCESSES]])
        for process in self.processes:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        began = time.monotonic()
        for process in self.processes:
            say(process, "go")
        answers = [heard(process) for process in self.processes]
        return {
            "seconds": time.monotonic() - began,
            "told": sum((Counter(each["told"]) for each in answers), Counter[str]()),
            "each": [s for each in answers for s in each["seconds"]],
        }

    def stop(self) -> None:
        """End them."""
        for process in self.processes:
            process.terminate()
            process.wait(20)


def say(process: subprocess.Popen[str], what: Any) -> None:
    """Write one line to a process."""
    assert process.stdin
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Read one answer of a process."""
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise SystemExit("a process of the crowd ended")
    answer: dict[str, Any] = json.loads(line)
    return answer


class Gunicorn:
    """One application under gunicorn, in the shape of the site."""

    def __init__(self, site: Site, application: str) -> None:
        self.port = free_port()
        command = ["-m", "gunicorn", "-c", "config/gunicorn.conf.py", application]
        self.log = site.folder / f"{application.split(':', maxsplit=1)[0]}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env={**site.environment, "PORT": str(self.port)},
                stdout=log,
                stderr=log,
            )
        for _ in range(600):
            try:
                if click(self.port, "GET", "/healthz", {}, "")[0] in ("200", "404"):
                    return
            except OSError:
                time.sleep(0.2)
        raise SystemExit(self.log.read_text())

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)


def rush(port: int, run: int, made: dict[str, Any]) -> dict[str, Any]:
    """Everybody posts the form at one moment, so many at once as browsers of a room; the others follow."""
    gate = threading.Event()
    everybody = list(zip(made["people"], made["sessions"], strict=True))
    with ThreadPoolExecutor(CLIENTS) as crowd:
        clicks = [
            crowd.submit(posted, port, run, person, session, gate) for person, session in everybody
        ]
        time.sleep(0.2)
        began = time.monotonic()
        gate.set()
        answers = [each.result() for each in clicks]
    return {
        "seconds": time.monotonic() - began,
        "told": Counter(status for status, _seconds in answers),
        "each": [seconds for _status, seconds in answers],
    }


def posted(
    port: int, run: int, person: int, session: str, gate: threading.Event
) -> tuple[str, float]:
    """One person's click; the status, or what went wrong."""
    form = {"key": "rush-" + "0" * 16, "person": person, "csrfmiddlewaretoken": TOKEN}
    cookie = f"sessionid={session}; csrftoken={TOKEN}"
    gate.wait()
    try:
        return click(port, "POST", f"/runs/{run}/enrol/", form, cookie)
    except OSError as error:
        return f"error: {error}", 0.0


def click(
    port: int, method: str, path: str, form: dict[str, Any], cookie: str
) -> tuple[str, float]:
    """One request on a connection of its own; its status and how long it took."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body=urlencode(form), headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return str(answer.status), time.monotonic() - began
