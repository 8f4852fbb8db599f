"""What does a page cost, as a multiple of the smallest page? `python -m benchmarks.web --json`.

Starts PostgreSQL, Redis and the site in production form, and a bare Django hello under the same gunicorn.
H is the CPU time of one hello request. Each page is measured in rounds that alternate with hello, because machines are noisy.
Its cost is the CPU time of the web process and of its database connections together; the median of the rounds is printed.
Query counts and bytes are exact. A visitor's page is answered as visitors get it, mostly kept (core/kept.py); what it costs to
work a page out shows in the same page of somebody who is logged in.

`--scale city` builds the large city (30,000 trainees, 20,000 openings) first, which takes long; the bars speak of it.
"""

import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.budget import MEASURED, MeasuredPage
from tests.harness.site import ROOT, Site, free_port

SERVED = """
set -euo pipefail
source .ci/services.sh
trap stop_services EXIT
start_services >&2
export DATABASE_URL=$POSTGRES_URL REDIS_URL=$REDIS_TEST_URL
"$0" -m benchmarks."$@" --served
"""
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure and print one JSON object; exit 1 if a page does not answer or costs more than its budget."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", choices=("small", "city"), default="small")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--requests",
        type=int,
        default=40,
        help="of each page in each round; hello gets ten times as many",
    )
    parser.add_argument(
        "--served", action="store_true", help="PostgreSQL and Redis are running and named"
    )
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    options = parser.parse_args()
    if not options.served and not (
        os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("REDIS_URL")
    ):
        return serve()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        site = Site(
            Path(folder),
            production=True,
            WEB_CONCURRENCY="1",
            WEB_THREADS="1",
            CONN_MAX_AGE="36000",
        )
        try:
            report = measure(site, options)
        finally:
            site.stop()
    print(json.dumps(report, ensure_ascii=False))
    inside = [
        page["status"] == 200 and page["queries_ok"] and page["h_ok"] for page in report["pages"]
    ]
    return 0 if all(inside) else 1


def serve(name: str = "web") -> int:
    """Start PostgreSQL and Redis, measure, stop them; report if they are not installed."""
    if not shutil.which("redis-server") or not list(
        Path("/usr/lib/postgresql").glob("*/bin/initdb")
    ):
        print(
            json.dumps(
                {
                    "benchmark": name,
                    "skipped": "needs PostgreSQL and Redis (.ci/run installs them)",
                }
            )
        )
        return 0
    return subprocess.run(
        ["bash", "-c", SERVED, sys.executable, name, *sys.argv[1:]], cwd=ROOT
    ).returncode


def measure(site: Site, options: argparse.Namespace) -> dict:
    """Build the city, count every page's queries from inside, then measure from outside."""
    build(site, options.scale)
    looked = inside(site)
    site.start("web")
    hello = Hello(site)
    try:
        costs = rounds(site, hello, looked["pages"], options)
    finally:
        hello.stop()
    pages = [line(page, seen, costs) for page, seen in zip(MEASURED, looked["pages"], strict=True)]
    return {"benchmark": "web", "scale": options.scale, "records": looked["records"],
            "hello_ms": round(1000 * statistics.median(costs["hello"]), 3), "rounds": options.rounds, "pages": pages}  # fmt: skip


def build(site: Site, scale: str) -> None:
    """Fill the site's database."""
    if scale == "small":
        site.prepare()
        return
    site.migrate()
    for command in (
        ["compile_messages"],
        ["demo", "--scale", scale, "--seed", "1"],
        ["demo_logins"],
    ):
        site.manage(*command)
    site.manage("collectstatic", "--no-input", "-v", "0")


def inside(site: Site) -> dict:
    """What each page asks, seen from inside."""
    asked = json.dumps([[page.name, page.path, page.email] for page in MEASURED])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._web_inside", asked],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


class Hello:
    """The smallest Django there is, under the same gunicorn with the same settings."""

    def __init__(self, site: Site) -> None:
        self.port = free_port()
        command = [
            "-m",
            "gunicorn",
            "-c",
            "config/gunicorn.conf.py",
            "benchmarks._hello:application",
        ]
        environment = {**site.environment, "PORT": str(self.port)}
        with (site.folder / "hello.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        for _ in range(100):
            try:
                if get(self.port, "/", "", 1) == {200}:
                    return
            except OSError:
                subprocess.run(["sleep", "0.2"], check=True)
        raise SystemExit((site.folder / "hello.log").read_text())

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)


def rounds(
    site: Site, hello: Hello, looked: list[dict], options: argparse.Namespace
) -> dict[str, list[float]]:
    """Seconds of processor time per request, and the same in H, round by round: hello, page, hello, page …"""
    costs: dict[str, list[float]] = {"hello": [], **{page["name"]: [] for page in looked}}
    ratios: dict[str, list[float]] = {page["name"]: [] for page in looked}
    for page in looked:
        get(site.port, page["path"], page["cookie"], 3)
    for _ in range(options.rounds):
        for page in looked:
            unit = cost([hello.process.pid], "", hello.port, "/", "", 10 * options.requests)
            web = site.processes["web"].pid
            spent = cost(
                [web], site.database, site.port, page["path"], page["cookie"], options.requests
            )
            costs["hello"].append(unit)
            ratios[page["name"]].append(spent / unit)
            costs[page["name"]].append(spent)
    return {**costs, **{f"{name} in H": each for name, each in ratios.items()}}


def cost(
    roots: list[int], database: str, port: int, path: str, cookie: str, requests: int
) -> float:
    """Processor seconds of one request: the web processes' and, where there is one, the database connections'."""
    before = spent(roots, database)
    statuses = get(port, path, cookie, requests)
    if statuses != {200}:
        raise SystemExit(f"{path} answered {statuses}")
    after = spent(roots, database)
    return (
        max(sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items()), 1 / TICKS)
        / requests
    )


def get(port: int, path: str, cookie: str, requests: int) -> set[int]:
    """Ask so many times over one connection after the other; the statuses seen."""
    statuses = set()
    for _ in range(requests):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        answer.read()
        statuses.add(answer.status)
        connection.close()
    return statuses


def spent(roots: list[int], database: str) -> dict[int, float]:
    """Processor seconds so far of these processes, their children, and the server's connections to a database."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            numbers = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        is_web = int(entry.name) in roots or int(numbers[1]) in roots
        is_connection = (
            bool(database) and words.startswith("postgres:") and f" {database} " in words
        )
        if is_web or is_connection:
            found[int(entry.name)] = (int(numbers[11]) + int(numbers[12])) / TICKS
    return found


def line(page: MeasuredPage, seen: dict, costs: dict[str, list[float]]) -> dict:
    """One page's figures beside its bars."""
    h = statistics.median(costs[f"{page.name} in H"])
    return {
        "name": page.name, "path": page.path, "status": seen["status"], "bytes": seen["bytes"], "writes": seen["writes"],
        "queries": seen["queries"], "queries_bar": page.queries, "queries_ok": seen["queries"] <= page.queries,
        "ms": round(1000 * statistics.median(costs[page.name]), 2), "h": round(h, 1), "h_bar": page.h, "h_ok": h <= page.h,
    }  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
