"""What does a company read about an applicant? Skills first, as they were sent."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import Evidence, WorkSample
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
    rows = application.opening.asked.select_related("skill").order_by(
        "-is_essential", "-importance", "skill__code"
    )
    asked = [
        _asked(row.skill, row.level, row.is_essential, sent.pop(row.skill.code, None))
        for row in rows
    ]
    others = [
        SentSkill(
            r["name"],
            r["level"],
            0,
            is_essential=False,
            evidence=_evidence(r),
            reference=r.get("reference", ""),
        )
        for r in sent.values()
    ]
    return [*asked, *others]


def sent_pictures(application: Application) -> set[int]:
    """Return the sent work samples whose picture is still there: what the person removed since is gone."""
    return set(_pictures(application).values_list("pk", flat=True))


def sent_sample(application: Application, sample_id: int) -> WorkSample | None:
    """Return one work sample that was sent along and still has its picture."""
    return _pictures(application).filter(pk=sample_id).first()


def _pictures(application: Application) -> QuerySet[WorkSample]:
    sent = [row["id"] for row in application.profile.get("samples", [])]
    return (
        WorkSample.objects.filter(trainee=application.trainee_id, pk__in=sent)
        .exclude(picture="")
        .order_by("pk")
    )


def _asked(skill: Skill, level: int, is_essential: bool, row: dict[str, Any] | None) -> SentSkill:
    name = {"zh": skill.name_zh, "en": skill.name_en}
    if row is None:
        return SentSkill(name, 0, level, is_essential, "", "")
    return SentSkill(
        name, row["level"], level, is_essential, _evidence(row), row.get("reference", "")
    )


def _evidence(row: dict[str, Any]) -> str:
    found = row.get("evidence", "")
    return str(Evidence(found).label) if found in Evidence.values else ""
