"""Does one group of people get as much as the others of the same occupation? Pure arithmetic, outside the engine.

A person has chances and hits in each occupation: openings whose list could show the person and those whose list does, or
applications that a company decided on and those it shortlisted. The ratio compares a group's hit rate with everybody
else's, stratified by occupation (Mantel and Haenszel, 1959). So a group that looks for work in a crowded trade is not
mistaken for one that is passed over. The interval is a bootstrap over persons: somebody with many applications counts as
one person. A few people on very many lists make such an interval too narrow, and among many groups one lies outside by
chance. So a difference is reported only if a permutation test, corrected for the number of groups, finds it rare.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.release import suppressed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MINIMUM = 10  # a group, or its complement, with fewer persons is not shown
DRAWS = 400
DEALS, DEALS_AT_ONCE = 1000, 100  # permutations
RARE = 0.05
FOUR_FIFTHS = 0.8  # a ratio significantly under 1 is "much less" below this (four-fifths rule, US Uniform Guidelines, 1978)
MIDDLE = (2.5, 97.5)
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of one characteristic: how many persons had a chance, the shares, the ratio and its 95 % interval.

    persons None: hidden because small; then all else is empty. ratio None: denominator 0. luck: p-value of the permutation
    test, times the number of compared groups.
    """

    characteristic: str
    group: str
    persons: int | None
    share: float | None
    share_of_others: float | None
    ratio: float | None
    low: float | None
    high: float | None
    luck: float | None

    @property
    def verdict(self) -> str:
        """Return the verdict: hidden, nothing, same, open, maybe, more, less, much_less.

        "same" only if the whole interval lies within a fifth of 1; if it also includes a large difference: "open".
        """
        if self.persons is None:
            return "hidden"
        if self.ratio is None or self.low is None or self.high is None:
            return "nothing"
        if self.low <= 1 <= self.high:
            return "same" if self.low >= FOUR_FIFTHS and self.high <= 1 / FOUR_FIFTHS else "open"
        if self.luck is None or self.luck > RARE:
            return "maybe"
        if self.ratio > 1:
            return "more"
        return "much_less" if self.ratio < FOUR_FIFTHS else "less"

    def plain(self) -> dict[str, Any]:
        """Return the row for JSON."""
        return asdict(self)


def compare(
    hits: Ints,
    chances: Ints,
    groups: Mapping[str, tuple[Ints, tuple[str, ...]]],
    seed: int,
    draws: int = DRAWS,
) -> list[GroupRow]:
    """Return a row for each group of each characteristic.

    hits, chances (P, K) int64 of P persons in K occupations, 0 ≤ hits ≤ chances · groups: characteristic → each person's
    group (P,) int64, -1 = not known and left out, and the groups' names. The same seed gives the same intervals.
    """
    active = chances.sum(axis=1) > 0
    had, got = chances[active].astype(np.float64), hits[active].astype(np.float64)
    rows = [
        row
        for characteristic, (member, names) in groups.items()
        for row in _rows(
            characteristic, names, member[active], got, had, np.random.default_rng(seed), draws
        )
    ]
    among = sum(row.ratio is not None for row in rows)
    return [
        row if row.luck is None else replace(row, luck=min(1.0, row.luck * among)) for row in rows
    ]


def _rows(
    characteristic: str,
    names: tuple[str, ...],
    member: Ints,
    hits: Floats,
    chances: Floats,
    rng: Any,
    draws: int,
) -> list[GroupRow]:
    known = member != UNKNOWN
    member, hits, chances = member[known], hits[known], chances[known]
    counts = {name: int((member == code).sum()) for code, name in enumerate(names)}
    shown = suppressed({name: count for name, count in counts.items() if count}, MINIMUM)
    times = rng.poisson(1.0, (draws, member.size)).astype(
        np.float64
    )  # how often each bootstrap draw holds each person
    found = []
    for code, name in enumerate(names):
        if not counts[name]:
            continue
        if shown[name] is None or member.size - counts[name] < MINIMUM:
            found.append(GroupRow(characteristic, name, None, None, None, None, None, None, None))
        else:
            found.append(_row(characteristic, name, member == code, hits, chances, times))
    luck = _luck(
        {names.index(row.group): row.ratio for row in found if row.ratio is not None},
        member,
        hits,
        chances,
        rng,
    )
    return [replace(row, luck=luck.get(names.index(row.group))) for row in found]


def _row(
    characteristic: str, name: str, inside: Bools, hits: Floats, chances: Floats, times: Floats
) -> GroupRow:
    ours, theirs = (_sums(hits[side], chances[side], None) for side in (inside, ~inside))
    ratio = float(mantel_haenszel(*ours, *theirs)[0])
    drawn = mantel_haenszel(
        *_sums(hits[inside], chances[inside], times[:, inside]),
        *_sums(hits[~inside], chances[~inside], times[:, ~inside]),
    )
    finite = drawn[np.isfinite(drawn)]
    low, high = (
        np.percentile(finite, MIDDLE) if np.isfinite(ratio) and finite.size else (np.nan, np.nan)
    )
    share, share_of_others = _share(*ours), _share(*theirs)
    persons, known = int(inside.sum()), _known(ratio)
    return GroupRow(
        characteristic,
        name,
        persons,
        share,
        share_of_others,
        known,
        _known(low),
        _known(high),
        None,
    )


def _luck(
    ratios: Mapping[int, float],
    member: Ints,
    hits: Floats,
    chances: Floats,
    rng: np.random.Generator,
) -> dict[int, float]:
    """Return each group's two-sided p-value: how often a random group of its size is as far from the others."""
    every_hit, every_chance = hits.sum(axis=0), chances.sum(axis=0)
    as_far = dict.fromkeys(ratios, 0)
    for _ in range(0, DEALS if ratios else 0, DEALS_AT_ONCE):
        dealt = rng.permuted(np.tile(member.astype(np.int8), (DEALS_AT_ONCE, 1)), axis=1)
        for code, ratio in ratios.items():
            inside = (dealt == code).astype(np.float64)
            ours, tried = inside @ hits, inside @ chances
            found = mantel_haenszel(ours, tried, every_hit - ours, every_chance - tried)
            as_far[code] += int((_distance(found) >= _distance(np.array([ratio])) - 1e-9).sum())
    return {code: (count + 1) / (DEALS + 1) for code, count in as_far.items()}


def _distance(ratios: Floats) -> Floats:
    """Return how far ratios are from 1 in either direction; an undefined ratio counts as far."""
    with np.errstate(divide="ignore"):
        return np.nan_to_num(np.abs(np.log(ratios)), nan=np.inf, posinf=np.inf)


def mantel_haenszel(
    hits: Floats, chances: Floats, other_hits: Floats, other_chances: Floats
) -> Floats:
    """Return the ratio of two shares over strata, each argument (draws, K); nan if the denominator is 0."""
    every = chances + other_chances
    weight = np.divide(1.0, every, out=np.zeros_like(every), where=every > 0)
    above, below = (
        (hits * other_chances * weight).sum(axis=1),
        (other_hits * chances * weight).sum(axis=1),
    )
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


def _sums(hits: Floats, chances: Floats, times: Floats | None) -> tuple[Floats, Floats]:
    """Return hits and chances by occupation, once as they are or once for each draw."""
    if times is None:
        return hits.sum(axis=0)[None], chances.sum(axis=0)[None]
    return times @ hits, times @ chances


def _share(hits: Floats, chances: Floats) -> float | None:
    return float(hits.sum() / chances.sum()) if chances.sum() else None


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
