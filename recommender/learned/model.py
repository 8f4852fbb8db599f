"""What is the learned score of a pair? The same number however many pairs are queried at once.

Latent factors of both sides, regularised towards the profiles' predictions; a row without history gets the prediction alone.
If they help significantly, short random walks over the pairs are added. A curve turns the sum into a score: see `curve`.
Rows that came or changed since the training are folded in: see `fold_in`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recommender.arrays import Arrays, Bools, Csr, Floats, Ints, packed, unpacked
from recommender.learned import choose, curve, validation
from recommender.learned.als import als
from recommender.learned.choose import FitPlan
from recommender.learned.curve import Curve
from recommender.learned.fold_in import NOBODY, FoldedRows, FoldIn, SideFeatures
from recommender.learned.raised import raised
from recommender.learned.random_walk import RandomWalk
from recommender.learned.tables import FeatureTable, History, Unusable

NEUTRAL = 0.5
DIGITS = 9  # scores are rounded to this, so that the batch size never decides a tie
FORMAT = 2  # of the arrays; another one is refused
SIDES = PEOPLE, OPENINGS = 0, 1
NAMES = ("person_ids", "opening_ids", "people", "openings", "people_new", "openings_new")
STEPS, DAMPED = ("first", "second", "third"), ("people", "openings", "ends")


class Block(NamedTuple):
    """Some rows of one side: their positions in the query, factors, who is new, and their random-walk steps if used."""

    at: Ints
    factors: Floats
    is_new: Bools
    steps: Csr
    columns: Ints  # of the steps


class Now(NamedTuple):
    """Today's pairs of some rows of one side: whose (n,), with which ids of the other side, each pair's weight."""

    ids: Ints
    others: Ints
    weight: Floats


@dataclass(frozen=True)
class Model:
    """A trained model: ids (P,) and (N,) int64 rising, factors (P, k) and (N, k) float64, who is new, how to fold in rows.

    `stands` are the rows of both sides that were folded in today, see `placed`.
    """

    person_ids: Ints
    opening_ids: Ints
    people: Floats
    openings: Floats
    people_new: Bools
    openings_new: Bools
    curve: Curve
    placing: tuple[FoldIn, FoldIn]
    walks: RandomWalk | None = None
    stands: tuple[FoldedRows, FoldedRows] = (NOBODY, NOBODY)

    def scores(self, person_ids: Ints, opening_ids: Ints) -> Floats:
        """Return (people, openings) float64 in 0..1; ½ if the person or the opening is unknown."""
        found = np.full((person_ids.size, opening_ids.size), NEUTRAL)
        columns = list(self._blocks(OPENINGS, opening_ids))
        for mine in self._blocks(PEOPLE, person_ids):
            for theirs in columns:
                block_of = self.curve.scores(self._raw(mine, theirs), mine.is_new, theirs.is_new)
                found[np.ix_(mine.at, theirs.at)] = block_of.round(DIGITS)
        return found

    def raw(self, rows: Ints, columns: Ints) -> Floats:
        """Return the raw scores of factors and random walks, (rows, columns), before the curve, without fold-in."""
        return self._raw(self._block(PEOPLE, rows, rows), self._block(OPENINGS, columns, columns))

    def ids(self, side: int) -> Ints:
        """Return the ids of a side, rising."""
        return (self.person_ids, self.opening_ids)[side]

    def placed(
        self, side: int, profiles: FeatureTable, now: Now | None = None, asked: Ints | None = None
    ) -> Self:
        """Return the model with rows of a side folded in by today's profiles and pairs.

        `profiles` are rows that came or changed since the training. Without `now` their pairs are those of the training;
        with it all of `asked` are placed whose pairs changed. The other side stays fixed.
        """
        block_of = _numbers(profiles)
        ids = np.unique(block_of if asked is None else np.concatenate([block_of, asked]))
        pairs = self._known_pairs(side, ids)
        if now is not None:
            pairs, before = self._pairs(side, ids, now), pairs
            stays = (
                (_places(self.ids(side), ids) >= 0)
                & ~np.isin(ids, block_of)
                & _is_same(pairs, before)
            )
            ids, pairs = ids[~stays], pairs[np.flatnonzero(~stays)]
        stands = list(self.stands)
        stands[side] = self._stand(side, ids, profiles, pairs) if ids.size else NOBODY
        return replace(self, stands=(stands[PEOPLE], stands[OPENINGS]))

    def _stand(self, side: int, ids: Ints, profiles: FeatureTable, pairs: Csr) -> FoldedRows:
        """Fold in rows with these pairs, (n, m + the new rows of the other side)."""
        used = np.unique(pairs.indices)
        rows = self._words(side, ids, profiles)
        factors = self.placing[side].factors(
            rows, sparse.csr_array(pairs[:, used]), self._theirs(1 - side, used)
        )
        steps = None
        if self.walks is not None:
            known = sparse.csr_array(pairs[:, : self.ids(1 - side).size])
            steps = self.walks.last_of(known) if side else self.walks.first_of(known)
        return FoldedRows(ids, factors, np.diff(pairs.indptr) == 0, steps)

    def _words(self, side: int, ids: Ints, profiles: FeatureTable) -> Csr:
        """Return the words (n, V) of rows: of their new profile, or else those of the training."""
        known, block_of = self.placing[side].known, _numbers(profiles)
        at = _places(self.ids(side), ids)
        if not block_of.size and (at >= 0).all():
            return sparse.csr_array(known.rows[at])
        old = np.flatnonzero(~np.isin(ids, block_of) & (at >= 0))
        silent = np.setdiff1d(ids, np.concatenate([block_of, ids[old]]))
        none = sparse.csr_array((silent.size, known.rows.shape[1]), dtype=np.float32)
        read = sparse.vstack([known.words(profiles), known.rows[at[old]], none], format="csr")
        return sparse.csr_array(read[np.argsort(np.concatenate([block_of, ids[old], silent]))])

    def _known_pairs(self, side: int, ids: Ints) -> Csr:
        """Return the pairs (n, m + …) of the training."""
        pairs, at = self.placing[side].known.pairs, _places(self.ids(side), ids)
        shape = (ids.size, pairs.shape[1] + self.stands[1 - side].ids.size)
        if not (at >= 0).any():
            return sparse.csr_array(shape, dtype=np.float32)
        found = sparse.csr_array(pairs[np.maximum(at, 0)])
        if not (at >= 0).all():
            found = sparse.csr_array(sparse.diags_array((at >= 0).astype(np.float32)) @ found)
            found.eliminate_zeros()
        found.resize(shape)
        return found

    def _pairs(self, side: int, ids: Ints, now: Now) -> Csr:
        """Return today's pairs (n, m + …); pairs with unknown ids are left out."""
        other, came = self.ids(1 - side), self.stands[1 - side].ids
        old, new = _places(other, now.others), _places(came, now.others)
        columns = np.where(old >= 0, old, np.where(new >= 0, other.size + new, -1))
        rows = _places(ids, now.ids)
        kept = (rows >= 0) & (columns >= 0)
        weight, at = now.weight[kept].astype(np.float32), (rows[kept], columns[kept])
        return sparse.csr_array((weight, at), shape=(ids.size, other.size + came.size))

    def _theirs(self, side: int, used: Ints) -> Floats:
        """Return today's factors of a side, new rows numbered behind the others."""
        stand, factors = self.stands[side], (self.people, self.openings)[side]
        if not stand.ids.size:
            return np.asarray(factors[used])
        found = np.zeros((used.size, factors.shape[1]))
        at = _places(stand.ids, np.concatenate([self.ids(side), stand.ids])[used])
        found[at < 0] = factors[used[at < 0]]
        found[at >= 0] = stand.factors[at[at >= 0]]
        return found

    def _blocks(self, side: int, ids: Ints) -> Iterator[Block]:
        """Yield the known ids in blocks: rows as trained, and rows that were folded in."""
        stand = self.stands[side]
        moved, places = _places(stand.ids, ids), _places(self.ids(side), ids)
        old, new = np.flatnonzero((moved < 0) & (places >= 0)), np.flatnonzero(moved >= 0)
        if old.size:
            yield self._block(side, places[old], old)
        if new.size:
            at = moved[new]
            steps = stand.steps if side or stand.steps is None else stand.steps[at]
            yield Block(new, stand.factors[at], stand.is_new[at], steps, at)

    def _block(self, side: int, rows: Ints, at: Ints) -> Block:
        factors, is_new = (
            (self.people, self.people_new) if side == PEOPLE else (self.openings, self.openings_new)
        )
        steps = None
        if self.walks is not None:
            steps = self.walks.third if side else self.walks.first[rows]
        return Block(at, _picked(factors, rows), is_new[rows], steps, rows)

    def _raw(self, mine: Block, theirs: Block) -> Floats:
        found = mine.factors @ theirs.factors.T
        if self.walks is not None:
            found = found + self.walks.through(mine.steps, theirs.steps, theirs.columns)
        return np.asarray(found)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return the whole model as named arrays, to store without pickle."""
        arrays = {"format": np.array(FORMAT)} | {
            name: np.asarray(getattr(self, name)) for name in NAMES
        }
        arrays |= {"curve": self.curve.weights, "ends": np.array([self.curve.base, self.curve.top])}
        for name, placing in zip(("person", "opening"), self.placing, strict=True):
            arrays |= placing.to_arrays(name)
        if self.walks is not None:
            for name in STEPS:
                arrays |= packed(name, getattr(self.walks, name))
            arrays |= {f"damped.{name}": getattr(self.walks, name) for name in DAMPED}
        return arrays

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the model of `to_arrays`; Unusable if an array is missing or has a wrong shape."""
        if "format" not in arrays or int(arrays["format"]) != FORMAT:
            raise Unusable("what was learned is of another format")
        try:
            base, top = (float(number) for number in arrays["ends"])
            walks = None
            if "first.data" in arrays:
                walks = RandomWalk(
                    *(unpacked(one, arrays) for one in STEPS),
                    *(arrays[f"damped.{one}"] for one in DAMPED),
                )
            bent = Curve(np.asarray(arrays["curve"]).reshape(4, 3), base, top)
            placing = FoldIn.from_arrays("person", arrays), FoldIn.from_arrays("opening", arrays)
            kept: dict[str, Any] = {name: arrays[name] for name in NAMES}
            found = cls(**kept, curve=bent, placing=placing, walks=walks)
        except (KeyError, ValueError) as error:
            raise Unusable(f"what was learned cannot be put together: {error}") from error
        sizes = {(found.person_ids.size, found.people.shape[0], found.people_new.size)}
        sizes |= {(found.opening_ids.size, found.openings.shape[0], found.openings_new.size)}
        if any(len(set(one)) > 1 for one in sizes):
            raise Unusable(
                "what was learned cannot be put together: its sides are of several lengths"
            )
        return found


def fit(people: FeatureTable, openings: FeatureTable, history: History, seed: int) -> Model:
    """Train on both tables and the history; the result depends on the seed, not on the order of rows.

    Ids are whole numbers, written so that text and number sort alike; Unusable otherwise.
    """
    pairs = history.matrix(len(people.ids), len(openings.ids))
    ids = [_numbers(table) for table in (people, openings)]
    rows, columns = (np.argsort(one, kind="stable") for one in ids)
    people, openings = people.taken(rows), openings.taken(columns)
    pairs = sparse.csr_array(pairs[rows][:, columns])
    pairs.sort_indices()
    known = SideFeatures.of(people, pairs), SideFeatures.of(openings, pairs.T.tocsr())
    day = validation.day(pairs, seed)
    plan = choose.plan(day, (known[0].rows, known[1].rows), seed)
    trial = _learned(day.train, plan, known, seed)
    bent = raised(curve.learned(trial.raw, day, seed), trial.raw, day, seed)
    found = _learned(pairs, plan, known, seed)
    ends = curve.scaled(bent, found.raw, (found.people_new, found.openings_new), seed)
    return replace(found, person_ids=ids[0][rows], opening_ids=ids[1][columns], curve=ends)


def _learned(
    pairs: Csr, plan: FitPlan, known: tuple[SideFeatures, SideFeatures], seed: int
) -> Model:
    """Return the ensemble's factors side by side (rows without pairs: predicted by profile), and the walks."""
    ids = np.arange(pairs.shape[0]), np.arange(pairs.shape[1])
    new = np.diff(pairs.indptr) == 0, np.bincount(pairs.indices, minlength=pairs.shape[1]) == 0
    ours = replace(known[0], pairs=pairs), replace(known[1], pairs=pairs.T.tocsr())
    profiles = known[0].rows, known[1].rows
    starts = [
        als(pairs, settings, seed + start, profiles) for start, settings in enumerate(plan.settings)
    ]
    mine, theirs = (
        FoldIn.learned(one, plan.settings, starts, side) for side, one in enumerate(ours)
    )
    placing = mine, theirs
    if not starts:
        return Model(
            ids[0], ids[1], *choose.popularity(pairs), new[0], new[1], curve.PLAIN, placing
        )
    sides = [
        np.hstack([one.sides[side] for one in starts]) / np.sqrt(len(starts)) for side in SIDES
    ]
    for factors, one, is_new in zip(sides, placing, new, strict=True):
        factors[is_new] = one.from_profiles(one.known.rows[np.flatnonzero(is_new)])
    found = Model(ids[0], ids[1], sides[0], sides[1], new[0], new[1], curve.PLAIN, placing)
    if plan.walks is None:
        return found
    middle, end, share = plan.walks
    walks = RandomWalk.over(pairs, middle, end)
    times = choose.ratio(found.raw, walks.pairs, choose.sampled(pairs.shape, seed))
    return replace(found, walks=walks.times(share * times))


def _is_same(one: Csr, other: Csr) -> Bools:
    """Tell which rows of two tables are the same."""
    apart = sparse.csr_array(one - other)
    apart.eliminate_zeros()
    return np.diff(apart.indptr) == 0


def _numbers(table: FeatureTable) -> Ints:
    try:
        return np.array(table.ids, dtype=np.int64)
    except ValueError as error:
        raise Unusable(f"ids are whole numbers: {error}") from error


def _picked(table: Floats, rows: Ints) -> Floats:
    """Return these rows of a table; the table itself where they are all of them in order."""
    return (
        table
        if rows.size == table.shape[0] and np.array_equal(rows, np.arange(rows.size))
        else table[rows]
    )


def _places(ids: Ints, wanted: Ints) -> Ints:
    """Return the positions of the wanted ids among rising ids, -1 if missing."""
    if not ids.size:
        return np.full(wanted.size, -1)
    places = np.minimum(np.searchsorted(ids, wanted), ids.size - 1)
    return np.where(ids[places] == wanted, places, -1)
