"""How does a person give and withdraw consent, see who looked, and leave?"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from accounts import permissions, personal_data
from accounts.actions.profile import forget_picture
from accounts.models import (
    AccessLog,
    CompanyMember,
    Consent,
    ConsentPurpose,
    Coordinator,
    Evidence,
    Invitation,
    RosterEntry,
    Trainee,
    User,
)
from core import audit
from core.clock import now
from core.denials import require
from core.models import Notice


@transaction.atomic
def give_consent(user: User, purpose: str, *, by: Any) -> None:
    """Note a yes to the current version of a purpose; giving it twice notes it once."""
    version = settings.CONSENT_VERSIONS[purpose]
    Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).exclude(version=version).update(
        withdrawn_at=now()
    )
    consent, is_new = Consent.objects.get_or_create(
        user=user, purpose=purpose, withdrawn_at=None, defaults={"version": version}
    )
    if is_new:
        audit.record(consent, "consent.give", by=by, after=f"{purpose} {version}")
        _follow(user, purpose, given=True)


@transaction.atomic
def withdraw_consent(user: User, purpose: str, *, by: Any) -> None:
    """Take a yes back; what it allowed stops at once."""
    consent = Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).first()
    if consent is None:
        return
    consent.withdrawn_at = now()
    consent.save(update_fields=["withdrawn_at"])
    audit.record(consent, "consent.withdraw", by=by, before=f"{purpose} {consent.version}")
    _follow(user, purpose, given=False)


def _follow(user: User, purpose: str, *, given: bool) -> None:
    """Let the switches of the profile follow the consents they stand for."""
    column = {ConsentPurpose.RECOMMENDATION: "uses_recommendations", ConsentPurpose.CONTACT: "is_open_to_contact"}
    if purpose in column:
        Trainee.objects.filter(user=user).update(**{column[ConsentPurpose(purpose)]: given})


def record_access(trainee: Trainee, what: str, *, by: User) -> None:
    """Note that somebody else looked at a person's data; one's own looks are not noted."""
    if by.pk != trainee.user_id:
        AccessLog.objects.create(trainee=trainee, by=by, what=what)


@transaction.atomic
def close_account(user: User, *, by: Any) -> None:
    """Close an account for good: the person's traces go, the counted history stays without a name."""
    require(permissions.denies_closing_account(user))
    personal_data.erase_all(user)
    trainee = Trainee.objects.filter(user=user).first()
    if trainee is not None:
        _anonymise_trainee(trainee)
    _cut_ties(user)
    audit.record(user, "user.close_account", by=by, after="anonymised")
    user.email, user.phone, user.real_name, user.phone_verified = None, None, "", False
    user.is_active, user.is_staff, user.is_superuser, user.anonymised_at = False, False, False, now()
    user.set_unusable_password()
    user.save()


def _anonymise_trainee(trainee: Trainee) -> None:
    """Empty the profile; school, major and checked state stay, because the yearly figures rest on them."""
    for sample in trainee.work_samples.order_by("pk"):
        forget_picture(sample)
        sample.delete()
    trainee.held_skills.filter(evidence=Evidence.SELF_DECLARED).delete()
    trainee.held_skills.update(evidence_reference="")
    trainee.wanted_occupations.clear()
    trainee.wanted_divisions.clear()
    for entry in RosterEntry.objects.filter(trainee=trainee).order_by("pk"):
        RosterEntry.objects.filter(pk=entry.pk).update(
            real_name="", phone="", email="", student_number=f"closed-{entry.pk}"
        )
    Trainee.objects.filter(pk=trainee.pk).update(
        real_name="", birth_on=None, gender="", source="", school_name="", home_division=None, wanted_pay_min=None,
        about="", is_open_to_contact=False, uses_recommendations=False,
    )  # fmt: skip


def _cut_ties(user: User) -> None:
    """Remove logins' belongings: addresses, second factors, messages, seats; the invitation forgets its address."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Notice.objects.filter(recipient=user).delete()
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=now())
    Invitation.objects.filter(accepted_by=user).update(email="closed@account.invalid", phone="")
    CompanyMember.objects.filter(user=user).update(is_active=False)
    Coordinator.objects.filter(user=user).update(is_active=False)
