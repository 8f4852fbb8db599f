"""Do prices spread exposure, and is the placement of a cohort stable? `python -m benchmarks.matching_market --data DIR --json`.

DIR is a folder in the canonical format. A fifth of the applications is hidden; lists come from a plain collaborative model
(`_als`) or, with --model product, from the product's own. Prints exposure of openings on lists of ten (Gini, maximum, share
of the 50 most shown) and NDCG@10 with and without prices, and the placement of everybody with two seats per opening. Without
--data: synthetic tags, no NDCG.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks import _als, _tags, matching
from recommender.batch.lists import openings_for_all
from recommender.learned.tables import History
from recommender.market.assignment import Round, assign, blocking_pairs
from recommender.market.crowding import spread

LIMIT, CANDIDATES, WISHES, SEATS = 10, 100, 300, 2


def main() -> int:
    """Measure each seed and print one JSON object; exit 1 where a placement has a blocking pair."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", default=[20261123])
    parser.add_argument(
        "--model",
        choices=["als", "product"],
        default="als",
        help="a plain yardstick, or the product's own model",
    )
    parser.add_argument(
        "--most", type=int, default=36, help="on how many lists of ten an opening may stand"
    )
    parser.add_argument(
        "--json", action="store_true", help="always printed as JSON; kept for uniformity"
    )
    args = parser.parse_args()
    each = [one_seed(args.data, seed, args.most, args.model) for seed in args.seeds]
    print(
        json.dumps(
            {"benchmark": "matching_market", "limit": LIMIT, "most": args.most, "each": each}
        )
    )
    return 1 if any(one["placement"]["blocking_pairs"] for one in each) else 0


def one_seed(folder: Path | None, seed: int, most: int, model: str) -> dict:
    """Scores, lists with and without prices, and the placement."""
    if folder:
        known, hidden = _als.split(_als.applications(folder), seed)
        table = _als.scores(known, seed) if model == "als" else of_product(folder, known, seed)
        table[known.nonzero()] = -np.inf
    else:
        people, openings = _tags.made_up(3000, 2500, seed)
        table, hidden = (people @ openings.T.tocsr()).toarray(), None
    columns, scores = best(table, CANDIDATES)
    capacity = np.full(table.shape[1], most)
    began = time.process_time()
    found = spread(columns, scores, capacity, LIMIT)
    seconds = time.process_time() - began
    before, after = (
        described(lists, hidden, table) for lists in (columns[:, :LIMIT], found.columns)
    )
    return {
        "seed": seed, "people": table.shape[0], "openings": table.shape[1], "uncapped": before, "spread": after,
        "ndcg_kept": round(after["ndcg@10"] / before["ndcg@10"], 4) if hidden is not None else None,
        "score_kept": round(after["mean_score"] / before["mean_score"], 4),
        "spread_cpu_s": round(seconds, 2), "placement": placed(table),
    }  # fmt: skip


def of_product(folder: Path, known: sparse.csr_array, seed: int) -> np.ndarray:
    """People x openings float64 of the product's model, -inf beyond each person's WISHES best."""
    people, openings = (
        matching.table(folder / "people.csv"),
        matching.table(folder / "openings.csv"),
    )
    person, opening = known.nonzero()
    problem = matching.question(
        people, openings, History(person.astype(np.int64), opening.astype(np.int64)), seed
    )
    table = np.full(known.shape, -np.inf)
    lists = openings_for_all(problem, np.arange(known.shape[0]), WISHES)
    row, at = np.nonzero(lists.ids >= 0)
    table[row, lists.ids[row, at]] = lists.scores[row, at]
    return table


def best(table: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return columns and scores of the best of each row, ties by the lower column."""
    width = min(count, table.shape[1])
    some = np.sort(np.argpartition(-table, width - 1, axis=1)[:, :width], axis=1)
    order = np.argsort(-np.take_along_axis(table, some, axis=1), axis=1, kind="stable")
    columns = np.take_along_axis(some, order, axis=1)
    scores = np.take_along_axis(table, columns, axis=1)
    return np.where(np.isfinite(scores), columns, -1), np.where(np.isfinite(scores), scores, 0.0)


def described(lists: np.ndarray, hidden: sparse.csr_array | None, table: np.ndarray) -> dict:
    """Exposure of the openings, the scores shown and, where pairs are hidden, NDCG@10."""
    shown, size = np.sort(np.bincount(lists[lists >= 0], minlength=table.shape[1])), table.shape[1]
    told = {
        "gini": round(
            float((2 * np.arange(1, size + 1) - size - 1) @ shown / (size * shown.sum())), 3
        ),
        "max_exposure": int(shown[-1]),
        "top50_share": round(float(shown[-50:].sum() / shown.sum()), 4),
        "never_shown": int((shown == 0).sum()),
        "mean_score": float(
            np.take_along_axis(table, np.maximum(lists, 0), axis=1)[lists >= 0].mean()
        ),
    }
    return told if hidden is None else {**told, "ndcg@10": round(ndcg(lists, hidden), 5)}


def ndcg(lists: np.ndarray, hidden: sparse.csr_array) -> float:
    """Mean NDCG of the lists of people with a hidden pair."""
    size = np.diff(hidden.indptr)
    asked, priority = np.flatnonzero(size), 1 / np.log2(np.arange(2, lists.shape[1] + 2))
    truth = hidden.astype(bool).toarray()
    hit = truth[asked[:, None], np.maximum(lists[asked], 0)] & (lists[asked] >= 0)
    return float(
        (hit @ priority / np.cumsum(priority)[np.minimum(size[asked], lists.shape[1]) - 1]).mean()
    )


def placed(table: np.ndarray) -> dict:
    """Place everybody; an opening's priority is the model's score."""
    people, openings = table.shape
    lists, priority = best(table, WISHES)
    asked = Round(np.arange(people), np.arange(openings), np.full(openings, SEATS), lists, priority)
    began = time.process_time()
    result = assign(asked)
    seconds = time.process_time() - began
    return {
        "seats_each": SEATS, "wishes": lists.shape[1], "cpu_s": round(seconds, 3), "people": people,
        "seated": int((result.place >= 0).sum()), "blocking_pairs": len(blocking_pairs(result)),
        "first_wish_met": int((result.place == 0).sum()), "median_wish": int(np.median(result.place[result.place >= 0])) + 1,
    }  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
