"""How does a profile gain and lose skills? Proofs are written here alone, and what the profile shows follows from them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts import permissions
from accounts.models import Evidence, HeldSkill, SkillProof, Trainee
from accounts.permissions.consents import Use, denies_use
from accounts.queries.skills import strongest_of
from core import audit, clock
from core.denials import Denial, Refused, require
from skills.models import Skill


@transaction.atomic
def grant_skill(
    *,
    trainee: Trainee,
    skill: Skill,
    level: int,
    evidence: str,
    reference: str,
    by: Any,
    now: datetime,
    on: date | None = None,
) -> HeldSkill | None:
    """Add a proof; the profile shows the strongest one."""
    SkillProof.objects.create(
        trainee=trainee,
        skill=skill,
        level=level,
        evidence=evidence,
        reference=reference,
        proven_on=on or clock.local_date(now),
    )
    return _show(trainee, skill, "held_skill.grant", by)


@transaction.atomic
def declare_skill(
    *, trainee: Trainee, skill: Skill, level: int, by: Any, now: datetime
) -> HeldSkill | None:
    """Let a person say what they can do; a proven level cannot be overwritten."""
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    require(
        permissions.denies_declaring(HeldSkill.objects.filter(trainee=trainee, skill=skill).first())
    )
    SkillProof.objects.update_or_create(
        trainee=trainee,
        skill=skill,
        evidence=Evidence.SELF_DECLARED,
        defaults={"level": level, "proven_on": clock.local_date(now)},
    )
    return _show(trainee, skill, "held_skill.declare", by)


@transaction.atomic
def withdraw_skill(*, held: HeldSkill, by: Any) -> None:
    """Remove a self-declared skill from the profile; proven skills stay."""
    require(permissions.denies_profile_change(by, held.trainee))
    require(permissions.denies_declaring(held))
    own = SkillProof.objects.filter(
        trainee=held.trainee, skill=held.skill, evidence=Evidence.SELF_DECLARED
    )
    removed, _rows = own.delete()
    if not removed:
        raise Refused(Denial("held_skill.gone", _("This skill is no longer in the profile.")))
    _show(held.trainee, held.skill, "held_skill.withdraw", by)


@transaction.atomic
def revoke_proofs(*, trainee: Trainee, reference: str, by: Any, now: datetime) -> None:
    """Take back what a revoked certificate proved: the profile falls back to what else proves it, at once."""
    fallen = SkillProof.objects.filter(
        trainee=trainee, reference=reference, revoked_at=None
    ).exclude(reference="")
    lost = list(Skill.objects.filter(pk__in=fallen.values("skill")).order_by("pk"))
    fallen.update(revoked_at=now)
    for skill in lost:
        _show(trainee, skill, "held_skill.revoke", by)


@transaction.atomic
def forget_declared(*, trainee: Trainee) -> None:
    """Erase, for somebody who leaves, declared skills and references; proven levels stay."""
    SkillProof.objects.filter(trainee=trainee, evidence=Evidence.SELF_DECLARED).delete()
    SkillProof.objects.filter(trainee=trainee).update(reference="")
    for skill in Skill.objects.filter(pk__in=trainee.held_skills.values("skill")).order_by("pk"):
        derive_held(trainee=trainee, skill=skill)


def derive_held(*, trainee: Trainee, skill: Skill) -> HeldSkill | None:
    """Make the profile show the strongest valid proof of a skill, or nothing when there is none: the one place."""
    strongest = strongest_of(
        SkillProof.objects.filter(trainee=trainee, skill=skill, revoked_at=None).order_by("pk")
    )
    if strongest is None:
        HeldSkill.objects.filter(trainee=trainee, skill=skill).delete()
        return None
    shown = {
        "level": strongest.level,
        "evidence": strongest.evidence,
        "evidence_reference": strongest.reference,
    }
    return HeldSkill.objects.update_or_create(trainee=trainee, skill=skill, defaults=shown)[0]


def bump(*, trainee: Trainee) -> None:
    """Count up the profile's version, so that recommendations know it changed."""
    Trainee.objects.filter(pk=trainee.pk).update(profile_version=F("profile_version") + 1)
    trainee.refresh_from_db(fields=["profile_version"])


def _show(trainee: Trainee, skill: Skill, verb: str, by: Any) -> HeldSkill | None:
    """Derive what shows; a change is recorded and reaches the recommendations."""
    old = HeldSkill.objects.filter(trainee=trainee, skill=skill).first()
    before = _words(old)
    held = derive_held(trainee=trainee, skill=skill)
    if _words(held) != before or (
        held and old and held.evidence_reference != old.evidence_reference
    ):
        bump(trainee=trainee)
        reference = held.evidence_reference if held else ""
        data = {"skill": skill.code, "reference": reference}
        audit.record(trainee, verb, by=by, before=before, after=_words(held), data=data)
    return held


def _words(held: HeldSkill | None) -> str:
    return f"{held.level} {held.evidence}" if held else ""
