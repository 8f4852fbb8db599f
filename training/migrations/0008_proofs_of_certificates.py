"""Every skill that is held gets its proofs: what certificates say, and what else was known of it."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import migrations

STRENGTH = {"self_declared": 0, "work_sample": 1, "employer": 2, "certificate": 3}
CITY_TIME = ZoneInfo("Asia/Shanghai")


def gather(apps, schema_editor):
    """Write the proofs, then let each held skill show its strongest valid one."""
    Certificate = apps.get_model("training", "Certificate")
    HeldSkill = apps.get_model("accounts", "HeldSkill")
    Proof = apps.get_model("accounts", "SkillProof")
    skills = dict(apps.get_model("skills", "Skill").objects.order_by("pk").values_list("code", "pk"))
    proofs, known = [], set()
    for found in Certificate.objects.order_by("pk").iterator(chunk_size=2000):
        known.add(found.number)
        for each in found.payload.get("skills", []):
            if each["code"] in skills:
                proofs.append(
                    Proof(
                        trainee_id=found.trainee_id, skill_id=skills[each["code"]], level=each["level"],
                        evidence="certificate", reference=found.number, revoked_at=found.revoked_at,
                        proven_on=date.fromisoformat(found.payload["completed_on"]),
                    )
                )
    held = list(HeldSkill.objects.order_by("pk"))
    for each in held:
        if each.evidence != "certificate" or each.evidence_reference not in known:
            proofs.append(
                Proof(
                    trainee_id=each.trainee_id, skill_id=each.skill_id, level=each.level, evidence=each.evidence,
                    reference=each.evidence_reference, proven_on=each.created_at.astimezone(CITY_TIME).date(),
                )
            )
    Proof.objects.bulk_create(proofs, batch_size=2000)
    show(HeldSkill, held, proofs)


def show(HeldSkill, held, proofs):
    """Derive what each profile shows from the proofs that hold."""
    best = {}
    for each in proofs:
        key = (each.trainee_id, each.skill_id)
        rank = (each.level, STRENGTH[each.evidence], each.proven_on)
        if each.revoked_at is None and (key not in best or rank > best[key][0]):
            best[key] = (rank, each)
    changed, gone = [], []
    for each in held:
        _rank, proof = best.pop((each.trainee_id, each.skill_id), (None, None))
        if proof is None:
            gone.append(each.pk)
        elif (each.level, each.evidence, each.evidence_reference) != (proof.level, proof.evidence, proof.reference):
            each.level, each.evidence, each.evidence_reference = proof.level, proof.evidence, proof.reference
            changed.append(each)
    HeldSkill.objects.bulk_update(changed, ["level", "evidence", "evidence_reference"], batch_size=500)
    for start in range(0, len(gone), 500):
        HeldSkill.objects.filter(pk__in=gone[start : start + 500]).delete()
    HeldSkill.objects.bulk_create(
        [
            HeldSkill(
                trainee_id=each.trainee_id, skill_id=each.skill_id, level=each.level, evidence=each.evidence,
                evidence_reference=each.reference,
            )
            for _rank, each in best.values()
        ],
        batch_size=2000,
    )


def forget(apps, schema_editor):
    """Go back: the held skills stay as they show."""
    apps.get_model("accounts", "SkillProof").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("training", "0007_certificates_issued_anew"), ("accounts", "0008_skill_proofs")]
    operations = [migrations.RunPython(gather, forget, elidable=True)]
