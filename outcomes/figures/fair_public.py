"""What of a comparison of groups may everybody read, so that one person more is not seen from one day to the next?

The rule of every public number (`core.release`) holds: persons in steps, shares, ratios and ranges in fives of a hundred.
In a group of ten one person moves a share by more than that; so a group's line stays as it was frozen until its persons have
come to another step, or a month has passed. What is said in words is said of the exact numbers of that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.release import RATE_STEP, released_count, released_range, released_share
from outcomes.fairness import Row

PUBLIC = "public"
STAYS_DAYS = 30
Plain = dict[str, Any]
Range = tuple[float | None, float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Public:
    """A group's numbers as released on a day, and the verdict on the exact ones."""

    row: Row
    verdict: str
    on: str

    @classmethod
    def read(cls, plain: Plain) -> "Public":
        """Return what a report keeps."""
        return cls(Row(**plain["row"]), plain["verdict"], plain["on"])

    def plain(self) -> Plain:
        """Return it as a report keeps it."""
        return {"row": self.row.plain(), "verdict": self.verdict, "on": self.on}

    def stays(self, new: "Public") -> bool:
        """Tell whether everybody goes on reading this line on the day of a new one."""
        is_recent = (date.fromisoformat(new.on) - date.fromisoformat(self.on)).days < STAYS_DAYS
        return new.row.persons is not None and new.row.persons == self.row.persons and is_recent


def released(
    rows: Mapping[str, Iterable[Plain]], before: Mapping[str, Iterable[Plain]], on: date, minimum: int
) -> dict[str, list[Plain]]:
    """Return the lines of both comparisons as everybody may read them; before: those of the report before."""
    return {code: _lines(rows[code], before.get(code, ()), on, minimum) for code in rows if code != PUBLIC}


def public_of(report: Mapping[str, Iterable[Plain]], on: date, minimum: int) -> dict[str, list[Plain]]:
    """Return what everybody reads of a report's rows: as released with it, or by the same rule where it is older than that."""
    kept: Any = report.get(PUBLIC)
    return kept or released(report, {}, on, minimum)


def _lines(rows: Iterable[Plain], before: Iterable[Plain], on: date, minimum: int) -> list[Plain]:
    kept = {(line.row.characteristic, line.row.group): line for line in map(Public.read, before)}
    found = []
    for new in (_released(Row(**row), on, minimum) for row in rows):
        old = kept.get((new.row.characteristic, new.row.group))
        found.append((old if old and old.stays(new) else new).plain())
    return found


def _released(row: Row, on: date, minimum: int) -> Public:
    persons = None if row.persons is None else released_count(row.persons, minimum)
    if row.persons is None or persons is None:
        hidden = Row(row.characteristic, row.group, None, None, None, None, None, None, None)
        return Public(hidden, hidden.verdict, on.isoformat())
    own, others = (_share(share, row.persons, minimum) for share in (row.share, row.share_of_others))
    shown = Row(row.characteristic, row.group, persons, own, others, *_range(row))
    return Public(shown, row.verdict, on.isoformat())


def _share(share: float | None, among: int, minimum: int) -> float | None:
    return None if share is None else (released_share(share, among, minimum) or 0) / 100


def _range(row: Row) -> Range:
    if row.ratio is None or row.low is None or row.high is None:
        return None, None, None, None
    low, high = released_range(row.low, row.high)
    luck = None if row.luck is None else released_range(row.luck, row.luck)[1]
    return round(row.ratio * 100 / RATE_STEP) * RATE_STEP / 100, low, high, luck
