"""How does a person give and withdraw consent?"""

from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actions.skills import bump
from accounts.models import Consent, ConsentPurpose, Trainee, User
from core import audit
from core.clock import now


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
    trainee = Trainee.objects.filter(user=user).first()
    if purpose in column and trainee is not None:
        Trainee.objects.filter(pk=trainee.pk).update(**{column[ConsentPurpose(purpose)]: given})
        bump(trainee)
