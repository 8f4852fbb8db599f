"""How good are the product's own lists? `python -m benchmarks.matching --train DIR --ask FILE --out FILE`.

Reads people.csv, openings.csv and interactions.csv of a canonical folder (columns `cat:`, `tags:`, `num:`, `text:`) and a file
`side,id,limit`; writes `side,query,rank,candidate,score`. Nothing here knows any data set.
"""

import argparse
import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np

from matching.recommender.learned import History, Lists, Model, Table, fit

SEED = 1
ASKED_AT_ONCE = 2_000


def main() -> int:
    """Learn, answer, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--train", "--ask", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    people, openings = table(asked.train / "people.csv"), table(asked.train / "openings.csv")
    model = fit(people, openings, history(asked.train / "interactions.csv", people, openings), asked.seed)
    with asked.out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["side", "query", "rank", "candidate", "score"])
        for side, limit, ids in questions(asked.ask):
            writer.writerows(answers(side, ask(model, side, ids, limit)))
    return 0


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def table(path: Path) -> Table:
    """Read one side; an empty cell is unknown."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        header, *cells = list(csv.reader(handle))
    columns = dict(zip(header, zip(*cells, strict=True) if cells else [()] * len(header), strict=True))
    kinds: dict[str, dict[str, tuple[str, ...]]] = {"cat": {}, "tags": {}, "num": {}, "text": {}}
    for name, values in columns.items():
        kind, _, rest = name.partition(":")
        if rest and kind in kinds:
            kinds[kind][rest] = values
    return Table(
        columns["id"],
        kinds["cat"],
        {name: [[tag for tag in cell.split("|") if tag] for cell in cells] for name, cells in kinds["tags"].items()},
        {name: [float(cell) if cell else float("nan") for cell in cells] for name, cells in kinds["num"].items()},
        kinds["text"],
    )


def history(path: Path, people: Table, openings: Table) -> History:
    """Read the pairs as positions in both tables."""
    who, where = ({one: place for place, one in enumerate(side.ids)} for side in (people, openings))
    pairs = [(who[row["person"]], where[row["opening"]]) for row in rows(path)]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return History(found[:, 0], found[:, 1])


def questions(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Yield runs of questions with the same side and limit."""
    for (side, limit), run in groupby(rows(path), lambda row: (row["side"], int(row["limit"]))):
        ids = [row["id"] for row in run]
        for start in range(0, len(ids), ASKED_AT_ONCE):
            yield side, limit, ids[start : start + ASKED_AT_ONCE]


def ask(model: Model, side: str, ids: list[str], limit: int) -> Lists:
    """Ask in the direction that is meant."""
    return model.openings_for(ids, limit) if side == "openings" else model.people_for(ids, limit)


def answers(side: str, lists: Lists) -> Iterator[tuple[str, str, int, str, float]]:
    """Yield the rows of the answer file."""
    for query, candidates, scores in zip(lists.queries, lists.candidates, lists.scores, strict=True):
        for rank, (candidate, score) in enumerate(zip(candidates, scores, strict=True), start=1):
            yield side, query, rank, candidate, score


if __name__ == "__main__":
    raise SystemExit(main())
