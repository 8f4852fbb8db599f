"""How much are rows without history raised (cold start)? Enough for a fair share of the first places.

An honest likelihood seldom puts a new row among the first ten of subjects with a history, because little is known of it.
So on the held-out day new rows must hold about their share of the catalogue, at a bounded cost: on lists of subjects with a
history, the NDCG@10 of candidates with one falls by at most PRICE. Within these bounds the best lists are chosen.
"""

from dataclasses import dataclass, replace

import numpy as np

from recommender.arrays import Bools, Floats, Ints
from recommender.learned.curve import ASKED, CELLS_AT_ONCE, Curve, Raw
from recommender.learned.validation import LONG, SHORT, Day

LEAST, MOST = 0.75, 1.5  # times the new rows' share of the catalogue
PRICE = (
    0.05  # on that day, where old rows have shorter histories: about half of it with full histories
)
STEPS = np.arange(0, 6.05, 0.1)  # of log-odds, to try
LEAST_QUERIES = 20  # fewer are not evaluated
DISCOUNT = 1 / np.log2(np.arange(2, LONG + 2))


@dataclass(frozen=True)
class CandidateLists:
    """The strongest LONG old and LONG new candidates of queries of one kind: log-odds, hits and newness, all (q, 2 · LONG).

    kept, kept_old (q,): number of held-out pairs, and of those with old candidates; new: share of the catalogue.
    """

    odds: Floats
    hits: Bools
    is_new: Bools
    kept: Ints
    kept_old: Ints
    new: float

    def tried(self, step: float) -> tuple[float, float, float]:
        """Return quality, NDCG@10 of old candidates alone, and the new ones' share of the first ten, for a step."""
        order = np.argsort(-(self.odds + step * self.is_new), axis=1, kind="stable")[:, :LONG]
        hits, new = (
            np.take_along_axis(self.hits, order, 1),
            np.take_along_axis(self.is_new, order, 1),
        )
        both = (
            _ndcg(hits, self.kept).mean() + (hits.sum(axis=1) / np.maximum(self.kept, 1)).mean()
        ) / 2
        some = self.kept_old > 0
        old = _ndcg(hits[some] & ~new[some], self.kept_old[some]).mean() if some.any() else 0.0
        return float(both), float(old), float(new[:, :SHORT].mean())


def raised(bent: Curve, raw: Raw, day: Day, seed: int) -> Curve:
    """Return the curve with raised odds of pairs with new rows: first for subjects with a history, then for new ones."""
    (old, new), (transposed_old, transposed_new) = (
        _lists(bent, raw, day, seed, by_person=one) for one in (True, False)
    )
    opening, person = _step([old], is_priced=True), _step([transposed_old], is_priced=True)
    both = _step([_less(new, person), _less(transposed_new, opening)], is_priced=False)
    weights = bent.weights.copy()
    weights[:, 0] += (0.0, opening, person, both)
    return replace(bent, weights=weights)


def _step(parts: list[CandidateLists], *, is_priced: bool) -> float:
    """Return the step within the bounds that gives the best lists; if there is none, the smallest nearest to them."""
    parts = [one for one in parts if one.kept.size >= LEAST_QUERIES and 0 < one.new < 1]
    if not parts:
        return 0.0
    tried = [np.mean([one.tried(step) for one in parts], axis=0) for step in STEPS]
    catalogue, best, found = float(np.mean([one.new for one in parts])), -1.0, 0.0
    for step, (quality, old, share) in zip(STEPS.tolist(), tried, strict=True):
        if share > MOST * catalogue or (is_priced and old < (1 - PRICE) * tried[0][1]):
            break
        if share < LEAST * catalogue:
            found = step
        elif quality > best:
            best, found = float(quality), step
    return found


def _less(lists: CandidateLists, step: float) -> CandidateLists:
    """Return the lists after a step for old candidates."""
    return replace(lists, odds=lists.odds + step * ~lists.is_new)


def _lists(
    bent: Curve, raw: Raw, day: Day, seed: int, *, by_person: bool
) -> tuple[CandidateLists, CandidateLists]:
    """Return the lists of queries with a history and of new ones."""
    seen = day if by_person else day.transposed()
    ours, theirs = seen.is_new
    queries = np.sort(np.random.default_rng(seed).permutation(seen.asked)[:ASKED])
    groups = seen.candidates
    everybody, step = np.arange(theirs.size), max(1, CELLS_AT_ONCE // max(1, theirs.size))
    odds, hits = [np.zeros((0, 2 * LONG))], [np.zeros((0, 2 * LONG), dtype=bool)]
    for start in range(0, queries.size, step):
        rows = queries[start : start + step]
        block_of = (rows, everybody) if by_person else (everybody, rows)
        is_new = (ours[rows], theirs) if by_person else (theirs, ours[rows])
        block = bent.odds(raw(*block_of), *is_new)
        block = block if by_person else block.T
        known, kept = seen.train[rows], seen.kept[rows].toarray() > 0
        block[np.repeat(np.arange(rows.size), np.diff(known.indptr)), known.indices] = -np.inf
        found = [_strongest(block, kept, group) for group in groups]
        odds.append(np.hstack([one[0] for one in found]))
        hits.append(np.hstack([one[1] for one in found]))
    second, new = (
        np.arange(2 * LONG)[None, :] >= LONG,
        groups[1].size / max(1, sum(group.size for group in groups)),
    )
    kept_rows = seen.kept[queries]
    kept, kept_old = np.diff(kept_rows.indptr), np.diff(kept_rows[:, groups[0]].tocsr().indptr)
    both = CandidateLists(
        np.vstack(odds), np.vstack(hits), np.repeat(second, queries.size, 0), kept, kept_old, new
    )
    return _some(both, ~ours[queries]), _some(both, ours[queries])


def _some(lists: CandidateLists, chosen: Bools) -> CandidateLists:
    odds, hits, is_new = lists.odds[chosen], lists.hits[chosen], lists.is_new[chosen]
    return CandidateLists(odds, hits, is_new, lists.kept[chosen], lists.kept_old[chosen], lists.new)


def _strongest(block: Floats, kept: Bools, group: Ints) -> tuple[Floats, Bools]:
    """Return odds and hits (q, LONG) of a group's strongest, padded with −∞ and no hit."""
    odds, hits = np.full((len(block), LONG), -np.inf), np.zeros((len(block), LONG), dtype=bool)
    size = min(LONG, group.size)
    if size:
        at = group[np.argpartition(-block[:, group], size - 1, axis=1)[:, :size]]
        odds[:, :size], hits[:, :size] = (
            np.take_along_axis(block, at, 1),
            np.take_along_axis(kept, at, 1),
        )
    return odds, hits


def _ndcg(hits: Bools, kept: Ints) -> Floats:
    ideal = np.cumsum(DISCOUNT)[np.clip(kept, 1, SHORT) - 1]
    return np.asarray((hits[:, :SHORT] @ DISCOUNT[:SHORT]) / ideal)
