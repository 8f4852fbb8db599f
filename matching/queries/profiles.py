"""What is sent with an application? The profile as it stands, without contact details."""

from datetime import date
from typing import Any

from accounts.models import (
    EarlierKind,
    EarlierSpan,
    EarlierWork,
    HeldSkill,
    NationalCertificate,
    NationalGrade,
    NationalKind,
    Trainee,
)
from accounts.queries.earlier import earlier_work_of
from accounts.queries.national import nationals_of
from accounts.states import STANDING, NationalState
from core.audit import ERASED
from core.clock import local_date
from core.i18n import both, choose, spoken
from matching.models import Application
from matching.permissions.retention import is_faded
from training.models import Certificate

# What stays of a frozen profile when the person has left: its shape, so that every page still reads it.
ERASED_PROFILE: dict[str, Any] = {
    "name": ERASED, "education": None, "school": None, "major": None, "graduation_year": None, "about": "",
    "wanted_pay_min": None, "earlier": [], "skills": [], "certificates": [], "national": [], "samples": [], "profile_version": 0,
}  # fmt: skip

SAMPLE = ("pk", "title", "description", "link")


def profile_to_send(trainee: Trainee) -> dict[str, Any]:
    """Return the frozen profile. Sex, age, origin and contact details are not part of it."""
    return {
        "name": trainee.real_name,
        "education": both(trainee.education, "name") if trainee.education else None,
        "school": both(trainee.university, "name")
        if trainee.university
        else {"zh": trainee.school_name, "en": ""},
        "major": both(trainee.major, "name") if trainee.major else None,
        "graduation_year": trainee.graduation_year,
        "about": trainee.about,
        "wanted_pay_min": trainee.wanted_pay_min,
        "earlier": [_earlier(work) for work in earlier_work_of(trainee) if work.span],
        "skills": [_skill(held) for held in _held(trainee)],
        "certificates": [_certificate(found) for found in _certificates(trainee)],
        "national": [
            _national(found) for found in nationals_of(trainee).filter(state__in=STANDING)
        ],
        "samples": [
            {"id": pk, "title": title, "description": description, "link": link}
            for pk, title, description, link in trainee.work_samples.order_by("pk").values_list(
                *SAMPLE
            )
        ],
        "profile_version": trainee.profile_version,
    }


def _earlier(work: EarlierWork) -> dict[str, Any]:
    """Return work that was done, in both languages; that there was none is nobody's business."""
    done = (
        both(work.occupation, "name") if work.occupation else spoken(EarlierKind(work.kind).label)
    )
    return {"work": done, "span": spoken(EarlierSpan(work.span).label)}


def _held(trainee: Trainee) -> Any:
    return (
        HeldSkill.objects.filter(trainee=trainee)
        .select_related("skill")
        .order_by("-level", "skill__code")
    )


def _skill(held: HeldSkill) -> dict[str, Any]:
    return {
        "id": held.skill_id,
        "code": held.skill.code,
        "name": both(held.skill, "name"),
        "level": held.level,
        "evidence": held.evidence,
        "reference": held.evidence_reference,
    }


def _certificates(trainee: Trainee) -> Any:
    found = Certificate.objects.filter(trainee=trainee, revoked_at__isnull=True).select_related(
        "course"
    )
    return found.order_by("-issued_at", "-pk")


def _certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "number": certificate.number,
        "title": both(certificate.course, "title"),
        "issued_on": local_date(certificate.issued_at).isoformat(),
    }


def _national(certificate: NationalCertificate) -> dict[str, Any]:
    return {
        "id": certificate.pk,
        "kind": certificate.kind,
        "occupation": certificate.occupation,
        "grade": certificate.grade,
        "number": certificate.number,
        "issuer": certificate.issuer,
        "issued_on": certificate.issued_on.isoformat(),
    }


def nationals_read(profile: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the national certificates of a frozen profile that stand today, in words, each with whether it is checked;
    what was sent back, taken back or removed since is neither checked nor a claim any more."""
    sent = profile.get("national", [])
    found = NationalCertificate.objects.filter(
        pk__in=[row["id"] for row in sent], state__in=STANDING
    )
    states = dict(found.values_list("pk", "state"))
    rows = [row for row in sent if row["id"] in states]
    said = {"kind": dict(NationalKind.choices), "grade": dict(NationalGrade.choices)}
    words = [{name: labels.get(row[name], "") for name, labels in said.items()} for row in rows]
    return [
        {**row, **each, "is_checked": states[row["id"]] == NationalState.CHECKED}
        for row, each in zip(rows, words, strict=True)
    ]


def faded_profile(profile: dict[str, Any]) -> dict[str, Any]:
    """Return what stays of a frozen profile for good: skills and schooling, nothing that leads to the person."""
    kept = [{**row, "number": ""} for row in profile.get("certificates", [])]
    gone: dict[str, Any] = {
        "name": "",
        "school": None,
        "major": None,
        "graduation_year": None,
        "about": "",
        "earlier": [],
        "samples": [],
    }
    skills = [{**row, "reference": ""} for row in profile.get("skills", [])]
    national = [{**row, "number": "", "issuer": ""} for row in profile.get("national", [])]
    return {**profile, **gone, "skills": skills, "certificates": kept, "national": national}


def as_company_reads(application: Application, today: date) -> Application:
    """Return the application as the company may read it today; never to be saved."""
    if is_faded(application, today):
        application.profile, application.note = faded_profile(application.profile), ""
    return application


def readable(profile: Any) -> Any:
    """Return a frozen profile with every text in the reader's language."""
    if isinstance(profile, list):
        return [readable(part) for part in profile]
    if not isinstance(profile, dict):
        return profile
    if set(profile) == {"zh", "en"}:
        return choose(profile)
    return {name: readable(part) for name, part in profile.items()}
