"""How strongly does history speak for one pair, the same number whoever asks and however many are asked at once?

Factors of both sides, held to what profiles foretell; who has no history stands where the profile alone would put them.
Where they surely help, short walks over the pairs stand beside the factors. A curve says what a sum means: see `curve`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.recommender.learned import choose, curve, validation
from matching.recommender.learned.als import als
from matching.recommender.learned.choose import Plan
from matching.recommender.learned.curve import Curve
from matching.recommender.learned.features import features, in_pairs
from matching.recommender.learned.foretold import Foretold
from matching.recommender.learned.tables import Bools, Csr, Floats, History, Ints, Table, Unusable
from matching.recommender.learned.walks import Walks

NEUTRAL = 0.5
DIGITS = 9  # what differs less is equal: how many are asked at once must not decide a tie
PARTS = ("data", "indices", "indptr", "shape")

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Model:
    """What was learned: ids (P,) and (N,) int64 rising, factors (P, k) and (N, k) float64, who is new, walks and the curve."""

    person_ids: Ints
    opening_ids: Ints
    people: Floats
    openings: Floats
    people_new: Bools
    openings_new: Bools
    curve: Curve
    walks: Walks | None = None

    def scores(self, person_ids: Ints, opening_ids: Ints) -> Floats:
        """Return (people, openings) float64 in 0..1; ½ where the person or the opening is not known."""
        rows, columns = _places(self.person_ids, person_ids), _places(self.opening_ids, opening_ids)
        found = np.full((person_ids.size, opening_ids.size), NEUTRAL)
        known, seen = np.flatnonzero(rows >= 0), np.flatnonzero(columns >= 0)
        if known.size and seen.size:
            at, of = rows[known], columns[seen]
            told = self.curve.scores(self.raw(at, of), self.people_new[at], self.openings_new[of]).round(DIGITS)
            found[np.ix_(known, seen)] = told
        return found

    def raw(self, rows: Ints, columns: Ints) -> Floats:
        """Return what factors and walks say, (rows, columns), before the curve."""
        found = _picked(self.people, rows) @ _picked(self.openings, columns).T
        return np.asarray(found if self.walks is None else found + self.walks.pairs(rows, columns))

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything as named arrays, to keep without pickle."""
        arrays = {name: np.asarray(getattr(self, name)) for name in NAMES}
        arrays |= {"curve": self.curve.weights, "ends": np.array([self.curve.base, self.curve.top])}
        if self.walks is not None:
            for name in ("first", "second", "third"):
                table = getattr(self.walks, name)
                parts = (table.data, table.indices, table.indptr, np.array(table.shape))
                arrays |= {f"{name}.{part}": array for part, array in zip(PARTS, parts, strict=True)}
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return what `to_arrays` was given; Unusable where something is missing or of no known shape."""
        try:
            base, top = (float(number) for number in arrays["ends"])
            walks = (
                Walks(*(_table(name, arrays) for name in ("first", "second", "third")))
                if "first.data" in arrays
                else None
            )
            kept = {name: arrays[name] for name in NAMES}
            found = cls(**kept, curve=Curve(np.asarray(arrays["curve"]).reshape(4, 3), base, top), walks=walks)
        except (KeyError, ValueError) as error:
            raise Unusable(f"what was learned cannot be put together: {error}") from error
        sizes = {(found.person_ids.size, found.people.shape[0], found.people_new.size)}
        sizes |= {(found.opening_ids.size, found.openings.shape[0], found.openings_new.size)}
        if any(len(set(one)) > 1 for one in sizes):
            raise Unusable("what was learned cannot be put together: its sides are of several lengths")
        return found


NAMES = ("person_ids", "opening_ids", "people", "openings", "people_new", "openings_new")


def fit(people: Table, openings: Table, history: History, seed: int) -> Model:
    """Learn from both tables and the history; the order of rows changes nothing, the seed alone does.

    Ids are whole numbers, written so that text and number sort alike. Unusable where they are not.
    """
    pairs = history.matrix(len(people.ids), len(openings.ids))
    ids = [_numbers(table) for table in (people, openings)]
    rows, columns = (np.argsort(one, kind="stable") for one in ids)
    people, openings = people.taken(rows), openings.taken(columns)
    pairs = sparse.csr_array(pairs[rows][:, columns])
    pairs.sort_indices()
    profiles = features(people), features(openings)
    wide = tuple(_with_one(in_pairs(one)) for one in profiles)
    day = validation.day(pairs, seed)
    plan = choose.plan(day, profiles, seed)
    trial = _learned(day.train, plan, profiles, wide, seed)
    bent = curve.learned(trial.raw, day, seed)
    found = _learned(pairs, plan, profiles, wide, seed)
    ends = curve.scaled(bent, found.raw, (found.people_new, found.openings_new), seed)
    return replace(found, person_ids=ids[0][rows], opening_ids=ids[1][columns], curve=ends)


def _learned(pairs: Csr, plan: Plan, profiles: tuple[Csr, Csr], wide: tuple[Csr, ...], seed: int) -> Model:
    """Return the factors of several starts side by side, rows without pairs where the profile puts them, and the walks."""
    turned = pairs.T.tocsr()
    new = np.diff(pairs.indptr) == 0, np.diff(turned.indptr) == 0
    ids = np.arange(pairs.shape[0]), np.arange(pairs.shape[1])
    if not plan.traits:
        return Model(*ids, *choose.popularity(pairs), *new, curve.PLAIN)
    maps = [Foretold.of(one, side, choose.PROFILE) for one, side in zip(wide, (pairs, turned), strict=True)]
    sides: tuple[list[Floats], list[Floats]] = [], []
    for start, traits in enumerate(plan.traits):
        for at, factors in enumerate(als(pairs, traits, seed + start, profiles)):
            sides[at].append(np.where(new[at][:, None], maps[at](factors), factors) / np.sqrt(len(plan.traits)))
    found = Model(*ids, np.hstack(sides[0]), np.hstack(sides[1]), *new, curve.PLAIN)
    if plan.walks is None:
        return found
    middle, end, share = plan.walks
    walks = Walks.over(pairs, middle, end)
    times = choose.ratio(found.raw, walks.pairs, choose.sampled(pairs.shape, seed))
    return replace(found, walks=walks.times(share * times))


def _with_one(wide: Csr) -> Csr:
    """Return features with a column of ones: of whom nothing else is known stands where people stand on average."""
    return sparse.csr_array(sparse.hstack([wide, np.ones((wide.shape[0], 1), dtype=np.float32)], format="csr"))


def _numbers(table: Table) -> Ints:
    try:
        return np.array(table.ids, dtype=np.int64)
    except ValueError as error:
        raise Unusable(f"ids are whole numbers: {error}") from error


def _picked(table: Floats, rows: Ints) -> Floats:
    """Return these rows of a table; the table itself where they are all of them in order."""
    return table if rows.size == table.shape[0] and np.array_equal(rows, np.arange(rows.size)) else table[rows]


def _places(ids: Ints, wanted: Ints) -> Ints:
    """Return where the wanted ids stand among rising ids, -1 where they do not."""
    if not ids.size:
        return np.full(wanted.size, -1)
    places = np.minimum(np.searchsorted(ids, wanted), ids.size - 1)
    return np.where(ids[places] == wanted, places, -1)


def _table(name: str, arrays: Arrays) -> Csr:
    data, indices, indptr, shape = (arrays[f"{name}.{part}"] for part in PARTS)
    return sparse.csr_array((data, indices, indptr), shape=tuple(shape.tolist()))
