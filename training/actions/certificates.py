"""How is a certificate issued and revoked? Issued it never changes; its holder is named by mask and digest only."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.actions.profile import correct_name
from accounts.actions.skills import grant_skill, revoke_proofs
from accounts.models import Evidence
from core import audit
from core.clock import local_date
from core.contention import patiently
from core.denials import Denial, Refused, require
from core.templatetags.zhicai import name_masked
from training import notifications, numbers, permissions
from training.actions.seats import lock_enrolment
from training.documents.payload import fingerprint
from training.models import Certificate, CourseRun, CourseSkill, Enrolment
from training.models.certificates import holder_digest
from training.queries.certificates import city_prefix


def issue(
    *, enrolment: Enrolment, by: Any, now: datetime, replaces: Certificate | None = None
) -> Certificate:
    """Issue the certificate of a completed enrolment with its skills; the caller's transaction holds all or nothing."""
    number = new_number(course_code=enrolment.run.course.code, year=local_date(now).year)
    taught = list(
        enrolment.run.course.taught.select_related("skill").order_by("-level", "skill__code")
    )
    certificate = draft(enrolment=enrolment, number=number, now=now, taught=taught, issued_by=by)
    certificate.replaces = replaces
    certificate.save(force_insert=True)
    for row in taught:
        grant_skill(
            trainee=enrolment.trainee,
            skill=row.skill,
            level=row.level,
            evidence=Evidence.CERTIFICATE,
            reference=number,
            by=by,
            on=enrolment.completed_on,
            now=now,
        )
    audit.record(
        certificate,
        "certificate.issue",
        by=by,
        after=number[:40],
        data={"hash": certificate.payload_hash},
    )
    return certificate


@patiently
def revoke(*, certificate: Certificate, by: Any, reason: str, now: datetime) -> Certificate:
    """Revoke a certificate with a reason; it stays readable, the public page says so, and it proves no skill any more."""
    _revoke(certificate, by, reason, now)
    notifications.tell_revoked(certificate)
    return certificate


@patiently
def reissue(
    *, certificate: Certificate, real_name: str, by: Any, reason: str, now: datetime
) -> Certificate:
    """Revoke a certificate and issue it anew with the corrected name, under a new number: chained, counted once."""
    require(permissions.denies_reissuing(by, certificate, real_name))
    enrolment = lock_enrolment(enrolment=certificate.enrolment)  # type: ignore[arg-type]  # the rule above asks for one
    certificate.refresh_from_db()
    require(permissions.denies_reissuing(by, certificate, real_name))
    if not certificate.is_revoked:
        _revoke(certificate, by, reason, now)
    Certificate.objects.filter(pk=certificate.pk).update(enrolment=None)
    correct_name(trainee=enrolment.trainee, real_name=real_name, by=by, reason=reason)
    again = issue(
        enrolment=lock_enrolment(enrolment=enrolment), by=by, now=now, replaces=certificate
    )
    notifications.tell_reissued(again, certificate, reason)
    return again


def _revoke(certificate: Certificate, by: Any, reason: str, now: datetime) -> None:
    require(permissions.denies_revoking(by, certificate, reason))
    rows = Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=now, revoked_by=by, revoked_reason=reason[:300]
    )
    certificate.refresh_from_db()
    if not rows:
        require(permissions.denies_revoking(by, certificate, reason))
    audit.record(
        certificate, "certificate.revoke", by=by, before="valid", after="revoked", reason=reason
    )
    revoke_proofs(trainee=certificate.trainee, reference=certificate.number, by=by, now=now)


def new_number(*, course_code: str, year: int) -> str:
    """Draw a number that no certificate has yet; the unique column holds should two draw the same at once."""
    while True:
        number = numbers.write(city_prefix(), year, course_code, secrets.randbelow)
        if not Certificate.objects.filter(number=number).exists():
            return number


def draft(
    *,
    enrolment: Enrolment,
    number: str,
    now: datetime,
    taught: Sequence[CourseSkill],
    issued_by: Any = None,
) -> Certificate:
    """Return the unsaved certificate of a completed enrolment (run, course and trainee loaded)."""
    if enrolment.completed_on is None:
        raise Refused(Denial("certificate.incomplete", _("No certificate without a completion.")))
    payload = payload_of(enrolment=enrolment, number=number, now=now, taught=taught)
    return Certificate(
        enrolment=enrolment,
        completion=enrolment,
        trainee=enrolment.trainee,
        course=enrolment.run.course,
        number=number,
        payload=payload,
        payload_hash=fingerprint(payload),
        issued_at=now,
        issued_by=issued_by,
    )


def payload_of(
    *, enrolment: Enrolment, number: str, now: datetime, taught: Sequence[CourseSkill]
) -> dict[str, Any]:
    """Return what is certified, frozen as text and whole numbers; the holder's full name is not part of it."""
    course = enrolment.run.course
    organiser_zh, organiser_en = organiser_of(run=enrolment.run)
    return {
        "number": number,
        "holder_name": name_masked(enrolment.trainee.real_name),
        "holder_digest": holder_digest(number, enrolment.trainee.real_name),
        "course_code": course.code,
        "course_title_zh": course.title_zh,
        "course_title_en": course.title_en,
        "hours": course.hours,
        "level": course.exit_level,
        "skills": [
            {
                "code": row.skill.code,
                "name_zh": row.skill.name_zh,
                "name_en": row.skill.name_en,
                "level": row.level,
            }
            for row in taught
        ],
        "completed_on": str(enrolment.completed_on),
        "issued_on": local_date(now).isoformat(),
        "organiser_zh": organiser_zh,
        "organiser_en": organiser_en,
        "operator_zh": settings.OPERATOR["name_zh"],
        "operator_en": settings.OPERATOR["name_en"],
    }


def organiser_of(*, run: CourseRun) -> tuple[str, str]:
    """Return who held the run, in both languages: a school, a company or the operator."""
    organiser = run.university or run.company
    if organiser is None:
        return settings.OPERATOR["name_zh"], settings.OPERATOR["name_en"]
    return organiser.name_zh, organiser.name_en or organiser.name_zh
