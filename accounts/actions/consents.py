"""How does a person give and withdraw consent?"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts import consequences
from accounts.actions.skills import bump
from accounts.models import Consent, Trainee, User
from accounts.permissions import consents
from accounts.permissions.consents import Use
from core import audit
from core.order import not_before


@transaction.atomic
def give_consent(*, user: User, purpose: str, by: Any, now: datetime) -> None:
    """Record consent to the current version of a purpose; giving it twice records it once."""
    version = settings.CONSENT_VERSIONS[purpose]
    live = Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None)
    live.exclude(version=version).update(withdrawn_at=not_before("given_at", now=now))
    consent, is_new = Consent.objects.get_or_create(
        user=user,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"version": version, "given_at": now},
    )
    if is_new:
        audit.record(consent, "consent.give", by=by, after=f"{purpose} {version}")
    _follow(user, now)


@transaction.atomic
def withdraw_consent(*, user: User, purpose: str, by: Any, now: datetime) -> None:
    """Withdraw a consent; the uses that it allowed stop at once."""
    consent = Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).first()
    if consent is None:
        return
    Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(
        withdrawn_at=not_before("given_at", now=now)
    )
    audit.record(consent, "consent.withdraw", by=by, before=f"{purpose} {consent.version}")
    _follow(user, now)
    if purpose == consents.ENDS_REACHING:
        consequences.announce(consequences.CONTACT, user=user, now=now)


def _follow(user: User, now: datetime) -> None:
    """Let the switches of the profile and all that rests on a consent follow it, in the same transaction."""
    trainee = Trainee.objects.filter(user=user).first()
    if trainee is None:
        return
    given = consents.standing(user)
    Trainee.objects.filter(pk=trainee.pk).update(
        uses_recommendations=consents.is_allowed(Use.BE_ADVISED, given),
        is_open_to_contact=consents.is_allowed(Use.BE_FOUND, given),
    )
    bump(trainee=trainee)
    consequences.announce(consequences.PERSON, trainee=trainee, now=now)
