"""What does a raw score mean? One scale for all pairs: how much likelier than a pair drawn at random.

There are four kinds of pairs (person with history or new × opening with history or new). Each has a rising curve from the raw
score to log-odds. They are fitted together on a held-out day (conditional logistic regression, both directions). All pairs of
new rows are held out, and a fifth of the others'; so a held-out pair with a new row counts a fifth, to keep the scale right.
Rows without any pair have no known outcome and are no candidates. New rows are raised afterwards, see `raised`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from recommender.arrays import Bools, Floats, Ints
from recommender.learned.validation import KEPT_SHARE, Day

LEAST = 1e-3  # lower raw scores are treated alike
POOL = 50  # strongest candidates of a query, old and new apart, that the regression uses
ASKED = 2_000  # queries of a direction
CELLS_AT_ONCE = 4_000_000
SHRINKAGE = 1e-3
LEAST_QUERIES = 20  # with fewer held-out queries the default curves are used
TOP_AT = 1.02  # headroom above the best score seen
FLAT = 1e-9

Raw = Callable[[Ints, Ints], Floats]


@dataclass(frozen=True)
class Curve:
    """Weights (4, 3) of 1, ln(raw) and raw for each kind of pair; `base` is a random pair's log-odds, `top` the best ones'."""

    weights: Floats
    base: float = 0.0
    top: float = 1.0

    def odds(self, raw: Floats, people_new: Bools, openings_new: Bools) -> Floats:
        """Return the log-odds (people, openings) of raw scores of that shape."""
        kinds = self.weights[2 * people_new[:, None] + openings_new[None, :]]
        return np.asarray(_curved(raw, kinds))

    def scores(self, raw: Floats, people_new: Bools, openings_new: Bools) -> Floats:
        """Return 0..1: ½ for a pair as likely as a random one, 1 for the likeliest; strictly increasing."""
        if self.top - self.base < FLAT:
            return np.full(raw.shape, 0.5)
        above = (self.odds(raw, people_new, openings_new) - self.base) / (self.top - self.base)
        return np.where(
            above >= 0, np.minimum(1, 0.5 + 0.5 * above), 0.5 * np.exp(np.minimum(above, 0))
        )


PLAIN = Curve(np.tile([0.0, 1.0, 0.0], (4, 1)))


@dataclass(frozen=True)
class Pool:
    """One direction's queries with their strongest candidates: raw scores, kinds of pairs, held-out pairs, all (q, k).

    `kept_whole` marks candidates whose pairs were all held out, not only a fifth.
    """

    raw: Floats
    kinds: Ints
    hits: Bools
    kept_whole: Bools


def learned(raw: Raw, day: Day, seed: int) -> Curve:
    """Return the curves that fit the held-out pairs best; the default ones if too few were held out."""
    pools = [_pool(raw, day, seed, by_person=True), _pool(raw, day, seed, by_person=False)]
    some = [pool for pool in pools if pool.raw.shape[0] >= LEAST_QUERIES]
    if not some:
        return PLAIN
    return Curve(_fitted(some))


def scaled(curve: Curve, raw: Raw, is_new: tuple[Bools, Bools], seed: int) -> Curve:
    """Return the curve with its ends: log-odds of a random pair and of the best ones, from a sample of both sides."""
    rng = np.random.default_rng(seed)
    rows, columns = (np.sort(rng.permutation(new.size)[:ASKED]) for new in is_new)
    if not rows.size or not columns.size:
        return curve
    step = max(1, CELLS_AT_ONCE // columns.size)
    parts = [rows[start : start + step] for start in range(0, rows.size, step)]
    found = [curve.odds(raw(part, columns), is_new[0][part], is_new[1][columns]) for part in parts]
    most = max(float(part.max()) for part in found)
    base = most + float(
        np.log(np.mean(np.concatenate([np.exp(part - most).mean(axis=1) for part in found])))
    )
    return replace(curve, base=base, top=base + TOP_AT * (most - base))


def _curved(raw: Floats, weights: Floats) -> Any:
    return (
        weights[..., 0] + weights[..., 1] * np.log(np.maximum(raw, LEAST)) + weights[..., 2] * raw
    )


def _pool(raw: Raw, day: Day, seed: int, *, by_person: bool) -> Pool:
    """Return the strongest candidates, old and new apart, of queries with a held-out pair."""
    seen = day if by_person else day.transposed()
    (ours, theirs) = seen.is_new
    queries = np.sort(np.random.default_rng(seed).permutation(seen.asked)[:ASKED])
    groups = [group for group in seen.candidates if group.size]
    everybody, step = np.arange(theirs.size), max(1, CELLS_AT_ONCE // max(1, theirs.size))
    scores, places = [], []
    for start in range(0, queries.size, step):
        rows = queries[start : start + step]
        block = raw(rows, everybody) if by_person else raw(everybody, rows).T
        known = seen.train[rows]
        block[np.repeat(np.arange(rows.size), np.diff(known.indptr)), known.indices] = -np.inf
        chosen = np.hstack([_strongest(block, group) for group in groups])
        places.append(chosen)
        scores.append(np.take_along_axis(block, chosen, 1))
    at = np.vstack(places) if places else np.zeros((0, 1), dtype=np.int64)
    found = np.maximum(np.vstack(scores), -1.0) if scores else np.zeros((0, 1))
    new = theirs[at]
    mine = np.broadcast_to(ours[queries][:, None], new.shape)
    kinds = 2 * mine + new if by_person else 2 * new + mine
    hits = np.zeros(at.shape, dtype=bool)
    for row, query in enumerate(queries):
        kept = seen.kept.indices[seen.kept.indptr[query] : seen.kept.indptr[query + 1]]
        hits[row] = np.isin(at[row], kept)
    return Pool(found, kinds.astype(np.int64), hits, new & ~mine)


def _strongest(block: Floats, group: Ints) -> Ints:
    size = min(POOL, group.size)
    return np.asarray(group[np.argpartition(-block[:, group], size - 1, axis=1)[:, :size]])


def _fitted(pools: Sequence[Pool]) -> Floats:
    """Return the weights (4, 3) that maximise the mean log-share of held-out candidates in each query's pool."""
    asked = [_asked(pool) for pool in pools]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, value, slope = (
            flat.reshape(4, 3),
            SHRINKAGE * float(flat @ flat),
            2 * SHRINKAGE * flat.reshape(4, 3),
        )
        for parts, kinds, share in asked:
            total = np.einsum("qkf,qkf->qk", parts, weights[kinds])
            total -= total.max(axis=1, keepdims=True, initial=0.0)
            chance = np.exp(total)
            sums = chance.sum(axis=1, keepdims=True)
            value -= float((share * (total - np.log(sums))).sum()) / max(1, len(share))
            down = (
                (chance / sums * share.sum(axis=1, keepdims=True) - share)[:, :, None]
                * parts
                / max(1, len(share))
            )
            for kind in range(4):
                slope[kind] += down[kinds == kind].sum(axis=0)
        return value, slope.ravel()

    from scipy import optimize  # 10 MB that only the night needs

    # Monotone: a higher raw score never counts less.
    bounds = [(None, None), (0.05, None), (0, None)] * 4
    start = np.tile([0.0, 1.0, 0.0], 4)
    found = optimize.minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200}
    ).x
    return np.asarray(found.reshape(4, 3))


def _asked(pool: Pool) -> tuple[Floats, Any, Floats]:
    """Return for queries with a held-out candidate: terms (q, k, 3), kinds (q, k), the weight of each hit (q, k)."""
    some = pool.hits.any(axis=1)
    logs = np.log(np.maximum(pool.raw, LEAST))
    terms = np.stack([np.ones_like(pool.raw), logs, pool.raw], axis=-1)[some]
    hits = pool.hits[some]
    counts = hits * np.where(pool.kept_whole[some], KEPT_SHARE, 1.0)
    return terms, pool.kinds[some], counts / hits.sum(axis=1, keepdims=True)
