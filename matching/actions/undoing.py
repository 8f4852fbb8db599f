"""How is a destructive move undone? The recorded earlier state is restored exactly, as long as nobody was told."""

from datetime import datetime
from typing import Any

from django.db.models import F

from core import audit, clock
from core.contention import patiently
from core.denials import require
from core.workflow import advance
from matching import notifications, permissions
from matching.models import Application, Offer, Opening, OpeningReport
from matching.queries.applications import released_untold
from matching.states import (
    ALIVE,
    APPLICATION,
    OPEN,
    OPENING,
    REPORT,
    OpeningGroup,
    OpeningState,
    RejectionReason,
)

MOMENTS = ("moved_at", "answered_at", "lapses_at", "held_at")


def as_it_was(*, application: Application) -> dict[str, Any]:
    """Return what the record keeps of an application before a move that may be undone."""
    moments = {name: getattr(application, name) for name in MOMENTS}
    offer = getattr(application, "offer", None)
    moments["offer_answered_at"] = offer.answered_at if offer else None
    return {
        "was": {name: moment.isoformat() if moment else None for name, moment in moments.items()}
    }


def ends_waiting(*, verb: str) -> dict[str, Any]:
    """Return what a move changes in the deadlines: an ended application is no longer on hold."""
    return {} if APPLICATION.move(verb).target in ALIVE else {"held_at": None}


@patiently
def reconsider(*, application: Application, by: Any, now: datetime) -> None:
    """Undo a refusal before the person was told."""
    _lock(application)
    require(permissions.denies_reconsider(by, application, now))
    put_back(application=application, verb="reconsider", by=by, now=now)


@patiently
def resume(*, application: Application, by: Any, now: datetime) -> None:
    """Undo a withdrawal, or the no to an offer, before the company was told."""
    _lock(application)
    require(permissions.denies_resuming_application(by, application, now))
    put_back(application=application, verb="resume", by=by, now=now)


@patiently
def restore_opening(*, opening: Opening, by: Any, now: datetime) -> int:
    """Undo the closing of an opening: it and all released applications get their earlier state back; return how many."""
    require(permissions.denies_restoring(by, opening, now))
    before = audit.state_before(opening, "opening.close") or OPENING.move("restore").target
    if before in OpeningState.of(OpeningGroup.TO_PUBLISH):
        require(permissions.denies_publishing(opening, clock.local_date(now)))
    advance(opening, OPENING, "restore", by=by, to=before, closed_at=None, version=F("version") + 1)
    return bring_back(opening=opening, reason=RejectionReason.CLOSED, now=now)


@patiently
def retract_stop(*, report: OpeningReport, by: Any, now: datetime) -> int:
    """Undo the stop of an opening: the report is open again, the opening has its earlier state; return how many came back."""
    require(permissions.denies_retracting_stop(by, report, now))
    stopped = permissions.stopped_by(report)
    advance(report, REPORT, "retract", by=by, handled_at=None, handled_by=None, decision="")
    count = restore_opening(opening=report.opening, by=by, now=now) if stopped else 0
    notifications.tell_company(report.opening, "unstopped")
    return count


def bring_back(*, opening: Opening, reason: RejectionReason, now: datetime) -> int:
    """Restore the applications that were released with an opening and not told yet; return how many."""
    found = list(released_untold(opening.pk, reason.value))
    for application in found:
        put_back(application=application, verb="bring_back", by=None, now=now)
    return len(found)


def _lock(application: Application) -> None:
    """Lock and re-read whether somebody was told, so that telling and undoing exclude each other."""
    application.told_at = (
        Application.objects.select_for_update()
        .values_list("told_at", flat=True)
        .get(pk=application.pk)
    )


def put_back(
    *,
    application: Application,
    verb: str,
    by: Any,
    now: datetime,
    among: tuple[str, ...] = OPEN,
    **changes: Any,
) -> None:
    """Restore an application's state and times from the audit record."""
    entry = audit.history(application).exclude(before="").filter(after=application.state).last()
    before = entry.before if entry and entry.before in among else APPLICATION.move(verb).target
    kept = (entry.data if entry else {}).get("was", {})
    moments: dict[str, Any] = {name: _moment(kept[name]) for name in MOMENTS if name in kept}
    nothing: dict[str, Any] = {
        "moved_at": now,
        "rejection_reason": "",
        "rejection_text": "",
        "told_at": None,
    }
    advance(application, APPLICATION, verb, by=by, to=before, **{**nothing, **moments, **changes})
    application.lacking_skills.clear()
    if "offer_answered_at" in kept:
        Offer.objects.filter(application=application).update(
            answered_at=_moment(kept["offer_answered_at"])
        )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
