"""How does the office plan runs, decide on enrolments and revoke certificates?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.guards import for_office
from core import clock
from core.buttons import among, beside
from core.denials import Refused, require
from core.http import found_or_404, page, refused
from core.undoing import undo_window, with_minutes
from training import queries
from training.actions import certificates, enrolments, runs, undoing
from training.forms import CourseRunForm, ReasonForm, ReissueForm
from training.models import CourseRun
from training.permissions import denies_changing_run, phase_word
from training.permissions.office import denies_approving_over
from training.queries.consequences import of_revoking
from training.queries.office import coming_classes, courses_with_runs, run_phase_counts
from training.queries.undoing import just_ended
from training.states import RunPhase
from training.views.buttons import person_buttons, run_buttons

ON_A_PAGE = 25
FIRST = ("open",)  # what stands with the facts of a run


@for_office
@require_safe
def office_runs(request: HttpRequest) -> HttpResponse:
    """List the runs with counts and filters."""
    state, course = request.GET.get("state", ""), request.GET.get("course", "")
    asking = request.GET.get("asking") == "yes"
    moment = clock.now()
    found = queries.office_runs(request.user, moment, state=state, course=course, asking=asking)
    rows = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = run_phase_counts(request.user, moment, course)
    context = {
        "rows": rows,
        "state": state,
        "course": course,
        "asking": asking,
        "courses": courses_with_runs(),
        "states": [(value, label, counts.get(value, 0)) for value, label in RunPhase.choices],
        "total": sum(counts.values()),
    }
    return page(request, "training/office_runs.html", context)


@for_office
@require_safe
def office_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one run with everybody who asks, waits and sits in it."""
    run = found_or_404(queries.run_for_office(request.user, pk))
    return page(request, "training/office_run.html", _run_context(request.user, run))


def _run_context(
    user: Any, run: CourseRun, typed: int | None = None, reason: str = ""
) -> dict[str, Any]:
    moment = clock.now()
    detail = queries.run_detail(run, moment)
    buttons = run_buttons(user, run, detail, moment)
    ended = just_ended(run, moment - undo_window())
    return {
        "applied": [
            (person, f"decision-{person.pk}", person_buttons(person, typed=typed, reason=reason))
            for person in detail.applied
        ],
        "just_ended": [(person, person_buttons(person)) for person in ended],
        "detail": detail,
        "run": run,
        "phase": phase_word(run, moment),
        "first": among(buttons, FIRST),
        "steps": beside(buttons, FIRST),
        "edit_denial": denies_changing_run(user, run),
        "denial": None,
    }


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: HttpRequest) -> HttpResponse:
    """Plan a run; its classes come from the course's lessons."""
    form = CourseRunForm(request.POST or None)
    context = {"form": form, "run": None}
    if request.method != "POST":
        return page(request, "training/office_run_form.html", {**context, "denial": None})
    if not form.is_valid():
        return refused(request, "training/office_run_form.html", context)
    planned = CourseRun(**form.changes())
    try:
        runs.plan_run(
            run=planned,
            teachers=list(form.cleaned_data["teachers"]),
            by=request.user,
            now=clock.now(),
        )
    except Refused as refusal:
        return refused(request, "training/office_run_form.html", context, refusal.denial)
    messages.success(request, _("Planned as a draft. Open it when it is ready."))
    return redirect("training:office_run", planned.pk)


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def edit_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a run's facts."""
    run = found_or_404(queries.run_for_office(request.user, pk))
    form = CourseRunForm(request.POST or None, instance=queries.run_for_office(request.user, pk))
    if request.method != "POST":
        return page(
            request, "training/office_run_form.html", {"form": form, "run": run, "denial": None}
        )
    context = {"form": form, "run": run}
    if not form.is_valid():
        return refused(request, "training/office_run_form.html", context)
    classes = request.POST.get("classes", "")
    if form.moves and classes not in {"move", "keep"}:
        return page(
            request,
            "training/office_run_moves.html",
            {**context, **coming_classes(run, form.instance, clock.now())},
        )
    try:
        _change(run, form, classes == "move", request.user)
    except Refused as refusal:
        return refused(request, "training/office_run_form.html", context, refusal.denial)
    messages.success(request, _("Saved."))
    return redirect("training:office_run", pk)


def _change(run: CourseRun, form: CourseRunForm, moves_classes: bool, by: Any) -> None:
    teachers = list(form.cleaned_data["teachers"])
    runs.change_run(
        run=run,
        changes=form.changes(),
        teachers=teachers,
        by=by,
        moves_classes=moves_classes,
        now=clock.now(),
    )


@for_office
@require_POST
def open_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a run for enrolment."""
    return _run_step(
        request, pk, lambda run: runs.open_run(run=run, by=request.user), _("Open for enrolment.")
    )


@for_office
@require_POST
def cancel_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a run; everybody in it is told."""
    reason = _reason(request)

    def cancel(run: CourseRun) -> None:
        runs.cancel_run(run=run, by=request.user, now=clock.now(), reason=reason)

    return _run_step(
        request,
        pk,
        cancel,
        with_minutes(
            _("Cancelled, and everybody in it is told. You can undo it for %(minutes)s minutes.")
        ),
    )


@for_office
@require_POST
def restore_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the cancelling of a run."""
    run = found_or_404(queries.run_for_office(request.user, pk))
    try:
        back, out = undoing.restore_run(run=run, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(
            request, "training/office_run.html", _run_context(request.user, run), refusal.denial
        )
    messages.success(
        request, _("Undone. People who are back and told: %(count)s.") % {"count": back}
    )
    if out:
        said = _(
            "People who stay out: %(count)s. They left, or meanwhile have a seat in another class at the same time."
        )
        messages.warning(request, said % {"count": out})
    return redirect("training:office_run", pk)


def _run_step(
    request: HttpRequest,
    pk: int,
    act: Callable[[CourseRun], Any],
    done: str,
    person: int | None = None,
) -> HttpResponse:
    run = found_or_404(queries.run_for_office(request.user, pk))
    try:
        act(run)
    except Refused as refusal:
        return refused(
            request,
            "training/office_run.html",
            _run_context(request.user, run, person, request.POST.get("reason", "")),
            refusal.denial,
        )
    messages.success(request, done)
    return redirect("training:office_run", pk)


@for_office
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve an enrolment: a seat, or the waiting list; not over a reason to turn it down that was typed."""
    found = found_or_404(queries.any_enrolment_for(request.user, pk))

    def act(run: CourseRun) -> None:
        require(denies_approving_over(request.POST.get("reason", "")))
        enrolments.approve(enrolment=found, by=request.user, now=clock.now())

    return _run_step(request, found.run_id, act, _("Approved."), found.pk)


@for_office
@require_POST
def cancel_enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's enrolment for the organiser, with a reason."""
    found = found_or_404(queries.any_enrolment_for(request.user, pk))
    reason = _reason(request)

    def act(run: CourseRun) -> None:
        enrolments.cancel(enrolment=found, by=request.user, now=clock.now(), reason=reason)

    done = with_minutes(
        _("Cancelled, and the person is told. You can undo it for %(minutes)s minutes.")
    )
    return _run_step(request, found.run_id, act, done, found.pk)


@for_office
@require_POST
def restore_enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo that one enrolment was turned down or cancelled."""
    found = found_or_404(queries.any_enrolment_for(request.user, pk))

    def act(run: CourseRun) -> None:
        undoing.restore_enrolment(enrolment=found, by=request.user, now=clock.now())

    return _run_step(request, found.run_id, act, _("Undone. The person is told."), found.pk)


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """Revoke a certificate with a reason; what follows is counted beside the button."""
    certificate = found_or_404(queries.certificate_for(request.user, number))
    form = ReasonForm(request.POST or None)
    said = [] if certificate.is_revoked else of_revoking(certificate)
    context = {"certificate": certificate, "form": form, "consequences": said, "denial": None}
    if request.method != "POST":
        return page(request, "training/revoke.html", context)
    try:
        certificates.revoke(
            certificate=certificate, by=request.user, reason=_reason(request), now=clock.now()
        )
    except Refused as refusal:
        return refused(request, "training/revoke.html", context, refusal.denial)
    messages.success(request, _("Revoked. The public page says so from now on."))
    return redirect("training:verify_number", certificate.number)


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request: HttpRequest, number: str) -> HttpResponse:
    """Revoke a certificate and issue it anew with the corrected name."""
    certificate = found_or_404(queries.certificate_for(request.user, number))
    form = ReissueForm(request.POST or None, initial={"real_name": certificate.trainee.real_name})
    context = {"certificate": certificate, "form": form, "denial": None}
    if request.method != "POST":
        return page(request, "training/reissue.html", context)
    if not form.is_valid():
        return refused(request, "training/reissue.html", context)
    try:
        again = certificates.reissue(
            certificate=certificate, by=request.user, now=clock.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, "training/reissue.html", context, refusal.denial)
    messages.success(request, _("Issued anew. The old number leads to the new one."))
    return redirect("training:verify_number", again.number)


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    return form.cleaned_data["reason"] if form.is_valid() else ""
