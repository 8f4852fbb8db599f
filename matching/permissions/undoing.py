"""What can still be undone? What nobody was told of yet, as long as the thing it belongs to is there."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit
from core.clock import local_date
from core.denials import Denial
from core.undoing import undo_window, with_minutes
from matching.models import Application, OpeningReport, Placement
from matching.permissions.applications import denies_application_move, roles_of
from matching.permissions.openings import denies_handling, denies_restoring
from matching.permissions.second_jobs import other_jobs
from matching.states import REPORT, ContractType, OpeningGroup, ReportState

LATE = with_minutes(_("It can be taken back for %(minutes)s minutes only."))


def denies_reconsider(user: Any, application: Application, now: datetime) -> Denial | None:
    """Say why a refusal cannot be undone: the person already knows, or the opening has ended."""
    denied = denies_application_move(user, application, "reconsider", local_date(now))
    if denied is None and application.told_at is not None:
        return Denial("application.reconsider.told", _("The person was already told."))
    return denied or _denies_ended(application)


def denies_resuming_application(
    user: Any, application: Application, now: datetime
) -> Denial | None:
    """Say why a withdrawal or a no to an offer cannot be undone: the company already knows, or the opening has ended."""
    denied = denies_application_move(user, application, "resume", local_date(now))
    if denied is None and application.told_at is not None:
        return Denial("application.resume.told", _("The company was already told."))
    return denied or _denies_ended(application)


def denies_retracting(user: Any, application: Application, now: datetime) -> Denial | None:
    """Say why the report of a broken agreement cannot be taken back: the other side's, or too late."""
    denied = denies_application_move(user, application, "retract_breach", local_date(now))
    if denied is not None:
        return denied
    reporter = "company" if application.breached_by == "person" else "trainee"
    if reporter not in roles_of(user, application):
        return Denial(
            "application.retract_breach.theirs", _("Only who reported it can take it back.")
        )
    return _denies_late(application, "retract_breach", now)


def denies_retracting_end(user: Any, application: Application, now: datetime) -> Denial | None:
    """Say why the end of a job cannot be taken back: another side recorded it, too late, another job began."""
    denied = denies_application_move(user, application, "retract_end", local_date(now))
    if denied is not None:
        return denied
    entry = audit.history(application).filter(verb="application.end").last()
    if entry is None or entry.actor is None or entry.actor.kind != user.kind:
        return Denial("application.retract_end.theirs", _("Only who recorded it can take it back."))
    late = _denies_late(application, "retract_end", now)
    return late or _denies_next_job(application.placement)


def _denies_next_job(placement: Placement) -> Denial | None:
    """Say that the person has confirmed another job since, so that this one would be a second one unasked."""
    is_first = (
        placement.contract_type != ContractType.INTERNSHIP and not placement.second_job_reason
    )
    if not is_first or not other_jobs(placement).exists():
        return None
    return Denial(
        "application.retract_end.next_job",
        _("Meanwhile the person has confirmed the start of another job."),
    )


def denies_retracting_stop(user: Any, report: OpeningReport, now: datetime) -> Denial | None:
    """Say why the stop of an opening cannot be undone: the office's alone, too late, another report was upheld too."""
    denied = denies_handling(user, report) or REPORT.denies(report.state, "retract")
    if denied is not None:
        return denied
    if report.handled_at is None or report.handled_at + undo_window() <= now:
        return Denial("report.retract.late", LATE)
    others = report.opening.reports.filter(state=ReportState.UPHELD).exclude(pk=report.pk)
    if not stopped_by(report):
        return None
    if others.exists():
        return Denial(
            "report.retract.another",
            _("Another report of this opening was upheld, too."),
            _("Undo that one first."),
        )
    return denies_restoring(user, report.opening, now)


def stopped_by(report: OpeningReport) -> bool:
    """Tell whether this report stopped the opening, or came when it was off the list already."""
    entry = audit.history(report).filter(verb="report.uphold").last()
    return bool(entry and entry.data.get("stops"))


def _denies_late(application: Application, verb: str, now: datetime) -> Denial | None:
    if application.moved_at + undo_window() > now:
        return None
    return Denial(f"application.{verb}.late", LATE)


def _denies_ended(application: Application) -> Denial | None:
    if application.opening.is_in(OpeningGroup.TAKES_PEOPLE):
        return None
    return Denial("application.undo.ended", _("The opening has ended meanwhile."))
