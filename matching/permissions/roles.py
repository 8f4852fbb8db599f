"""In which roles does a user stand to a company, a person, a placement? The words are those of the state tables."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import CompanyMember, Coordinator
from core.denials import Denial

NOT_YOURS = Denial("matching.not_yours", _("This is not yours to decide."))


def is_office(user: Any) -> bool:
    """Tell whether the user acts for the programme office."""
    return bool(user and user.is_authenticated and user.is_active and user.is_office)


def acts_for_company(user: Any, company_id: int) -> bool:
    """Tell whether the user is an active member of the company."""
    if not user or not user.is_authenticated or not user.is_company:
        return False
    return CompanyMember.objects.filter(user=user, company_id=company_id, is_active=True).exists()


def is_person(user: Any, trainee: Any) -> bool:
    """Tell whether the user is the trainee's own account."""
    return bool(user and user.is_authenticated and trainee.user_id == user.pk)


def coordinates(user: Any, university_id: int | None) -> bool:
    """Tell whether the user coordinates the school; nobody coordinates no school."""
    if university_id is None or not user or not user.is_authenticated or not user.is_university:
        return False
    return Coordinator.objects.filter(
        user=user, university_id=university_id, is_active=True
    ).exists()
