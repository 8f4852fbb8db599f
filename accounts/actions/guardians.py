"""How is a guardian's yes to internships noted, and taken back?"""

from datetime import date, datetime

from django.db import transaction

from accounts import consequences, permissions
from accounts.actions.skills import bump
from accounts.models import GuardianConsent, Trainee, User
from accounts.permissions.consents import Use, denies_use
from core import audit, clock
from core.denials import require
from core.order import not_before


@transaction.atomic
def record_guardian_consent(
    *,
    trainee: Trainee,
    guardian_name: str,
    guardian_phone: str,
    given_on: date,
    by: User,
    now: datetime,
) -> GuardianConsent:
    """Note that a guardian agreed; the note before it ends. The guardian's name stays out of the audit record."""
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    require(permissions.denies_guardian(trainee, guardian_phone, given_on, clock.local_date(now)))
    trainee.guardian_consents.filter(withdrawn_at=None).update(
        withdrawn_at=not_before("recorded_at", now=now)
    )
    consent = GuardianConsent.objects.create(
        trainee=trainee,
        guardian_name=guardian_name,
        guardian_phone=guardian_phone,
        given_on=given_on,
        recorded_at=now,
    )
    audit.record(consent, "guardian_consent.record", by=by, after=given_on.isoformat())
    bump(trainee=trainee)
    consequences.announce(consequences.PERSON, trainee=trainee, now=now)
    return consent


@transaction.atomic
def withdraw_guardian_consent(*, trainee: Trainee, by: User, now: datetime) -> None:
    """Take a guardian's yes back; without one nothing happens."""
    require(permissions.denies_profile_change(by, trainee))
    consent = trainee.guardian_consents.filter(withdrawn_at=None).first()
    if consent is None:
        return
    GuardianConsent.objects.filter(pk=consent.pk, withdrawn_at=None).update(
        withdrawn_at=not_before("recorded_at", now=now)
    )
    audit.record(consent, "guardian_consent.withdraw", by=by, before=consent.given_on.isoformat())
    bump(trainee=trainee)
    consequences.announce(consequences.PERSON, trainee=trainee, now=now)
