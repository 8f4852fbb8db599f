"""Do certificates hold (I5)?"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from outcomes.audit.findings import Problem, rows, things
from training.documents.payload import fingerprint
from training.models import Certificate, Enrolment
from training.states import EnrolmentState


def certificates_hold(now: datetime) -> list[Problem]:
    """I5: a certificate has a completed, attended, passed enrolment, and its payload still has its hash."""
    certificates = Certificate.objects.all()
    completed = Enrolment.objects.filter(state=EnrolmentState.COMPLETED)
    return [
        *rows("certified without completing", certificates.exclude(enrolment__state=EnrolmentState.COMPLETED)),
        *rows("certified without a passed assessment", certificates.exclude(enrolment__assessment__is_passed=True)),
        *rows("certified without attendance", certificates.exclude(enrolment__attendances__hours__gt=0)),
        *rows(
            "revoked without a reason",
            certificates.filter(~Q(revoked_at=None), Q(revoked_reason="") | Q(revoked_by=None)),
        ),
        *rows("completed without a certificate", completed.filter(certificate=None)),
        *things("the payload does not match its hash", _tampered()),
    ]


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
