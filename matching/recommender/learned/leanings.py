"""How strongly does history speak for one pair, the same number whoever asks and however many are asked at once?

The two blends of a model give each query's own scale. Here both are folded into one number a pair: each side's blend of
standardised scores, averaged over both sides, brought to deviation one and through the logistic curve: 0..1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit

from matching.recommender.learned.blend import Blend
from matching.recommender.learned.model import Model, Side
from matching.recommender.learned.scorers import Scorers
from matching.recommender.learned.shapes import Constant, Scorer
from matching.recommender.learned.tables import Floats, Ints

SAMPLED = 2_000  # candidates that tell mean and deviation of a scorer's row
ROWS_AT_ONCE = 4_000  # above SAMPLED, so that a chain is multiplied from the sampled side
SCALED_ON = 500
DIGITS = 9  # what differs less is equal: how many are asked at once must not decide a tie
NEUTRAL = 0.5
FLAT = 1e-12


@dataclass(frozen=True)
class Scale:
    """What one side adds: slopes (n, S) a scorer's score is multiplied with, and the shift (n,) that is taken off."""

    slopes: Floats
    shift: Floats


@dataclass(frozen=True)
class Leanings:
    """Scores of pairs: ids (P,) and (N,) int64 rising, scorers with people as queries, both sides' scales, centre, spread."""

    person_ids: Ints
    opening_ids: Ints
    scorers: Scorers
    people: Scale
    openings: Scale
    centre: float
    spread: float

    def scores(self, person_ids: Ints, opening_ids: Ints) -> Floats:
        """Return (people, openings) float64 in 0..1; ½ where the person or the opening is not known."""
        rows, columns = _places(self.person_ids, person_ids), _places(self.opening_ids, opening_ids)
        found = np.full((person_ids.size, opening_ids.size), NEUTRAL)
        known, seen = np.flatnonzero(rows >= 0), np.flatnonzero(columns >= 0)
        if self.spread > 0 and known.size and seen.size:
            total = self.totals(rows[known], columns[seen])
            found[np.ix_(known, seen)] = expit((total - self.centre) / self.spread).round(DIGITS)
        return found

    def totals(self, rows: Ints, columns: Ints) -> Floats:
        """Return the mean of both sides' standardised blends, (rows, columns).

        Most of a side is asked about by asking about all of it: some more products cost less than picking rows of every table.
        """
        some, others = _widened(rows, self.person_ids.size), _widened(columns, self.opening_ids.size)
        total = self._totals(some, others)
        total = total if some is rows else total[rows]
        return total if others is columns else total[:, columns]

    def _totals(self, rows: Ints, columns: Ints) -> Floats:
        total = -(self.people.shift[rows][:, None] + self.openings.shift[columns][None, :])
        for at, scorer in enumerate(self.scorers.values()):
            ahead, back = _both_ways(scorer, rows, columns)
            total += ahead * self.people.slopes[rows, at][:, None]
            total += back * self.openings.slopes[columns, at][None, :]
        return total / 2


def leanings(model: Model, seed: int) -> Leanings:
    """Fold a model into scores of pairs; its ids are whole numbers written so that text and number sort alike."""
    person_ids, opening_ids = (np.array(side.ids, dtype=np.int64) for side in (model.people, model.openings))
    if (np.diff(person_ids) <= 0).any() or (np.diff(opening_ids) <= 0).any():
        raise ValueError("Ids must rise: write them with leading zeros.")
    counting = [name for name in model.people.scorers if _counts(model.people, name) or _counts(model.openings, name)]
    rng = np.random.default_rng(seed)
    scales = [_scale(side, counting, rng) for side in (model.people, model.openings)]
    scorers = {name: model.people.scorers[name] for name in counting}
    found = Leanings(person_ids, opening_ids, scorers, scales[0], scales[1], centre=0.0, spread=1.0)
    total = found.totals(_some(person_ids.size, SCALED_ON, rng), _some(opening_ids.size, SCALED_ON, rng))
    centre, spread = (float(total.mean()), float(total.std())) if total.size else (0.0, 0.0)
    return replace(found, centre=centre, spread=spread if spread > FLAT else 0.0)


def _scale(side: Side, names: list[str], rng: np.random.Generator) -> Scale:
    """Return the slopes and the shift of every row of a side, from each scorer's mean and deviation over its candidates."""
    count = len(side.ids)
    columns = _some(len(side.candidates), SAMPLED, rng)
    slopes, shift = np.zeros((count, len(names))), np.zeros(count)
    weights = _weights(side, names)
    for rows in _blocks(count):
        known = side.known[rows][:, columns].tocoo()
        for at, name in enumerate(names):
            block = np.array(side.scorers[name].pairs(rows, columns))
            block[known.coords] = 0  # as in the blends: known pairs move neither mean nor deviation
            mean, spread = block.mean(axis=1), block.std(axis=1)
            slopes[rows, at] = np.where(spread > FLAT, weights[rows, at] / np.where(spread > FLAT, spread, 1), 0)
            shift[rows] += slopes[rows, at] * mean
    return Scale(slopes, shift)


def _weights(side: Side, names: list[str]) -> Floats:
    """Return the weight of each scorer for each row (n, S): the warm blend's with history, the cold one's without."""
    degrees = np.diff(side.known.indptr).astype(np.float64)
    at = [list(side.scorers).index(name) for name in names]
    found = np.where((degrees > 0)[:, None], side.warm.of(degrees), side.cold.of(degrees))
    return np.asarray(found[:, at])


def _counts(side: Side, name: str) -> bool:
    def is_used(blend: Blend) -> bool:
        at = blend.names.index(name)
        return bool(blend.weights[at] or blend.growth[at])

    return is_used(side.warm) or is_used(side.cold)


def _both_ways(scorer: Scorer, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Return the scores with people and with openings as queries; they differ only for what each side has of its own."""
    ahead = scorer.pairs(rows, columns)
    return (ahead, scorer.turned().pairs(columns, rows).T) if isinstance(scorer, Constant) else (ahead, ahead)


def _widened(asked: Ints, count: int) -> Ints:
    return np.arange(count) if count // 2 < asked.size < count else asked


def _some(count: int, most: int, rng: np.random.Generator) -> Ints:
    return np.sort(rng.permutation(count)[:most])


def _blocks(count: int) -> Iterator[Ints]:
    for start in range(0, count, ROWS_AT_ONCE):
        yield np.arange(start, min(count, start + ROWS_AT_ONCE))


def _places(ids: Ints, wanted: Ints) -> Ints:
    """Return where the wanted ids stand among rising ids, -1 where they do not."""
    if not ids.size:
        return np.full(wanted.size, -1)
    places = np.minimum(np.searchsorted(ids, wanted), ids.size - 1)
    return np.where(ids[places] == wanted, places, -1)
