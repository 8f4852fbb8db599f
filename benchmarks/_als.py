"""Which openings does a plain collaborative model expect people to apply for? A baseline, not the product's model."""

import csv
from pathlib import Path

import numpy as np
from scipy import sparse

WIDTH, ROUNDS, UNSEEN, RIDGE, HIDDEN_SHARE = 64, 10, 0.002, 0.02, 0.2


def applications(folder: Path) -> sparse.csr_array:
    """Return people x openings, 1 where `interactions.csv` of the canonical format has the pair."""
    ids = [_ids(folder / f"{side}.csv") for side in ("people", "openings")]
    with (folder / "interactions.csv").open(encoding="utf-8", newline="") as lines:
        pairs = [(ids[0][row["person"]], ids[1][row["opening"]]) for row in csv.DictReader(lines)]
    person, opening = np.array(pairs).T
    table = sparse.csr_array(
        (np.ones(person.size), (person, opening)), shape=(len(ids[0]), len(ids[1]))
    )
    table.sum_duplicates()
    table.data[:] = 1.0
    return table


def split(table: sparse.csr_array, seed: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Hide a fifth of the pairs of everybody who has three or more: (known, hidden)."""
    rng, hide = np.random.default_rng(seed), np.zeros(table.nnz, dtype=bool)
    for start, end in zip(table.indptr[:-1], table.indptr[1:], strict=True):
        order = rng.permutation(end - start)
        if end - start >= 3:
            hide[start + order[: max(1, round(HIDDEN_SHARE * (end - start)))]] = True
    row = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    parts = (
        sparse.csr_array((table.data[one], (row[one], table.indices[one])), shape=table.shape)
        for one in (~hide, hide)
    )
    return tuple(parts)


def scores(known: sparse.csr_array, seed: int) -> np.ndarray:
    """Return people x openings float64 by implicit alternating least squares; known pairs are not masked."""
    right = np.random.default_rng(seed).normal(scale=0.1, size=(known.shape[1], WIDTH))
    turned = known.T.tocsr()
    for _ in range(ROUNDS):
        left = _half(known, right)
        right = _half(turned, left)
    return left @ right.T


def _half(table: sparse.csr_array, other: np.ndarray) -> np.ndarray:
    squares = (other[:, :, None] * other[:, None, :]).reshape(other.shape[0], -1)
    size, parts = np.diff(table.indptr), []
    for start in range(0, table.shape[0], 1000):
        part = table[start : start + 1000]
        left = (part @ squares).reshape(-1, WIDTH, WIDTH) + UNSEEN * other.T @ other
        left[:, range(WIDTH), range(WIDTH)] += RIDGE * (
            size[start : start + 1000, None] + UNSEEN * other.shape[0]
        )
        parts.append(np.linalg.solve(left, (part @ other)[:, :, None])[:, :, 0])
    return np.vstack(parts)


def _ids(path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: number for number, row in enumerate(csv.DictReader(lines))}
