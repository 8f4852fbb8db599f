"""What does a teacher do? Today's classes, the roster, attendance, marks, completion."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.guards import for_teacher
from core import clock
from core.buttons import among, beside
from core.denials import Refused
from core.http import found_or_404, page, refused
from core.undoing import undo_window, with_minutes
from training import queries
from training.actions import records, runs, undoing
from training.forms import AssessForm, LatePlanForm, MadeUpForm, ReasonForm, SheetForm
from training.models import CourseRun, Enrolment, Meeting
from training.permissions import denies_marking, phase_word
from training.queries.teaching import meetings_of
from training.queries.undoing import just_cancelled
from training.views.buttons import record_buttons

# Beside what is missing until completion, beside the words that somebody has not come, and first at the side.
TO_MISSING, TO_NOBODY, UNDO = ("complete",), ("no_show",), ("retract",)


@for_teacher
@require_safe
def teaching_desk(request: HttpRequest) -> HttpResponse:
    """Show today's classes first, then the runs."""
    moment, ended = clock.now(), request.GET.get("ended") == "yes"
    desk = queries.teaching_desk(request.user, moment, ended=ended, page=request.GET.get("page"))
    return page(
        request, "training/teaching_desk.html", {"desk": desk, "ended": ended, "now": moment}
    )


@require_safe
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everybody in a run, how far they have come, and the classes."""
    run = found_or_404(queries.taught_run_for(request.user, pk))
    return page(request, "training/roster.html", roster_context(run))


@require_POST
def late_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Write how people who join late make up what they missed."""
    run = found_or_404(queries.taught_run_for(request.user, pk))
    form = LatePlanForm(request.POST)
    if not form.is_valid():
        return refused(request, "training/roster.html", roster_context(run, form))
    try:
        runs.write_late_plan(run=run, plan=form.cleaned_data["plan"], by=request.user)
    except Refused as refusal:
        return refused(request, "training/roster.html", roster_context(run, form), refusal.denial)
    messages.success(request, _("Saved."))
    return redirect("training:roster", pk)


def roster_context(run: CourseRun, form: LatePlanForm | None = None) -> dict[str, Any]:
    """Return what the page of a run shows its teachers."""
    moment, meetings = clock.now(), meetings_of(run)
    return {
        "run": run,
        "phase": phase_word(run, moment),
        "rows": queries.roster_of(run, moment),
        "meetings": meetings,
        "just_cancelled": just_cancelled(meetings, moment - undo_window()),
        "late_plan": form or LatePlanForm(initial={"plan": run.late_plan}),
        "now": moment,
        "denial": None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def mark_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark who was there in one class; everybody at once, or one by one."""
    meeting = found_or_404(queries.meeting_for(request.user, pk))
    rows = queries.sheet_of(meeting)
    form = SheetForm(rows, request.POST or None)
    context = _sheet_context(request.user, meeting, form)
    if request.method != "POST":
        return page(request, "training/sheet.html", context)
    if not form.is_valid():
        return refused(request, "training/sheet.html", context)
    marks = form.marks(everybody="everybody" in request.POST)
    reason = form.cleaned_data["reason"]
    try:
        count = records.mark_attendance(
            meeting=meeting, marks=marks, by=request.user, now=clock.now(), reason=reason
        )
    except Refused as refusal:
        return refused(request, "training/sheet.html", context, refusal.denial)
    messages.success(request, _("Marks saved: %(count)s.") % {"count": count})
    return redirect("training:roster", meeting.run_id)


def _sheet_context(user: Any, meeting: Meeting, form: SheetForm) -> dict[str, Any]:
    denial = denies_marking(user, meeting, clock.now())
    return {
        "meeting": meeting,
        "run": meeting.run,
        "form": form,
        "denial": denial,
        "is_closed": denial is not None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's record; give the mark."""
    found = found_or_404(queries.taught_enrolment_for(request.user, pk))
    form = AssessForm(request.POST or None, initial={"mark": queries.mark_of(found)})
    if request.method != "POST":
        return page(request, "training/record.html", _record_context(request.user, found, form))
    if not form.is_valid():
        return refused(request, "training/record.html", _record_context(request.user, found, form))
    try:
        records.assess(enrolment=found, by=request.user, now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(
            request,
            "training/record.html",
            _record_context(request.user, found, form),
            refusal.denial,
        )
    messages.success(request, _("The mark is saved."))
    return redirect("training:record", pk)


def _record_context(
    user: Any,
    enrolment: Enrolment,
    form: AssessForm | None = None,
    made_up: MadeUpForm | None = None,
) -> dict[str, Any]:
    now = clock.now()
    view = queries.enrolment_view(enrolment, now)
    buttons = record_buttons(user, enrolment, now)
    return {
        "to_missing": among(buttons, TO_MISSING),
        "to_nobody": among(buttons, TO_NOBODY),
        "undo": among(buttons, UNDO),
        "steps": beside(buttons, (*TO_MISSING, *TO_NOBODY, *UNDO)),
        "view": view,
        "form": form or AssessForm(initial={"mark": queries.mark_of(enrolment)}),
        "made_up": made_up or MadeUpForm(view.unmarked),
        "denial": None,
    }


@require_POST
def made_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the classes that somebody who joined late has made up."""
    found = found_or_404(queries.taught_enrolment_for(request.user, pk))
    now = clock.now()
    form = MadeUpForm(queries.enrolment_view(found, now).unmarked, request.POST)
    if not form.is_valid():
        return refused(
            request, "training/record.html", _record_context(request.user, found, made_up=form)
        )
    reason = form.cleaned_data["reason"]
    try:
        count = records.mark_made_up(
            enrolment=found, meetings=form.chosen(), by=request.user, now=now, reason=reason
        )
    except Refused as refusal:
        return refused(
            request,
            "training/record.html",
            _record_context(request.user, found, made_up=form),
            refusal.denial,
        )
    messages.success(request, _("Marks saved: %(count)s.") % {"count": count})
    return redirect("training:record", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is about to be certified and ask once; then certificate and skills follow at once."""
    if request.method != "POST":
        found = found_or_404(queries.taught_enrolment_for(request.user, pk))
        return page(
            request, "training/complete.html", queries.certificate_draft(found, clock.now())
        )
    return _step(request, pk, records.complete, _("Completed. The certificate is issued."))


@require_POST
def no_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody never came."""
    return _step(
        request,
        pk,
        records.note_no_show,
        with_minutes(_("Noted. You can undo it for %(minutes)s minutes.")),
    )


@require_POST
def fail(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's course without a pass, with a reason."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _step(
        request,
        pk,
        records.fail,
        with_minutes(_("Noted, and the person is told. You can undo it for %(minutes)s minutes.")),
        reason=reason,
    )


@require_POST
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that somebody did not pass or did not come."""
    return _step(request, pk, undoing.retract, _("Undone. Everything is as it was."))


def _step(
    request: HttpRequest, pk: int, act: Callable[..., Any], done: str | Promise, **fields: str
) -> HttpResponse:
    found = found_or_404(queries.taught_enrolment_for(request.user, pk))
    try:
        act(enrolment=found, by=request.user, now=clock.now(), **fields)
    except Refused as refusal:
        return refused(
            request, "training/record.html", _record_context(request.user, found), refusal.denial
        )
    messages.success(request, done)
    return redirect("training:record", pk)
