"""How fast are everybody's lists in both directions, against baselines? `python -m benchmarks.matching_speed --data DIR --json`.

DIR holds people.csv and openings.csv in the canonical format (columns `tags:*`); without it a made-up problem is measured.
Ours is what the night runs for people, `recommender.batch`, and what requests run for openings, `recommend_people`: tags are
skills of level one, all scores, rules, shares and ties included.
Each candidate runs in a process of its own: CPU seconds of the search alone, peak memory of the whole process with its data.
The yardstick is scikit-learn's cosine in blocks with argpartition; `--peers PATH --peer-python PYTHON` adds the libraries
that PATH knows. Lists of sampled rows are compared with a whole product. Growth: a quarter and a half of both sides.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks import _tags

TOP, SAMPLED, BLOCK = 20, 200, 1000


def main() -> int:
    """Run everybody in turn and print one JSON object; exit 1 where a list is not the exact one."""
    args = arguments()
    if args.part:
        print(json.dumps({"ours": ours, "sklearn": by_sklearn}[args.part](args)))
        return 0
    rounds = [one_round(args) for _ in range(args.rounds)]
    names = list(rounds[0])
    cpu = {name: statistics.median(each[name]["search_cpu_s"] for each in rounds) for name in names}
    rss = {name: max(each[name]["peak_rss_mb"] for each in rounds) for name in names}
    own = rounds[-1]["ours"]
    print(json.dumps({
        "benchmark": "matching_speed", "people": own["people"], "openings": own["openings"], "top": TOP, "rounds": args.rounds,
        "search_cpu_s": cpu, "peak_rss_mb": rss,
        "cpu_ratio": {name: round(cpu["ours"] / cpu[name], 3) for name in names if name != "ours"},
        **{key: own[key] for key in ("growth", "one_person_ms", "sampled_rows", "rows_that_differ")},
    }))  # fmt: skip
    return 1 if own["rows_that_differ"] else 0


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--people", type=int, default=30_000, help="of the made-up problem")
    parser.add_argument("--openings", type=int, default=20_000, help="of the made-up problem")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--peers", type=Path, help="a program that measures libraries on DIR")
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--peer", nargs="*", default=["sklearn", "sparse_dot_topn"])
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    parser.add_argument("--part", choices=["ours", "sklearn"], help=argparse.SUPPRESS)
    return parser.parse_args()


def one_round(args: argparse.Namespace) -> dict:
    """Run each candidate once, one after the other."""
    again = ["--data", str(args.data)] if args.data else []
    again += [
        "--people",
        str(args.people),
        "--openings",
        str(args.openings),
        "--seed",
        str(args.seed),
    ]
    own = [sys.executable, "-m", "benchmarks.matching_speed", *again, "--part"]
    found = {name: printed([*own, name]) for name in ("ours", "sklearn")}
    for peer in args.peer if args.peers and args.data else ():
        command = [
            args.peer_python,
            str(args.peers),
            "--data",
            str(args.data),
            "--peer",
            peer,
            "--top",
            str(TOP),
        ]
        found[f"peer {peer}"] = printed(command)
    return found


def printed(command: list[str]) -> dict:
    """Run a command and return the object that it prints last."""
    return json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    )


def tables(args: argparse.Namespace) -> tuple[sparse.csr_array, sparse.csr_array]:
    """The two tables that are searched."""
    return (
        _tags.read(args.data) if args.data else _tags.made_up(args.people, args.openings, args.seed)
    )


def ours(args: argparse.Namespace) -> dict:
    """Measure the product's own lists, their growth and one changed person; compare sampled rows."""
    from recommender.batch.lists import openings_for_all

    people, openings = (skills(side) for side in tables(args))
    growth = {}
    for share in (4, 2):
        small = asked(people[: people.shape[0] // share], openings[: openings.shape[0] // share])
        growth[f"1/{share}"] = spent(lambda p=small: both_ways(p))[0]
    problem = asked(people, openings)
    growth["1"], (forth, back) = spent(lambda: both_ways(problem))
    peak = peak_mb()
    ids, some = (problem.people.ids, problem.openings.ids), range(min(200, people.shape[0]))
    one = spent(lambda: [openings_for_all(problem, [row], TOP) for row in some])[0]
    wrong = differing(people, openings, forth, args.seed) + differing(
        people, openings, back, args.seed, forth=False
    )
    return {
        "people": people.shape[0], "openings": openings.shape[0], "search_cpu_s": round(growth["1"], 2), "peak_rss_mb": peak,
        "growth": {share: round(seconds, 2) for share, seconds in growth.items()},
        "one_person_ms": round(1000 * one / max(1, len(some)), 3),
        "sampled_rows": sum(min(SAMPLED, side.size) for side in ids), "rows_that_differ": wrong,
    }  # fmt: skip


def skills(side: sparse.csr_array) -> sparse.csr_array:
    """Each tag as a skill of level one."""
    return sparse.csr_array((np.ones(side.nnz), side.indices, side.indptr), shape=side.shape)


def asked(people: sparse.csr_array, openings: sparse.csr_array):
    """Return the product's problem of people and openings with nothing but skills."""
    from benchmarks.matching import unknown_openings, unknown_people
    from recommender import Divisions, Problem
    from recommender.score.text import Texts

    ours = replace(unknown_people(people.shape[0]), levels=people)
    essential = sparse.csr_array(openings.shape, dtype=bool)
    theirs = replace(
        unknown_openings(openings.shape[0]),
        required=openings,
        importance=openings,
        essential=essential,
    )
    texts = Texts.fit([], []).with_people(ours.text).with_openings(theirs.text)
    columns = np.arange(people.shape[1])
    return Problem.build(ours, theirs, Divisions.same_or_other(1), columns, texts=texts)


def both_ways(problem) -> tuple:
    """The lists of everybody and of every opening."""
    from recommender import recommend_people
    from recommender.batch.lists import openings_for_all

    forth = openings_for_all(problem, problem.people.ids, TOP).ids
    back = recommend_people(problem, problem.openings.ids, TOP)
    return [row[row >= 0].tolist() for row in forth], [list(one.ids) for one in back.lists]


def by_sklearn(args: argparse.Namespace) -> dict:
    """Measure the usual baseline: cosine_similarity in blocks and argpartition, once for each side."""
    from sklearn.metrics.pairwise import cosine_similarity

    def best(left: sparse.csr_array, right: sparse.csr_array) -> None:
        for start in range(0, left.shape[0], BLOCK):
            scores = cosine_similarity(left[start : start + BLOCK], right)
            found = np.argpartition(-scores, TOP - 1, axis=1)[:, :TOP]
            np.argsort(-np.take_along_axis(scores, found, 1), axis=1, kind="stable")

    people, openings = (sparse.csr_array(side, dtype=np.float32) for side in tables(args))
    seconds, _ = spent(lambda: (best(people, openings), best(openings, people)))
    return {"search_cpu_s": round(seconds, 2), "peak_rss_mb": peak_mb()}


def differing(
    people: sparse.csr_array, openings: sparse.csr_array, lists, seed: int, *, forth: bool = True
) -> int:
    """Return how many of the sampled lists differ from the full product: share of asked skills, ties by `order.lots`."""
    from recommender.ranking.order import lots

    rows = np.random.default_rng(seed).permutation(len(lists))[:SAMPLED]
    mine, theirs = (people[rows], openings) if forth else (openings[rows], people)
    covered = (mine @ theirs.T.tocsr()).toarray()
    full = np.diff(openings.indptr)[None, :] if forth else np.diff(openings.indptr)[rows][:, None]
    fits = np.where(full > 0, covered / np.maximum(full, 1), 0.5)
    wrong = 0
    for row, line in zip(rows, fits, strict=True):
        exact = np.lexsort((lots(np.array(row), np.arange(line.size)), -line))[:TOP]
        wrong += lists[row] != exact.tolist()
    return wrong


def spent(action) -> tuple[float, object]:
    """Return the CPU seconds of a call, and what it returned."""
    began = time.process_time()
    result = action()
    return time.process_time() - began, result


def peak_mb() -> float:
    """The peak memory of this process in MB."""
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


if __name__ == "__main__":
    raise SystemExit(main())
