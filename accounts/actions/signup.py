"""What does signing up through one of the two doors leave behind?"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import names, permissions, queries
from accounts.actions.people import place
from accounts.actions.privacy import give_consent
from accounts.models import Company, CompanyRole, ConsentPurpose, Trainee, User, UserKind
from accounts.uscc import denies_code, normalised
from core import audit, clock
from core.denials import Denial, Refused, require


@transaction.atomic
def join_as_trainee(
    *,
    user: User,
    real_name: str,
    birth_on: date,
    guardian_knows: bool,
    wants_recommendations: bool,
    now: datetime,
) -> Trainee:
    """Give a fresh login its trainee's profile and consents."""
    require(permissions.denies_age(birth_on, clock.local_date(now), guardian_knows=guardian_knows))
    _name(user, real_name, UserKind.TRAINEE)
    place(
        user=user,
        birth_on=birth_on,
        uses_recommendations=wants_recommendations,
        guardian_informed_at=now if guardian_knows else None,
    )
    purposes = [ConsentPurpose.TERMS, ConsentPurpose.PRIVACY]
    _agree(
        user, [*purposes, ConsentPurpose.RECOMMENDATION] if wants_recommendations else purposes, now
    )
    return user.trainee


@transaction.atomic
def join_as_company(
    *, user: User, real_name: str, company: dict[str, Any], now: datetime
) -> Company:
    """Give a fresh login its new company, as the owner."""
    require(denies_code(company["uscc"], company.get("uscc_reason", "")))
    code = normalised(company["uscc"])
    if queries.company_with_code(code) is not None:
        raise Refused(denies_known_company())
    _name(user, real_name, UserKind.COMPANY)
    created = _found({**company, "uscc": code})
    place(user=user, company=created, role=CompanyRole.OWNER)
    audit.record(created, "company.register", by=user, after=created.state)
    _agree(user, [ConsentPurpose.TERMS, ConsentPurpose.PRIVACY], now)
    return created


def _found(company: dict[str, Any]) -> Company:
    """Create a new company; if two people register the same credit code at once, the first one gets it."""
    try:
        with transaction.atomic():
            return Company.objects.create(**company)
    except IntegrityError as error:
        if queries.company_with_code(company["uscc"]) is None:
            raise
        raise Refused(denies_known_company()) from error


def denies_known_company() -> Denial:
    """Say that a company is here already, and the way in."""
    return Denial(
        "company.known",
        _("This company is already here."),
        _("Ask its owner to invite you, or call the programme office."),
    )


def _name(user: User, real_name: str, kind: str) -> None:
    user.real_name, user.kind = names.tidy(real_name), kind
    user.save(update_fields=["real_name", "kind"])
    audit.record(user, "user.sign_up", by=user, after=kind)


def _agree(user: User, purposes: list[ConsentPurpose], now: datetime) -> None:
    for purpose in purposes:
        give_consent(user=user, purpose=purpose, by=user, now=now)
