"""How does a person see who looked, and leave?"""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import permissions, personal_data
from accounts.actions.consents import give_consent, withdraw_consent
from accounts.actions.profile import forget_picture
from accounts.actions.skills import forget_declared
from accounts.models import (
    AccessLog,
    CompanyMember,
    Consent,
    Coordinator,
    Invitation,
    RosterEntry,
    Trainee,
    User,
)
from core import audit
from core.denials import require
from core.models import Notice
from core.order import not_before

__all__ = ["close_account", "give_consent", "record_access", "withdraw_consent"]


def record_access(*, trainee: Trainee, what: str, by: User) -> None:
    """Log that somebody else read a person's data; one's own access is not logged."""
    if by.pk != trainee.user_id:
        AccessLog.objects.create(trainee=trainee, by=by, what=what)


@transaction.atomic
def close_account(*, user: User, by: Any, now: datetime) -> None:
    """Close an account for good: the person's traces go, the counted history stays without a name."""
    require(permissions.denies_closing_account(user))
    personal_data.erase_all(user, now=now)
    trainee = Trainee.objects.filter(user=user).first()
    if trainee is not None:
        _anonymise_trainee(trainee)
    _cut_ties(user, now)
    _erase_words(user)
    audit.record(user, "user.close_account", by=by, after="anonymised")
    user.email, user.phone, user.real_name, user.phone_verified = None, None, "", False
    user.is_active, user.is_staff, user.is_superuser, user.anonymised_at = (
        False,
        False,
        False,
        now,
    )
    user.set_unusable_password()
    user.save()


def _anonymise_trainee(trainee: Trainee) -> None:
    """Empty the profile; school, major, home town and checked state stay, because the yearly figures rest on them."""
    for sample in trainee.work_samples.order_by("pk"):
        forget_picture(sample=sample)
        sample.delete()
    trainee.guardian_consents.all().delete()
    forget_declared(trainee=trainee)
    trainee.earlier_work.all().delete()
    trainee.wanted_occupations.clear()
    trainee.wanted_divisions.clear()
    for entry in RosterEntry.objects.filter(trainee=trainee).order_by("pk"):
        RosterEntry.objects.filter(pk=entry.pk).update(
            real_name="", name_key="", phone="", email="", student_number=f"closed-{entry.pk}"
        )
    Trainee.objects.filter(pk=trainee.pk).update(
        real_name="", birth_on=None, gender="", source="", school_name="", wanted_pay_min=None,
        wanted_work="", about="", is_open_to_contact=False, uses_recommendations=False,
    )  # fmt: skip


def _erase_words(user: User) -> None:
    """Erase texts about the person from the audit record; what happened, when and by whom stays."""
    for things in (
        User.objects.filter(pk=user.pk),
        Trainee.objects.filter(user=user),
        RosterEntry.objects.filter(trainee__user=user),
        CompanyMember.objects.filter(user=user),
    ):
        audit.erase_words(things)


def _cut_ties(user: User, now: datetime) -> None:
    """Remove logins' belongings: addresses, second factors, messages, seats; the invitation forgets its address."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Notice.objects.filter(recipient=user).delete()
    Consent.objects.filter(user=user, withdrawn_at=None).update(
        withdrawn_at=not_before("given_at", now=now)
    )
    Invitation.objects.filter(accepted_by=user).update(email="closed@account.invalid", phone="")
    CompanyMember.objects.filter(user=user).update(is_active=False)
    Coordinator.objects.filter(user=user).update(is_active=False)
