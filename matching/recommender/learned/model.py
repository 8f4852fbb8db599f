"""Which openings would a person choose, and which people an opening, as learned from who went where?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.recommender.learned import blend, choose, validation
from matching.recommender.learned.blend import Blend
from matching.recommender.learned.cold import cold_blend
from matching.recommender.learned.features import features
from matching.recommender.learned.order import DECIMALS, ORDER, Trees, pools
from matching.recommender.learned.scorers import Data, Plan, Scorers, fitted
from matching.recommender.learned.tables import Csr, Floats, History, Ints, Scores, Table, Unusable

CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Lists:
    """The best candidates of each query, best first, ties by id: ids padded with "" where there are fewer.

    candidates (n, limit) str · scores (n, limit) · contributions (n, limit, S), which sum to the score (within 1e-4).
    """

    queries: tuple[str, ...]
    candidates: tuple[tuple[str, ...], ...]
    scores: tuple[tuple[float, ...], ...]
    contributions: tuple[NDArray[np.float32], ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One direction: scorers with queries as rows, what is known (Q, C), and the blends with and without history.

    `order` puts the strongest candidates of queries with history in their final order, where that is surely better.
    """

    ids: tuple[str, ...]
    candidates: tuple[str, ...]
    known: Csr
    scorers: Scorers
    warm: Blend
    cold: Blend
    order: Trees | None = None


@dataclass(frozen=True)
class Model:
    """What was learned: both directions and the parameters that were chosen."""

    people: Side
    openings: Side
    plan: Plan

    def openings_for(self, ids: Sequence[str], limit: int) -> Lists:
        """Return the best openings of these people; Unusable where an id is unknown."""
        return lists(self.people, ids, limit)

    def people_for(self, ids: Sequence[str], limit: int) -> Lists:
        """Return the best people of these openings; Unusable where an id is unknown."""
        return lists(self.openings, ids, limit)


def fit(people: Table, openings: Table, history: History, seed: int, *, is_ordered: bool = True) -> Model:
    """Learn from both tables and the history; the order of rows changes nothing, the seed alone does.

    Without `is_ordered` no trees are grown for the second stage: who asks for scores of pairs has no use for them.
    """
    pairs = history.matrix(len(people.ids), len(openings.ids))
    rows, columns = (np.argsort(np.array(table.ids, dtype=object), kind="stable") for table in (people, openings))
    people, openings = people.taken(rows), openings.taken(columns)
    pairs = pairs[rows][:, columns]
    pairs.sort_indices()
    data = Data.of(pairs, features(people), features(openings))
    cut = validation.warm(data.pairs, seed)
    plan = choose.plan(data.learning_from(cut.train), cut, seed) if cut.queries.size else Plan()
    warm, orders = _warm(data, plan, cut, seed, is_ordered=is_ordered)
    scorers = fitted(data, plan, seed)
    names = tuple(scorers)
    cold = (
        cold_blend(data, plan, "person", names, seed),
        cold_blend(data.turned(), plan, "opening", names, seed),
    )
    back = {name: scorer.turned() for name, scorer in scorers.items()}
    ours, theirs = people.ids, openings.ids
    return Model(
        Side(ours, theirs, data.pairs, scorers, warm[0], cold[0], orders[0]),
        Side(theirs, ours, data.pairs.T.tocsr(), back, warm[1], cold[1], orders[1]),
        plan,
    )


def _warm(
    data: Data, plan: Plan, cut: validation.Cut, seed: int, *, is_ordered: bool
) -> tuple[tuple[Blend, Blend], tuple[Trees | None, Trees | None]]:
    """Return both sides' blends for queries with history, and what puts their strongest candidates in order."""
    scorers = fitted(data.learning_from(cut.train), plan, seed)
    back = {name: scorer.turned() for name, scorer in scorers.items()}
    turned = cut.turned(seed)
    ahead, behind = blend.learned(scorers, cut), blend.learned(back, turned)
    if not is_ordered:
        return (ahead, behind), (None, None)
    from matching.recommender.learned.boosting import ordered  # heavy: only who learns an order pays for it

    return (ahead, behind), (ordered(scorers, cut, ahead, seed), ordered(back, turned, behind, seed))


def lists(side: Side, ids: Sequence[str], limit: int) -> Lists:
    """Return the best `limit` candidates of each query that are not known pairs, a block of queries at a time."""
    place = {one: row for row, one in enumerate(side.ids)}
    if missing := [one for one in ids if one not in place]:
        raise Unusable(f"nobody knows {missing[0]}")
    rows = np.array([place[one] for one in ids], dtype=np.int64)
    names = tuple(side.scorers)
    shares = (*names, ORDER) if side.order else names
    step = max(1, CELLS_AT_ONCE // max(1, len(side.candidates)))
    found = [
        one for start in range(0, rows.size, step) for one in _block(side, names, rows[start : start + step], limit)
    ]
    candidates = tuple(tuple(side.candidates[at] for at in best) for best, _, _ in found)
    return Lists(
        tuple(ids),
        candidates,
        tuple(tuple(total.tolist()) for _, total, _ in found),
        tuple(p for *_, p in found),
        shares,
    )


def _block(
    side: Side, names: tuple[str, ...], rows: Ints, limit: int
) -> list[tuple[Ints, Floats, NDArray[np.float32]]]:
    known = side.known[rows]
    degrees = np.diff(known.indptr).astype(np.float64)
    parts = blend.scaled(side.scorers, names, rows, known)
    weights = np.where((degrees > 0)[:, None], side.warm.of(degrees), side.cold.of(degrees)).astype(np.float32)
    total = np.einsum("snc,ns->nc", parts, weights, optimize=True).round(DECIMALS)
    lift = _lift(side, rows, known, parts, total)
    total = (total + lift).round(DECIMALS)
    total[np.repeat(np.arange(rows.size), np.diff(known.indptr)), known.indices] = -np.inf
    found = []
    for row in range(rows.size):
        best = top(total[row], limit)
        shares = np.column_stack([parts[:, row, best].T * weights[row], lift[row, best]])
        found.append((best, total[row, best], shares if side.order else shares[:, :-1]))
    return found


def _lift(side: Side, rows: Ints, known: Csr, parts: blend.Parts, total: Scores) -> Scores:
    """Return (n, C) what the second stage adds: nothing without history, or where there is none."""
    lift = np.zeros(total.shape, dtype=np.float32)
    warm = np.flatnonzero(np.diff(known.indptr))
    if side.order is not None and warm.size:
        fame = np.log1p(np.bincount(side.known.indices, minlength=len(side.candidates)))
        seen = pools(side.scorers, parts[:, warm], total[warm], rows[warm], known[warm], fame)
        lift[warm] = side.order.lift(seen, total.shape[1])
    return lift


def top(row: NDArray[np.float32], limit: int) -> Ints:
    """Return the places of the best `limit` finite scores, ties by place."""
    wanted = min(limit, int(np.isfinite(row).sum()))
    if wanted <= 0:
        return np.zeros(0, dtype=np.int64)
    least = np.partition(row, row.size - wanted)[row.size - wanted]
    shown = np.flatnonzero(row >= least)
    return shown[np.argsort(-row[shown], kind="stable")[:wanted]]
