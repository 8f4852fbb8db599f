"""How does a company move through its states, and who changes what it says of itself?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts import consequences, notifications, permissions
from accounts.models import Company
from accounts.states import COMPANY
from core import audit, clock
from core.denials import require
from core.files import UploadKind, kept_copy, no_orphan
from core.words import denies_words, pass_on
from core.workflow import advance

# What a company says of itself, and the names under which it is read.
WORDS = {
    name: f"accounts.Company.{name}"
    for name in ("name_en", "address", "address_en", "about", "about_en")
}
FIELDS = ("name_en", "kind", "size", "division", "address", "address_en", "about", "about_en")


@transaction.atomic
def change_company(*, company: Company, values: dict[str, Any], by: Any) -> None:
    """Take over what an owner says of the company; the registered name and code stay as checked."""
    said = {kept: str(values.get(name) or "") for name, kept in WORDS.items()}
    require(permissions.denies_company_change(by, company) or denies_words(company, said))
    changed = [name for name in FIELDS if name in values and getattr(company, name) != values[name]]
    for name in changed:
        setattr(company, name, values[name])
    if changed:
        company.save(update_fields=changed)
        audit.record(company, "company.change", by=by, data={"fields": changed})
        pass_on(
            company, {WORDS[name]: said[WORDS[name]] for name in changed if name in WORDS}, by=by
        )


@transaction.atomic
def explain_words(*, company: Company, texts: dict[str, str], reason: str, by: Any) -> None:
    """Hand stopped words to the office with the reason why they are meant otherwise; the page stays as it was."""
    require(permissions.denies_company_change(by, company))
    pass_on(company, texts, by=by, reason=reason)


@transaction.atomic
def submit_documents(*, company: Company, licence: UploadedFile, by: Any, now: datetime) -> None:
    """Hand in the business licence for the office's check."""
    require(permissions.denies_company_change(by, company))
    require(COMPANY.denies(company.state, "submit_documents"))
    kept, storage = kept_copy(licence, UploadKind.IMAGE_OR_PDF), company.licence.storage
    with no_orphan(storage) as files:
        stored = storage.save(
            company.licence.field.generate_filename(company, str(kept.name)), kept
        )
        files.append(stored)
        advance(
            company, COMPANY, "submit_documents", by=by, data={"licence": stored}, licence=stored
        )
        notifications.tell_office_submitted(company)
        consequences.announce(consequences.COMPANY, company=company, now=now)


@transaction.atomic
def verify_company(*, company: Company, until: date, by: Any, now: datetime) -> None:
    """Verify a company until a date within the re-check period."""
    require(permissions.denies_company_decision(by))
    require(permissions.denies_verified_until(until, clock.local_date(now)))
    require(permissions.denies_unreadable_licence(company))
    advance(
        company, COMPANY, "verify", by=by, data={"until": until.isoformat()}, verified_until=until
    )
    notifications.tell_verified(company, until)
    consequences.announce(consequences.COMPANY, company=company, now=now)


@transaction.atomic
def return_company(*, company: Company, reason: str, by: Any, now: datetime) -> None:
    """Give the papers back with the reason."""
    require(permissions.denies_company_decision(by))
    advance(company, COMPANY, "return", by=by, reason=reason)
    notifications.tell_returned(company, reason)
    consequences.announce(consequences.COMPANY, company=company, now=now)


@transaction.atomic
def suspend_company(*, company: Company, reason: str, by: Any, now: datetime) -> None:
    """Stop a company with the reason."""
    require(permissions.denies_company_decision(by))
    advance(company, COMPANY, "suspend", by=by, reason=reason)
    notifications.tell_suspended(company, reason)
    consequences.announce(consequences.COMPANY, company=company, now=now)


@transaction.atomic
def readmit_company(*, company: Company, reason: str, by: Any, now: datetime) -> None:
    """Let a suspended company start again with its papers."""
    require(permissions.denies_company_decision(by))
    advance(company, COMPANY, "readmit", by=by, reason=reason)
    notifications.tell_readmitted(company)
    consequences.announce(consequences.COMPANY, company=company, now=now)


def decide_company(
    *, company: Company, verb: str, until: date | None, reason: str, by: Any, now: datetime
) -> None:
    """Make the office's decision by its verb."""
    if verb == "verify":
        verify_company(company=company, until=until or clock.local_date(now), by=by, now=now)
        return
    decisions = {"return": return_company, "suspend": suspend_company, "readmit": readmit_company}
    decisions[verb](company=company, reason=reason, by=by, now=now)
