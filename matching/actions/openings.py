"""What happens to an opening? Written, checked, published, paused, closed, filled, expired, reported."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import Company
from core import audit, clock
from core.denials import Denial, require
from core.workflow import advance, advance_each
from matching import notifications, permissions
from matching.actions.releasing import release_applicants
from matching.content_keys import content_key
from matching.models import Opening, OpeningReport, OpeningSkill
from matching.notifications import several
from matching.permissions.texts import marked_texts
from matching.states import OPENING, REPORT, UNDECIDED, RejectionReason

COPIED = (
    "company", "occupation", "title", "title_en", "duties", "duties_en", "conditions", "conditions_en", "headcount",
    "division", "address", "address_en", "pay_min", "pay_max", "pay_base", "pay_unit", "shift", "shift_en", "has_room",
    "has_meals", "contract_type", "education", "valid_until",
    "has_three_party_agreement", "excludes_first_years", "asks_guardian_consent",
)  # fmt: skip


@transaction.atomic
def create_opening(
    *,
    company: Company,
    fields: dict[str, Any],
    skills: Iterable[dict[str, Any]],
    by: Any,
    now: datetime,
) -> Opening:
    """Keep a new draft with its asked skills."""
    require(permissions.denies_writing(by, company, clock.local_date(now)))
    require(permissions.denies_numbers(fields))
    opening = Opening.objects.create(company=company, created_by=by, **fields)
    _ask(opening, skills)
    audit.record(opening, "opening.create", by=by, after=opening.state)
    return opening


@transaction.atomic
def change_opening(
    *,
    opening: Opening,
    fields: dict[str, Any],
    skills: Iterable[dict[str, Any]],
    by: Any,
    now: datetime,
) -> None:
    """Change a draft or returned opening; the version rises so that recommendations are made anew."""
    require(permissions.denies_editing(by, opening, clock.local_date(now)))
    require(_denies_headcount(opening, fields["headcount"]))
    require(permissions.denies_numbers(fields))
    changed = sorted(name for name, value in fields.items() if getattr(opening, name) != value)
    for name, value in fields.items():
        setattr(opening, name, value)
    opening.version += 1
    opening.save(update_fields=[*fields, "version"])
    opening.asked.all().delete()
    _ask(opening, skills)
    audit.record(opening, "opening.change", by=by, data={"fields": changed})


def _denies_headcount(opening: Opening, headcount: int) -> Denial | None:
    """Refuse fewer positions than people already hired."""
    if headcount >= opening.hires:
        return None
    return Denial("opening.headcount", _("There are already more people hired than that."))


def _ask(opening: Opening, skills: Iterable[dict[str, Any]]) -> None:
    """Write the asked skills, and with them the key of the whole content."""
    asked = OpeningSkill.objects.bulk_create(
        [OpeningSkill(opening=opening, **row) for row in skills]
    )
    opening.content_key = content_key(opening, asked)
    opening.save(update_fields=["content_key"])


@transaction.atomic
def copy_opening(*, opening: Opening, by: Any, now: datetime) -> Opening:
    """Keep a new draft with the same fields and skills."""
    asked = [
        dict(row) for row in opening.asked.values("skill_id", "level", "importance", "is_essential")
    ]
    fields = {name: getattr(opening, name) for name in COPIED if name != "company"}
    return create_opening(company=opening.company, fields=fields, skills=asked, by=by, now=now)


@transaction.atomic
def submit_opening(*, opening: Opening, by: Any, now: datetime) -> None:
    """Send a draft to the programme office."""
    require(permissions.denies_submission(by, opening, clock.local_date(now)))
    advance(opening, OPENING, "submit", by=by, submitted_at=now, return_reason="")
    notifications.tell_office(opening, "submitted")


@transaction.atomic
def approve_opening(*, opening: Opening, by: Any, now: datetime) -> None:
    """Publish what the company sent."""
    require(permissions.denies_approval(by, opening, clock.local_date(now)))
    data = _looked_at(opening)
    advance(
        opening,
        OPENING,
        "approve",
        by=by,
        data=data,
        published_at=now,
        version=F("version") + 1,
    )
    notifications.tell_company(opening, "approved", day=opening.valid_until.isoformat())


def _looked_at(opening: Opening) -> dict[str, Any]:
    """Return the marked words that the office let pass, and the company's explanation."""
    words = [finding.words for text in marked_texts(opening) for finding in text.findings]
    return {"words": words, "meant": opening.words_reason} if words else {}


@transaction.atomic
def return_opening(*, opening: Opening, reason: str, by: Any, now: datetime) -> None:
    """Send an opening back with the reason."""
    require(permissions.denies_opening_move(by, opening, "return", clock.local_date(now)))
    advance(opening, OPENING, "return", by=by, reason=reason, return_reason=reason)
    notifications.tell_company(opening, "returned", reason=reason)


@transaction.atomic
def revise_opening(*, opening: Opening, by: Any, now: datetime) -> None:
    """Take an opening back to change it."""
    require(permissions.denies_opening_move(by, opening, "revise", clock.local_date(now)))
    advance(opening, OPENING, "revise", by=by, version=F("version") + 1)


@transaction.atomic
def pause_opening(*, opening: Opening, by: Any, now: datetime) -> None:
    """Take an opening off the list for a while."""
    require(permissions.denies_opening_move(by, opening, "pause", clock.local_date(now)))
    advance(opening, OPENING, "pause", by=by, version=F("version") + 1)


@transaction.atomic
def resume_opening(*, opening: Opening, by: Any, now: datetime) -> None:
    """Put a paused opening back on the list."""
    require(permissions.denies_resuming(by, opening, clock.local_date(now)))
    advance(opening, OPENING, "resume", by=by, version=F("version") + 1)


@transaction.atomic
def close_opening(*, opening: Opening, by: Any, now: datetime, reason: str = "") -> None:
    """Close an opening; applicants without an offer are released, and told after the undo window."""
    require(permissions.denies_opening_move(by, opening, "close", clock.local_date(now)))
    advance(
        opening,
        OPENING,
        "close",
        by=by,
        reason=reason,
        closed_at=now,
        version=F("version") + 1,
    )
    release_applicants(opening=opening, states=UNDECIDED, reason=RejectionReason.CLOSED, now=now)


@transaction.atomic
def expire_openings(*, openings: Sequence[Opening], now: datetime) -> int:
    """Note that the validity date of openings has passed; each company is told once. Return how many."""
    moved = advance_each(openings, OPENING, "expire", closed_at=now, version=F("version") + 1)
    several.tell_openings(moved, "expired")
    return len(moved)


@transaction.atomic
def report_opening(*, opening: Opening, reason: str, text: str, by: Any) -> OpeningReport:
    """Keep a report of anybody (`by` None: a visitor) and tell the office."""
    report = OpeningReport.objects.create(opening=opening, reason=reason, text=text, by=by)
    audit.record(report, "report.create", by=by, after=report.state)
    notifications.tell_office(opening, "reported")
    return report


@transaction.atomic
def uphold_report(*, report: OpeningReport, reason: str, by: Any, now: datetime) -> None:
    """Find a report right and stop the opening."""
    require(permissions.denies_handling(by, report))
    opening = report.opening
    stops = OPENING.denies(opening.state, "close") is None
    advance(
        report,
        REPORT,
        "uphold",
        by=by,
        reason=reason,
        data={"stops": stops},
        **_handled(by, reason, now),
    )
    if stops:
        close_opening(opening=opening, by=by, reason=reason, now=now)
    notifications.tell_company(opening, "stopped", reason=reason)


@transaction.atomic
def dismiss_report(*, report: OpeningReport, reason: str, by: Any, now: datetime) -> None:
    """Find that an opening may stay."""
    require(permissions.denies_handling(by, report))
    advance(report, REPORT, "dismiss", by=by, reason=reason, **_handled(by, reason, now))


def _handled(by: Any, reason: str, now: datetime) -> dict[str, Any]:
    return {"handled_at": now, "handled_by": by, "decision": reason}
