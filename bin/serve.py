"""How do the web server and the background worker run together from one command?

Prepares the database (migrations, reference data, demo city when empty), starts gunicorn and the worker, restarts
the one that dies, and stops both on Ctrl-C. What they print goes to the screen and to var/log/.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "var" / "log"
FIRST_PORT = 8000
PORTS_TRIED = 50
SHORTEST_LIFE = 5.0
PATIENCE = 10.0


@dataclass
class Child:
    """One program under supervision."""

    name: str
    command: list[str]
    process: subprocess.Popen[str] | None = None
    started: float = 0.0
    deaths: int = field(default=0)


def main() -> int:
    """Prepare, start both programs, watch them until somebody says stop."""
    os.chdir(ROOT)
    LOGS.mkdir(parents=True, exist_ok=True)
    environment = local_environment(os.environ)
    prepared = subprocess.run([sys.executable, "bin/prepare.py"], env=environment)
    if prepared.returncode:
        return prepared.returncode
    children = [
        Child(
            "web",
            [
                sys.executable,
                "-m",
                "gunicorn",
                "-c",
                "config/gunicorn.conf.py",
                "config.wsgi:application",
            ],
        ),
        Child("worker", [sys.executable, "manage.py", "qcluster"]),
    ]
    return supervise(children, environment)


def local_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """What `make run` adds to the environment: quiet, production-like, reachable from this machine only.

    The port is chosen before anything is printed or written, so that logins, mails and QR codes name the one in use.
    """
    port = str(free_port(environment.get("PORT")))
    defaults = {
        "DJANGO_LOCAL": "1",
        "HOST": "127.0.0.1",
        "PYTHONUNBUFFERED": "1",
        "WEB_CONCURRENCY": "2",
    }
    return {**defaults, "SITE_URL": f"http://localhost:{port}", **environment, "PORT": port}


def free_port(wanted: str | None) -> int:
    """The port asked for, or the first free one from 8000 on."""
    if wanted:
        return int(wanted)
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No free port between {FIRST_PORT} and {FIRST_PORT + PORTS_TRIED}; set PORT.")


def announce(port: str, stop: threading.Event) -> None:
    """Say where to look as soon as the site answers."""
    while not stop.wait(0.3):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60):
                break
        except OSError:
            continue
    else:
        return
    print(
        "\n  Without a text-message provider, codes are printed here after “SMS to”, and kept in var/log/worker.log."
    )
    print(
        f"\n  织才 Zhicai is ready   http://localhost:{port}/   (English: http://localhost:{port}/en/)   Ctrl-C stops it\n",
        flush=True,
    )


def supervise(children: list[Child], environment: dict[str, str]) -> int:
    """Keep every child alive until a signal arrives, then stop them all."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    for child in children:
        start(child, environment)
    threading.Thread(target=announce, args=(environment["PORT"], stop), daemon=True).start()
    while not stop.wait(0.5):
        for child in children:
            if child.process is not None and child.process.poll() is not None:
                restart(child, environment, stop)
    shut_down(children)
    return 0


def start(child: Child, environment: dict[str, str]) -> None:
    """Start one program and copy what it prints."""
    child.started = time.monotonic()
    child.process = subprocess.Popen(
        child.command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    assert child.process.stdout is not None
    threading.Thread(
        target=copy_lines, args=(child.name, child.process.stdout), daemon=True
    ).start()


def copy_lines(name: str, lines: IO[str]) -> None:
    """Every line to the screen, with the program's name before it, and to its log file."""
    with (LOGS / f"{name}.log").open("a", encoding="utf-8") as log:
        for line in lines:
            log.write(line)
            log.flush()
            print(f"{name:>6} | {line}", end="", flush=True)


def restart(child: Child, environment: dict[str, str], stop: threading.Event) -> None:
    """Start a dead program again, more slowly each time when it dies young."""
    died_young = time.monotonic() - child.started < SHORTEST_LIFE
    child.deaths = child.deaths + 1 if died_young else 0
    print(f"{child.name:>6} | stopped; starting it again", flush=True)
    if not stop.wait(min(child.deaths, PATIENCE)):
        start(child, environment)


def shut_down(children: list[Child]) -> None:
    """Ask every program to end; end those that do not within the time."""
    running = [
        each.process
        for each in children
        if each.process is not None and each.process.poll() is None
    ]
    for process in running:
        os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
