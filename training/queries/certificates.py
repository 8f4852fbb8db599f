"""Which certificates are there, and is this one real?"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import City, Trainee, User
from core.typed import plain
from training import numbers
from training.documents.payload import fingerprint
from training.models import Certificate, Course
from training.permissions import visible_certificates
from training.states import CertificateStatus


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer to "is this certificate real?": valid, revoked, tampered, unknown, or malformed (no whole number)."""

    status: CertificateStatus
    number: str
    certificate: Certificate | None = None

    @property
    def is_valid(self) -> bool:
        """Tell whether it is one of ours, and counts."""
        return self.status == CertificateStatus.VALID

    @property
    def is_revoked(self) -> bool:
        """Tell whether it was one of ours, and counts no more."""
        return self.status == CertificateStatus.REVOKED

    @property
    def is_tampered(self) -> bool:
        """Tell whether its content was changed after it was issued."""
        return self.status == CertificateStatus.TAMPERED

    @property
    def is_unknown(self) -> bool:
        """Tell whether the number is whole, and none of ours."""
        return self.status == CertificateStatus.UNKNOWN

    @property
    def is_whole(self) -> bool:
        """Tell whether a whole number was given, so that something can be said about it."""
        return self.status != CertificateStatus.MALFORMED

    @property
    def is_shown(self) -> bool:
        """Tell whether what was certified can be shown."""
        return self.is_valid or self.is_revoked

    @property
    def payload(self) -> dict[str, Any]:
        """Return what was certified; empty when unknown."""
        return self.certificate.payload if self.certificate else {}

    @property
    def replaced_by(self) -> str:
        """Return the number under which it was issued anew, or nothing."""
        after = getattr(self.certificate, "replaced_by", None)
        return after.number if after else ""

    @property
    def replaces(self) -> str:
        """Return the number of the revoked one before, or nothing."""
        before = self.certificate.replaces if self.certificate else None
        return before.number if before else ""


def certificates_of(trainee: Trainee) -> QuerySet[Certificate]:
    """Return a person's certificates, newest first, with their courses."""
    return (
        Certificate.objects.filter(trainee=trainee)
        .select_related("course")
        .order_by("-issued_at", "-pk")
    )


def certificate_for(user: User, number: str) -> Certificate | None:
    """Return a certificate that this account may download, or None."""
    return (
        visible_certificates(user)
        .select_related("trainee__user", "enrolment__run__course", "course")
        .filter(number=number)
        .first()
    )


def verification_of(typed: str) -> Verification:
    """Find the number in what was typed or pasted, and say where its certificate stands."""
    return verifications_of([typed])[0]


def verifications_of(typed: list[str]) -> list[Verification]:
    """Return the answers to many typed numbers in their order, each number once, in one query; three with a stranger."""
    readings = [(text, numbers.read(text)) for text in typed]
    wanted = {number for _, each in readings for number in (*each.fitting, *each.others)}
    found = {each.number: each for each in _chained().filter(number__in=wanted)}
    are_missing = any(
        each.fitting and not found.keys() & {*each.fitting, *each.others} for _, each in readings
    )
    heads = issued_heads() if are_missing else frozenset()
    answers = [_verification(text, each, found, heads) for text, each in readings]
    return list({each.number: each for each in answers}.values())


def _chained() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("replaces", "replaced_by").order_by("number")


def city_prefix() -> str:
    """Return what certificate numbers of this city begin with."""
    code = City.objects.order_by("pk").values_list("code", flat=True).first()
    return str(code or settings.CITY_CODE).upper()


def issued_heads() -> frozenset[tuple[str, str]]:
    """Return city and course of every number that can be issued here; a sign too many makes another city or course."""
    city = city_prefix()
    return frozenset(
        (city, numbers.course_part(code)) for code in Course.objects.values_list("code", flat=True)
    )


def _verification(
    text: str,
    reading: numbers.NumberReading,
    found: dict[str, Certificate],
    heads: frozenset[tuple[str, str]],
) -> Verification:
    certificate = next(
        (found[each] for each in (*reading.fitting, *reading.others) if each in found), None
    )
    if certificate is None:
        ours = [each for each in reading.fitting if numbers.head_of(each) in heads]
        return Verification(CertificateStatus.UNKNOWN, ours[0]) if ours else _malformed(text)
    if not is_intact(certificate):
        return Verification(CertificateStatus.TAMPERED, certificate.number, certificate)
    status = CertificateStatus.REVOKED if certificate.is_revoked else CertificateStatus.VALID
    return Verification(status, certificate.number, certificate)


def _malformed(text: str) -> Verification:
    return Verification(CertificateStatus.MALFORMED, plain(text)[:60])


def is_intact(certificate: Certificate) -> bool:
    """Tell whether the payload still is what was hashed at issue, for this number."""
    try:
        matches = fingerprint(certificate.payload) == certificate.payload_hash
    except (TypeError, ValueError):
        return False
    return matches and certificate.payload.get("number") == certificate.number
