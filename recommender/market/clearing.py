"""Which price does each opening get, so that lists do not send everybody to the same few?

Everybody's candidates are found exactly and `crowding.spread` sets the prices. Then exposure is counted on the resulting lists
over all openings: a person whose candidates might have missed something is queried again with the prices.
So the counts are those of the lists that single requests give with the same prices.
"""

from dataclasses import dataclass, replace

import numpy as np

from recommender.arrays import Bools, Floats, Ints
from recommender.batch.lists import openings_for_all
from recommender.market.crowding import spread
from recommender.ranking.order import lots
from recommender.score.problem import UNKNOWN, Problem
from recommender.score.scores import DIGITS as SCORE_DIGITS

PEOPLE_AT_ONCE = 2_000
MOST_SHOWN = 50
FIRST = 10  # of a list: the places that are viewed most
DIGITS = 9  # of a price: fewer than a score has, so that a score minus its price is the same in any order of summing
CLOSE = 1e-9


@dataclass(frozen=True)
class ClearingSettings:
    """How many lists an opening may stand on, and how long the lists are.

    An opening's capacity is its share of all places on lists by free positions, times `slack`, at least `at_least`; without
    a free position 0. `candidates` per person are considered; more leave more choice. `rounds`: how often prices are set at
    most. `strength` is that of `crowding.spread`: weak, so that an opening published since, without a price, is not on
    everybody's list.
    """

    length: int = 20
    candidates: int = 100
    slack: float = 2.0
    at_least: int = 20
    strength: float = 0.03
    rounds: int = 2

    def __post_init__(self) -> None:
        """Refuse lists that are longer than their candidates."""
        if not 1 <= self.length <= self.candidates:
            raise ValueError("A list has a place, and no more of them than there are candidates.")


@dataclass(frozen=True)
class Cleared:
    """price (N,) float64 ≥ 0 · before, after (N,) int64, on how many lists without and with the prices.

    kept: mean fit of the shown openings with prices, as a share of that without · asked_again: people whose candidates did
    not suffice · first (N,) int64, on how many lists each is among the first ten.
    """

    price: Floats
    before: Ints
    after: Ints
    kept: float
    asked_again: int
    first: Ints


def capacities(left: Ints, people: int, rule: ClearingSettings) -> Ints:
    """Return the capacity of each opening in lists, (N,) int64, from its free positions."""
    free = np.maximum(left, 0)
    if not free.sum():
        return np.zeros(left.size, dtype=np.int64)
    share = rule.slack * people * rule.length * free / free.sum()
    return np.where(free > 0, np.maximum(rule.at_least, np.ceil(share)), 0).astype(np.int64)


def cleared(problem: Problem, left: Ints, rule: ClearingSettings) -> Cleared:
    """Return the prices for everybody in the problem (its own prices are ignored); left (N,) int64 ≥ 0, free positions.

    The problem's masks hide openings without a free position, and its openings are in the order of their ids. Openings
    that people find beyond their candidates, once those have prices, become candidates too, and the prices are set again.
    The least crowded of all rounds is returned, or no price at all if none makes lists less crowded.
    """
    plain = replace(problem, price=None)
    columns, scores = candidates(plain, rule.candidates)
    shown, fit = (
        _counts(columns[:, : rule.length], left.size),
        float(scores[:, : rule.length].sum()),
    )
    first = min(FIRST, rule.length)
    best = Cleared(
        np.zeros(left.size), shown, shown, 1.0, 0, _counts(columns[:, :first], left.size)
    )
    if not left.size:
        return best
    beyond = np.where(
        columns[:, -1] == UNKNOWN, -np.inf, scores[:, -1]
    )  # the highest possible score of any other opening
    capacity = capacities(left, columns.shape[0], rule)
    columns, scores = _by_lot(plain, columns, scores)
    for _ in range(rule.rounds):
        price = _prices(columns, scores, capacity, rule)
        doubtful = _doubtful(columns, scores, price, beyond, rule.length)
        found = [_lists(columns[~doubtful], scores[~doubtful], price, rule.length)]
        asked = _asked_again(plain, price, np.flatnonzero(doubtful), rule)
        found += [(one[:, : rule.length], fits[:, : rule.length]) for one, fits in asked]
        after = np.sum([_counts(one, left.size) for one, _ in found], axis=0)
        ahead = np.sum([_counts(one[:, :first], left.size) for one, _ in found], axis=0)
        kept = sum(float(fits.sum()) for _, fits in found) / fit if fit else 1.0
        now = Cleared(price, shown, after, kept, int(doubtful.sum()), ahead)
        best = min(best, now, key=lambda one: over(one.after, capacity))
        columns, scores, count = _with_more(columns, scores, doubtful, asked)
        columns, scores = _by_lot(plain, columns, scores)
        if not count:
            break
    return best


def _asked_again(
    plain: Problem, price: Floats, rows: Ints, rule: ClearingSettings
) -> list[tuple[Ints, Floats]]:
    """Return these people's lists with the prices, twice as long as a list: columns and scores before the price."""
    priced, found = replace(plain, price=price), []
    for some in _parts(rows):
        table = openings_for_all(priced, priced.people.ids[some], 2 * rule.length)
        columns = _columns(plain, table.ids)
        scores = np.round(table.scores + np.append(price, 0.0)[columns], SCORE_DIGITS)
        found.append((columns, np.where(columns == UNKNOWN, 0.0, scores)))
    return found


def _with_more(
    columns: Ints, scores: Floats, rows: Bools, asked: list[tuple[Ints, Floats]]
) -> tuple[Ints, Floats, int]:
    """Return the candidates with the newly found ones, and the number of these."""
    if not asked:
        return columns, scores, 0
    found, fits = (np.concatenate([one[part] for one in asked]) for part in (0, 1))
    known = np.concatenate(
        [_among(found[some], columns[rows][some]) for some in _parts(np.arange(found.shape[0]))]
    )
    found = np.where(known, UNKNOWN, found)
    order = np.argsort(found == UNKNOWN, axis=1, kind="stable")  # the new ones first
    width = int((found != UNKNOWN).sum(axis=1).max(initial=0))
    more = np.full((columns.shape[0], width), UNKNOWN)
    gain = np.zeros(more.shape)
    more[rows] = np.take_along_axis(found, order, axis=1)[:, :width]
    gain[rows] = np.take_along_axis(np.where(known, 0.0, fits), order, axis=1)[:, :width]
    return np.hstack([columns, more]), np.hstack([scores, gain]), int((more != UNKNOWN).sum())


def _among(found: Ints, columns: Ints) -> Bools:
    """Return which of the found are among the columns of the same row."""
    return np.asarray((found[:, :, None] == columns[:, None, :]).any(axis=2))


def candidates(problem: Problem, limit: int) -> tuple[Ints, Floats]:
    """Return the best openings of everybody as columns, (P, limit) int64, -1 = no more, with their scores."""
    found = []
    for some in _parts(np.arange(problem.people.ids.size)):
        table = openings_for_all(problem, problem.people.ids[some], limit)
        found.append((_columns(problem, table.ids), table.scores))
    if not found:
        return np.zeros((0, limit), dtype=np.int64), np.zeros((0, limit))
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _by_lot(problem: Problem, columns: Ints, scores: Floats) -> tuple[Ints, Floats]:
    """Return everybody's candidates in tie-breaking order; later steps are stable and keep it."""
    ids = np.append(problem.openings.ids, UNKNOWN)
    order = np.concatenate([
        np.argsort(lots(problem.people.ids[some, None], ids[columns[some]]), axis=1)
        for some in _parts(np.arange(columns.shape[0]))
    ] or [columns])  # fmt: skip
    return np.take_along_axis(columns, order, axis=1), np.take_along_axis(scores, order, axis=1)


def figures(shown: Ints) -> dict[str, float]:
    """Return how crowded lists are: Gini of exposure, the most shown opening, the share of the 50 most shown."""
    ordered, size, total = np.sort(shown), shown.size, int(shown.sum())
    if not total:
        return {"gini": 0.0, "most": 0, "top_50_share": 0.0, "never": size}
    gini = float((2 * np.arange(1, size + 1) - size - 1) @ ordered / (size * total))
    top = float(ordered[-MOST_SHOWN:].sum() / total)
    return {
        "gini": round(gini, 4),
        "most": int(ordered[-1]),
        "top_50_share": round(top, 4),
        "never": int((shown == 0).sum()),
    }


def over(shown: Ints, capacity: Ints) -> int:
    """Return the number of places on lists above capacity."""
    return int(np.maximum(shown - capacity, 0).sum())


def _prices(columns: Ints, scores: Floats, capacity: Ints, rule: ClearingSettings) -> Floats:
    """Return the prices minus the lowest one of the openings that can be shown: only differences matter."""
    price = spread(columns, scores, capacity, rule.length, rule.strength).price
    lowest = price[capacity > 0].min() if (capacity > 0).any() else 0.0
    return np.asarray(np.round(np.maximum(price - lowest, 0.0), DIGITS), dtype=np.float64)


def _lists(columns: Ints, scores: Floats, price: Floats, length: int) -> tuple[Ints, Floats]:
    """Return the best `length` candidates after the price, ties by their order, with their scores before it."""
    remains = np.where(
        columns == UNKNOWN, -np.inf, np.round(scores - np.append(price, 0.0)[columns], SCORE_DIGITS)
    )
    order = np.argsort(-remains, axis=1, kind="stable")[:, :length]
    return np.take_along_axis(columns, order, axis=1), np.take_along_axis(scores, order, axis=1)


def _doubtful(columns: Ints, scores: Floats, price: Floats, beyond: Floats, length: int) -> Bools:
    """Return whose list may be incomplete: an opening beyond the candidates could, without a price, still belong on it."""
    remains = np.where(columns == UNKNOWN, -np.inf, scores - np.append(price, 0.0)[columns])
    last_shown = -np.partition(-remains, length - 1, axis=1)[:, length - 1]
    return np.asarray(last_shown <= beyond + CLOSE)


def _columns(problem: Problem, ids: Ints) -> Ints:
    """Return the columns of opening ids, -1 where there is none."""
    order = np.argsort(problem.openings.ids, kind="stable")
    places = np.searchsorted(problem.openings.ids, ids, sorter=order)
    return np.where(
        ids == UNKNOWN, UNKNOWN, np.append(order, UNKNOWN)[np.minimum(places, order.size)]
    ).astype(np.int64)


def _parts(rows: Ints) -> list[Ints]:
    return [rows[start : start + PEOPLE_AT_ONCE] for start in range(0, rows.size, PEOPLE_AT_ONCE)]


def _counts(columns: Ints, size: int) -> Ints:
    return np.bincount(columns[columns != UNKNOWN], minlength=size).astype(np.int64)
