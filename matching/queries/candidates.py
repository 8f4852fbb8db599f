"""What does a company read about an applicant? Skills first, as they were sent."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Evidence
from core.i18n import choose
from matching.models import Application
from skills.models import Skill


@dataclass(frozen=True, slots=True)
class SentSkill:
    """One skill of the frozen profile beside what the opening asks for (0: not asked)."""

    name: dict[str, str]
    level: int
    asked: int
    is_essential: bool
    evidence: str
    reference: str

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return str(choose(self.name))

    @property
    def is_met(self) -> bool:
        """Whether the sent level is enough."""
        return self.level >= self.asked


def sent_skills(application: Application) -> list[SentSkill]:
    """Return the asked skills first, with the sent levels and evidence, then what else the person can do."""
    sent = {row["code"]: row for row in application.profile.get("skills", [])}
    rows = application.opening.asked.select_related("skill").order_by("-is_essential", "-importance", "skill__code")
    asked = [_asked(row.skill, row.level, row.is_essential, sent.pop(row.skill.code, None)) for row in rows]
    others = [
        SentSkill(r["name"], r["level"], 0, is_essential=False, evidence=_evidence(r), reference=r.get("reference", ""))
        for r in sent.values()
    ]
    return [*asked, *others]


def _asked(skill: Skill, level: int, is_essential: bool, row: dict[str, Any] | None) -> SentSkill:
    name = {"zh": skill.name_zh, "en": skill.name_en}
    if row is None:
        return SentSkill(name, 0, level, is_essential, "", "")
    return SentSkill(name, row["level"], level, is_essential, _evidence(row), row.get("reference", ""))


def _evidence(row: dict[str, Any]) -> str:
    found = row.get("evidence", "")
    return str(Evidence(found).label) if found in Evidence.values else ""
