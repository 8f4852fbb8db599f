"""How is a comparison of groups said, so that somebody who never heard of a ratio can read it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from outcomes.fairness import Row
from outcomes.figures.fairness import EXPOSURE, SELECTION
from outcomes.groups import AGE, GROUPS, RETURN, SCHOOLING, SEX
from outcomes.models import FairnessReport

CHARACTERISTICS: dict[str, str | Promise] = {
    SEX: _("Sex"), AGE: _("Age"), SCHOOLING: _("Schooling"), RETURN: _("Returned or not"),
}  # fmt: skip
NAMES: dict[str, str | Promise] = {
    "female": _("Women"),
    "male": _("Men"),
    "under_25": _("Under 25"),
    "25_34": _("25 to 34"),
    "35_44": _("35 to 44"),
    "45_up": _("45 and older"),
    "junior_high": _("Junior high school or less"),
    "secondary": _("High or vocational school"),
    "college": _("Junior college"),
    "bachelor": _("Bachelor or higher"),
    "returnee": _("Returned to the city"),
    "others": _("Everybody else"),
}
VERDICTS: dict[str, str | Promise] = {
    "same": _("about as often as the others"),
    "open": _("cannot be told yet"),
    "maybe": _("a difference that may be luck"),
    "more": _("more often than the others"),
    "less": _("less often than the others"),
    "much_less": _("much less often than the others"),
    "hidden": _("not shown: under 10 persons, or it would give such a group away"),
    "nothing": _("nothing to compare yet"),
}
WHY: dict[str, str | Promise] = {
    "same": _("The range is narrow: between %(low)s and %(high)s %% of how often the others are."),
    "open": _(
        "Too few people (%(persons)s): anything between %(low)s and %(high)s %% of how often the others are is possible."
    ),
    "maybe": _(
        "%(compared)s groups are compared. Dealt out at random, some group differs as much in up to %(luck)s of 100 cases, "
        "although the range alone (%(low)s to %(high)s %%) leaves the same out."
    ),
    "more": _("Dealt out at random, hardly ever does any of %(compared)s groups differ as much."),
    "less": _("Dealt out at random, hardly ever does any of %(compared)s groups differ as much."),
    "much_less": _("Dealt out at random, hardly ever does any of %(compared)s groups differ as much."),
}
TONES = {
    "same": "success",
    "open": "",
    "maybe": "",
    "more": "",
    "less": "warning",
    "much_less": "danger",
    "hidden": "",
    "nothing": "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One group, as it is read."""

    row: Row
    compared: int = 1

    @property
    def why(self) -> str | Promise:
        """How sure that is, and why: few people, many comparisons."""
        if self.row.verdict not in WHY:
            return ""
        low, high, luck = self.row.low or 0.0, self.row.high or 0.0, self.row.luck or 0.0
        told = {"low": round(100 * low), "high": round(100 * high), "luck": max(1, round(100 * luck))}
        return WHY[self.row.verdict] % {**told, "persons": self.row.persons, "compared": self.compared}

    @property
    def name(self) -> str | Promise:
        """The group."""
        return NAMES[self.row.group]

    @property
    def words(self) -> str | Promise:
        """What the interval allows to say."""
        return VERDICTS[self.row.verdict]

    @property
    def tone(self) -> str:
        """How loudly it is said."""
        return TONES[self.row.verdict]

    @property
    def share(self) -> str:
        """How often the group was shown or shortlisted."""
        return _percent(self.row.share)

    @property
    def share_of_others(self) -> str:
        """How often everybody else was."""
        return _percent(self.row.share_of_others)

    @property
    def ratio(self) -> str:
        """The ratio and its interval."""
        if self.row.ratio is None or self.row.low is None or self.row.high is None:
            return "—"
        return f"{self.row.ratio:.2f} ({self.row.low:.2f}–{self.row.high:.2f})"


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of one characteristic."""

    name: str | Promise
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the two comparisons."""

    code: str
    tables: tuple[Table, ...]

    @property
    def compared(self) -> int:
        """How many groups are compared."""
        return sum(line.row.ratio is not None for table in self.tables for line in table.lines)

    @property
    def behind(self) -> list[Line]:
        """The groups that surely get less."""
        return [line for table in self.tables for line in table.lines if line.row.verdict in {"less", "much_less"}]


def sections(report: FairnessReport | None) -> list[Section]:
    """Return a frozen report as it is read; nothing where there is none."""
    if report is None:
        return []
    return [Section(code, _tables(report.rows[code])) for code in (EXPOSURE, SELECTION)]


def _tables(rows: Iterable[dict[str, Any]]) -> tuple[Table, ...]:
    found = [Row(**row) for row in rows]
    compared = sum(row.ratio is not None for row in found)
    grouped = ((name, tuple(Line(row, compared) for row in found if row.characteristic == name)) for name in GROUPS)
    return tuple(Table(CHARACTERISTICS[name], lines) for name, lines in grouped if lines)


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.1f} %"
