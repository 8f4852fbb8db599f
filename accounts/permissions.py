"""Who may see and do what with people and companies?"""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Company, CompanyMember, CompanyRole, User, UserKind
from accounts.states import CompanyState
from core.denials import Denial


def needs_second_factor(user: User) -> bool:
    """Tell whether this account must hold a second factor: office, coordinators, company owners."""
    if user.kind in {UserKind.OFFICE, UserKind.UNIVERSITY} or user.is_staff:
        return True
    return user.kind == UserKind.COMPANY and _owned(user).exists()


def _owned(user: User) -> QuerySet[CompanyMember]:
    return CompanyMember.objects.filter(user=user, role=CompanyRole.OWNER, is_active=True)


def denies_posting(company: Company, today: date) -> Denial | None:
    """Say why a company may not publish openings today, or None: it must be currently verified."""
    if company.is_verified_on(today):
        return None
    if company.state == CompanyState.VERIFIED:
        return Denial(
            "company.verification_expired",
            _("The verification of the company has run out."),
            _("Submit the current business licence again."),
            reverse("accounts:company_licence"),
        )
    return Denial(
        "company.not_verified",
        _("The company is not verified yet, so nothing can be published."),
        _("Submit the business licence and wait for the programme office to check it."),
        reverse("accounts:company_licence"),
    )
