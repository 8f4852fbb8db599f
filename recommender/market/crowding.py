"""How do congestion prices spread exposure over openings?

Every opening gets a price that is subtracted from its score on all lists alike. One part grows with its exposure relative to
its capacity. The other is an auction price for openings that would be shown more often than their capacity allows (raised
until just enough people have a better alternative; Bertsekas 1988). Prices depend on the scores alone, so the same input
gives the same lists. The price is a contribution of its own, and sums still hold.
"""

from dataclasses import dataclass

import numpy as np

from recommender.arrays import Floats, Ints
from recommender.score.problem import UNKNOWN

STRENGTH = 0.1  # of the spread of a list, per factor e of exposure
SETTLES = 40
PACE = 0.3
AUCTION_ROUNDS = 500
STEP = 0.005  # of the spread, added to each raise (the auction's ε): without it bidding would go on for ever


@dataclass(frozen=True)
class Spread:
    """Lists after the prices: columns (P, limit) int64, -1 = no more, best first.

    scores (P, limit) float64 are what remains after the price · crowding (P, limit) float64 ≤ 0 is minus the price, so
    that scores - crowding are the scores that came in · price (N,) float64 · shown (N,) int64, on how many lists.
    """

    columns: Ints
    scores: Floats
    crowding: Floats
    price: Floats
    shown: Ints


def spread(
    columns: Ints, scores: Floats, capacity: Ints, limit: int, strength: float = STRENGTH
) -> Spread:
    """Return lists of `limit` that show no opening above its capacity, as long as there are enough alternatives.

    columns (P, K) int64, candidates of each person, -1 = none; more leave more choice · scores (P, K)
    float64 · capacity (N,) int64, on how many lists an opening may be; 0 = on none. Ties go to the first. A
    person with no more than `limit` candidates keeps them all: a short list is not made shorter. strength 0 = cap alone.
    """
    if columns.shape != scores.shape or (columns.size and columns.max() >= capacity.size):
        raise ValueError("Columns and scores do not belong together, or a column has no capacity.")
    columns = np.where(capacity[columns] > 0, columns, UNKNOWN) if columns.size else columns
    scores = np.where(columns == UNKNOWN, -np.inf, scores)
    unit = _unit(columns, scores)
    price = _auctioned(
        columns,
        scores,
        _settled(columns, scores, capacity, limit, strength * unit),
        capacity,
        limit,
        unit,
    )
    places, remains = _shown(columns, scores, price, limit)
    chosen = np.take_along_axis(columns, places, axis=1)
    empty = chosen == UNKNOWN
    crowding = np.where(empty, 0.0, -np.append(price, 0.0)[chosen])
    return Spread(
        chosen, np.where(empty, 0.0, remains), crowding, price, _counts(chosen, price.size)
    )


def _unit(columns: Ints, scores: Floats) -> float:
    """Return the median difference between a list's first and last candidate: the unit of prices."""
    filled = (columns != UNKNOWN).any(axis=1)
    if not filled.any():
        return 1.0
    best, some = (
        scores[filled].max(axis=1),
        np.where(columns[filled] == UNKNOWN, np.inf, scores[filled]),
    )
    return float(np.median(best - some.min(axis=1))) or 1.0


def _settled(columns: Ints, scores: Floats, capacity: Ints, limit: int, strength: float) -> Floats:
    """Return prices proportional to the logarithm of the exposure that they lead to (a fixed point)."""
    share = capacity / max(1.0, float(capacity.mean())) if capacity.size else capacity
    price = np.zeros(capacity.size)
    for _ in range(SETTLES if strength else 0):
        shown = _counts(
            np.take_along_axis(columns, _shown(columns, scores, price, limit)[0], axis=1),
            price.size,
        )
        price += PACE * (strength * np.log1p(shown / np.where(share > 0, share, 1.0)) - price)
    return price


def _auctioned(
    columns: Ints, scores: Floats, price: Floats, capacity: Ints, limit: int, unit: float
) -> Floats:
    """Return prices raised until no opening is shown above its capacity, or nobody who sees it has an alternative."""
    if columns.shape[1] <= limit:
        return price
    for _ in range(AUCTION_ROUNDS):
        places, remains = _shown(columns, scores, price, limit + 1)
        chosen = np.take_along_axis(columns, places[:, :limit], axis=1).ravel()
        excess = _counts(chosen, price.size) - capacity
        is_over = (chosen != UNKNOWN) & (np.append(excess, 0)[chosen] > 0)
        next_best = np.broadcast_to(remains[:, limit:], (remains.shape[0], limit)).ravel()
        over = np.flatnonzero(is_over & np.isfinite(next_best))
        surplus = remains[:, :limit].ravel()[over] - next_best[over]
        order = np.lexsort((surplus, chosen[over]))
        column, ahead = chosen[over][order], surplus[order]
        start, end = (
            np.searchsorted(column, np.arange(price.size), side=side) for side in ("left", "right")
        )
        last = np.arange(order.size) == np.minimum(start + excess, end)[column] - 1
        if not last.any():
            break
        price = price.copy()
        price[column[last]] += ahead[last] + STEP * unit
    return price


def _shown(columns: Ints, scores: Floats, price: Floats, limit: int) -> tuple[Ints, Floats]:
    """Return the positions among the candidates, and the scores after prices, of each person's best."""
    remains = scores - np.append(price, 0.0)[columns]
    width = min(limit, remains.shape[1])
    if width < remains.shape[1]:
        least = np.partition(remains, remains.shape[1] - width, axis=1)[
            :, remains.shape[1] - width, None
        ]
        low = np.where(remains >= least, -remains, np.inf)
    else:
        low = -remains
    order = np.argsort(low, axis=1, kind="stable")[:, :width]
    return order, np.take_along_axis(remains, order, axis=1)


def _counts(chosen: Ints, size: int) -> Ints:
    return np.bincount(chosen[chosen != UNKNOWN], minlength=size)
