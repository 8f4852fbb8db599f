"""In which words is the coverage of an opening's skills shown? The same words wherever a match is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.i18n import is_english, localized
from skills.models import Skill

NAMED = 3  # missing skills that the sentence names; all of them stand beside it


@dataclass(frozen=True, slots=True)
class SkillWord:
    """One skill that is asked for."""

    skill: Skill
    is_essential: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """The asked skills that are held to the level, and those that are not; the most important first."""

    held: tuple[SkillWord, ...] = ()
    missing: tuple[SkillWord, ...] = ()

    @classmethod
    def of(cls, asked: Iterable[Any]) -> "Coverage":
        """Return what asked skills come to, each with `skill`, `is_essential` and `is_met`."""
        rows = list(asked)
        held, missing = (
            tuple(SkillWord(row.skill, row.is_essential) for row in rows if row.is_met is met)
            for met in (True, False)
        )
        return cls(held, missing)

    @classmethod
    def sent(cls, asked: Iterable[Any], levels: Mapping[str, int]) -> "Coverage":
        """Return what asked skills come to for levels by the skill's code, as an application carries them."""
        rows = sorted(
            asked, key=lambda row: (not row.is_essential, -row.importance, row.skill.code)
        )
        held, missing = (
            tuple(
                SkillWord(row.skill, row.is_essential)
                for row in rows
                if (levels.get(row.skill.code, 0) >= row.level) is met
            )
            for met in (True, False)
        )
        return cls(held, missing)

    @property
    def asked_count(self) -> int:
        """How many skills are asked for."""
        return len(self.held) + len(self.missing)

    @property
    def share(self) -> float:
        """Which share of the skills asked for is held to the level; all of nothing is all."""
        return len(self.held) / self.asked_count if self.asked_count else 1.0

    @property
    def count_words(self) -> str:
        """Say how many are there, where the missing ones stand beside it."""
        return (
            counted(len(self.held), self.asked_count)
            if self.asked_count
            else _("No particular skills are asked for.")
        )

    @property
    def has_essential(self) -> bool:
        """Whether the work cannot do without one of them."""
        return any(word.is_essential for word in (*self.held, *self.missing))

    @property
    def words(self) -> str:
        """Say it in a line: how many are there, how many are missing and which."""
        if not self.asked_count:
            return _("No particular skills are asked for.")
        told = {
            "have": len(self.held),
            "all": self.asked_count,
            "lacking": len(self.missing),
            "names": self._names(),
        }
        if not self.missing:
            return _("Have all %(all)s") % told
        if not self.held:
            return _("Have 0 of %(all)s · missing: %(names)s") % told
        # 4 of 5, and 会 4 项 / 差 1 项: the languages count differently, so xgettext:no-python-format
        return _("Have %(have)s of %(all)s · missing: %(names)s") % told

    def _names(self) -> str:
        names = [localized(row.skill, "name") for row in self.missing[:NAMED]]
        more = len(self.missing) - len(names)
        # Chinese says 等 without a number, so xgettext:no-python-format
        others = _(" and %(more)s more") % {"more": more} if more else ""
        return (", " if is_english() else "、").join(names) + others


def counted(have: int, asked: int) -> str:
    """Say the same without names: they stand beside it, or naming them would tell who it is."""
    told = {"have": have, "all": asked, "lacking": asked - have}
    if have == asked:
        return _("Have all %(all)s") % told
    if not have:
        return _("Have 0 of %(all)s") % told
    # as above, so xgettext:no-python-format
    return _("Have %(have)s of %(all)s") % told
