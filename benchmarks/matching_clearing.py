"""What do the nightly prices of a whole city cost, and what do they do? `python -m benchmarks.matching_clearing --json`.

A synthetic city in the product's shapes (`_city`), one to five free positions per opening, the product's own rule. Measured in
one process: CPU of finding everybody's candidates, of the whole, peak memory, crowding of the lists with and without prices.
--learned first trains the product's model on a history with concentrated popularity; with --alike N, N people (and N
openings) share one profile.
"""

import argparse
import json
import resource
import time
from dataclasses import asdict

import numpy as np

from benchmarks._city import city, learned, serving
from recommender.market.clearing import ClearingSettings, capacities, cleared, figures


def main() -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=6_000)
    parser.add_argument("--openings", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--learned", action="store_true", help="with a learned part")
    parser.add_argument("--alike", type=int, default=1, help="how many have the same profile")
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    args = parser.parse_args()
    problem, rule = (
        city(args.people, args.openings, args.seed, alike=args.alike),
        ClearingSettings(),
    )
    began = time.process_time()
    if args.learned:
        problem = serving(problem, learned(problem, args.seed))
    training, fitted = time.process_time() - began, peak_mb()
    free = np.random.default_rng(args.seed).integers(1, 6, args.openings)
    left = np.where(problem.masks.by_opening["filled"], 0, free)
    wall, cpu = time.perf_counter(), time.process_time()
    found = cleared(problem, left, rule)
    spent = {
        "wall_s": round(time.perf_counter() - wall, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
    }
    capacity = capacities(left, args.people, rule)
    print(json.dumps({
        "benchmark": "matching_clearing", "people": args.people, "openings": args.openings, "rule": asdict(rule),
        "learned": args.learned, "alike": args.alike, "training_cpu_s": round(training, 1), "training_peak_mb": fitted,
        **spent, "peak_rss_mb": peak_mb(), "without": crowded(found.before, left), "with": crowded(found.after, left),
        "kept": round(found.kept, 4), "asked_again": found.asked_again,
        "capacity": {"least": int(capacity.min()), "most": int(capacity.max())},
        "over_capacity": int((found.after > capacity).sum()), "greatest_price": round(float(found.price.max()), 4),
    }))  # fmt: skip
    return 0


def crowded(shown: np.ndarray, left: np.ndarray) -> dict[str, float]:
    """Return how crowded lists are, and the exposure of the most shown opening ÷ that of the median one with a position."""
    middle = float(np.median(shown[left > 0]))
    return {
        **figures(shown),
        "median": middle,
        "most_by_median": round(float(shown.max()) / max(1.0, middle), 1),
    }


def peak_mb() -> int:
    """The peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main())
