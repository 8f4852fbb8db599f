"""In which words is a comparison of groups shown to readers without statistics?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.release import RATE_STEP
from outcomes.fairness import GroupRow
from outcomes.figures.fair_public import Public, public_of
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
    "much_less": _(
        "Dealt out at random, hardly ever does any of %(compared)s groups differ as much."
    ),
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
class GroupLine:
    """One group as shown: its verdict, and its numbers, exact or public."""

    row: GroupRow
    verdict: str
    compared: int = 1
    is_exact: bool = True

    @property
    def why(self) -> str | Promise:
        """How certain that is, and why: few people, many comparisons."""
        if self.verdict not in WHY:
            return ""
        low, high, luck = self.row.low or 0.0, self.row.high or 0.0, self.row.luck or 0.0
        told = {
            "low": round(100 * low),
            "high": round(100 * high),
            "luck": max(1, round(100 * luck)),
        }
        return WHY[self.verdict] % {**told, "persons": self.row.persons, "compared": self.compared}

    @property
    def name(self) -> str | Promise:
        """The group."""
        return NAMES[self.row.group]

    @property
    def words(self) -> str | Promise:
        """What the interval allows to say."""
        return VERDICTS[self.verdict]

    @property
    def tone(self) -> str:
        """The colour of the verdict."""
        return TONES[self.verdict]

    @property
    def share(self) -> str:
        """How often the group was shown or shortlisted."""
        return _percent(self.row.share, is_exact=self.is_exact)

    @property
    def share_of_others(self) -> str:
        """How often everybody else was."""
        return _percent(self.row.share_of_others, is_exact=self.is_exact)

    @property
    def ratio(self) -> str:
        """The ratio and its interval."""
        if self.row.ratio is None or self.row.low is None or self.row.high is None:
            return "—"
        return f"{self.row.ratio:.2f} ({self.row.low:.2f}–{self.row.high:.2f})"


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one characteristic."""

    name: str | Promise
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the two comparisons."""

    code: str
    tables: tuple[GroupTable, ...]

    @property
    def compared(self) -> int:
        """How many groups are compared."""
        return sum(line.row.ratio is not None for table in self.tables for line in table.lines)

    @property
    def behind(self) -> list[GroupLine]:
        """The groups that get significantly less."""
        return [
            line
            for table in self.tables
            for line in table.lines
            if line.verdict in {"less", "much_less"}
        ]


def sections(report: FairnessReport | None, *, is_public: bool = False) -> list[Section]:
    """Return a frozen report for the office, or its public form; nothing if there is none."""
    if report is None:
        return []
    found = {code: [GroupRow(**row) for row in report.rows[code]] for code in (EXPOSURE, SELECTION)}
    shown = (
        _public(report)
        if is_public
        else {code: [(row, row.verdict) for row in found[code]] for code in found}
    )
    compared = {code: sum(row.ratio is not None for row in rows) for code, rows in found.items()}
    return [
        Section(
            code, _tables([GroupLine(*each, compared[code], not is_public) for each in shown[code]])
        )
        for code in found
    ]


def _public(report: FairnessReport) -> dict[str, list[tuple[GroupRow, str]]]:
    kept = public_of(report.rows, report.on, settings.PUBLIC_MINIMUM_CELL)
    return {
        code: [(line.row, line.verdict) for line in map(Public.read, lines)]
        for code, lines in kept.items()
    }


def _tables(found: Iterable[GroupLine]) -> tuple[GroupTable, ...]:
    lines = list(found)
    grouped = (
        (name, tuple(line for line in lines if line.row.characteristic == name)) for name in GROUPS
    )
    return tuple(GroupTable(CHARACTERISTICS[name], group) for name, group in grouped if group)


def _percent(share: float | None, *, is_exact: bool) -> str:
    if share is None:
        return "—"
    if is_exact:
        return f"{100 * share:.1f} %"
    percent = round(100 * share)
    if percent < RATE_STEP:
        return f"< {RATE_STEP} %"
    return f"> {100 - RATE_STEP} %" if percent == 100 else f"{percent} %"
