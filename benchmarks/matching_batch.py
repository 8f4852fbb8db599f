"""How long does the whole batch take: all scores, the best 20 and their shares? `python -m benchmarks.matching_batch --json`.

A made-up city in the product's shapes (`_city`). Measured: everybody against everything with contributions, in one process
and in parts on several (joblib's, and Dask's with --dask); a quarter and a half of both sides for the growth. Each measurement
has a process of its own; CPU counts its workers, and memory is the greatest process's.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np

from benchmarks._city import city
from benchmarks._runners import on_dask, on_processes
from recommender.batch.lists import RankedArrays, in_parts, openings_for_all

TOP, PARTS_A_WORKER, AT_SCALE = 20, 8, 1e12


def main() -> int:
    """Print one JSON object; exit 1 where the parts give other ids than the whole."""
    args = arguments()
    if args.way:
        print(json.dumps(one_way(args)))
        return 0
    sizes = [(args.people // share, args.openings // share) for share in (4, 2, 1)]
    growth = [measured("whole", people, openings, args) for people, openings in sizes]
    ways = {
        way: measured(way, *sizes[-1], args)
        for way in ("processes", *(["dask"] if args.dask else []))
    }
    pair_ns = growth[-1]["cpu_s"] / (args.people * args.openings) * 1e9
    differ = [way for way, one in ways.items() if one["ids"] != growth[-1]["ids"]]
    print(json.dumps({
        "benchmark": "matching_batch", "top": TOP, "workers": args.workers, "growth": growth, **ways, "other_ids": differ,
        "cpu_ns_a_pair": round(pair_ns, 1), "cpu_hours_at_1m_by_1m": round(pair_ns * AT_SCALE / 1e9 / 3600, 1),
    }))  # fmt: skip
    return 1 if differ else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=6_000)
    parser.add_argument("--openings", type=int, default=4_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dask", action="store_true", help="also on Dask workers of this machine")
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    parser.add_argument("--way", choices=["whole", "processes", "dask"], help=argparse.SUPPRESS)
    return parser.parse_args()


def measured(way: str, people: int, openings: int, args: argparse.Namespace) -> dict:
    """Measure one way in a process of its own."""
    size = [
        "--people",
        str(people),
        "--openings",
        str(openings),
        "--workers",
        str(args.workers),
        "--seed",
        str(args.seed),
    ]
    command = [sys.executable, "-m", "benchmarks.matching_batch", "--way", way, *size]
    found = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(found.stdout.splitlines()[-1])


def one_way(args: argparse.Namespace) -> dict:
    """Work out everybody's list and say what it took."""
    problem = city(args.people, args.openings, args.seed)
    began = time.perf_counter(), cpu(resource.RUSAGE_SELF)
    table = worked_out(problem, args)
    wall, own = time.perf_counter() - began[0], cpu(resource.RUSAGE_SELF) - began[1]
    return {
        "people": args.people, "openings": args.openings, "picks": int((table.ids >= 0).sum()),
        "wall_s": round(wall, 1), "cpu_s": round(own + cpu(resource.RUSAGE_CHILDREN), 1), "peak_rss_mb": peak_mb(),
        "ids": f"{hash_of(table):016x}",
    }  # fmt: skip


def worked_out(problem, args: argparse.Namespace) -> RankedArrays:
    """The lists of everybody; workers have ended when this returns, so that their CPU can be counted."""
    ids = problem.people.ids
    if args.way == "whole":
        return openings_for_all(problem, ids, TOP)
    with (on_processes if args.way == "processes" else on_dask)(args.workers) as run:
        table = in_parts(problem, ids, TOP, run, args.workers * PARTS_A_WORKER)
    if args.way == "processes":
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=True)
    return table


def hash_of(table: RankedArrays) -> int:
    """Return a hash of all ids, their order and scores."""
    import hashlib

    digest = hashlib.sha256(
        np.ascontiguousarray(table.ids).tobytes() + np.ascontiguousarray(table.scores).tobytes()
    )
    return int.from_bytes(digest.digest()[:8], "big")


def cpu(who: int) -> float:
    """CPU seconds of this process or of its ended children."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def peak_mb() -> float:
    """The peak memory of the greatest process in MB."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return round(
        max(
            resource.getrusage(who).ru_maxrss
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        / unit,
        1,
    )


if __name__ == "__main__":
    raise SystemExit(main())
