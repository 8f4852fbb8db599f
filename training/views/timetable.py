"""How do teachers and the office move, cancel and add a single class?"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.denials import Refused
from core.http import found_or_404, page, refused
from core.templatetags.zhicai import local_time
from core.undoing import with_minutes
from training import queries
from training.actions import timetable
from training.forms import ClassForm, NewClassForm, ReasonForm
from training.models import Meeting
from training.queries.consequences import of_cancelling_class
from training.views.teaching import roster_context

CHANGE, ADD = "training/change_class.html", "training/add_class.html"


@require_http_methods(["GET", "HEAD", "POST"])
def change_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a class to another time; everybody in it is told."""
    meeting = found_or_404(queries.meeting_for(request.user, pk))
    form = ClassForm(request.POST or None, initial={"starts_at": meeting.starts_at})
    context = _context(meeting, form, ReasonForm())
    if request.method != "POST":
        return page(request, CHANGE, context)
    if not form.is_valid():
        return refused(request, CHANGE, context)
    closed_at = meeting.run.enrol_closes_at
    try:
        timetable.move_meeting(
            meeting=meeting, by=request.user, now=clock.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, CHANGE, context, refusal.denial)
    return _done(
        request, meeting.run_id, closed_at, _("The class is moved. Everybody in it is told.")
    )


def _context(meeting: Meeting, form: ClassForm, reason_form: ReasonForm) -> dict[str, Any]:
    said = of_cancelling_class(meeting, clock.now())
    return {
        "meeting": meeting,
        "form": form,
        "reason_form": reason_form,
        "consequences": said,
        "denial": None,
    }


@require_POST
def cancel_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a class; everybody in it is told when it cannot be undone any more, or at once where it begins soon."""
    meeting = found_or_404(queries.meeting_for(request.user, pk))
    form = ReasonForm(request.POST)
    context = _context(meeting, ClassForm(initial={"starts_at": meeting.starts_at}), form)
    if not form.is_valid():
        return refused(request, CHANGE, context)
    closed_at = meeting.run.enrol_closes_at
    try:
        timetable.cancel_meeting(
            meeting=meeting, by=request.user, now=clock.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, CHANGE, context, refusal.denial)
    said = (
        _(
            "The class is cancelled, and everybody in it is told. "
            "You can undo it for %(minutes)s minutes."
        )
        if meeting.cancelled_told_at
        else _(
            "The class is cancelled. You can undo it for %(minutes)s minutes; "
            "then everybody in it is told."
        )
    )
    return _done(request, meeting.run_id, closed_at, with_minutes(said))


@require_POST
def restore_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the cancelling of a class."""
    meeting = found_or_404(queries.meeting_for(request.user, pk))
    try:
        timetable.restore_meeting(meeting=meeting, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, "training/roster.html", roster_context(meeting.run), refusal.denial)
    said = (
        _("Undone: the class takes place. Everybody who was told is told of that, too.")
        if meeting.cancelled_told_at
        else _("Undone: the class takes place. Nobody had been told.")
    )
    messages.success(request, said)
    return redirect("training:roster", meeting.run_id)


def _done(request: HttpRequest, run: int, closed_at: datetime, text: str) -> HttpResponse:
    """Say what was done, and when enrolment closes should that be earlier now."""
    messages.success(request, text)
    taught = found_or_404(queries.taught_run_for(request.user, run))
    if taught.enrol_closes_at != closed_at:
        moment = local_time(taught.enrol_closes_at)
        messages.info(
            request,
            _("Enrolment now closes with the last class, on %(moment)s.") % {"moment": moment},
        )
    return redirect("training:roster", run)


@require_http_methods(["GET", "HEAD", "POST"])
def add_class(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a class to a run; everybody in it is told."""
    run = found_or_404(queries.taught_run_for(request.user, pk))
    form = NewClassForm(request.POST or None)
    if request.method != "POST":
        return page(request, ADD, {"run": run, "form": form, "denial": None})
    if not form.is_valid():
        return refused(request, ADD, {"run": run, "form": form})
    try:
        timetable.add_meeting(run=run, by=request.user, now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, ADD, {"run": run, "form": form}, refusal.denial)
    messages.success(request, _("The class is added. Everybody in it is told."))
    return redirect("training:roster", pk)
