"""Who is it, and what is there to show about them?"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, Q, QuerySet, When

from accounts import names, permissions, phones, uscc
from accounts.models import (
    AccessLog,
    City,
    Company,
    CompanyMember,
    Consent,
    Division,
    DivisionKind,
    EducationLevel,
    GuardianConsent,
    HeldSkill,
    Invitation,
    Major,
    RosterEntry,
    SkillProof,
    Trainee,
    University,
    User,
    UserKind,
    WorkSample,
)
from accounts.states import CompanyState
from core import audit, notices
from core.han import simplified
from core.models import AuditEntry, Notice
from core.typed import plain
from skills.models import Skill
from skills.queries import name_rows

A_PAGE = 25

# --- places and schooling ------------------------------------------------------------------------------------------


def city() -> City | None:
    """Return the city of this installation."""
    return City.objects.filter(code=settings.CITY_CODE).select_related("division").first()


def towns() -> QuerySet[Division]:
    """Return the towns and streets of the city, by code."""
    return Division.objects.exclude(kind=DivisionKind.CITY).order_by("code")


def education_levels() -> QuerySet[EducationLevel]:
    """Return the levels of schooling, lowest first."""
    return EducationLevel.objects.order_by("rank", "code")


def majors() -> QuerySet[Major]:
    """Return the majors, by level and code."""
    return Major.objects.order_by("level", "code")


def universities() -> QuerySet[University]:
    """Return the partner schools, by name."""
    return University.objects.order_by("name_zh", "pk")


# --- a trainee's own things ----------------------------------------------------------------------------------------


def held_skills_of(trainee: Trainee) -> QuerySet[HeldSkill]:
    """Return what a trainee can do, highest level first."""
    return trainee.held_skills.select_related("skill__group").order_by("-level", "skill__code")


def undeclared_skills(trainee: Trainee) -> QuerySet[Skill]:
    """Return the skills that a trainee can still declare or re-declare: all but the proven ones."""
    proven = trainee.held_skills.exclude(evidence="self_declared").values("skill")
    return (
        Skill.objects.exclude(pk__in=proven).select_related("group").order_by("group__code", "code")
    )


@dataclass(frozen=True, slots=True)
class ProvenSkill:
    """A skill as the profile shows it, with everything that was ever brought forward for it, strongest first."""

    held: HeldSkill
    proofs: list[SkillProof]


def proven_skills_of(trainee: Trainee) -> list[ProvenSkill]:
    """Return the skills of a profile with their proofs, those that were taken back last, in two queries."""
    proofs: dict[int, list[SkillProof]] = {}
    for proof in trainee.skill_proofs.order_by("-level", "-proven_on", "pk"):
        proofs.setdefault(proof.skill_id, []).append(proof)
    return [
        ProvenSkill(
            held,
            sorted(proofs.get(held.skill_id, []), key=lambda each: each.revoked_at is not None),
        )
        for held in held_skills_of(trainee)
    ]


def held_skill_for(user: User, held_id: int) -> HeldSkill | None:
    """Return one of the user's own skills, or None."""
    own = HeldSkill.objects.filter(trainee__user=user).select_related("trainee", "skill")
    return own.filter(pk=held_id).first()


def work_samples_of(trainee: Trainee) -> QuerySet[WorkSample]:
    """Return a trainee's work samples, newest first."""
    return trainee.work_samples.order_by("-created_at", "-pk")


def work_sample_for(user: User, sample_id: int) -> WorkSample | None:
    """Return one of the user's own work samples, or None."""
    own = WorkSample.objects.filter(trainee__user=user).select_related("trainee")
    return own.filter(pk=sample_id).first()


def readable_sample_for(user: User, sample_id: int) -> WorkSample | None:
    """Return a work sample of somebody whom the user may see, or None."""
    seen = permissions.visible_trainees(user)
    return WorkSample.objects.exclude(picture="").filter(pk=sample_id, trainee__in=seen).first()


def live_consents(user: User) -> dict[str, Consent]:
    """Return the consents that are in force, by purpose."""
    return {
        consent.purpose: consent for consent in Consent.objects.filter(user=user, withdrawn_at=None)
    }


def consent_history(user: User) -> QuerySet[Consent]:
    """Return every consent ever given, newest first."""
    return Consent.objects.filter(user=user).order_by("-pk")


def guardian_consent_of(trainee: Trainee) -> GuardianConsent | None:
    """Return the guardian's yes that is in force, or None."""
    return GuardianConsent.objects.filter(trainee=trainee, withdrawn_at=None).first()


def access_log_of(trainee: Trainee) -> QuerySet[AccessLog]:
    """Return the accesses to a trainee's data, newest first."""
    return (
        AccessLog.objects.filter(trainee=trainee)
        .select_related("by__membership__company")
        .order_by("-at", "-pk")
    )


def matching_roster_entry(trainee: Trainee) -> RosterEntry | None:
    """Return the one free roster entry with this name and this confirmed phone or e-mail, or None."""
    user = trainee.user
    reached = Q(pk=None)
    if user.phone and user.phone_verified:
        reached |= Q(phone=user.phone)
    if user.email and has_confirmed_email(user):
        reached |= Q(email__iexact=user.email)
    if not trainee.real_name:
        return None
    wanted = names.key(trainee.real_name)
    found = RosterEntry.objects.filter(reached, name_key=wanted, trainee=None)
    entries = list(found.select_related("university", "major").order_by("pk")[:2])
    return entries[0] if len(entries) == 1 else None


def has_confirmed_email(user: User) -> bool:
    """Tell whether the e-mail address was confirmed by a code."""
    return user.emailaddress_set.filter(verified=True, email__iexact=user.email or "").exists()


# --- companies -----------------------------------------------------------------------------------------------------


def company_for(user: User, company_id: int) -> Company | None:
    """Return a company that the user may see, or None."""
    seen = permissions.visible_companies(user).select_related("division")
    return seen.filter(pk=company_id).first()


def companies_for(user: User, state: str = "", text: str = "") -> QuerySet[Company]:
    """Return the companies that the user sees, waiting ones first, filtered by state and name or code."""
    found = permissions.visible_companies(user).select_related("division")
    if state:
        found = found.filter(state=state)
    if text:
        code = uscc.normalised(text)
        found = found.filter(
            Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(uscc__istartswith=code)
        )
    waits_first = Case(When(state=CompanyState.DOCUMENTS_SUBMITTED, then=0), default=1)
    return found.order_by(waits_first, "name_zh", "pk")


def company_counts(user: User) -> dict[str, int]:
    """Return how many visible companies are in each state."""
    rows = (
        permissions.visible_companies(user)
        .values("state")
        .annotate(count=Count("pk"))
        .order_by("state")
    )
    return {row["state"]: row["count"] for row in rows}


def company_with_code(code: str) -> Company | None:
    """Return the company that holds a credit code, or None."""
    return Company.objects.filter(uscc=code).first()


def company_history(company: Company) -> QuerySet[AuditEntry]:
    """Return what happened with a company, oldest first, with the actors."""
    return audit.history(company)


def members_of(company: Company) -> QuerySet[CompanyMember]:
    """Return a company's members, active and owners first."""
    return company.members.select_related("user").order_by("-is_active", "role", "pk")


def member_for(user: User, member_id: int) -> CompanyMember | None:
    """Return a member of the user's own company, or None."""
    found = (
        permissions.visible_members(user)
        .select_related("user", "company")
        .filter(company__members__user=user)
    )
    return found.filter(pk=member_id).first()


# --- invitations ---------------------------------------------------------------------------------------------------


def hash_of(token: str) -> str:
    """Return what is stored of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_with(token: str) -> Invitation | None:
    """Return the invitation behind a token, or None."""
    found = Invitation.objects.select_related("company", "university", "by")
    return found.filter(token_hash=hash_of(token)).first()


def open_invitations_for(user: User) -> QuerySet[Invitation]:
    """Return the invitations that nobody accepted or revoked yet, newest first."""
    found = permissions.visible_invitations(user).filter(accepted_at=None, revoked_at=None)
    return found.select_related("company", "university", "by").order_by("-created_at", "-pk")


def invitation_for(user: User, invitation_id: int) -> Invitation | None:
    """Return an open invitation that the user may see, or None."""
    return open_invitations_for(user).filter(pk=invitation_id).first()


# --- the office's people -------------------------------------------------------------------------------------------


def people_for(user: User, checked: str = "", text: str = "") -> QuerySet[Trainee]:
    """Return the people that the user sees, unchecked first; `checked` is "", "no", "yes"."""
    found = permissions.visible_trainees(user).filter(merged_into=None, user__anonymised_at=None)
    if checked:
        found = found.filter(verified_at__isnull=checked == "no")
    if text:
        found = found.filter(_named_or_reached(plain(text)))
    return found.select_related("user", "university", "verified_by").order_by(
        F("verified_at").asc(nulls_first=True), "-pk"
    )


def _named_or_reached(text: str) -> Q:
    """Match a name in either script, a phone by its last digits or however it is written, an e-mail by its start."""
    name, phone = names.tidy(text), phones.to_e164(text)
    wanted = (
        Q(real_name__icontains=name)
        | Q(real_name__icontains=simplified(name))
        | Q(user__email__istartswith=text)
    )
    return wanted | (Q(user__phone=phone) if phone else Q(user__phone__endswith=text))


def person_for(user: User, trainee_id: int) -> Trainee | None:
    """Return a person that the user may see, or None."""
    found = permissions.visible_trainees(user).select_related(
        "user", "university", "education", "major", "verified_by"
    )
    return found.filter(pk=trainee_id).first()


def roster_lookalikes(trainee: Trainee) -> QuerySet[RosterEntry]:
    """Return the roster entries with this person's name, to help the decision."""
    found = RosterEntry.objects.filter(name_key=names.key(trainee.real_name)).exclude(real_name="")
    return found.select_related("university").order_by("pk")


def user_with(*, email: str = "", phone: str = "") -> User | None:
    """Return the login with this e-mail or phone, or None."""
    if not email and not phone:
        return None
    wanted = Q(email__iexact=email) if email else Q(phone=phone)
    return User.objects.filter(wanted).first()


def staff() -> QuerySet[User]:
    """Return office staff, teachers and coordinators, by kind."""
    kinds = [UserKind.OFFICE, UserKind.TEACHER, UserKind.UNIVERSITY]
    return User.objects.filter(kind__in=kinds).order_by("kind", "pk")


# --- pages of lists ------------------------------------------------------------------------------------------------


def page_of(rows: QuerySet[Any], number: str | None) -> Page[Any]:
    """Return one page of a list; a wrong number gives the nearest page."""
    return Paginator(rows, A_PAGE).get_page(number)


def shown_notices(found: QuerySet[Notice], number: str | None) -> Page[Any]:
    """Return one page of notices, each with its words in the reader's language."""
    rows = page_of(found, number)
    rows.object_list = [
        {
            "notice": n,
            "subject": notices.subject_of(n),
            "body": notices.body_of(n),
            "url": notices.url_of(n),
        }
        for n in rows.object_list
    ]
    return rows


def division_names() -> QuerySet[Any, Any]:
    """Return what places are called, for the vocabulary of the search."""
    return name_rows(Division.objects.all(), "division", "name_zh", "name_en")
