"""How does a person enrol, and see and leave their courses?"""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Trainee
from accounts.session import trainee_of
from accounts.views.guards import for_trainee
from core import clock
from core.buttons import among, beside
from core.denials import Refused
from core.http import forbidden, found_or_404, page, refused
from core.i18n import localized
from training import permissions, queries
from training.actions import enrolments, offers
from training.calendars import Event, icalendar
from training.forms import EnrolForm, OptionalReasonForm
from training.models import CourseRun, Enrolment
from training.queries.enrolments import calendar_of, next_meetings
from training.queries.runs import timetables
from training.views.buttons import my_buttons

TO_OFFER = ("accept", "decline")  # the answers to a seat that is offered, beside the offer


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is met and what is missing; one button enrols, once."""
    find = queries.run_to_enter if request.method == "POST" else queries.run_for
    run = found_or_404(find(request.user, pk))
    form = EnrolForm(request.POST or None, initial={"key": uuid4().hex})
    if request.method != "POST":
        return page(request, "training/enrol.html", _enrol_context(request, run, form))
    if not form.is_valid():
        fresh = EnrolForm(initial={"key": uuid4().hex})
        return refused(request, "training/enrol.html", _enrol_context(request, run, fresh))
    person, key = trainee_of(request.user), form.cleaned_data["key"]
    try:
        made = enrolments.enrol(trainee=person, run=run, key=key, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(
            request, "training/enrol.html", _enrol_context(request, run, form), refusal.denial
        )
    return redirect("training:enrolled", made.pk)


def _enrol_context(request: HttpRequest, run: CourseRun, form: EnrolForm) -> dict[str, Any]:
    moment = clock.now()
    checks = permissions.enrol_checks(request.user, run, moment)
    return {
        "run": run,
        "form": form,
        "checks": checks,
        "may_enrol": all(check.is_met for check in checks),
        "is_open": (is_open := permissions.denies_window(run, moment) is None),
        "may_join_late": is_open and run.starts_on < clock.local_date(moment),
        "meetings": next_meetings(run, moment, 3),
        "timetable": timetables([run])[run.pk],
        "denial": None,
        "steps": [_("Check"), _("Confirm"), _("Done")],
    }


@require_safe
def enrolled(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was reached, what happens next and when."""
    enrolment = found_or_404(queries.enrolment_for(request.user, pk))
    context = {
        "enrolment": enrolment,
        "position": queries.waiting_position(enrolment),
        "meetings": next_meetings(enrolment.run, clock.now(), 3),
        "has_seat": permissions.denies_calendar(enrolment) is None,
        "steps": [_("Check"), _("Confirm"), _("Done")],
    }
    return page(request, "training/enrolled.html", context)


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the classes as a calendar file, to who has a seat."""
    enrolment = found_or_404(queries.enrolment_for(request.user, pk))
    if denial := permissions.denies_calendar(enrolment):
        return forbidden(request, denial)
    text = icalendar(_events_of(enrolment), clock.now())
    headers = {"Content-Disposition": f'attachment; filename="{enrolment.run.code}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _events_of(enrolment: Enrolment) -> list[Event]:
    url = settings.SITE_URL + reverse("training:enrolment", args=[enrolment.pk])
    title = localized(enrolment.run.course, "title")
    place = localized(enrolment.run, "place")
    return [
        Event(
            f"meeting-{found.pk}@zhicai",
            found.starts_at,
            found.ends_at,
            title,
            found.place or place,
            url,
            found.revision,
            found.is_cancelled,
        )
        for found in calendar_of(enrolment.run)
    ]


@for_trainee
@require_safe
def my_enrolments(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """List a person's courses: what goes on, what is over, the certificates."""
    return page(
        request,
        "training/my_enrolments.html",
        {"courses": queries.my_courses(trainee, clock.now())},
    )


@require_safe
def enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one course of one's own: where it stands, what is missing, the record."""
    found = found_or_404(queries.enrolment_for(request.user, pk))
    return page(request, "training/enrolment.html", _enrolment_context(request.user, found))


def _enrolment_context(user: Any, enrolment: Enrolment) -> dict[str, Any]:
    moment = clock.now()
    buttons = my_buttons(user, enrolment, moment)
    return {
        "view": queries.enrolment_view(enrolment, moment),
        "to_offer": among(buttons, TO_OFFER),
        "steps": beside(buttons, TO_OFFER),
        "denial": None,
    }


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a course."""
    found = found_or_404(queries.enrolment_for(request.user, pk))
    form = OptionalReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        enrolments.withdraw(enrolment=found, by=request.user, now=clock.now(), reason=reason)
    except Refused as refusal:
        return refused(
            request,
            "training/enrolment.html",
            _enrolment_context(request.user, found),
            refusal.denial,
        )
    messages.success(request, _("You have withdrawn."))
    return redirect("training:enrolment", pk)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an offered seat."""
    found = found_or_404(queries.enrolment_for(request.user, pk))
    try:
        offers.accept(enrolment=found, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(
            request,
            "training/enrolment.html",
            _enrolment_context(request.user, found),
            refusal.denial,
        )
    return redirect("training:enrolled", pk)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave an offered seat to the next person."""
    found = found_or_404(queries.enrolment_for(request.user, pk))
    try:
        offers.decline(enrolment=found, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(
            request,
            "training/enrolment.html",
            _enrolment_context(request.user, found),
            refusal.denial,
        )
    messages.success(request, _("Declined. The seat goes to the next person."))
    return redirect("training:enrolment", pk)
