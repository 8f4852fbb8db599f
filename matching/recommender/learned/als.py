"""Which few hidden traits explain the pairs? Alternating least squares (Hu, Koren, Volinsky 2008), each half solved exactly."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.recommender.learned.shapes import Factors
from matching.recommender.learned.tables import Csr, Floats, Ints

CELLS_AT_ONCE = 3_000_000


@dataclass(frozen=True)
class Traits:
    """How to factorise: rank; weight of a pair over an absent one; penalty · (1 + degree)^growth (Rendle et al. 2021)."""

    rank: int = 128
    weight: float = 20.0
    penalty: float = 1.0
    growth: float = 1.0
    rounds: int = 8


def als(pairs: Csr, traits: Traits, seed: int) -> Factors:
    """Return person (P, rank) and opening (N, rank) factors; rows without pairs are zero."""
    turned = pairs.T.tocsr()
    rank = max(1, min(traits.rank, *pairs.shape))
    openings = np.random.default_rng(seed).normal(0, 0.1 / np.sqrt(rank), (pairs.shape[1], rank))
    people = half(openings, pairs, traits)
    for _ in range(traits.rounds):
        openings = half(people, turned, traits)
        people = half(openings, pairs, traits)
    return Factors(people.astype(np.float32), openings.astype(np.float32))


def half(fixed: Floats, pairs: Csr, traits: Traits) -> Floats:
    """Return the best rows (n, k) for `pairs` (n, m) when the other side's factors `fixed` (m, k) stand.

    Row u minimises Σ_i (p − x·y_i)² over all i, a pair worth v counting 1 + weight·v times, + its penalty · ‖x‖². In the
    base of the eigenvectors of YᵀY each row costs one c × c system for its c pairs (push-through identity), all rows of
    equal c at once; a row with more pairs than traits costs one k × k system.
    """
    values, base = np.linalg.eigh(fixed.T @ fixed)
    turned = fixed @ base
    degrees = np.diff(pairs.indptr)
    ridge = traits.penalty * (1.0 + degrees) ** traits.growth
    found = np.zeros((pairs.shape[0], fixed.shape[1]))
    for rows, places in _alike(pairs, degrees, fixed.shape[1]):
        diagonal = np.maximum(values, 0)[None, :] + ridge[rows][:, None]
        found[rows] = _solved(turned[pairs.indices[places]], diagonal, traits.weight, pairs.data[places])
    return np.asarray(found @ base.T)


def _alike(pairs: Csr, degrees: Ints, width: int) -> Iterator[tuple[Ints, Ints]]:
    """Rows of equal degree c with where their pairs are stored (b, c), a bounded number at a time."""
    for count in np.unique(degrees[degrees > 0]):
        rows = np.flatnonzero(degrees == count)
        step = max(
            1,
            int(CELLS_AT_ONCE // (max(count, width) * width))
            if count > width
            else int(CELLS_AT_ONCE // (count * width)),
        )
        for start in range(0, rows.size, step):
            part = rows[start : start + step]
            yield part, pairs.indptr[part][:, None] + np.arange(count)


def _solved(rows: Floats, diagonal: Floats, weight: float, worth: Floats) -> Floats:
    """Return (b, k): (diag + weight AᵀVA)⁻¹ Aᵀ(1 + weight·v) for each A (c, k) of `rows` (b, c, k), v of `worth` (b, c)."""
    count, width = rows.shape[1:]
    root = np.sqrt(worth.astype(np.float64))
    chosen, right = rows * root[:, :, None], (1 + weight * worth.astype(np.float64)) / root
    across = chosen.transpose(0, 2, 1)
    if count > width:
        system = weight * (across @ chosen)
        system[:, np.arange(width), np.arange(width)] += diagonal
        return np.asarray(np.linalg.solve(system, across @ right[:, :, None])[:, :, 0])
    scaled = chosen / diagonal[:, None, :]
    system = weight * (scaled @ across)
    system[:, np.arange(count), np.arange(count)] += 1
    answer = np.linalg.solve(system, right[:, :, None])
    return np.asarray((scaled.transpose(0, 2, 1) @ answer)[:, :, 0])
