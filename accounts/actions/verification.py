"""When is a real name a checked name? By the school's roster on its own, or by the office's decision."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import notifications, permissions, queries
from accounts.actions.skills import bump
from accounts.models import EarlierNameCheck, RosterEntry, Trainee, VerifiedAgainst
from core import audit
from core.denials import require


@transaction.atomic
def match_roster(*, trainee: Trainee, by: Any, now: datetime) -> bool:
    """Check a name against the rosters; one entry with the same name and confirmed phone or e-mail settles it."""
    if trainee.verified_at is not None:
        return False
    entry = queries.matching_roster_entry(trainee)
    if entry is None:
        return False
    if not RosterEntry.objects.filter(pk=entry.pk, trainee=None).update(trainee=trainee):
        return False
    trainee.university = trainee.university or entry.university
    trainee.major = trainee.major or entry.major
    trainee.graduation_year = trainee.graduation_year or entry.graduation_year
    trainee.verified_at, trainee.verified_against = now, VerifiedAgainst.ROSTER
    trainee.save(
        update_fields=["university", "major", "graduation_year", "verified_at", "verified_against"]
    )
    bump(trainee=trainee)
    audit.record(
        trainee, "trainee.match_roster", by=by, after="verified", data={"roster_entry": entry.pk}
    )
    notifications.tell_name_checked(trainee)
    return True


@transaction.atomic
def verify_real_name(
    *,
    trainee: Trainee,
    by: Any,
    now: datetime,
    reason: str = "",
    against: str = VerifiedAgainst.OFFICE,
) -> None:
    """Let the office say that the name is real (seen on a paper, or on an organiser's list)."""
    require(permissions.denies_name_check(by))
    require(permissions.denies_verifying(trainee))
    changed = Trainee.objects.filter(pk=trainee.pk, verified_at=None).update(
        verified_at=now, verified_by=by, verified_against=against
    )
    if changed:
        trainee.refresh_from_db()
        audit.record(
            trainee,
            "trainee.verify_name",
            by=by,
            after="verified",
            reason=reason,
            data={"against": against},
        )
        notifications.tell_name_checked(trainee)


@transaction.atomic
def doubt_real_name(*, trainee: Trainee, by: Any, now: datetime, reason: str) -> None:
    """Take a name check back, with a reason that the person reads."""
    require(permissions.denies_name_check(by))
    require(permissions.denies_empty_reason(reason))
    verified_at = Trainee.objects.select_for_update(of=("self",)).get(pk=trainee.pk).verified_at
    if verified_at is not None:
        EarlierNameCheck.objects.create(
            trainee=trainee, verified_at=verified_at, taken_back_at=max(now, verified_at)
        )
    changed = Trainee.objects.filter(pk=trainee.pk, verified_at__isnull=False).update(
        verified_at=None, verified_by=None, verified_against=""
    )
    RosterEntry.objects.filter(trainee=trainee).update(trainee=None)
    trainee.refresh_from_db()
    if changed:
        audit.record(trainee, "trainee.doubt_name", by=by, before="verified", reason=reason)
        notifications.tell_name_doubted(trainee, reason)
