"""How does the programme office check openings and handle reports?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.audit import history
from core.buttons import MoveButton, buttons_at
from core.denials import Refused
from core.http import found_or_404, page, refused
from core.undoing import undo_window, with_minutes
from matching.actions import openings as actions
from matching.actions.undoing import retract_stop
from matching.forms.decisions import PublishForm, ReportDecisionForm
from matching.forms.openings import DecisionForm
from matching.models import Opening, OpeningReport
from matching.permissions import opening_moves, report_moves
from matching.permissions.texts import marked_texts
from matching.queries.consequences import of_stopping
from matching.queries.duplicates import copies_among, copies_of
from matching.queries.openings import (
    opening_for_office,
    openings_to_check,
    report_for_office,
    reports_just_upheld,
    reports_to_handle,
)
from matching.queries.texts import texts_to_see

REPORT_PAGE = "matching/office_report.html"
ADDRESSES = {"approve": "matching:approve_opening", "return": "matching:return_opening"}
REPORT_ADDRESSES = {
    "uphold": "matching:handle_report",
    "dismiss": "matching:handle_report",
    "retract": "matching:retract_report",
}


@for_office
@require_safe
def office_openings(request: HttpRequest) -> HttpResponse:
    """List what waits: openings to check, reports to handle."""
    return page(request, "matching/office_openings.html", _waiting())


def _waiting() -> dict[str, Any]:
    rows = list(openings_to_check())
    copies = copies_among(rows)
    openings = [(row, copies[row.pk]) for row in rows]
    stopped = reports_just_upheld(clock.now() - undo_window())
    return {
        "openings": openings,
        "reports": reports_to_handle(),
        "stopped": stopped,
        "texts": texts_to_see().count(),
    }


@for_office
@require_safe
def office_opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Show one opening for the decision."""
    opening = found_or_404(opening_for_office(opening_id))
    return page(request, "matching/office_opening.html", _context(request, opening, DecisionForm()))


def _context(
    request: HttpRequest, opening: Opening, form: DecisionForm | PublishForm
) -> dict[str, Any]:
    buttons = buttons_at(
        ADDRESSES,
        opening.pk,
        opening_moves(request.user, opening, clock.now()),
        lambda move: {"form": form if move.needs_reason else None, "is_unfolded": True},
    )
    return {
        "opening": opening,
        "marked": marked_texts(opening),
        "copies": copies_of(opening),
        "yes": [button for button in buttons if not button.has_fields],
        "no": [button for button in buttons if button.has_fields],
        "timeline": history(opening),
    }


@for_office
@require_POST
def approve_opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Publish, unless a reason to send it back was typed."""
    opening = found_or_404(opening_for_office(opening_id))
    form = PublishForm(request.POST)
    if not form.is_valid():
        return refused(request, "matching/office_opening.html", _context(request, opening, form))
    try:
        actions.approve_opening(opening=opening, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(
            request,
            "matching/office_opening.html",
            _context(request, opening, form),
            refusal.denial,
        )
    messages.success(request, _("Published. The company is told."))
    return redirect("matching:office_openings")


@for_office
@require_POST
def return_opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Send back with the reason."""
    opening = found_or_404(opening_for_office(opening_id))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return refused(request, "matching/office_opening.html", _context(request, opening, form))
    try:
        actions.return_opening(
            opening=opening, by=request.user, reason=form.cleaned_data["reason"], now=clock.now()
        )
    except Refused as refusal:
        return refused(
            request,
            "matching/office_opening.html",
            _context(request, opening, form),
            refusal.denial,
        )
    messages.success(request, _("Sent back. The company is told."))
    return redirect("matching:office_openings")


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def handle_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Show a report with what stopping the opening would do, counted; decide about it, with the reason."""
    report = found_or_404(report_for_office(report_id))
    form = ReportDecisionForm(request.POST or None)
    if request.method != "POST":
        return page(request, REPORT_PAGE, _report_context(request, report, form))
    if not form.is_valid():
        return refused(request, REPORT_PAGE, _report_context(request, report, form))
    is_stop, reason = form.cleaned_data["decision"] == "uphold", form.cleaned_data["reason"]
    act = actions.uphold_report if is_stop else actions.dismiss_report
    try:
        act(report=report, reason=reason, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, REPORT_PAGE, _report_context(request, report, form), refusal.denial)
    if is_stop:
        messages.success(
            request, with_minutes(_("Decided. You can undo it for %(minutes)s minutes."))
        )
        return redirect("matching:handle_report", report.pk)
    messages.success(request, _("The report is closed."))
    return redirect("matching:office_openings")


def _report_context(
    request: HttpRequest, report: OpeningReport, form: ReportDecisionForm
) -> dict[str, Any]:
    return {
        "report": report,
        "opening": report.opening,
        "form": form,
        "consequences": of_stopping(report.opening),
        **_report_buttons(request.user, report),
    }


def _report_buttons(user: Any, report: OpeningReport) -> dict[str, list[MoveButton]]:
    """Return the decisions, which share one form and its reason, and the undo."""
    buttons = buttons_at(REPORT_ADDRESSES, report.pk, report_moves(user, report, clock.now()))
    return {
        "decisions": [button for button in buttons if button.move.needs_reason],
        "undo": [button for button in buttons if button.move.back_to],
    }


@for_office
@require_POST
def retract_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """Undo the stop of an opening."""
    report = found_or_404(report_for_office(report_id))
    try:
        retract_stop(report=report, by=request.user, now=clock.now())
    except Refused as refusal:
        context = _report_context(request, report, ReportDecisionForm())
        return refused(request, REPORT_PAGE, context, refusal.denial)
    messages.success(request, _("Undone. Everything is as it was, and the company is told."))
    return redirect("matching:handle_report", report.pk)
