"""How does a national certificate come into the record: claimed, corrected, checked, sent back, removed?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from accounts import notifications, permissions
from accounts.models import NationalCertificate, Trainee, User
from accounts.national import issuer_key
from accounts.permissions import national as rules
from accounts.permissions.consents import Use, denies_use
from accounts.states import NATIONAL, NationalState
from core import audit, clock
from core.denials import Refused, require
from core.files import UNREADABLE, UploadKind, can_be_opened, kept_copy, no_orphan, private_storage
from core.workflow import advance

ERASED: dict[str, Any] = {"number": "", "issuer": "", "issuer_key": "", "paper": ""}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a person says of a certificate."""

    kind: str
    occupation: str
    grade: int
    number: str
    issuer: str
    issued_on: date

    def columns(self) -> dict[str, Any]:
        """Return the claim as columns."""
        said = {
            name: getattr(self, name)
            for name in ("kind", "occupation", "grade", "number", "issuer", "issued_on")
        }
        return {**said, "issuer_key": issuer_key(self.issuer)}


@transaction.atomic
def claim_national(
    *, trainee: Trainee, claim: Claim, paper: UploadedFile, by: Any, now: datetime
) -> NationalCertificate:
    """Take a certificate into the profile as the person's own claim; it waits for the check."""
    _require_claim(trainee, claim, by, now)
    require(rules.denies_another_national(trainee))
    kept = kept_copy(paper, UploadKind.IMAGE_OR_PDF)
    with no_orphan(private_storage()) as files, _once():
        found = NationalCertificate.objects.create(
            trainee=trainee, paper=kept, claimed_at=now, **claim.columns()
        )
        files.append(str(found.paper.name))
        audit.record(found, "national.claim", by=by, after=found.state)
    return found


@transaction.atomic
def correct_national(
    *,
    certificate: NationalCertificate,
    claim: Claim,
    paper: UploadedFile | None,
    by: Any,
    now: datetime,
) -> None:
    """Correct a claim that nobody has checked, or that was sent back; it waits for the check again."""
    _require_claim(certificate.trainee, claim, by, now, own=certificate.pk)
    require(NATIONAL.denies(certificate.state, "correct"))
    changes: dict[str, Any] = {**claim.columns(), "why_not": "", "claimed_at": now}
    storage = private_storage()
    with no_orphan(storage) as files, _once():
        if paper is not None:
            kept = kept_copy(paper, UploadKind.IMAGE_OR_PDF)
            field = NationalCertificate._meta.get_field("paper")
            changes["paper"] = storage.save(
                field.generate_filename(certificate, str(kept.name)), kept
            )
            files.append(changes["paper"])
            _forget_paper(certificate)
        advance(certificate, NATIONAL, "correct", by=by, **changes)


def _require_claim(
    trainee: Trainee, claim: Claim, by: Any, now: datetime, own: int | None = None
) -> None:
    require(permissions.denies_profile_change(by, trainee))
    require(denies_use(trainee.user, Use.ADD))
    require(rules.denies_national_day(trainee, claim.issued_on, clock.local_date(now)))
    require(rules.denies_taken(claim.number, issuer_key(claim.issuer), own))


@contextmanager
def _once() -> Iterator[None]:
    """Two claims of one number at the same moment: the database lets one through, the other reads why."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(rules.TAKEN) from error


@transaction.atomic
def withdraw_national(*, certificate: NationalCertificate, by: Any, now: datetime) -> None:
    """Take a certificate out of the profile; its number, issuer and paper are erased."""
    require(permissions.denies_profile_change(by, certificate.trainee))
    _forget_paper(certificate)
    advance(certificate, NATIONAL, "withdraw", by=by, ended_at=now, why_not="", **ERASED)
    audit.erase_words(NationalCertificate.objects.filter(pk=certificate.pk))


@transaction.atomic
def check_national(*, certificate: NationalCertificate, by: Any, now: datetime) -> None:
    """Say that the paper and the claim agree, and whose they are."""
    require(rules.denies_national_decision(by, certificate, "check"))
    require(None if can_be_opened(certificate.paper) else UNREADABLE)
    advance(certificate, NATIONAL, "check", by=by, checked_at=now, checked_by=by)
    notifications.tell_national(certificate, "checked")


@transaction.atomic
def refuse_national(*, certificate: NationalCertificate, reason: str, by: Any) -> None:
    """Send a claim back with the reason, to be corrected."""
    require(
        rules.denies_national_decision(by, certificate, "refuse")
        or permissions.denies_empty_reason(reason)
    )
    advance(certificate, NATIONAL, "refuse", by=by, reason=reason, why_not=reason)
    notifications.tell_national(certificate, "refused", reason)


@transaction.atomic
def take_back_national(
    *, certificate: NationalCertificate, reason: str, by: Any, now: datetime
) -> None:
    """Take a check back: from today on the certificate counts no more."""
    require(
        rules.denies_national_decision(by, certificate, "take_back")
        or permissions.denies_empty_reason(reason)
    )
    advance(certificate, NATIONAL, "take_back", by=by, reason=reason, why_not=reason, ended_at=now)
    notifications.tell_national(certificate, "taken_back", reason)


@transaction.atomic
def retract_national(*, certificate: NationalCertificate, by: Any, now: datetime) -> None:
    """Undo that a check was taken back; it counts as before, and the person is told."""
    require(rules.denies_retracting_national(by, certificate, now))
    with _once():
        advance(
            certificate,
            NATIONAL,
            "retract",
            by=by,
            to=NationalState.CHECKED,
            ended_at=None,
            why_not="",
        )
    notifications.tell_national(certificate, "kept")


def decide_national(
    *, certificate: NationalCertificate, verb: str, reason: str, by: Any, now: datetime
) -> None:
    """Make a verifier's decision by its verb."""
    if verb == "check":
        check_national(certificate=certificate, by=by, now=now)
        return
    decisions: dict[str, Callable[..., None]] = {
        "refuse": refuse_national,
        "take_back": partial(take_back_national, now=now),
    }
    decisions[verb](certificate=certificate, reason=reason, by=by)


def erase_nationals(*, user: User, now: datetime) -> None:
    """Forget, for somebody who leaves, everything but what was checked and counted, without number and paper."""
    for each in NationalCertificate.objects.filter(trainee__user=user).order_by("pk"):
        _forget_paper(each)
        if each.is_correctable:
            advance(each, NATIONAL, "withdraw", by=user, ended_at=now, why_not="")
    own = NationalCertificate.objects.filter(trainee__user=user)
    audit.erase_words(own)
    own.exclude(why_not="").update(why_not=audit.ERASED)
    own.update(**ERASED)


def _forget_paper(certificate: NationalCertificate) -> None:
    """Delete the stored paper once the change is kept for good; one that another record shows stays."""
    storage, name = certificate.paper.storage, certificate.paper.name
    others = NationalCertificate.objects.filter(paper=name).exclude(pk=certificate.pk)
    if name and not others.exists():
        transaction.on_commit(lambda: storage.delete(name))
