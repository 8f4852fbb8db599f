"""Which latent factors explain the pairs? Alternating least squares (Hu, Koren, Volinsky 2008), each half solved exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from recommender.arrays import Csr, Floats, Ints
from recommender.learned.predicted import RidgeMap

CELLS_AT_ONCE = 3_000_000


@dataclass(frozen=True)
class AlsSettings:
    """How to factorise: rank; weight of a pair over an absent one; penalty · (1 + degree)^growth (Rendle et al. 2021).

    With `profile` > 0 a row is regularised towards the factors that its profile predicts, not towards zero. A ridge
    regression with this penalty is fitted anew in each half step: a row with little history relies on its profile.
    """

    rank: int = 128
    weight: float = 30.0
    penalty: float = 20.0
    growth: float = 0.5
    rounds: int = 6
    profile: float = 0.0


class Factors(NamedTuple):
    """People (P, rank), openings (N, rank), and the final maps (A, rank), (B, rank) from features to predicted factors."""

    people: Floats
    openings: Floats
    held: tuple[Floats, Floats] | None

    @property
    def sides(self) -> tuple[Floats, Floats]:
        """Both sides' factors."""
        return self.people, self.openings


class Ground(NamedTuple):
    """The Gram matrix YᵀY of the whole other side: eigenvalues (k,) and eigenvectors (k, k)."""

    values: Floats
    base: Floats


def als(
    pairs: Csr, settings: AlsSettings, seed: int, profiles: tuple[Csr, Csr] | None = None
) -> Factors:
    """Return the factors; without profiles, rows without pairs are zero.

    `profiles` are both sides' features, (P, A) and (N, B); they are used if `settings.profile` > 0.
    """
    transposed = pairs.T.tocsr()
    rank = max(1, min(settings.rank, *pairs.shape))
    openings = np.random.default_rng(seed).normal(0, 0.1 / np.sqrt(rank), (pairs.shape[1], rank))
    people = half(openings, pairs, settings)
    if profiles is None or not settings.profile:
        for _ in range(settings.rounds):
            openings = half(people, transposed, settings)
            people = half(openings, pairs, settings)
        return Factors(people, openings, None)
    of_people, of_openings = profiles
    mine, theirs = (
        RidgeMap.of(of_people, pairs, settings.profile),
        RidgeMap.of(of_openings, transposed, settings.profile),
    )
    for _ in range(settings.rounds):
        held_openings = theirs.map(openings)
        openings = half(people, transposed, settings, of_openings @ held_openings)
        held_people = mine.map(people)
        people = half(openings, pairs, settings, of_people @ held_people)
    return Factors(people, openings, (held_people, held_openings))


def half(fixed: Floats, pairs: Csr, settings: AlsSettings, held_to: Floats | None = None) -> Floats:
    """Return the optimal rows (n, k) for `pairs` (n, m), the other side's factors `fixed` (m, k)."""
    return rows_on(ground_of(fixed), fixed, pairs, settings, held_to)


def ground_of(fixed: Floats) -> Ground:
    """Return the Gram matrix of a side, so that solving a few rows of the other side need not read all of it."""
    values, base = np.linalg.eigh(fixed.T @ fixed)
    return Ground(np.maximum(values, 0), base)


def rows_on(
    ground: Ground, fixed: Floats, pairs: Csr, settings: AlsSettings, held_to: Floats | None = None
) -> Floats:
    """Return the optimal rows (n, k) for `pairs` (n, m) with `fixed` (m, k); `ground` is that of the whole other side.

    Row u minimises Σ_i (p − x·y_i)² over all i, a pair of weight v counting 1 + weight·v times, + its penalty · ‖x − h_u‖²,
    where h is `held_to` (n, k) or nothing. In the base of the eigenvectors of YᵀY each row costs one c × c system for its
    c pairs (push-through identity), all rows of equal c at once; a row with more pairs than factors one k × k system.
    """
    values, base = ground
    transposed = fixed @ base
    degrees = np.diff(pairs.indptr)
    ridge = (settings.penalty * (1.0 + degrees) ** settings.growth)[:, None]
    pull = (
        np.zeros((pairs.shape[0], fixed.shape[1])) if held_to is None else ridge * (held_to @ base)
    )
    found = pull / (values + ridge)
    for rows, places in _alike(pairs, degrees, fixed.shape[1]):
        own = transposed[pairs.indices[places]]
        found[rows] = _solved(
            own, values + ridge[rows], settings.weight, pairs.data[places], pull[rows]
        )
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


def _solved(
    rows: Floats, diagonal: Floats, weight: float, pair_weights: Floats, pull: Floats
) -> Floats:
    """Return (b, k): (diag + weight AᵀVA)⁻¹ (Aᵀ(1 + weight·v) + pull) for each A (c, k) of `rows`, v of `pair_weights` (b, c)."""
    count, width = rows.shape[1:]
    root = np.sqrt(pair_weights.astype(np.float64))
    chosen, right = rows * root[:, :, None], (1 + weight * pair_weights.astype(np.float64)) / root
    across = chosen.transpose(0, 2, 1)
    if count > width:
        system = weight * (across @ chosen)
        system[:, np.arange(width), np.arange(width)] += diagonal
        return np.asarray(
            np.linalg.solve(system, across @ right[:, :, None] + pull[:, :, None])[:, :, 0]
        )
    scaled = chosen / diagonal[:, None, :]
    system = weight * (scaled @ across)
    system[:, np.arange(count), np.arange(count)] += 1
    free = pull / diagonal
    answer = np.linalg.solve(system, right[:, :, None] - weight * (chosen @ free[:, :, None]))
    return np.asarray(free + (scaled.transpose(0, 2, 1) @ answer)[:, :, 0])
