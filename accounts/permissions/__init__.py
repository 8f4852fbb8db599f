"""Who may see and do what with people and companies?"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    Company,
    CompanyMember,
    CompanyRole,
    Evidence,
    HeldSkill,
    Invitation,
    Trainee,
    User,
    UserKind,
    WorkSample,
)
from accounts.states import CompanyGroup, CompanyState
from accounts.study import age_on
from core.denials import Denial
from core.files import UNREADABLE, can_be_opened

GUARDIAN_AGREED_WITHIN = timedelta(days=366)

# --- what is visible ---------------------------------------------------------------------------------------------


def visible_companies(user: User) -> QuerySet[Company]:
    """Return every company for the office, one's own for an active member, none for others."""
    if user.is_authenticated and user.is_office:
        return Company.objects.all()
    if user.is_authenticated and user.is_company:
        return Company.objects.filter(members__user=user, members__is_active=True)
    return Company.objects.none()


def visible_trainees(user: User) -> QuerySet[Trainee]:
    """Return every person for the office, a school's own for its coordinator, oneself for a trainee."""
    if not user.is_authenticated:
        return Trainee.objects.none()
    if user.is_office:
        return Trainee.objects.all()
    if user.is_university:
        mine = Q(university__coordinators__user=user, university__coordinators__is_active=True)
        return Trainee.objects.filter(mine)
    return Trainee.objects.filter(user=user)


def visible_members(user: User) -> QuerySet[CompanyMember]:
    """Return the members of the companies that a user sees."""
    return CompanyMember.objects.filter(company__in=visible_companies(user))


def visible_invitations(user: User) -> QuerySet[Invitation]:
    """Return a company's invitations for its members, the others for the office."""
    if user.is_authenticated and user.is_office:
        return Invitation.objects.exclude(kind=UserKind.COMPANY)
    return (
        Invitation.objects.filter(company__in=visible_companies(user))
        if _is_member(user)
        else Invitation.objects.none()
    )


def _is_member(user: User) -> bool:
    return bool(user.is_authenticated and user.is_company)


# --- what is allowed ---------------------------------------------------------------------------------------------


def needs_second_factor(user: User) -> bool:
    """Tell whether this account must hold a second factor: office, coordinators, company owners."""
    if user.kind in {UserKind.OFFICE, UserKind.UNIVERSITY} or user.is_staff:
        return True
    return user.kind == UserKind.COMPANY and is_owner(user)


def is_owner(user: User, company: Company | None = None) -> bool:
    """Tell whether a user is an active owner (of a company)."""
    owned = CompanyMember.objects.filter(user_id=user.pk, role=CompanyRole.OWNER, is_active=True)
    return (owned.filter(company=company) if company else owned).exists()


def denies_acting(company: Company, today: date) -> Denial | None:
    """Say why a company may not act today, or None: it must be currently verified.

    The one rule for everything that a company does with openings and people, and for every answer to it.
    """
    if company.is_verified_on(today):
        return None
    if company.state == CompanyState.SUSPENDED:
        return Denial(
            "company.suspended",
            _(
                "The programme office has suspended the company, so everything it does here is on hold."
            ),
            _(
                "It continues once the office has lifted the suspension and checked the company again."
            ),
        )
    if company.state == CompanyState.VERIFIED:
        return Denial(
            "company.verification_expired",
            _("The verification of the company has run out."),
            _("Submit the current business licence again."),
            reverse("accounts:company_licence"),
        )
    if company.state == CompanyState.DOCUMENTS_SUBMITTED:
        return Denial(
            "company.being_checked",
            _(
                "The programme office is checking your licence; until then nothing can be published."
            ),
            _("You are told as soon as it is decided. You can prepare openings meanwhile."),
        )
    return Denial(
        "company.not_verified",
        _("The company is not verified yet, so nothing can be published."),
        _("Submit the business licence and wait for the programme office to check it."),
        reverse("accounts:company_licence"),
    )


def denies_drafting(company: Company, today: date) -> Denial | None:
    """Say why a company may not write drafts; one that waits for its verification may."""
    if company.is_in(CompanyGroup.WAITS):
        return None
    return denies_acting(company, today)


def denies_age(birth_on: date, today: date, *, guardian_knows: bool) -> Denial | None:
    """Refuse children under 14; ask 14- to 17-year-olds whether a guardian knows."""
    age = age_on(birth_on, today)
    if age > settings.OLDEST_AGE or birth_on > today:
        return Denial(
            "age.year", _("Please check the year of birth."), _("It is written with four digits.")
        )
    if age < settings.MINIMUM_AGE:
        return Denial(
            "age.child",
            _("People under %(age)s cannot have an account.") % {"age": settings.MINIMUM_AGE},
            _("A parent can ask the programme office for advice."),
        )
    if age < settings.ADULT_AGE and not guardian_knows:
        return Denial(
            "age.guardian",
            _("Under %(age)s, your parent or guardian has to know.") % {"age": settings.ADULT_AGE},
            _("Show them this page, then tick the box for it."),
        )
    return None


def denies_grown_up(trainee: Trainee, today: date) -> Denial | None:
    """Refuse a guardian's consent for an adult."""
    if trainee.birth_on is None or age_on(trainee.birth_on, today) < settings.ADULT_AGE:
        return None
    return Denial(
        "guardian.adult",
        _("You are %(age)s or older and decide for yourself.") % {"age": settings.ADULT_AGE},
        _("Nobody has to agree to an internship but you."),
    )


def denies_guardian(trainee: Trainee, phone: str, given_on: date, today: date) -> Denial | None:
    """Say why a guardian's consent cannot be recorded: not needed, the person's own number, or a future date."""
    if trainee.user.phone == phone:
        return Denial(
            "guardian.own_phone",
            _("This is your own phone number."),
            _("Give the number of your parent or guardian."),
        )
    if given_on > today:
        return Denial(
            "guardian.future",
            _("This day is still to come."),
            _("Give the day on which they agreed."),
        )
    if given_on < today - GUARDIAN_AGREED_WITHIN:
        return Denial(
            "guardian.long_ago", _("This day lies more than a year back."), _("Ask them again.")
        )
    return denies_grown_up(trainee, today)


def denies_profile_change(user: User | None, trainee: Trainee) -> Denial | None:
    """Allow only the person to change their profile."""
    if user is not None and user.pk == trainee.user_id:
        return None
    return Denial("profile.not_yours", _("Only the person can change their profile."))


def denies_declaring(held: HeldSkill | None) -> Denial | None:
    """Refuse to overwrite a proven skill by a declared one."""
    if held is None or held.evidence == Evidence.SELF_DECLARED:
        return None
    return Denial(
        "skill.proven",
        _("This level is proven by a certificate or an employer and cannot be changed by hand."),
        _("A further course or assessment raises it."),
    )


def denies_renaming(trainee: Trainee, real_name: str) -> Denial | None:
    """Refuse to change a checked name."""
    if trainee.verified_at is None or trainee.real_name == real_name:
        return None
    return Denial(
        "profile.name_checked",
        _("Your real name is checked and cannot be changed here."),
        _("Ask the programme office for a correction."),
    )


def denies_name_check(user: User) -> Denial | None:
    """Allow only the office to check names."""
    if user.is_authenticated and user.is_office and user.is_active:
        return None
    return Denial("person.office_only", _("Only the programme office checks real names."))


def denies_verifying(trainee: Trainee) -> Denial | None:
    """Say why a name cannot be checked now."""
    if trainee.merged_into_id:
        return Denial("person.merged", _("This person was merged into another record."))
    if not trainee.real_name:
        return Denial("person.nameless", _("This person has not given a real name yet."))
    return None


def denies_empty_reason(reason: str) -> Denial | None:
    """Require a reason."""
    return None if reason.strip() else Denial("reason.missing", _("Please give a reason."))


def denies_company_decision(user: User) -> Denial | None:
    """Allow only the office to decide about companies."""
    if user.is_authenticated and user.is_office and user.is_active:
        return None
    return Denial("company.office_only", _("Only the programme office decides about companies."))


def denies_company_change(user: User, company: Company) -> Denial | None:
    """Allow only owners to change a company."""
    if is_owner(user, company):
        return None
    return Denial(
        "company.owner_only",
        _("Only an owner of the company can change this."),
        _("Ask an owner, or ask them to make you one."),
    )


def denies_verified_until(until: date, today: date) -> Denial | None:
    """Require the next check within the legal period."""
    days = (until - today).days
    if 0 < days <= settings.COMPANY_RECHECK_DAYS:
        return None
    return Denial(
        "company.until",
        _("The next check has to be within %(days)s days from today.")
        % {"days": settings.COMPANY_RECHECK_DAYS},
    )


def denies_deactivating(member: CompanyMember) -> Denial | None:
    """Refuse to deactivate the last owner of a company."""
    others = CompanyMember.objects.filter(
        company_id=member.company_id, role=CompanyRole.OWNER, is_active=True
    )
    if member.role != CompanyRole.OWNER or others.exclude(pk=member.pk).exists():
        return None
    return Denial(
        "member.last_owner",
        _("A company needs at least one owner."),
        _("Invite another owner first."),
    )


def denies_taking_out(user: User, member: CompanyMember) -> Denial | None:
    """Say why an owner cannot take this member out of the company."""
    return denies_company_change(user, member.company) or denies_deactivating(member)


def denies_letting_in(user: User, member: CompanyMember) -> Denial | None:
    """Say why an owner cannot let this former member back in."""
    return denies_company_change(user, member.company) or denies_adding(member.company)


def denies_inviting(user: User, kind: str, company: Company | None) -> Denial | None:
    """Allow owners to invite colleagues, and the office to invite everybody else."""
    if kind == UserKind.COMPANY and company is not None:
        return denies_company_change(user, company)
    if user.is_authenticated and user.is_office:
        return None
    return Denial(
        "invitation.office_only",
        _("Only the programme office invites staff, teachers and coordinators."),
    )


def denies_adding(company: Company | None) -> Denial | None:
    """Refuse new members of a suspended company."""
    if company is None or company.state != CompanyState.SUSPENDED:
        return None
    return Denial(
        "company.suspended.members",
        _("The programme office has suspended the company, so nobody can be added."),
        _("Invite colleagues when the office has lifted the suspension."),
    )


def denies_accepting(invitation: Invitation, moment: datetime) -> Denial | None:
    """Say why an invitation cannot be accepted: used, revoked, or too old."""
    if invitation.accepted_at is not None:
        return Denial(
            "invitation.used", _("This invitation was already accepted."), _("Log in instead.")
        )
    if invitation.revoked_at is not None or invitation.expires_at <= moment:
        return Denial(
            "invitation.expired",
            _("This invitation is no longer valid."),
            _("Ask the person who invited you for a new one."),
        )
    return denies_adding(invitation.company)


def denies_closing_account(user: User) -> Denial | None:
    """Say why an account cannot be closed: its company would be left without an owner."""
    member = CompanyMember.objects.filter(user=user, is_active=True).first()
    return denies_deactivating(member) if member else None


def denies_another_sample(trainee: Trainee) -> Denial | None:
    """Refuse more work samples than a person may show."""
    most = settings.WORK_SAMPLES_MOST
    if WorkSample.objects.filter(trainee=trainee).count() < most:
        return None
    return Denial(
        "sample.many",
        _("You have %(count)s work samples already, which is the limit.") % {"count": most},
        _("Remove one before you add another."),
    )


def denies_unreadable_licence(company: Company) -> Denial | None:
    """Refuse to verify a company whose licence file cannot be opened."""
    return None if company.licence and can_be_opened(company.licence) else UNREADABLE
