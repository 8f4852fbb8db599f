"""How much memory does each process of the site hold once it has worked? `python -m benchmarks.memory --json`.

Starts PostgreSQL, Redis, two web processes and the background worker in production form, asks the pages of benchmarks.web
twenty times each, and reads PSS (what a process holds alone, and its share of what it holds with others) from /proc.
"""

import argparse
import json
import os
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.web import get, inside, serve
from tests.harness.site import Site

BAR, AIM = 180, 110  # megabytes of one process
CLIENTS = 8


def main() -> int:
    """Measure and print one JSON object; exit 1 if a process holds more than the bar."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=20, help="of each page")
    parser.add_argument(
        "--served", action="store_true", help="PostgreSQL and Redis are running and named"
    )
    parser.add_argument("--json", action="store_true", help="always printed as JSON")
    options = parser.parse_args()
    if not options.served and not (
        os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("REDIS_URL")
    ):
        return serve("memory")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        site = Site(Path(folder), production=True, WEB_CONCURRENCY="2")
        try:
            report = measure(site, options.requests)
        finally:
            site.stop()
    print(json.dumps(report))
    return 0 if all(each["pss_mb"] <= BAR for each in report["processes"]) else 1


def measure(site: Site, requests: int) -> dict:
    """Prepare the city, start everything, ask every page, look at every process."""
    site.prepare()
    pages = inside(site)["pages"]
    site.start("web")
    site.start("worker")
    ask(site.port, pages, requests)
    return {"benchmark": "memory", "requests": requests, "bar_mb": BAR, "aim_mb": AIM, "processes": held(site)}  # fmt: skip


def ask(port: int, pages: list[dict], requests: int) -> None:
    """Ask for each page so many times, several clients at once, so that every web process works."""
    asked = [(page["path"], page["cookie"]) for page in pages for _ in range(requests)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        statuses = set().union(*clients.map(lambda each: get(port, *each, 1), asked))
    if statuses != {200}:
        raise SystemExit(f"the pages answered {statuses}")


def held(site: Site) -> list[dict]:
    """Return what each process of the site holds, the main one of each program first."""
    found = []
    for name, program in site.processes.items():
        for place, pid in enumerate(family(program.pid)):
            role = f"{name} {place}" if place else f"{name} main"
            found.append({"process": role, "pss_mb": pss(pid), "threads": threads(pid)})
    return found


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in started for each in family(int(child)))]


def pss(pid: int) -> float:
    """Return the proportional set size of a process in megabytes."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
    return round(int(found[1]) / 1024, 1) if found else 0.0


def threads(pid: int) -> int:
    """Return how many threads a process runs."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


if __name__ == "__main__":
    raise SystemExit(main())
