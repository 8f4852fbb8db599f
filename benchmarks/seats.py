"""How fast do 200 people enrol for 50 seats beside the plainest view? `python -m benchmarks.seats --json`.

The plain view inserts a row and updates the counter conditionally: no rules, no history, nobody told. It runs beside ours
on the same database, in the same run, round by round, in two ways: in four processes of eight threads that call the
action (`action`), and over HTTP under gunicorn with as many processes and threads (`http`). `mixed` lets every fifth leave
again while the office changes the number of seats. Applying and accepting an offer are measured in the same processes.

On SQLite always, and on the server of DATABASE_URL where that is PostgreSQL. Exit 1 if a seat is sold twice, somebody is
enrolled twice, or anything answers with an error.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks._rush import Crowd, Gunicorn, rush
from tests.harness.site import Site

PEOPLE, SEATS, POSITIONS = 200, 50, 5
SQLITE, POSTGRES = "sqlite", "postgresql"
# In a round that goes wrong the plain view says nothing about the speed of ours either.
MUST_NOT_HAPPEN = ("oversold", "duplicates", "errors", "miscounted", "plain_wrong")


def main() -> int:
    """Measure on each database and print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument(
        "--only", nargs="*", default=["http", "action", "mixed", "others"], help="parts to run"
    )
    parser.add_argument("--on", nargs="*", default=[SQLITE, POSTGRES], help="databases to measure")
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    options = parser.parse_args()
    server = os.environ.pop("DATABASE_URL", "")
    report: dict[str, Any] = {"benchmark": "seats", "rounds": options.rounds, "seats": SEATS}
    if SQLITE in options.on:
        report[SQLITE] = on_database("", options)
    if POSTGRES in options.on:
        skipped = {"skipped": "needs PostgreSQL: set DATABASE_URL=postgres://…"}
        is_there = server.startswith("postgres")
        report[POSTGRES] = on_database(server, options) if is_there else skipped
    print(json.dumps(report, ensure_ascii=False))
    return 1 if any(wrong(part) for name in options.on for part in parts(report[name])) else 0


def parts(measured: dict[str, Any]) -> list[dict[str, Any]]:
    """The measured parts of one database."""
    return [part for part in measured.values() if isinstance(part, dict)]


def wrong(part: dict[str, Any]) -> bool:
    """Whether anything happened that must never happen."""
    return any(part.get(what) for what in MUST_NOT_HAPPEN)


def on_database(server: str, options: argparse.Namespace) -> dict[str, Any]:
    """Everything on one database of its own."""
    if server:
        os.environ["DATABASE_URL"] = server  # `Site` reads where to make its database
    with tempfile.TemporaryDirectory() as folder:
        site = Site(
            Path(folder), production=False, WEB_CONCURRENCY=str(Crowd.PROCESSES), WEB_THREADS="8"
        )
        try:
            site.migrate()
            site.manage("createcachetable")
            return measured(site, options)
        finally:
            site.stop()
            os.environ.pop("DATABASE_URL", None)


def measured(site: Site, options: argparse.Namespace) -> dict[str, Any]:
    """The parts that were asked for."""
    found: dict[str, Any] = {}
    crowd = Crowd(site)
    try:
        made = crowd.ask("people", options.people)
        if "http" in options.only:
            found["http"] = over_http(site, crowd, made, options.rounds)
        if "action" in options.only:
            found["action"] = beside(crowd, made["people"], "enrol", options.rounds)
            told = crowd.ask(
                "statements", "enrol", crowd.ask("run", SEATS)["run"], *made["people"][:2]
            )
            found["action"] |= told
        if "mixed" in options.only:
            found["mixed"] = beside(crowd, made["people"], "mixed", options.rounds)
        if "others" in options.only:
            for kind in ("apply", "accept"):
                found[kind] = at_an_opening(crowd, made["people"], kind, options.rounds)
    finally:
        print(json.dumps(found, ensure_ascii=False), file=sys.stderr)
        crowd.stop()
    return found


def over_http(site: Site, crowd: Crowd, made: dict[str, Any], rounds: int) -> dict[str, Any]:
    """The plain view and ours, each under its own gunicorn on the same database."""
    plain = Gunicorn(site, "benchmarks._plain:application")
    ours = Gunicorn(site, "config.wsgi:application")
    results: dict[str, list[dict]] = {"plain": [], "ours": []}
    try:
        for n in range(rounds + 1):  # the first one warms both
            for name, server in (("plain", plain), ("ours", ours)):
                run = crowd.ask("run", SEATS)["run"]
                said = rush(server.port, run, made)
                said["counted"] = crowd.ask("count", run)
                results[name] += [said] if n else []
    finally:
        plain.stop()
        ours.stop()
    return line(results)


def beside(crowd: Crowd, people: list[int], kind: str, rounds: int) -> dict[str, Any]:
    """The plain writes and ours in the same processes, in turn."""
    results: dict[str, list[dict]] = {"plain": [], "ours": []}
    for n in range(rounds + 1):
        for name, verb in (("plain", "plain"), ("ours", kind)):
            run = crowd.ask("run", SEATS)["run"]
            said = crowd.go(verb, run, people)
            said["counted"] = crowd.ask("count", run)
            results[name] += [said] if n else []
    return line(results, is_mixed=kind == "mixed")


def line(results: dict[str, list[dict]], *, is_mixed: bool = False) -> dict[str, Any]:
    """One part's figures; the ratio is the median of the rounds', each to the plain round beside it."""
    rates = {
        name: [len(each["each"]) / each["seconds"] for each in rounds]
        for name, rounds in results.items()
    }
    ratios = [ours / plain for plain, ours in zip(rates["plain"], rates["ours"], strict=True)]
    ours = [each["counted"] for each in results["ours"]]
    return {
        "ratio": round(statistics.median(ratios), 3),
        "ratio_of_sums": round(statistics.mean(rates["ours"]) / statistics.mean(rates["plain"]), 3),
        "plain_a_second": round(statistics.median(rates["plain"]), 1),
        "ours_a_second": round(statistics.median(rates["ours"]), 1),
        "plain_s": quantiles(results["plain"]),
        "ours_s": quantiles(results["ours"]),
        "oversold": sum(max(0, each["seated"] - each["capacity"]) for each in ours),
        "duplicates": sum(each["duplicates"] for each in ours),
        "miscounted": sum(
            each["counter"] != each["seated"]
            or each["audited"] != each["seated"]
            or not (is_mixed or each["seated"] == SEATS)
            for each in ours
        ),
        **errors_of(results["ours"]),
        "plain_wrong": errors_of(results["plain"])["errors"]
        + sum(each["counted"]["seated"] != SEATS for each in results["plain"]),
    }


def errors_of(rounds: list[dict]) -> dict[str, Any]:
    """How many clicks got neither what they asked for nor a sentence, and which."""
    told = sum((Counter(each["told"]) for each in rounds), Counter[str]())
    bad = {what: n for what, n in told.items() if what.startswith(("error", "5"))}
    return {"errors": sum(bad.values()), "told": dict(told)}


def quantiles(rounds: list[dict]) -> dict[str, float]:
    """The median and the 95th of a hundred, in seconds."""
    cuts = statistics.quantiles([s for each in rounds for s in each["each"]], n=100)
    return {"p50": round(cuts[49], 3), "p95": round(cuts[94], 3)}


def at_an_opening(crowd: Crowd, people: list[int], kind: str, rounds: int) -> dict[str, Any]:
    """Everybody applies to one opening, or accepts an offer of five positions."""
    results = []
    for n in range(max(1, rounds // 5) + 1):
        opening = crowd.ask("opening", POSITIONS)["opening"]
        if kind == "accept":
            crowd.ask("offers", opening, people[:50])
        said = crowd.go(kind, opening, people[:50] if kind == "accept" else people)
        said["counted"] = crowd.ask("counted", opening)
        results += [said] if n else []
    opening = crowd.ask("opening", POSITIONS)["opening"]
    if kind == "accept":
        crowd.ask("offers", opening, people[:2])
    asked = crowd.ask("statements", kind, opening, *people[:2])
    counted = [each["counted"] for each in results]
    return {
        "a_second": round(
            statistics.median(len(each["each"]) / each["seconds"] for each in results), 1
        ),
        "ours_s": quantiles(results),
        **asked,
        "oversold": sum(max(0, each["hires"] - each["positions"]) for each in counted),
        "duplicates": sum(each["duplicates"] for each in counted),
        "miscounted": sum(each["hires"] != each["accepted"] for each in counted),
        **errors_of(results),
    }


if __name__ == "__main__":
    raise SystemExit(main())
