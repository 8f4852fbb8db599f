"""Do certificates hold (I5)?"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.models import STRENGTH, HeldSkill, SkillProof
from outcomes.audit.findings import Breach, rows, things
from training.documents.payload import fingerprint
from training.models import Certificate, Enrolment
from training.states import EnrolmentState


def certificates_hold(now: datetime) -> list[Breach]:
    """I5: a certificate has a completed, attended, passed enrolment, and its payload still has its hash."""
    certificates = Certificate.objects.filter(
        enrolment__isnull=False
    )  # one issued anew handed its enrolment on
    completed = Enrolment.objects.filter(state=EnrolmentState.COMPLETED)
    return [
        *rows(
            "certified without completing",
            certificates.exclude(enrolment__state=EnrolmentState.COMPLETED),
        ),
        *rows(
            "certified without a passed assessment",
            certificates.exclude(enrolment__assessment__is_passed=True),
        ),
        *rows(
            "certified without attendance",
            certificates.exclude(enrolment__attendances__hours__gt=0),
        ),
        *rows(
            "revoked without a reason",
            certificates.filter(~Q(revoked_at=None), Q(revoked_reason="") | Q(revoked_by=None)),
        ),
        *rows("completed without a certificate", completed.filter(certificate=None)),
        *things("the payload does not match its hash", _tampered()),
        *rows("a revoked certificate still proves a skill", _proven_in_vain()),
        *rows("the profile shows another level than its strongest proof", _not_the_strongest()),
        *rows("proven and not in the profile", _not_shown()),
    ]


def _proven_in_vain() -> QuerySet[SkillProof]:
    revoked = Certificate.objects.exclude(revoked_at=None)
    return SkillProof.objects.filter(revoked_at=None, reference__in=revoked.values("number"))


def _not_the_strongest() -> QuerySet[HeldSkill]:
    ranked = Case(
        *[When(evidence=kind, then=Value(rank)) for kind, rank in STRENGTH.items()],
        default=Value(0),
    )
    valid = SkillProof.objects.filter(
        trainee=OuterRef("trainee"), skill=OuterRef("skill"), revoked_at=None
    )
    best = valid.annotate(rank=ranked).order_by("-level", "-rank", "-proven_on", "-pk")
    shown = HeldSkill.objects.annotate(
        best_level=Subquery(best.values("level")[:1]),
        best_evidence=Subquery(best.values("evidence")[:1]),
    )
    differs = ~Q(best_level=F("level")) | ~Q(best_evidence=F("evidence"))
    return shown.filter(Q(best_level__isnull=True) | differs)


def _not_shown() -> QuerySet[SkillProof]:
    shown = HeldSkill.objects.filter(trainee=OuterRef("trainee"), skill=OuterRef("skill"))
    return SkillProof.objects.filter(~Exists(shown), revoked_at=None)


def _tampered() -> Iterable[str]:
    kept = Certificate.objects.order_by("pk").values_list("pk", "number", "payload", "payload_hash")
    for pk, number, payload, payload_hash in kept.iterator(chunk_size=2000):
        if payload.get("number") != number or _hash(payload) != payload_hash:
            yield f"training.certificate:{pk}"


def _hash(payload: dict[str, object]) -> str:
    """Return the hash of a payload; what cannot be written canonically has none."""
    try:
        return fingerprint(payload)
    except TypeError:
        return ""
