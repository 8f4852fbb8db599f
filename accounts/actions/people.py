"""How does a person come in? One way to make a login with its place in the platform, for every kind."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actions.verification import match_roster
from accounts.models import (
    Company,
    CompanyMember,
    CompanyRole,
    Coordinator,
    Trainee,
    University,
    User,
    UserKind,
)
from core import audit


@transaction.atomic
def create_person(
    *,
    kind: str,
    real_name: str,
    email: str | None = None,
    phone: str | None = None,
    password: str | None = None,
    company: Company | None = None,
    role: str = CompanyRole.RECRUITER,
    university: University | None = None,
    language: str = "zh-hans",
    confirmed_at: datetime | None = None,
    by: Any = None,
    **profile: Any,
) -> User:
    """Create a login of a kind with what belongs to it: profile, membership or coordinator's seat.

    `confirmed_at` says that the e-mail or phone is already known to be theirs; `profile` are fields of a trainee.
    """
    user = User.objects.create_user(
        email,
        password,
        phone=phone,
        kind=kind,
        real_name=real_name,
        language=language,
        is_staff=kind == UserKind.OFFICE,
        phone_verified=bool(phone and confirmed_at),
        contact_confirmed_at=confirmed_at,
    )
    if user.email:
        EmailAddress.objects.create(
            user=user, email=user.email, primary=True, verified=confirmed_at is not None
        )
    place(user=user, company=company, role=role, university=university, **profile)
    audit.record(user, "user.create", by=by or user, after=kind)
    return user


def place(
    *,
    user: User,
    company: Company | None = None,
    role: str = CompanyRole.RECRUITER,
    university: University | None = None,
    **profile: Any,
) -> None:
    """Give a login what its kind needs."""
    if user.kind == UserKind.TRAINEE:
        Trainee.objects.create(user=user, real_name=user.real_name, **profile)
    elif user.kind == UserKind.COMPANY and company is not None:
        CompanyMember.objects.create(user=user, company=company, role=role)
    elif user.kind == UserKind.UNIVERSITY and university is not None:
        Coordinator.objects.create(user=user, university=university)


@transaction.atomic
def confirm_contact(*, user: User, now: datetime) -> bool:
    """Note that an e-mail or phone was shown to be this person's, once; then look for them on the rosters."""
    if not User.objects.filter(pk=user.pk, contact_confirmed_at=None).update(
        contact_confirmed_at=now
    ):
        return False
    user.contact_confirmed_at = now
    audit.record(user, "user.confirm_contact", by=user)
    trainee = Trainee.objects.filter(user=user).first()
    if trainee is not None:
        match_roster(trainee=trainee, by=user, now=now)
    return True
