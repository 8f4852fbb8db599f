"""How does a profile gain and lose skills?"""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts import permissions
from accounts.models import Evidence, HeldSkill, Trainee
from accounts.permissions.consents import Use, denies_use
from core import audit
from core.denials import Denial, Refused, require
from skills.models import Skill

# What proves more: a grant never replaces stronger evidence at the same level.
STRENGTH = {Evidence.SELF_DECLARED: 0, Evidence.WORK_SAMPLE: 1, Evidence.EMPLOYER: 2, Evidence.CERTIFICATE: 3}


@transaction.atomic
def grant_skill(trainee: Trainee, skill: Skill, level: int, evidence: str, reference: str, by: Any) -> HeldSkill:
    """Put a proven skill into the profile; an existing level is raised, never lowered."""
    held, is_new = HeldSkill.objects.get_or_create(
        trainee=trainee,
        skill=skill,
        defaults={"level": level, "evidence": evidence, "evidence_reference": reference},
    )
    if not is_new and not _improves(held, level, evidence):
        return held
    before = "" if is_new else f"{held.level} {held.evidence}"
    held.level, held.evidence, held.evidence_reference = level, evidence, reference
    held.save(update_fields=["level", "evidence", "evidence_reference"])
    bump(trainee)
    _record(held, "held_skill.grant", by, before)
    return held


def _improves(held: HeldSkill, level: int, evidence: str) -> bool:
    """Tell whether a grant says more than what is already held."""
    return (level, STRENGTH[Evidence(evidence)]) > (held.level, STRENGTH[Evidence(held.evidence)])


@transaction.atomic
def declare_skill(trainee: Trainee, skill: Skill, level: int, *, by: Any) -> HeldSkill:
    """Let a person say what they can do; a proven level cannot be overwritten."""
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    held = HeldSkill.objects.filter(trainee=trainee, skill=skill).first()
    require(permissions.denies_declaring(held))
    before = str(held.level) if held else ""
    held, _created = HeldSkill.objects.update_or_create(trainee=trainee, skill=skill, defaults={"level": level})
    bump(trainee)
    _record(held, "held_skill.declare", by, before)
    return held


@transaction.atomic
def withdraw_skill(held: HeldSkill, *, by: Any) -> None:
    """Take a self-declared skill out of the profile; proven ones stay."""
    require(permissions.denies_profile_change(by, held.trainee))
    require(permissions.denies_declaring(held))
    audit.record(held.trainee, "held_skill.withdraw", by=by, before=str(held.level), data={"skill": held.skill.code})
    removed, _rows = HeldSkill.objects.filter(pk=held.pk, evidence=Evidence.SELF_DECLARED).delete()
    if not removed:
        raise Refused(Denial("held_skill.gone", _("This skill is no longer in the profile.")))
    bump(held.trainee)


def bump(trainee: Trainee) -> None:
    """Count up the profile's version, so that recommendations know it changed."""
    Trainee.objects.filter(pk=trainee.pk).update(profile_version=F("profile_version") + 1)
    trainee.refresh_from_db(fields=["profile_version"])


def _record(held: HeldSkill, verb: str, by: Any, before: str) -> None:
    audit.record(
        held.trainee,
        verb,
        by=by,
        before=before,
        after=f"{held.level} {held.evidence}",
        data={"skill": held.skill.code, "reference": held.evidence_reference},
    )
