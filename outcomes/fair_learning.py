"""Does what was learned show a group less than its qualified share, and which column gives the group away? Pure arithmetic.

Qualified is what the principled score says: of the places on the lists of an occupation, the share that the group would hold
if skills and stated wishes alone counted. The gap is how many hundredths of all places fewer the group holds by the lists as
learned, occupation by occupation, together. It is acted on only where it is beyond BOUND and sure: the interval of drawing
the persons again leaves out zero, and groups dealt out at random hardly ever fall as far behind.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy import linalg, stats

from outcomes.fairness import DRAWS, MIDDLE, MINIMUM, UNKNOWN, Bools, Floats, Ints

Csr = Any  # scipy.sparse.csr_array: SciPy ships no types
Key = tuple[str, str]  # characteristic and group
Groups = Mapping[str, tuple[Ints, tuple[str, ...]]]

BOUND = 0.02  # of all places within the occupations
PRICE = 0.02  # of the lists' quality (NDCG@10): what holding the bound should cost at the most
DEALS, RARE = (
    2000,
    0.01,
)  # it is asked every night, and what is done about it costs: rarer than where it is only said
LITTLE = 1e-12
FOLDS, PENALTY, WORDS = 5, 1.0, 500
TELLS = 0.55  # of two persons, one of the group, that the column puts the right one first; ½ says nothing


@dataclass(frozen=True, slots=True)
class GroupGap:
    """One group: its share of all places by the principled score and as learned, and how many fewer, with its interval.

    luck: how often groups dealt out at random fall as far behind, times the number of groups that are compared.
    """

    characteristic: str
    group: str
    persons: int
    qualified: float
    shown: float
    gap: float
    low: float
    high: float
    luck: float

    @property
    def key(self) -> Key:
        """Which group."""
        return self.characteristic, self.group

    @property
    def is_beyond(self) -> bool:
        """Is the group surely shown less, by more than the bound?"""
        return self.gap > BOUND and self.low > 0 and self.luck <= RARE


@dataclass(frozen=True, slots=True)
class GroupGaps:
    """All groups that are large enough to be compared."""

    rows: tuple[GroupGap, ...]

    @property
    def behind(self) -> frozenset[Key]:
        """The groups that are surely beyond the bound."""
        return frozenset(row.key for row in self.rows if row.is_beyond)

    def worst(self, watched: Collection[Key] = ()) -> float:
        """Return the largest gap among the groups that are beyond, or were before; 0 where there is none."""
        return max(
            (row.gap for row in self.rows if row.is_beyond or row.key in watched), default=0.0
        )

    def plain(self) -> list[dict[str, Any]]:
        """Return the rows as a card keeps them."""
        return [{name: _rounded(value) for name, value in asdict(row).items()} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Telling:
    """How well a column tells a group: of two persons, one of the group, how often it puts the right one first; from where on."""

    column: str
    characteristic: str
    group: str
    right: float
    low: float

    @property
    def is_sure(self) -> bool:
        """Does the column surely tell the group?"""
        return self.right >= TELLS and self.low > 1 / 2

    def plain(self) -> dict[str, Any]:
        """Return it as a card keeps it."""
        return {name: _rounded(value) for name, value in asdict(self).items()} | {
            "is_sure": self.is_sure
        }


def gaps(qualified: Ints, shown: Ints, groups: Groups, seed: int) -> GroupGaps:
    """Compare the lists by the principled score with those as learned; both (P, K) counts of P persons in K occupations."""
    told = (qualified.sum(axis=0) > 0) & (shown.sum(axis=0) > 0)
    before, after = qualified[:, told].astype(np.float64), shown[:, told].astype(np.float64)
    rows = [
        row
        for characteristic, (member, names) in groups.items()
        for row in _rows(characteristic, names, member, before, after, np.random.default_rng(seed))
    ]
    return GroupGaps(tuple(replace(row, luck=min(1.0, row.luck * len(rows))) for row in rows))


def _rows(
    characteristic: str,
    names: Sequence[str],
    member: Ints,
    before: Floats,
    after: Floats,
    rng: np.random.Generator,
) -> list[GroupGap]:
    known = (member != UNKNOWN) & ((before.sum(axis=1) > 0) | (after.sum(axis=1) > 0))
    member, before, after = member[known], before[known], after[known]
    counts = np.bincount(member, minlength=len(names))
    codes = [code for code, count in enumerate(counts) if MINIMUM <= count <= member.size - MINIMUM]
    if not codes or not after.sum():
        return []
    times = rng.poisson(1.0, (DRAWS, member.size)).astype(np.float64)
    pulls = _held(before, after) - _held(after, after)
    dealt = np.array(
        [np.bincount(member, rng.permutation(pulls), len(names)) for _ in range(DEALS)]
    )
    found = []
    for code in codes:
        inside = member == code
        held = [float(_held(one, after)[inside].sum()) for one in (before, after)]
        low, high = np.percentile(_gap(times, inside, before, after), MIDDLE).tolist()
        gap, persons = held[0] - held[1], int(counts[code])
        as_far = int((dealt[:, code] >= gap - LITTLE).sum())
        luck = (as_far + 1) / (DEALS + 1)
        found.append(
            GroupGap(characteristic, names[code], persons, held[0], held[1], gap, low, high, luck)
        )
    return found


def _held(counts: Floats, weights: Floats) -> Floats:
    """Return (P,) which part of all places each person holds, every occupation counting by its places as learned."""
    every = weights.sum(axis=0)
    total = counts.sum(axis=0)
    return np.asarray(
        counts @ np.divide(every, total, out=np.zeros_like(every), where=total > 0) / every.sum()
    )


def _gap(times: Floats, inside: Bools, before: Floats, after: Floats) -> Floats:
    """Return (draws,) the gap of the persons inside when each draw holds each person so many times."""
    every = times @ after
    sums = []
    for counts in (before, after):
        total, ours = times @ counts, times[:, inside] @ counts[inside]
        share = np.divide(ours, total, out=np.zeros_like(ours), where=total > 0)
        sums.append((share * every).sum(axis=1) / np.maximum(every.sum(axis=1), 1))
    return np.asarray(sums[0] - sums[1])


def tellings(
    columns: Mapping[str, Csr], groups: Groups, keys: Iterable[Key], seed: int
) -> list[Telling]:
    """Return how well each column (P, V) tells each of the groups, the most telling first; nobody is told by their own group."""
    asked = sorted(keys)
    level = stats.norm.ppf(1 - RARE / max(1, len(columns) * len(asked)))
    found = []
    for name, words in columns.items():
        for characteristic, group in asked:
            member, names = groups[characteristic]
            known = member != UNKNOWN
            inside = member[known] == names.index(group)
            told = _foretold(_commonest(words)[known], inside, np.random.default_rng(seed))
            right, error = _right(told, inside)
            found.append(Telling(name, characteristic, group, right, right - float(level) * error))
    return sorted(found, key=lambda one: (-one.right, one.column, one.characteristic, one.group))


def _commonest(words: Csr) -> Csr:
    counts = np.bincount(words.indices, minlength=words.shape[1])
    return words[:, np.sort(np.argsort(-counts, kind="stable")[:WORDS])]


def _foretold(words: Csr, inside: Bools, rng: np.random.Generator) -> Floats:
    """Return (n,) how likely the words make it that somebody is of the group, learned from the other four fifths."""
    fold, found = rng.permutation(inside.size) % FOLDS, np.zeros(inside.size)
    for one in range(FOLDS):
        learn, ask = fold != one, fold == one
        x, y = words[learn], inside[learn].astype(np.float64)
        gram = (x.T @ x).astype(np.float64).toarray() + PENALTY * np.eye(words.shape[1])
        middle = y.mean() if y.size else 0.0
        found[ask] = middle + words[ask] @ linalg.solve(gram, x.T @ (y - middle), assume_a="pos")
    return found.round(9)


def _right(told: Floats, inside: Bools) -> tuple[float, float]:
    """Return the area under the curve and its error (Hanley and McNeil, 1982); ½ where there is nobody on either side."""
    ours, theirs = int(inside.sum()), int((~inside).sum())
    if not ours or not theirs:
        return 0.5, 0.0
    ranks = stats.rankdata(told)
    area = float((ranks[inside].sum() - ours * (ours + 1) / 2) / (ours * theirs))
    one, two = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (ours - 1) * (one - area**2) + (theirs - 1) * (two - area**2)
    return area, float(np.sqrt(max(0.0, spread) / (ours * theirs)))


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
