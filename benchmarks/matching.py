"""How good are the lists that the product serves? `python -m benchmarks.matching --train DIR --ask FILE --out FILE`.

Reads people.csv, openings.csv and interactions.csv of a canonical folder (columns `cat:`, `tags:`, `num:`, `text:`) and a file
`side,id,limit`; writes `side,query,rank,candidate,score`. The lists come from the functions that a request
calls; of such a folder no skill, pay or place is known, so those parts are neutral.
`--columns product` keeps of people's columns only those that mean what the product asks for (PRODUCT_COLUMNS), as coarsely as
it asks: of wished and of earlier work the commonest KINDS, as many as its list of occupations has, and how long in three steps.
All wished work stands beside it once more as people wrote it, a line of at most LINE signs: the product asks for that, too.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
from scipy import sparse

from recommender import (
    Divisions,
    Masks,
    Openings,
    People,
    Problem,
    Ranking,
    Rule,
    recommend_openings,
    recommend_people,
)
from recommender.learned.model import fit
from recommender.learned.tables import FeatureTable, History
from recommender.learned.weighing import floored
from recommender.score.text import Texts
from recommender.score.weights import FEATURES

SEED = 1
ASKED_AT_ONCE = 2_000
DIGITS = 12
WEIGHTS = floored(
    [name == "learned" for name in FEATURES]
)  # the largest weight that the floors leave the learned part
# Schooling, field of study, wished work and pay, earlier work and its length, by their names in the public sets: the product
# asks for these. The sets' certificates (driving, word processing) have no counterpart, and no skill is a feature.
PRODUCT_COLUMNS = (
    "degree", "major", "second_major", "major_field", "job_field", "keyword", "hoped_salary", "career_field", "career_months",
)  # fmt: skip
KINDS = 16
STEPS = (1, 12)  # months that bound the three steps: none yet, under a year, longer
LISTED = ("keyword", "career_field")
WISHED, OWN_WORDS = "keyword", "wanted_work"
LINE = 200  # characters of the product's line of own words


def main() -> int:
    """Train, query, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--train", "--ask", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--columns", choices=("all", "product"), default="all")
    asked = parser.parse_args()
    people, openings = table(asked.train / "people.csv"), table(asked.train / "openings.csv")
    if asked.columns == "product":
        people = told_to_product(people)
    problem = question(
        people, openings, history(asked.train / "interactions.csv", people, openings), asked.seed
    )
    with asked.out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["side", "query", "rank", "candidate", "score"])
        for side, limit, ids in questions(asked.ask):
            ours, theirs = (people, openings) if side == "openings" else (openings, people)
            writer.writerows(
                answers(side, ours, theirs, ask(problem, side, places(ours, ids), limit))
            )
    return 0


def question(people: FeatureTable, openings: FeatureTable, past: History, seed: int) -> Problem:
    """Return the product's problem of these people and openings; their ids are their row numbers in the tables."""
    learned = fit(numbered(people), numbered(openings), past, seed)
    counts = len(people.ids), len(openings.ids)
    masks = Masks(
        by_pair={Rule.ALREADY_APPLIED: sparse.csr_array(past.matrix(*counts).astype(bool))}
    )
    places = Divisions.same_or_other(1)
    ours, theirs = unknown_people(counts[0]), unknown_openings(counts[1])
    texts = Texts.fit([], []).with_people(ours.text).with_openings(theirs.text)
    problem = Problem.build(
        ours, theirs, places, np.zeros(1, dtype=np.int64), masks, WEIGHTS, texts
    )
    return replace(problem, learned=learned)


def unknown_people(count: int) -> People:
    """Return people without any data but the learned part."""
    none, unknown = sparse.csr_array((count, 1)), np.full(count, -1)
    wishes = none.astype(bool)
    return People(
        np.arange(count),
        none,
        np.full(count, np.nan),
        unknown,
        wishes,
        wishes,
        unknown,
        [""] * count,
    )


def unknown_openings(count: int) -> Openings:
    """Return openings without any data but the learned part."""
    none, unknown, unpaid, no = (
        sparse.csr_array((count, 1)),
        np.full(count, -1),
        np.full(count, np.nan),
        np.zeros(count, bool),
    )
    asked = none, none, none.astype(bool)
    return Openings(
        np.arange(count),
        *asked,
        unpaid,
        unpaid,
        unpaid,
        no,
        unknown,
        unknown,
        unknown,
        no,
        [""] * count,
    )


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def table(path: Path) -> FeatureTable:
    """Read one side; an empty cell is unknown."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        header, *cells = list(csv.reader(handle))
    columns = dict(
        zip(header, zip(*cells, strict=True) if cells else [()] * len(header), strict=True)
    )
    kinds: dict[str, dict[str, tuple[str, ...]]] = {"cat": {}, "tags": {}, "num": {}, "text": {}}
    for name, values in columns.items():
        kind, _, rest = name.partition(":")
        if rest and kind in kinds:
            kinds[kind][rest] = values
    return FeatureTable(
        columns["id"],
        kinds["cat"],
        {
            name: [[tag for tag in cell.split("|") if tag] for cell in cells]
            for name, cells in kinds["tags"].items()
        },
        {
            name: [float(cell) if cell else float("nan") for cell in cells]
            for name, cells in kinds["num"].items()
        },
        kinds["text"],
    )


def history(path: Path, people: FeatureTable, openings: FeatureTable) -> History:
    """Read the pairs as positions in both tables."""
    who, where = ({one: place for place, one in enumerate(side.ids)} for side in (people, openings))
    pairs = [(who[row["person"]], where[row["opening"]]) for row in rows(path)]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return History(found[:, 0], found[:, 1])


def numbered(side: FeatureTable) -> FeatureTable:
    """Return the same side with row numbers as ids."""
    return replace(side, ids=tuple(f"{place:0{DIGITS}d}" for place in range(len(side.ids))))


def places(side: FeatureTable, ids: list[str]) -> list[int]:
    """Return the positions of these ids."""
    at = {one: place for place, one in enumerate(side.ids)}
    return [at[one] for one in ids]


def told_to_product(people: FeatureTable) -> FeatureTable:
    """Return people with the columns that the product asks for."""
    kinds = ("categories", "tags", "numbers", "texts")
    kept = {
        kind: {name: of for name, of in getattr(people, kind).items() if name in PRODUCT_COLUMNS}
        for kind in kinds
    }
    told = replace(people, **kept)
    tags = {name: _listed(name, of) if name in LISTED else of for name, of in told.tags.items()}
    numbers = {
        name: _stepped(of) if name == "career_months" else of for name, of in told.numbers.items()
    }
    texts = {**told.texts, OWN_WORDS: [_line(words) for words in told.tags.get(WISHED, ())]}
    return replace(
        told, tags=tags, numbers=numbers, texts=texts if WISHED in told.tags else told.texts
    )


def _line(words: Sequence[str]) -> str:
    """Return wishes as a person would write them into one line."""
    return " ".join(words)[:LINE].strip()


def _listed(name: str, cells: Sequence[Sequence[str]]) -> list[list[str]]:
    """Keep the kinds that a list of KINDS would offer; of earlier work, a whole line is one kind, the rest another."""
    lines = [["|".join(cell)] if cell and name == "career_field" else list(cell) for cell in cells]
    counts = Counter(kind for line in lines for kind in line)
    kept = set(sorted(counts, key=lambda kind: (-counts[kind], kind))[:KINDS])
    other = ["other"] if name == "career_field" else []
    return [[kind for kind in line if kind in kept] or (other if line else []) for line in lines]


def _stepped(months: Sequence[float]) -> list[float]:
    found = np.asarray(months, dtype=np.float64)
    return np.where(np.isnan(found), np.nan, np.searchsorted(STEPS, found, side="right")).tolist()


def questions(path: Path) -> Iterator[tuple[str, int, list[str]]]:
    """Yield runs of questions with the same side and limit."""
    for (side, limit), run in groupby(rows(path), lambda row: (row["side"], int(row["limit"]))):
        ids = [row["id"] for row in run]
        for start in range(0, len(ids), ASKED_AT_ONCE):
            yield side, limit, ids[start : start + ASKED_AT_ONCE]


def ask(problem: Problem, side: str, rows: list[int], limit: int) -> Ranking:
    """Ask in the direction that is meant."""
    asked = recommend_openings if side == "openings" else recommend_people
    return asked(problem, rows, limit)


def answers(
    side: str, ours: FeatureTable, theirs: FeatureTable, lists: Ranking
) -> Iterator[tuple[str, str, int, str, float]]:
    """Yield the rows of the answer file."""
    for one in lists.lists:
        for rank, pick in enumerate(one.picks, start=1):
            yield side, ours.ids[one.subject_id], rank, theirs.ids[pick.id], pick.score


if __name__ == "__main__":
    raise SystemExit(main())
