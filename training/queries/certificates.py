"""Which certificates are there, and is this one real?"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import Trainee, User
from training.documents.payload import fingerprint
from training.models import Certificate
from training.permissions import visible_certificates


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to "is this certificate real?": valid, revoked, tampered or unknown."""

    status: str
    number: str
    certificate: Certificate | None = None

    @property
    def payload(self) -> dict[str, Any]:
        """Return what was certified; empty when unknown."""
        return self.certificate.payload if self.certificate else {}


def certificates_of(trainee: Trainee) -> QuerySet[Certificate]:
    """Return a person's certificates, newest first, with their courses."""
    return Certificate.objects.filter(trainee=trainee).select_related("course").order_by("-issued_at", "-pk")


def certificate_for(user: User, number: str) -> Certificate | None:
    """Return a certificate that this account may download, or None."""
    return (
        visible_certificates(user)
        .select_related("trainee__user", "enrolment__run__course", "course")
        .filter(number=tidy(number))
        .first()
    )


def certificate_by_number(number: str) -> Certificate | None:
    """Return the certificate of a number, or None."""
    return Certificate.objects.select_related("revoked_by").filter(number=tidy(number)).first()


def verification_of(number: str) -> Verification:
    """Compare what was certified with its hash, and say where the certificate stands."""
    return _verification(tidy(number), certificate_by_number(number))


def verifications_of(numbers: list[str]) -> list[Verification]:
    """Return the answers to many numbers in their order, each number once, in one query."""
    wanted = list(dict.fromkeys(tidy(number) for number in numbers))
    found = {each.number: each for each in Certificate.objects.filter(number__in=wanted).order_by("number")}
    return [_verification(number, found.get(number)) for number in wanted]


def _verification(number: str, certificate: Certificate | None) -> Verification:
    if certificate is None:
        return Verification("unknown", number)
    if not is_intact(certificate):
        return Verification("tampered", certificate.number, certificate)
    return Verification("revoked" if certificate.is_revoked else "valid", certificate.number, certificate)


def is_intact(certificate: Certificate) -> bool:
    """Tell whether the payload still is what was hashed at issue, for this number."""
    try:
        matches = fingerprint(certificate.payload) == certificate.payload_hash
    except (TypeError, ValueError):
        return False
    return matches and certificate.payload.get("number") == certificate.number


def tidy(number: str) -> str:
    """Read a number as people type it: any case, spaces and full-width signs allowed."""
    plain = number.translate({ord("－"): "-", ord("—"): "-", ord("–"): "-", 0x3000: " "})  # what keyboards write
    return re.sub(r"\s+", "", plain).upper()[:48]
