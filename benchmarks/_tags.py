"""Which two tables of tags are measured? Those of a folder in the canonical format, or synthetic ones of any size."""

import csv
from pathlib import Path

import numpy as np
from scipy import sparse

OCCUPATIONS, DRAWS, ZIPF_SHAPE, OWN_SHARE = 60, (20, 60), 0.9, 0.6


def read(folder: Path) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return people and openings of `people.csv` and `openings.csv` as unit TF-IDF rows over all columns `tags:*`."""
    words: dict[str, int] = {}
    tables = [_codes(folder / f"{side}.csv", words) for side in ("people", "openings")]
    return weighted([_table(ends, columns, len(words)) for ends, columns in tables])


def made_up(
    people: int, openings: int, seed: int, vocabulary: int = 20_000
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return tables of about 30 tags per row, Zipf-distributed, partly in an order of tags specific to the occupation."""
    rng = np.random.default_rng(seed)
    offset = rng.integers(0, vocabulary, OCCUPATIONS)
    tables = []
    for rows in (people, openings):
        occupation, size = (
            rng.integers(0, OCCUPATIONS, rows),
            rng.integers(DRAWS[0], DRAWS[1] + 1, rows),
        )
        row = np.repeat(np.arange(rows), size)
        place = np.minimum(rng.pareto(ZIPF_SHAPE, row.size) * 8, vocabulary - 1).astype(np.int64)
        own = rng.random(row.size) < OWN_SHARE
        tag = np.where(own, place * 37 + offset[occupation[row]], place) % vocabulary
        tables.append(sparse.csr_array((np.ones(row.size), (row, tag)), shape=(rows, vocabulary)))
    return weighted(tables)


def weighted(tables: list[sparse.csr_array]) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the tables with idf = ln((1 + n) / (1 + df)) + 1, rows of length one."""
    for table in tables:
        table.sum_duplicates()
        table.data[:] = 1.0
    total = sum(table.shape[0] for table in tables)
    found = sum(np.bincount(table.indices, minlength=table.shape[1]) for table in tables)
    idf = np.log((1 + total) / (1 + found)) + 1
    for table in tables:
        table.data = idf[table.indices]
        length = (
            np.sqrt(np.add.reduceat(np.append(table.data**2, 0.0), table.indptr[:-1]))
            if table.shape[0]
            else 0
        )
        size = np.diff(table.indptr)
        table.data /= np.repeat(np.where(size > 0, length, 1.0), size)
    return tables[0], tables[1]


def _codes(path: Path, words: dict[str, int]) -> tuple[list[int], list[int]]:
    """Return row ends and tag numbers of a table; new words are added."""
    ends, columns = [0], []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            cells = [cell for name, cell in row.items() if name.startswith("tags:") and cell]
            columns += [
                words.setdefault(word, len(words)) for cell in cells for word in cell.split("|")
            ]
            ends.append(len(columns))
    return ends, columns


def _table(ends: list[int], columns: list[int], width: int) -> sparse.csr_array:
    parts = (
        np.ones(len(columns)),
        np.array(columns, dtype=np.int32),
        np.array(ends, dtype=np.int32),
    )
    return sparse.csr_array(parts, shape=(len(ends) - 1, width))
