"""Do web processes start small, share no connection, and take a new version without refusing anybody?"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.harness.site import ROOT, free_port

pytestmark = pytest.mark.slow

# What only the night's work, a printed certificate or a measurement needs.
ELSEWHERE = {"sklearn", "dask", "distributed", "pandas", "joblib", "fpdf", "fontTools"}
PARTS_ELSEWHERE = {"scipy.stats", "scipy.optimize"}
PATIENCE = 120


class Web:
    """The site under gunicorn as it is configured, with two processes and the probe."""

    def __init__(
        self, folder: Path, application: str = "tests.production.probe:application"
    ) -> None:
        self.port, self.log = free_port(), folder / "web.log"
        environment = {
            **os.environ,
            "ZHICAI_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "REDIS_URL": "",
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "WEB_CONCURRENCY": "2",
        }
        command = ["-m", "gunicorn", "-c", "config/gunicorn.conf.py"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command, application],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )

    def ask(self) -> dict:
        """Ask one of the processes what it holds; an answer may take long, a refusal is an error."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/probe")
            answer = connection.getresponse()
            assert answer.status == 200, self.log.read_text()
            return json.loads(answer.read())

    def wait(self) -> None:
        """Wait until somebody answers."""
        for _ in range(10 * PATIENCE):
            try:
                with socket.create_connection(("127.0.0.1", self.port), PATIENCE):
                    return
            except ConnectionRefusedError:
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    running = Web(tmp_path_factory.mktemp("web"))
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def test_a_web_process_has_not_loaded_what_others_work_with(web: Web) -> None:
    loaded = set(web.ask()["modules"])

    assert {"numpy", "scipy.sparse", "wagtail"} <= loaded
    assert {name.partition(".")[0] for name in loaded} & ELSEWHERE == set()
    assert loaded & PARTS_ELSEWHERE == set()


def test_no_process_inherits_a_connection(web: Web) -> None:
    opened = web.ask()["files"]
    assert any(each.endswith("web.log") for each in opened)
    assert [each for each in opened if "sqlite3" in each] == []


def test_a_new_version_is_loaded_on_hangup_and_nobody_is_refused(web: Web) -> None:
    before = web.ask()
    web.process.send_signal(signal.SIGHUP)
    answers = [before]
    deadline = time.monotonic() + PATIENCE
    while answers[-1]["loaded_at"] == before["loaded_at"] and time.monotonic() < deadline:
        answers.append(web.ask())

    assert answers[-1]["loaded_at"] > before["loaded_at"]
    assert answers[-1]["main"] == before["main"] == web.process.pid
    assert answers[-1]["pid"] not in {each["pid"] for each in answers[:-1]}


def test_a_smaller_application_is_served_with_the_same_settings(tmp_path: Path) -> None:
    hello = Web(tmp_path, "benchmarks._hello:application")
    try:
        hello.wait()
        with closing(HTTPConnection("127.0.0.1", hello.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"hello"
    finally:
        hello.stop()
