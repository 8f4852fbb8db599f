"""What do boosted trees learn about the order of the strongest candidates, and is it surely better? For training alone: heavy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from matching.recommender.learned.blend import CONFIDENCE, ROWS_AT_ONCE, Blend, scaled
from matching.recommender.learned.order import ALL_LEAVES, LEAVES, Pools, Trees, pools
from matching.recommender.learned.scorers import Scorers
from matching.recommender.learned.tables import Floats, Ints
from matching.recommender.learned.validation import LONG, SHORT, Cut

LEAST_QUERIES = 300  # fewer with a kept-back pair in their pool tell trees nothing
SURE, DRAWN = 20, 60  # the strongest are all shown to the trees, of the others so many are drawn
SETTINGS = {
    "max_iter": 120,
    "learning_rate": 0.06,
    "max_leaf_nodes": 15,
    "min_samples_leaf": 60,
    "l2_regularization": 10.0,
}


@dataclass(frozen=True)
class Seen:
    """Pools of the kept-back queries: which were kept back (n, pool), which may be shown (n, pool), how many were kept (n,)."""

    pools: Pools
    hits: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    kept: Ints

    def of(self, rows: NDArray[np.bool_]) -> "Seen":
        """Return those queries alone."""
        some = Pools(self.pools.places[rows], self.pools.features[rows])
        return Seen(some, self.hits[rows], self.allowed[rows], self.kept[rows])


def ordered(scorers: Scorers, cut: Cut, blend: Blend, seed: int) -> Trees | None:
    """Return trees that put the blend's strongest candidates in a surely better order; None where there are none.

    Surely: the paired difference on queries that the compared trees have not seen is above zero by 1.96 errors.
    """
    if cut.queries.size < LEAST_QUERIES:
        return None
    seen = _seen(scorers, cut, blend)
    even = np.arange(cut.queries.size) % 2 == 0
    if min(seen.of(half).hits.any(axis=1).sum() for half in (even, ~even)) * 2 < LEAST_QUERIES:
        return None
    gain = np.concatenate([_gain(_grown(seen.of(~half), seed), seen.of(half)) for half in (even, ~even)])
    return _grown(seen, seed) if gain.mean() > CONFIDENCE * gain.std() / np.sqrt(gain.size) else None


def _seen(scorers: Scorers, cut: Cut, blend: Blend) -> Seen:
    fame = np.log1p(np.bincount(cut.train.indices, minlength=cut.train.shape[1]))
    found = []
    for start in range(0, cut.queries.size, ROWS_AT_ONCE):
        rows = cut.queries[start : start + ROWS_AT_ONCE]
        known, kept = cut.train[rows], cut.kept[rows]
        parts = scaled(scorers, blend.names, rows, known)
        total = blend.total(parts, np.diff(known.indptr).astype(np.float64))
        pool = pools(scorers, parts, total, rows, known, fame)
        hits, allowed = (np.take_along_axis(block.toarray() > 0, pool.places, 1) for block in (kept, known))
        found.append(Seen(pool, hits, ~allowed, np.diff(kept.indptr)))
    return Seen(
        Pools(
            np.concatenate([one.pools.places for one in found]), np.concatenate([one.pools.features for one in found])
        ),
        np.concatenate([one.hits for one in found]),
        np.concatenate([one.allowed for one in found]),
        np.concatenate([one.kept for one in found]),
    )


def _grown(seen: Seen, seed: int) -> Trees:
    """Return trees that tell the kept-back candidates of each pool apart, each query counting alike."""
    place = np.arange(seen.hits.shape[1])
    share = min(1.0, DRAWN / max(1, place.size))
    drawn = np.asarray(np.random.default_rng(seed).random(seen.hits.shape) < share)
    shown = seen.allowed & np.asarray(seen.hits.any(axis=1))[:, None] & (seen.hits | drawn | (place < SURE))
    weight = np.where(seen.hits | (place < SURE), 1.0, 1 / share) / np.maximum(1, seen.hits.sum(axis=1))[:, None]
    model = HistGradientBoostingClassifier(early_stopping=False, random_state=seed, **SETTINGS)
    model.fit(seen.pools.features[shown], seen.hits[shown], sample_weight=weight[shown])
    return exported(model)


def exported(model: HistGradientBoostingClassifier) -> Trees:
    """Return the trees as plain arrays; what all rows share (the baseline) is left out, as it orders nothing."""
    grown = [trees[0].nodes for trees in model._predictors]  # scikit-learn has no public way to its trees
    shape = (len(grown), LEAVES - 1)
    feature, threshold = np.zeros(shape, dtype=np.int64), np.full(shape, np.inf)
    keeps, value = np.full(shape, ALL_LEAVES), np.zeros((len(grown), LEAVES))
    for tree, nodes in enumerate(grown):
        leaves, questions = _walked(nodes)
        value[tree, : len(leaves)] = nodes["value"][leaves]
        inner = np.array([node for node, _ in questions], dtype=np.int64)
        feature[tree, : inner.size] = nodes["feature_idx"][inner]
        threshold[tree, : inner.size] = nodes["num_threshold"][inner]
        keeps[tree, : inner.size] = [int(ALL_LEAVES) & ~left for _, left in questions]
    return Trees(feature, threshold, keeps, value)


def _walked(nodes: NDArray[Any]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return a tree's leaves from left to right, and its inner nodes, each with the bits of the leaves left of it."""
    leaves: list[int] = []
    questions: list[tuple[int, int]] = []

    def below(node: int) -> int:
        if nodes["is_leaf"][node]:
            leaves.append(node)
            return 1 << (len(leaves) - 1)
        left = below(int(nodes["left"][node]))
        questions.append((node, left))
        return left | below(int(nodes["right"][node]))

    below(0)
    return leaves, questions


def _gain(trees: Trees, seen: Seen) -> Floats:
    """Return each query's quality in the order of the trees, less that in the order of the blend."""
    size = seen.pools.places.shape[1]
    blended = np.where(seen.allowed, -np.arange(size, dtype=np.float64)[None, :], -np.inf)
    total = seen.pools.features[:, :, -3] + trees.lift(
        Pools(np.tile(np.arange(size), (len(seen.kept), 1)), seen.pools.features), size
    )
    return _quality(np.where(seen.allowed, total, -np.inf), seen) - _quality(blended, seen)


def _quality(total: Floats, seen: Seen) -> Floats:
    """Return (n,) the mean of NDCG@10 and Recall@20 of the pools in the order of `total` (n, pool)."""
    order = np.argsort(-total, axis=1, kind="stable")[:, :LONG]
    hits = np.take_along_axis(seen.hits & seen.allowed, order, 1)
    discount = 1 / np.log2(np.arange(2, SHORT + 2))
    ideal = np.cumsum(discount)[np.minimum(seen.kept, SHORT) - 1]
    short = hits[:, :SHORT]
    return np.asarray((short @ discount[: short.shape[1]] / ideal + hits.sum(axis=1) / seen.kept) / 2)
