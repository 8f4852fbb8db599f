"""Does a learned model show a group less than its reference share, and which column is a proxy for the group? Pure.

The reference ("qualified") is the group's share of the places on the lists of an occupation by the principled score, which
uses skills and stated wishes alone. The gap is the difference to the learned model's lists, in shares of all places, summed
over the occupations. It counts only if it is over BOUND and significant: the bootstrap interval over persons excludes zero,
and a permutation test (groups dealt out at random) finds it rare.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from scipy import linalg, special

from outcomes.fairness import DRAWS, MIDDLE, MINIMUM, UNKNOWN, Bools, Floats, Ints

Csr = Any  # scipy.sparse.csr_array: SciPy ships no types
Key = tuple[str, str]  # characteristic and group
Groups = Mapping[str, tuple[Ints, tuple[str, ...]]]

BOUND = 0.02  # of all places within the occupations
PRICE = 0.02  # of list quality (NDCG@10): the highest intended cost of keeping the bound
DEALS, RARE = (
    2000,
    0.01,
)  # stricter than in `fairness`: it is tested every night, and acting on it has a cost
LITTLE = 1e-12
FOLDS, PENALTY, WORDS = 5, 1.0, 500
TELLS = 0.55  # AUC from which a column is a proxy; ½ is chance


@dataclass(frozen=True, slots=True)
class GroupGap:
    """One group: its share of all places by the principled score and by the model, and the gap with its interval.

    luck: p-value of the permutation test, times the number of compared groups (Bonferroni).
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
        """Is the group shown significantly less, by more than the bound?"""
        return self.gap > BOUND and self.low > 0 and self.luck <= RARE


@dataclass(frozen=True, slots=True)
class GroupGaps:
    """All groups that are large enough to be compared."""

    rows: tuple[GroupGap, ...]

    @property
    def behind(self) -> frozenset[Key]:
        """The groups that are significantly beyond the bound."""
        return frozenset(row.key for row in self.rows if row.is_beyond)

    def worst(self, watched: Collection[Key] = ()) -> float:
        """Return the largest gap among the groups beyond the bound or in `watched`; 0 if there is none."""
        return max(
            (row.gap for row in self.rows if row.is_beyond or row.key in watched), default=0.0
        )

    def plain(self) -> list[dict[str, Any]]:
        """Return the rows for the model card."""
        return [{name: _rounded(value) for name, value in asdict(row).items()} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Telling:
    """How well a column predicts a group: the AUC (`right`) and its lower bound."""

    column: str
    characteristic: str
    group: str
    right: float
    low: float

    @property
    def is_sure(self) -> bool:
        """Is the column a significant proxy of the group?"""
        return self.right >= TELLS and self.low > 1 / 2

    def plain(self) -> dict[str, Any]:
        """Return it for the model card."""
        return {name: _rounded(value) for name, value in asdict(self).items()} | {
            "is_sure": self.is_sure
        }


def gaps(qualified: Ints, shown: Ints, groups: Groups, seed: int) -> GroupGaps:
    """Compare the lists of the principled score with the model's; both (P, K) counts of P persons in K occupations."""
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
    """Return (P,) each person's share of all places; occupations are weighted by their places on the model's lists."""
    every = weights.sum(axis=0)
    total = counts.sum(axis=0)
    return np.asarray(
        counts @ np.divide(every, total, out=np.zeros_like(every), where=total > 0) / every.sum()
    )


def _gap(times: Floats, inside: Bools, before: Floats, after: Floats) -> Floats:
    """Return (draws,) the gap of the persons inside in each bootstrap draw; `times` is how often it holds each person."""
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
    """Return how well each column (P, V) predicts each of the groups, the best first; cross-validated."""
    asked = sorted(keys)
    level = special.ndtri(1 - RARE / max(1, len(columns) * len(asked)))
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
    """Return (n,) the out-of-fold prediction of group membership, fitted on the other four fifths."""
    fold, found = rng.permutation(inside.size) % FOLDS, np.zeros(inside.size)
    for one in range(FOLDS):
        learn, ask = fold != one, fold == one
        x, y = words[learn], inside[learn].astype(np.float64)
        gram = (x.T @ x).astype(np.float64).toarray() + PENALTY * np.eye(words.shape[1])
        middle = y.mean() if y.size else 0.0
        found[ask] = middle + words[ask] @ linalg.solve(gram, x.T @ (y - middle), assume_a="pos")
    return found.round(9)


def _right(told: Floats, inside: Bools) -> tuple[float, float]:
    """Return the AUC and its standard error (Hanley and McNeil, 1982); ½ if a side is empty."""
    from scipy import stats  # 20 MB that only the night needs

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
