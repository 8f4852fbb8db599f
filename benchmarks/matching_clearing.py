"""What do the nightly prices of a whole city cost, and what do they do? `python -m benchmarks.matching_clearing --json`.

A made-up city in the product's shapes (`_city`), one to five free positions an opening, the product's own rule. Measured in
one process: CPU of finding everybody's candidates, of the whole, peak memory, crowding of the lists with and without.
"""

import argparse
import json
import resource
import time
from dataclasses import asdict

import numpy as np

from benchmarks._city import city
from matching.recommender.clearing import Rule, capacities, cleared, figures


def main() -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=6_000)
    parser.add_argument("--openings", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="always printed as JSON; kept for uniformity")
    args = parser.parse_args()
    problem, rule = city(args.people, args.openings, args.seed), Rule()
    free = np.random.default_rng(args.seed).integers(1, 6, args.openings)
    left = np.where(problem.masks.by_opening["filled"], 0, free)
    wall, cpu = time.perf_counter(), time.process_time()
    found = cleared(problem, left, rule)
    spent = {"wall_s": round(time.perf_counter() - wall, 1), "cpu_s": round(time.process_time() - cpu, 1)}
    capacity = capacities(left, args.people, rule)
    print(json.dumps({
        "benchmark": "matching_clearing", "people": args.people, "openings": args.openings, "rule": asdict(rule), **spent,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "without": figures(found.before),
        "with": figures(found.after), "kept": round(found.kept, 4), "asked_again": found.asked_again,
        "capacity": {"least": int(capacity.min()), "most": int(capacity.max())},
        "over_capacity": int((found.after > capacity).sum()), "greatest_price": round(float(found.price.max()), 4),
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
