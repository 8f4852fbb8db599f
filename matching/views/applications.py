"""How does a trainee apply, and see and move what was sent?"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Trainee
from accounts.views.guards import for_trainee
from core import clock
from core.buttons import MoveButton, among, beside, possible
from core.denials import Denial, Refused
from core.http import found_or_404, page, refused
from core.undoing import with_minutes
from matching.actions import applications as actions
from matching.actions import hires, undoing
from matching.forms.applications import (
    AcceptForm,
    ApplyForm,
    ConfirmForm,
    EvidenceForm,
    ReasonStepForm,
    StepForm,
)
from matching.forms.decisions import InterviewAnswerForm
from matching.models import Application
from matching.permissions import denies_answering, denies_apply, denies_interview_answer
from matching.permissions.retention import read_until
from matching.queries.applications import (
    application_at,
    application_for,
    applications_of,
    by_stage,
    timeline_of,
)
from matching.queries.applications import interview_for as interview_of
from matching.queries.openings import opening_for
from matching.queries.placements import placement_for
from matching.queries.profiles import nationals_read, profile_to_send, readable
from matching.states import ALIVE, APPLICATION, Stage
from matching.views.steps import Step, step_buttons

UNDOABLE = with_minutes(
    gettext_lazy("Noted. You can undo it for %(minutes)s minutes, then the company is told.")
)
STEPS: dict[str, Step] = {
    "withdraw": Step(StepForm, actions.withdraw, UNDOABLE),
    "accept": Step(AcceptForm, actions.accept_offer, gettext_lazy("Accepted. Congratulations!")),
    "decline": Step(StepForm, actions.decline_offer, UNDOABLE),
    "resume": Step(StepForm, undoing.resume, gettext_lazy("Undone.")),
    "confirm": Step(
        ConfirmForm, actions.confirm_start, gettext_lazy("Thank you for confirming your start.")
    ),
    "contest": Step(
        ReasonStepForm,
        actions.contest_start,
        gettext_lazy("Noted. The company is asked to correct it."),
    ),
    "breach_by_company": Step(
        ReasonStepForm, actions.report_broken_by_company, gettext_lazy("Noted.")
    ),
    "retract_breach": Step(StepForm, hires.retract_breach, gettext_lazy("Undone.")),
}
ADDRESSES = {verb: f"matching:my_{verb}" for verb in STEPS}
# The answers that the page asks for, each beside what it is about; other steps stand at the side.
TO_OFFER, TO_START = ("accept", "decline"), ("confirm", "contest")


@for_trainee
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, trainee: Trainee, opening_id: int) -> HttpResponse:
    """Show what is sent; send it once."""
    now = clock.now()
    opening = found_or_404(opening_for(request.user, opening_id, clock.local_date(now)))
    form = ApplyForm(request.POST if request.method == "POST" else None)
    sent = application_at(trainee, opening.pk)
    if sent is not None:
        return redirect(sent)
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(
                request,
                actions.apply(
                    trainee=trainee,
                    opening=opening,
                    by=request.user,
                    **form.cleaned_data,
                    now=now,
                ),
            )
        except Refused as refusal:
            return refused(
                request,
                "matching/apply.html",
                _apply_context(trainee, opening, form),
                refusal.denial,
            )
    context = _apply_context(trainee, opening, form)
    context["denial"] = denies_apply(request.user, opening, clock.local_date(now), trainee)
    return page(request, "matching/apply.html", context, status=422 if form.errors else 200)


def _apply_context(trainee: Trainee, opening: Any, form: ApplyForm) -> dict[str, Any]:
    sent = profile_to_send(trainee)
    shown = {"profile": readable(sent), "national": nationals_read(sent)}
    return {"opening": opening, "form": form, "trainee": trainee, **shown}


def _sent(request: HttpRequest, application: Application) -> HttpResponse:
    messages.success(request, _("Sent. You will be told of each step."))
    return redirect(application)


@for_trainee
@require_safe
def my_applications(request: HttpRequest, trainee: Trainee) -> HttpResponse:
    """List the person's applications by the stage they are in."""
    found = list(applications_of(trainee))
    chosen = request.GET.get("stage", "")
    groups = by_stage(found)
    shown = groups.get(Stage(chosen), []) if chosen in Stage.values else found
    stages = [(stage, len(groups.get(stage, []))) for stage in Stage]
    context = {"applications": shown, "stages": stages, "chosen": chosen, "count": len(found)}
    return page(request, "matching/my_applications.html", context)


@for_trainee
@require_safe
def my_application(request: HttpRequest, trainee: Trainee, application_id: int) -> HttpResponse:
    """Show one application to the person who sent it."""
    application = found_or_404(application_for(request.user, application_id))
    context = _context(request, application, clock.now())
    return page(request, "matching/my_application.html", context)


def _context(
    request: HttpRequest, application: Application, now: datetime, bound: StepForm | None = None
) -> dict[str, Any]:
    today = clock.local_date(now)
    hold = denies_answering(application, today) if application.state in ALIVE else None
    buttons = _buttons(request.user, application, now, bound, hold)
    placement = getattr(application, "placement", None)
    placement = placement and placement_for(request.user, placement.pk)
    return {
        "application": application,
        "to_offer": among(buttons, TO_OFFER),
        "to_start": among(buttons, TO_START),
        "steps": possible(beside(buttons, (*TO_OFFER, *TO_START))),
        "profile": readable(application.profile),
        "national": nationals_read(application.profile),
        "timeline": timeline_of(application, for_trainee=True),
        "placement": placement,
        "evidence_form": EvidenceForm(placement=placement) if placement else None,
        "stages": [stage.label for stage in Stage],
        "has_ended": application.stage == Stage.RESULT,
        "hold": hold,
        "read_until": read_until(application),
        "coming_denial": denies_interview_answer(request.user, application, today),
        "staying_away_denial": denies_interview_answer(
            request.user, application, today, is_no=True
        ),
        "reached": 1 + list(Stage).index(application.stage),
    }


def _buttons(
    user: Any,
    application: Application,
    now: datetime,
    bound: StepForm | None,
    hold: Denial | None,
) -> list[MoveButton]:
    """Return the moves that leave this state; what the page says at its head is not said again at each of them."""

    def form_of(verb: str) -> StepForm:
        if bound is not None and bound.prefix == verb:
            return bound
        return STEPS[verb].form(application=application, prefix=verb)

    leaving = APPLICATION.moves_from(application.state)
    buttons = step_buttons(user, application, now, ADDRESSES, form_of)
    return [
        button
        for button in buttons
        if button.move in leaving and (button.denial is None or button.denial != hold)
    ]


@for_trainee
@require_POST
def my_step(request: HttpRequest, trainee: Trainee, application_id: int, verb: str) -> HttpResponse:
    """Make one step of the person's: withdraw, accept, decline, confirm, contest."""
    application = found_or_404(application_for(request.user, application_id))
    step, now = STEPS[verb], clock.now()
    form = step.form(request.POST, application=application, prefix=verb)
    if not form.is_valid():
        return refused(
            request, "matching/my_application.html", _context(request, application, now, form)
        )
    try:
        step.act(application=application, by=request.user, now=now, **form.arguments())
    except Refused as refusal:
        return _refused_step(request, application_id, refusal.denial, now)
    messages.success(request, step.done)
    return redirect(application)


def _refused_step(
    request: HttpRequest, application_id: int, denial: Denial, now: datetime
) -> HttpResponse:
    """Show the page as it stands now, with the reason."""
    application = found_or_404(application_for(request.user, application_id))
    return refused(
        request, "matching/my_application.html", _context(request, application, now), denial
    )


@for_trainee
@require_POST
def answer_interview(request: HttpRequest, trainee: Trainee, interview_id: int) -> HttpResponse:
    """Say whether one comes."""
    interview = found_or_404(interview_of(request.user, interview_id))
    form, now = InterviewAnswerForm(request.POST), clock.now()
    if not form.is_valid():
        denial = Denial("interview.answer", form.errors["answer"][0])
        return _refused_step(request, interview.application_id, denial, now)
    is_coming = form.cleaned_data["answer"] == "yes"
    try:
        actions.answer_interview(interview=interview, is_coming=is_coming, by=request.user, now=now)
    except Refused as refusal:
        return _refused_step(request, interview.application_id, refusal.denial, now)
    messages.success(request, _("Your answer is with the company."))
    return redirect(interview.application)
