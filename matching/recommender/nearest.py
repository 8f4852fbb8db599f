"""Which rows of two sparse tables fit each other best, both ways in one pass, exactly?

The product of two rows of weights is the same seen from either side, so one blockwise product serves both. Most of
its work falls on a few tags that nearly everybody has and that decide nothing. They are set apart (the head): the
rest (the tail) is multiplied sparsely, and a pair is finished only if tail + |head of left|·|head of right|, which
no product can exceed (Cauchy and Schwarz), reaches the list of either side. The limits to reach are the limit-th best
tail products, since a part of a sum of non-negative numbers never exceeds it. The idea is that of exact all-pairs
search with prefix bounds (Bayardo, Ma, Srikant 2007; Anastasiu, Karypis 2014), arranged for arrays.

Sums are float64 throughout: the tail product is limited by finding its places, so float32 saves little there, and
with it pairs that tie would part. Scores are rounded to DIGITS, so that equal pairs tie whatever the order of summing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from matching.recommender.problem import Bools, Csr, Floats, Ints
from matching.recommender.scores import DIGITS

CELLS_AT_ONCE = 1_000_000  # stored products of one block; bounds the memory
PAIRS_AT_ONCE = 20_000  # pairs whose heads are gathered together; they stay in the cache
TAIL_SHARE = 0.1  # multiplications per pair that the tail may cost; more tags than that go to the head
HEAD_AT_MOST = 64
SLACK = 1e-9  # far above what rounding can do to a sum, far below any difference that matters
GATHERS = 8  # how many times the pairs kept for the right rows are looked through
SAMPLE = 2  # every second left row gives the first limits of the right rows
NOBODY = -1


@dataclass(frozen=True)
class Lists:
    """The best partners of Q rows, best first, ties by the lower id: only pairs with a product above zero are listed.

    ids (Q, limit) int64, -1 = no more · scores (Q, limit) float64, 0 where there is none.
    """

    ids: Ints
    scores: Floats


def both_ways(
    left: Csr, right: Csr, left_ids: Ints, right_ids: Ints, limit: int, hidden: Csr | None = None
) -> tuple[Lists, Lists]:
    """Return for each left row its best right rows and for each right row its best left rows.

    left (P, V) and right (N, V) CSR, weights ≥ 0, rows of a length around one (unit rows give cosines) · ids (P,) and
    (N,) int64, each once · hidden (P, N) CSR bool, True = never listed. ValueError for a weight below zero.
    """
    rows, columns = np.argsort(left_ids, kind="stable"), np.argsort(right_ids, kind="stable")
    veil = None if hidden is None else _veil(hidden)[rows][:, columns]
    pair = _Pair.of(_sorted(_checked(left), rows), _sorted(_checked(right), columns), veil)
    forth, back = _search(pair, limit)
    return _named(forth, rows, right_ids[columns]), _named(back, columns, left_ids[rows])


def of_few(rows: Csr, right_t: Csr, right_ids: Ints, limit: int, hidden: Csr | None = None) -> Lists:
    """Return the best right rows of a few rows, such as one changed person, without looking at anybody else.

    rows (Q, V) CSR · right_t (V, N) CSR, the transpose of right, kept ready · hidden (Q, N) CSR bool.
    """
    found = _without(_checked(rows) @ right_t, None if hidden is None else _veil(hidden))
    places, scores = _best(found, limit, right_ids)
    return Lists(np.where(places == NOBODY, NOBODY, np.append(right_ids, NOBODY)[places]), scores)


@dataclass(frozen=True)
class _Part:
    """One side, its head apart: head (Q, H) float64, reach (Q,) its lengths, tail and whole (Q, V) CSR float64."""

    head: Floats
    reach: Floats
    tail: Csr
    whole: Csr

    @classmethod
    def of(cls, whole: Csr, head: Ints) -> "_Part":
        """Return a side with these columns as its head."""
        dense = np.asarray(whole[:, head].toarray(), dtype=np.float64)
        stays = ~np.isin(whole.indices, head)
        ends = np.concatenate([[0], np.cumsum(stays)])[whole.indptr]
        tail = sparse.csr_array((whole.data[stays], whole.indices[stays], ends), shape=whole.shape)
        return cls(dense, np.sqrt((dense**2).sum(axis=1)), tail, whole)


@dataclass(frozen=True)
class _Pair:
    """Both sides in the order of their ids; veil (P, N) CSR float64 is 1 where a pair is hidden; steps per block."""

    left: _Part
    right: _Part
    veil: Csr | None
    tail_step: tuple[int, int]
    whole_step: tuple[int, int]

    @classmethod
    def of(cls, left: Csr, right: Csr, veil: Csr | None) -> "_Pair":
        """Set the head apart: the tags that cost most, until the tail is cheap."""
        cost = _counts(left) * _counts(right)
        order = np.argsort(-cost, kind="stable")
        rest = cost.sum() - np.cumsum(cost[order])
        size = int((rest > TAIL_SHARE * left.shape[0] * right.shape[0]).sum())
        head = np.sort(order[: min(size + 1, HEAD_AT_MOST)])
        spent = cost.sum() - cost[head].sum()
        tail, whole = (_steps(work, left.shape[0], right.shape[0]) for work in (spent, cost.sum()))
        return cls(_Part.of(left, head), _Part.of(right, head), veil, tail, whole)


Found = tuple[Ints, Floats]  # places and scores, both (Q, limit)


def _search(pair: _Pair, limit: int) -> tuple[Found, Found]:
    """Return the lists of both sides by place."""
    left, right = pair.left, pair.right
    people, openings = left.reach.size, right.reach.size
    forth: Found = (np.full((people, limit), NOBODY, dtype=np.int64), np.zeros((people, limit)))
    if not limit or not people or not openings:
        return forth, (np.full((openings, limit), NOBODY, dtype=np.int64), np.zeros((openings, limit)))
    right_least = _right_limits(pair, limit)
    right_open = _is_open(right, left, right_least)
    right_asks = np.where(right_open, np.inf, right_least)
    turned, kept, left_open = right.tail.T.tocsr(), [], np.zeros(people, dtype=bool)
    for start in range(0, people, pair.tail_step[0]):
        part = slice(start, start + pair.tail_step[0])
        block = _without(left.tail[part] @ turned, None if pair.veil is None else pair.veil[part])
        least = _least(block, limit)
        left_open[part] = (left.reach[part] > 0) & (left.reach[part] * right.reach.max() >= least - SLACK)
        asks = np.where(left_open[part], np.inf, least)
        row, column, score = _finished(pair, start, block, asks, right_asks)
        mine, theirs = score >= asks[row] - SLACK, score >= right_asks[column] - SLACK
        lists = _ordered(row[mine], column[mine], score[mine], least.size, limit)
        forth[0][part], forth[1][part] = lists
        kept.append((column[theirs], row[theirs] + np.int32(start), score[theirs]))
    back, veil = _gathered(kept, openings, limit), pair.veil
    _whole(forth, np.flatnonzero(left_open), left.whole, right.whole, veil, pair.whole_step[0])
    turned_veil = None if veil is None else veil.T.tocsr()
    _whole(back, np.flatnonzero(right_open), right.whole, left.whole, turned_veil, pair.whole_step[1])
    return forth, back


def _gathered(kept: list[tuple[Ints, Ints, Floats]], rows: int, limit: int) -> Found:
    """Return the lists of the right rows from all blocks' pairs, some rows at a time so that sorting stays small."""
    column, row, score = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    kept.clear()
    parts = []
    step = max(1, rows // GATHERS)
    for start in range(0, rows, step):
        here = np.flatnonzero((column >= start) & (column < start + step))
        parts.append(_ordered(column[here] - start, row[here], score[here], min(step, rows - start), limit))
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _right_limits(pair: _Pair, limit: int) -> Floats:
    """Return what each right row's list asks for at least: its limit-th best tail product among some left rows."""
    some = pair.left.tail[::SAMPLE].T.tocsr()
    veil = None if pair.veil is None else pair.veil[::SAMPLE].T.tocsr()
    step = pair.tail_step[1] * SAMPLE
    parts = [slice(start, start + step) for start in range(0, pair.right.reach.size, step)]
    blocks = (_without(pair.right.tail[part] @ some, None if veil is None else veil[part]) for part in parts)
    return np.concatenate([_least(block, limit) for block in blocks])


def _is_open(side: _Part, other: _Part, least: Floats) -> Bools:
    """Return whose list could hold a pair without a common tail tag: those are worked out without a short cut."""
    return (side.reach > 0) & (side.reach * other.reach.max() >= least - SLACK)


def _finished(pair: _Pair, start: int, block: Csr, asks: Floats, right_asks: Floats) -> tuple[Any, Any, Floats]:
    """Return row and column (int32, as SciPy counts) and whole score of the block's pairs that may reach a list."""
    reach = pair.left.reach[start : start + asks.size]
    row = np.repeat(np.arange(asks.size, dtype=np.int32), np.diff(block.indptr))
    bound = np.take(reach, row)
    bound *= np.take(pair.right.reach, block.indices)
    bound += block.data
    bound += SLACK
    chosen = np.flatnonzero(bound >= np.minimum(np.take(asks, row), np.take(right_asks, block.indices)))
    row, column, score = row[chosen], block.indices[chosen], block.data[chosen]
    mine, theirs = pair.left.head[start : start + asks.size], pair.right.head
    for at in range(0, chosen.size, PAIRS_AT_ONCE):
        few = slice(at, at + PAIRS_AT_ONCE)
        score[few] += np.einsum("ij,ij->i", np.take(mine, row[few], axis=0), np.take(theirs, column[few], axis=0))
    return row, column, np.round(score, DIGITS)


def _whole(lists: Found, rows: Ints, side: Csr, other: Csr, veil: Csr | None, step: int) -> None:
    """Write the lists of these rows from their whole products."""
    turned = other.T.tocsr() if rows.size else None
    for few in _pieces(rows, step):
        found = _best(_without(side[few] @ turned, None if veil is None else veil[few]), lists[0].shape[1])
        lists[0][few], lists[1][few] = found


def _best(table: Csr, limit: int, ids: Ints | None = None) -> Found:
    """Return the best columns of each row of a product (rows, columns) CSR, ties by the lower id, or else column."""
    score = np.round(table.data, DIGITS)
    least = _least(sparse.csr_array((score, table.indices, table.indptr), shape=table.shape), limit)
    row = np.repeat(np.arange(least.size), np.diff(table.indptr))
    good = np.flatnonzero((score >= least[row]) & (score > 0))
    return _ordered(row[good], table.indices[good], score[good], least.size, limit, ids)


def _ordered(row: Ints, column: Ints, score: Floats, rows: int, limit: int, ids: Ints | None = None) -> Found:
    """Return places and scores of the best `limit` of each row, ties by the lower id, or else column."""
    order = np.lexsort((column if ids is None else ids[column], -score, row))
    row, column, score = row[order], column[order], score[order]
    rank = np.arange(row.size) - np.searchsorted(row, np.arange(rows))[row]
    good = (rank < limit) & (score > 0)
    places, scores = np.full((rows, limit), NOBODY, dtype=np.int64), np.zeros((rows, limit))
    places[row[good], rank[good]] = column[good]
    scores[row[good], rank[good]] = score[good]
    return places, scores


def _least(block: Csr, limit: int) -> Floats:
    """Return the limit-th greatest stored value of each row, 0 where there are fewer, (rows,) float64."""
    ends, least = block.indptr.tolist(), np.zeros(block.shape[0])
    if not limit:
        return least
    for row, (start, end) in enumerate(pairwise(ends)):
        if end - start >= limit:
            place = end - start - limit
            least[row] = np.partition(block.data[start:end], place)[place]
    return least


def _without(block: Csr, veil: Csr | None) -> Csr:
    """Return the products without the hidden pairs."""
    if veil is None or not veil.nnz:
        return block
    left = sparse.csr_array(block - block.multiply(veil))
    left.eliminate_zeros()
    return left


def _named(found: Found, order: Ints, ids: Ints) -> Lists:
    """Return the lists in the order of the rows as they were given, with the partners' ids."""
    places, scores = np.empty_like(found[0]), np.empty_like(found[1])
    places[order], scores[order] = found
    return Lists(np.where(places == NOBODY, NOBODY, np.append(ids, NOBODY)[places]), scores)


def _pieces(rows: Ints, step: int) -> Iterator[Ints]:
    return (rows[start : start + step] for start in range(0, rows.size, step))


def _steps(work: float, people: int, openings: int) -> tuple[int, int]:
    """Return how many left and right rows make a block of about CELLS_AT_ONCE products."""

    def step(own: int, other: int) -> int:
        return max(1, int(CELLS_AT_ONCE / max(1.0, min(work / max(1, own), other))))

    return step(people, openings), step(openings, people)


def _counts(side: Csr) -> Floats:
    return np.bincount(side.indices, minlength=side.shape[1]).astype(np.float64)


def _veil(hidden: Csr) -> Csr:
    return sparse.csr_array(hidden, dtype=np.float64)


def _checked(side: Csr) -> Csr:
    """Return the weights as CSR float64, stored zeros dropped."""
    table = sparse.csr_array(side, dtype=np.float64)
    if table.data.size and table.data.min() < 0:
        raise ValueError("Weights are not below zero.")
    if not table.data.all():
        table = table.copy()  # the caller's own arrays may be the ones that we hold
        table.eliminate_zeros()
    return table


def _sorted(side: Csr, order: Ints) -> Csr:
    return side if (np.diff(order) > 0).all() else side[order]
