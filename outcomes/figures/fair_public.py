"""Which numbers of a comparison of groups are public, without revealing one person's change from day to day?

The rule of every public number (`core.release`) applies: persons in steps; shares, ratios and ranges in steps of 5 %.
In a group of ten one person moves a share by more than that. So a group's line stays as published until the group has a whole
step of persons more or fewer, and the complement, whose share is shown beside it, has as well or is unchanged. Time alone does
not change it: even after a month one person may be the only change. The verdict in words is that of the exact numbers of the
day of publication.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import release
from core.release import RATE_STEP, released_count, released_range, released_share
from outcomes.fairness import GroupRow

PUBLIC = "public"
Plain = dict[str, Any]
Range = tuple[float | None, float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Public:
    """A group's numbers as published on a day, the verdict on the exact ones, and their numbers of persons."""

    row: GroupRow
    verdict: str
    on: str
    among: tuple[int, int] | None = (
        None  # the group and its complement; unknown for lines published before this was stored
    )

    @classmethod
    def read(cls, plain: Plain) -> "Public":
        """Return it from its stored form."""
        among = plain.get("among")
        return cls(
            GroupRow(**plain["row"]), plain["verdict"], plain["on"], tuple(among) if among else None
        )

    def plain(self) -> Plain:
        """Return its stored form."""
        among = list(self.among) if self.among else None
        return {"row": self.row.plain(), "verdict": self.verdict, "on": self.on, "among": among}

    def stays(self, new: "Public", step: int) -> bool:
        """Tell whether this published line stays, given the new numbers."""
        if self.row.persons is None or new.row.persons is None or new.among is None:
            return False
        if self.among is None:  # as many as were shown, or nearly a step more
            return -step < new.among[0] - self.row.persons < 2 * step - 1
        own, others = (abs(now - then) for now, then in zip(new.among, self.among, strict=True))
        return own < step or 0 < others < step


def released(
    rows: Mapping[str, Iterable[Plain]],
    before: Mapping[str, Iterable[Plain]],
    on: date,
    minimum: int,
) -> dict[str, list[Plain]]:
    """Return the public lines of both comparisons; `before`: those of the report before."""
    return {
        code: _lines(rows[code], before.get(code, ()), on, minimum)
        for code in rows
        if code != PUBLIC
    }


def public_of(
    report: Mapping[str, Iterable[Plain]], on: date, minimum: int
) -> dict[str, list[Plain]]:
    """Return the public lines of a report: as published with it, or by the same rule for older reports."""
    kept: Any = report.get(PUBLIC)
    return kept or released(report, {}, on, minimum)


def _lines(rows: Iterable[Plain], before: Iterable[Plain], on: date, minimum: int) -> list[Plain]:
    kept = {(line.row.characteristic, line.row.group): line for line in map(Public.read, before)}
    exact, found = [GroupRow(**row) for row in rows], []
    for row in exact:
        everybody = sum(
            each.persons or 0 for each in exact if each.characteristic == row.characteristic
        )
        new = _released(row, everybody, on, minimum)
        old = kept.get((row.characteristic, row.group))
        found.append((old if old and old.stays(new, release.step_of(minimum)) else new).plain())
    return found


def _released(row: GroupRow, everybody: int, on: date, minimum: int) -> Public:
    persons = None if row.persons is None else released_count(row.persons, minimum)
    if row.persons is None or persons is None:
        hidden = GroupRow(row.characteristic, row.group, None, None, None, None, None, None, None)
        return Public(hidden, hidden.verdict, on.isoformat())
    own, others = (
        _share(share, row.persons, minimum) for share in (row.share, row.share_of_others)
    )
    shown = GroupRow(row.characteristic, row.group, persons, own, others, *_range(row))
    return Public(shown, row.verdict, on.isoformat(), (row.persons, everybody - row.persons))


def _share(share: float | None, among: int, minimum: int) -> float | None:
    return None if share is None else (released_share(share, among, minimum) or 0) / 100


def _range(row: GroupRow) -> Range:
    if row.ratio is None or row.low is None or row.high is None:
        return None, None, None, None
    low, high = released_range(row.low, row.high)
    luck = None if row.luck is None else released_range(row.luck, row.luck)[1]
    return round(row.ratio * 100 / RATE_STEP) * RATE_STEP / 100, low, high, luck
