"""How does a person change what they say about themselves?"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts import names, permissions
from accounts.actions.consents import give_consent, withdraw_consent
from accounts.actions.skills import bump
from accounts.actions.verification import match_roster
from accounts.models import ConsentPurpose, Trainee, WorkSample
from accounts.permissions.consents import Use, denies_use
from core import audit, clock
from core.denials import require
from core.files import UploadKind, kept_copy, no_orphan

MANY = ("wanted_occupations", "wanted_divisions")
FIELDS = (
    "real_name",
    "birth_on",
    "gender",
    "source",
    "education",
    "university",
    "school_name",
    "major",
    "graduation_year",
    "study_start_year",
    "home_division",
    "wanted_work",
    "wanted_pay_min",
    "about",
)


@transaction.atomic
def change_profile(*, trainee: Trainee, values: dict[str, Any], by: Any, now: datetime) -> None:
    """Save the changed answers, increase the version, and match the rosters again."""
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    require(permissions.denies_renaming(trainee, values.get("real_name", trainee.real_name)))
    _note_age(trainee, values, now)
    changed = _assign(trainee, values)
    trainee.save(update_fields=[name for name in FIELDS if name in values])
    if "real_name" in changed:
        trainee.user.real_name = trainee.real_name
        trainee.user.save(update_fields=["real_name"])
    bump(trainee=trainee)
    audit.record(trainee, "trainee.change_profile", by=by, data={"fields": changed})
    match_roster(trainee=trainee, by=by, now=now)


def _note_age(trainee: Trainee, values: dict[str, Any], now: datetime) -> None:
    """Let the date of birth of a child in nowhere, and note that the guardian of a young person knows."""
    birth_on, guardian_knows = values.get("birth_on"), bool(values.get("guardian_knows"))
    if birth_on is not None:
        require(
            permissions.denies_age(birth_on, clock.local_date(now), guardian_knows=guardian_knows)
        )
    if guardian_knows and trainee.guardian_informed_at is None:
        trainee.guardian_informed_at = now
        trainee.save(update_fields=["guardian_informed_at"])


def _assign(trainee: Trainee, values: dict[str, Any]) -> list[str]:
    """Put the values on the trainee; return the names of those that differ."""
    changed = [name for name in FIELDS if name in values and getattr(trainee, name) != values[name]]
    for name in changed:
        setattr(trainee, name, values[name])
    for name in MANY:
        if name in values:
            getattr(trainee, name).set(values[name])
            changed.append(name)
    return changed


@transaction.atomic
def switch_recommendations(*, trainee: Trainee, on: bool, by: Any, now: datetime) -> None:
    """Turn automatic recommendations on or off; the consent follows, because one is not true without the other."""
    require(permissions.denies_profile_change(by, trainee))
    audit.record(trainee, "trainee.switch_recommendations", by=by, after="on" if on else "off")
    follow = give_consent if on else withdraw_consent
    follow(user=trainee.user, purpose=ConsentPurpose.RECOMMENDATION, by=by, now=now)
    trainee.refresh_from_db(fields=["uses_recommendations", "profile_version"])


@transaction.atomic
def add_work_sample(
    *,
    trainee: Trainee,
    title: str,
    description: str,
    picture: UploadedFile | None,
    link: str,
    by: Any,
) -> WorkSample:
    """Store a work sample; the picture is checked before."""
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    require(permissions.denies_another_sample(trainee))
    kept = kept_copy(picture, UploadKind.IMAGE) if picture is not None else None
    with no_orphan(WorkSample._meta.get_field("picture").storage) as files:
        sample = WorkSample.objects.create(
            trainee=trainee, title=title, description=description, picture=kept or "", link=link
        )
        files.append(str(sample.picture.name or ""))
        bump(trainee=trainee)
        audit.record(trainee, "work_sample.add", by=by, data={"sample": sample.pk})
    return sample


@transaction.atomic
def remove_work_sample(*, sample: WorkSample, by: Any) -> None:
    """Remove a work sample with its picture."""
    trainee = sample.trainee
    require(permissions.denies_profile_change(by, trainee))
    audit.record(trainee, "work_sample.remove", by=by, data={"sample": sample.pk})
    forget_picture(sample=sample)
    sample.delete()
    bump(trainee=trainee)


def forget_picture(*, sample: WorkSample) -> None:
    """Delete the stored picture once the row is gone for good."""
    storage, name = sample.picture.storage, sample.picture.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def correct_name(*, trainee: Trainee, real_name: str, by: Any, reason: str) -> None:
    """Correct a name that was written wrongly; the caller has asked whether this account may."""
    name = names.tidy(real_name)
    if name == trainee.real_name:
        return
    trainee.real_name = trainee.user.real_name = name
    trainee.save(update_fields=["real_name"])
    trainee.user.save(update_fields=["real_name"])
    audit.record(
        trainee, "trainee.correct_name", by=by, reason=reason, data={"changed": ["real_name"]}
    )
