"""At which price does each opening stand on everybody's list, so that no list sends everybody to the same few?

Everybody's candidates are found exactly, `crowding.spread` sets the prices, and the lists that the prices lead to are
counted over all openings again: a person whose candidates might have missed something is asked once more, with the prices.
So the counts are those of the lists that single requests give with the same prices.
"""

from dataclasses import dataclass, replace

import numpy as np

from matching.recommender import batch
from matching.recommender.crowding import spread
from matching.recommender.problem import UNKNOWN, Bools, Floats, Ints, Problem
from matching.recommender.scores import DIGITS as SCORE_DIGITS

PEOPLE_AT_ONCE = 2_000
MOST_SHOWN = 50
DIGITS = 9  # of a price: fewer than a score has, so that a score less its price is the same however it is summed
CLOSE = 1e-9


@dataclass(frozen=True)
class Rule:
    """How many lists an opening may stand on, and how long the lists are.

    An opening gets its share of all places on lists by its free positions, `slack` times over, and never fewer than
    `at_least`; without a free position none. `candidates` of each person are looked at; longer leaves more to choose from.
    `strength` is that of `crowding.spread`: weak, so that an opening that came since, at no price, is not on everybody's list.
    """

    length: int = 20
    candidates: int = 100
    slack: float = 2.0
    at_least: int = 20
    strength: float = 0.03

    def __post_init__(self) -> None:
        """Refuse lists that are longer than what they are chosen from."""
        if not 1 <= self.length <= self.candidates:
            raise ValueError("A list has a place, and no more of them than there are candidates.")


@dataclass(frozen=True)
class Cleared:
    """price (N,) float64 ≥ 0 · before, after (N,) int64, on how many lists without and with the prices.

    kept: the mean fit of the shown, with prices, as a share of that without · asked_again: people whose candidates did not do.
    """

    price: Floats
    before: Ints
    after: Ints
    kept: float
    asked_again: int


def capacities(left: Ints, people: int, rule: Rule) -> Ints:
    """Return on how many lists each opening may stand, (N,) int64, from its free positions."""
    free = np.maximum(left, 0)
    if not free.sum():
        return np.zeros(left.size, dtype=np.int64)
    share = rule.slack * people * rule.length * free / free.sum()
    return np.where(free > 0, np.maximum(rule.at_least, np.ceil(share)), 0).astype(np.int64)


def cleared(problem: Problem, left: Ints, rule: Rule) -> Cleared:
    """Return the prices for everybody in the problem (whose own price is not looked at); left (N,) int64 ≥ 0, free positions.

    Openings without a free position are hidden by the problem's masks, and its openings stand in the order of their ids.
    """
    plain = replace(problem, price=None)
    columns, scores = candidates(plain, rule.candidates)
    if not left.size:
        return Cleared(np.zeros(0), left, left, 1.0, 0)
    price = _prices(columns, scores, capacities(left, columns.shape[0], rule), rule)
    doubtful = _doubtful(columns, scores, price, rule.length)
    chosen, fits = _lists(columns[~doubtful], scores[~doubtful], price, rule.length)
    after, total = _counts(chosen, left.size), float(fits.sum())
    priced = replace(plain, price=price)
    for some in _parts(np.flatnonzero(doubtful)):
        table = batch.openings_for_all(priced, priced.people.ids[some], rule.length)
        chosen = _columns(plain, table.ids)
        after += _counts(chosen, left.size)
        total += float((table.scores + np.append(price, 0.0)[chosen]).sum())
    before = float(scores[:, : rule.length].sum())
    return Cleared(
        price=price,
        before=_counts(columns[:, : rule.length], left.size),
        after=after,
        kept=total / before if before else 1.0,
        asked_again=int(doubtful.sum()),
    )


def candidates(problem: Problem, limit: int) -> tuple[Ints, Floats]:
    """Return the best openings of everybody as columns, (P, limit) int64, -1 = no more, with their scores."""
    found = []
    for some in _parts(np.arange(problem.people.ids.size)):
        table = batch.openings_for_all(problem, problem.people.ids[some], limit)
        found.append((_columns(problem, table.ids), table.scores))
    if not found:
        return np.zeros((0, limit), dtype=np.int64), np.zeros((0, limit))
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def figures(shown: Ints) -> dict[str, float]:
    """Return how crowded lists are: Gini of how often openings are shown, the most shown, the share of the 50 most shown."""
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


def _prices(columns: Ints, scores: Floats, capacity: Ints, rule: Rule) -> Floats:
    """Return the prices above the lowest one of what can be shown: only differences matter."""
    price = spread(columns, scores, capacity, rule.length, rule.strength).price
    lowest = price[capacity > 0].min() if (capacity > 0).any() else 0.0
    return np.asarray(np.round(np.maximum(price - lowest, 0.0), DIGITS), dtype=np.float64)


def _lists(columns: Ints, scores: Floats, price: Floats, length: int) -> tuple[Ints, Floats]:
    """Return the best `length` candidates after the price, ties by the lower column, with their scores before it."""
    remains = np.where(columns == UNKNOWN, -np.inf, np.round(scores - np.append(price, 0.0)[columns], SCORE_DIGITS))
    order = np.lexsort((columns, -remains))[:, :length]
    return np.take_along_axis(columns, order, axis=1), np.take_along_axis(scores, order, axis=1)


def _doubtful(columns: Ints, scores: Floats, price: Floats, length: int) -> Bools:
    """Return who may miss something: an opening beyond the candidates could, without any price, still belong on the list."""
    is_full = columns[:, -1] != UNKNOWN
    remains = np.where(columns == UNKNOWN, -np.inf, scores - np.append(price, 0.0)[columns])
    last_shown = -np.partition(-remains, length - 1, axis=1)[:, length - 1]
    return is_full & (last_shown <= scores[:, -1] + CLOSE)


def _columns(problem: Problem, ids: Ints) -> Ints:
    """Return the columns of opening ids, -1 where there is none."""
    order = np.argsort(problem.openings.ids, kind="stable")
    places = np.searchsorted(problem.openings.ids, ids, sorter=order)
    return np.where(ids == UNKNOWN, UNKNOWN, np.append(order, UNKNOWN)[np.minimum(places, order.size)]).astype(np.int64)


def _parts(rows: Ints) -> list[Ints]:
    return [rows[start : start + PEOPLE_AT_ONCE] for start in range(0, rows.size, PEOPLE_AT_ONCE)]


def _counts(columns: Ints, size: int) -> Ints:
    return np.bincount(columns[columns != UNKNOWN], minlength=size).astype(np.int64)
