"""What of a comparison of groups may everybody read, so that one person more is not seen from one day to the next?

The rule of every public number (`core.release`) holds: persons in steps, shares, ratios and ranges in fives of a hundred.
In a group of ten one person moves a share by more than that; so a group's line stays as it was frozen until the group has
a whole step of persons more or fewer than then, and the others, whose share stands beside it, have as well or are as many as
then. No time that passes moves it: after a month one person may still be all that is new. What is said in words is said of
the exact numbers of that day.
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
    """A group's numbers as released on a day, the verdict on the exact ones, and how many persons those were of."""

    row: GroupRow
    verdict: str
    on: str
    among: tuple[int, int] | None = (
        None  # the group and the others; not known of lines released before this was kept
    )

    @classmethod
    def read(cls, plain: Plain) -> "Public":
        """Return what a report keeps."""
        among = plain.get("among")
        return cls(
            GroupRow(**plain["row"]), plain["verdict"], plain["on"], tuple(among) if among else None
        )

    def plain(self) -> Plain:
        """Return it as a report keeps it."""
        among = list(self.among) if self.among else None
        return {"row": self.row.plain(), "verdict": self.verdict, "on": self.on, "among": among}

    def stays(self, new: "Public", step: int) -> bool:
        """Tell whether everybody goes on reading this line on the day of a new one."""
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
    """Return the lines of both comparisons as everybody may read them; before: those of the report before."""
    return {
        code: _lines(rows[code], before.get(code, ()), on, minimum)
        for code in rows
        if code != PUBLIC
    }


def public_of(
    report: Mapping[str, Iterable[Plain]], on: date, minimum: int
) -> dict[str, list[Plain]]:
    """Return what everybody reads of a report's rows: as released with it, or by the same rule where it is older than that."""
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
