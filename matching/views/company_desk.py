"""How does a company see and move its applicants?"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Company
from accounts.permissions import denies_acting
from accounts.views.guards import for_company
from core import clock
from core.buttons import possible
from core.denials import Denial, Refused, require
from core.http import forbidden, found_or_404, page, private_file, refused
from core.undoing import with_minutes
from core.words import filled_in, told_of
from matching.actions import desk, hires, texts, undoing
from matching.forms import applications as forms
from matching.forms.listed import FINISHED, TITLES, ListedForm
from matching.models import Application
from matching.permissions import (
    denies_application_move,
    denies_contact,
    denies_going_on,
    denies_looking,
    denies_note,
    denies_reading,
)
from matching.permissions.retention import is_faded, read_until
from matching.queries.applications import application_for, board_of, listed_of, timeline_of
from matching.queries.candidates import sent_pictures, sent_sample, sent_skills
from matching.queries.companies import answer_figures
from matching.queries.openings import own_opening
from matching.queries.placements import placement_for
from matching.queries.prefills import initial_of
from matching.queries.profiles import as_company_reads, nationals_read, readable
from matching.states import ALIVE
from matching.views.steps import Step, step_buttons


def _end(*, application: Application, by: Any, now: datetime, **terms: Any) -> None:
    # Before a start was reported there is none to end.
    require(denies_application_move(by, application, "end", clock.local_date(now)))
    hires.end_placement(placement=application.placement, by=by, now=now, **terms)


LISTED_ON_A_PAGE = 100
TOLD = _("Done. The person is told.")
LATER = with_minutes(_("Noted. You can undo it for %(minutes)s minutes, then the person is told."))
STEPS: dict[str, Step] = {
    "review": Step(forms.StepForm, desk.start_reading, _("Marked as being read.")),
    "shortlist": Step(forms.StepForm, desk.shortlist, TOLD),
    "invite": Step(forms.InviteForm, desk.invite, TOLD),
    "offer": Step(forms.OfferForm, desk.make_offer, TOLD),
    "claim_hire": Step(
        forms.ClaimForm, hires.claim_hire, _("Reported. The person is asked to confirm.")
    ),
    "correct_claim": Step(
        forms.ClaimForm, hires.claim_hire, _("Corrected. The person is asked to confirm.")
    ),
    "end": Step(forms.EndForm, _end, TOLD),
    "reject": Step(forms.RejectForm, desk.reject, LATER),
    "reconsider": Step(forms.StepForm, undoing.reconsider, _("Undone.")),
    "breach_by_person": Step(
        forms.ReasonStepForm, hires.report_broken_by_person, _("The position is free again.")
    ),
    "retract_breach": Step(forms.StepForm, hires.retract_breach, _("Undone.")),
    "retract_end": Step(forms.StepForm, hires.retract_end, _("Undone.")),
}
ADDRESSES = {verb: f"matching:company_{verb}" for verb in STEPS}


@for_company
@require_safe
def company_desk(request: HttpRequest, company: Company) -> HttpResponse:
    """Show what waits for the company, then the board."""
    now = clock.now()
    denial = denies_acting(company, today := clock.local_date(now))
    context = {
        "company": company,
        "board": None if denial else board_of(company.pk, today),
        "figures": answer_figures(company.pk, now),
        "posting_denial": denial,
        "now": now,
    }
    return page(request, "matching/company_desk.html", context)


@for_company
@require_safe
def company_ended(request: HttpRequest, company: Company) -> HttpResponse:
    """List finished applications, or those behind another number of the desk; perhaps of one opening."""
    today = clock.today()
    if denial := denies_acting(company, today):
        return forbidden(request, denial)
    asked = ListedForm(request.GET).asked()
    context = {
        "page": Paginator(listed_of(company.pk, today, **asked), LISTED_ON_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "column": asked["column"],
        "title": TITLES.get(asked["column"], FINISHED),
        "opening": own_opening(request.user, asked["opening"]) if asked["opening"] else None,
        "days": settings.APPLICATION_FADES_AFTER_DAYS,
    }
    return page(request, "matching/company_ended.html", context)


@for_company
@require_safe
def company_application(
    request: HttpRequest, company: Company, application_id: int
) -> HttpResponse:
    """Show an applicant: skills first, evidence, and every move with the reason where it is not possible."""
    application = found_or_404(application_for(request.user, application_id))
    now = clock.now()
    if denial := denies_reading(application, clock.local_date(now)):
        return forbidden(request, denial)
    context = _context(request, application, now)
    return page(request, "matching/company_application.html", context)


def _context(
    request: HttpRequest,
    application: Application,
    now: datetime,
    bound: forms.StepForm | None = None,
) -> dict[str, Any]:
    today = clock.local_date(now)
    application = as_company_reads(application, today)
    placement = getattr(application, "placement", None)
    placement = placement and placement_for(request.user, placement.pk)
    kept = told_of(application)
    words = filled_in(kept, request.GET.get("words", ""))

    def form_of(verb: str) -> forms.StepForm:
        return _form(verb, application, bound, words, today)

    buttons = step_buttons(request.user, application, now, ADDRESSES, form_of)
    return {
        "application": application,
        "skills": sent_skills(application),
        "profile": readable(application.profile),
        "national": nationals_read(application.profile),
        "read_until": read_until(application),
        "is_faded": is_faded(application, today),
        "pictures": set()
        if denies_looking(request.user, application, today)
        else sent_pictures(application),
        "open_moves": possible(buttons),
        "kept": kept,
        "closed_moves": [button for button in buttons if button.denial is not None],
        "note_form": _note_form(application),
        "timeline": timeline_of(application, for_trainee=False),
        "placement": placement,
        "evidence_form": forms.EvidenceForm(placement=placement) if placement else None,
        "contact": None,
        "hold": denies_going_on(application, today) if application.state in ALIVE else None,
        "contact_denial": denies_contact(request.user, application, today),
    }


def _note_form(application: Application) -> forms.NoteForm:
    return forms.NoteForm(
        application=application, prefix="note", initial={"note": application.internal_note}
    )


def _form(
    verb: str,
    application: Application,
    bound: forms.StepForm | None,
    words: dict[str, str],
    today: date,
) -> forms.StepForm:
    if bound is not None and bound.prefix == verb:
        return bound
    form = STEPS[verb].form(
        application=application, prefix=verb, initial=initial_of(verb, application, today)
    )
    form.fill_in(words)
    return form


@for_company
@require_POST
def company_step(
    request: HttpRequest, company: Company, application_id: int, verb: str
) -> HttpResponse:
    """Make one step of the company's with an application."""
    application = found_or_404(application_for(request.user, application_id))
    step, now = STEPS[verb], clock.now()
    if denial := denies_reading(application, clock.local_date(now)):
        return forbidden(request, denial)
    form = step.form(request.POST, application=application, prefix=verb)
    if not form.is_valid():
        return _not_sent(request, application, form, now)
    try:
        step.act(application=application, by=request.user, now=now, **form.arguments())
    except Refused as refusal:
        return _refused_step(request, application_id, form, refusal.denial, now)
    messages.success(request, step.done)
    return redirect("matching:company_application", application.pk)


def _not_sent(
    request: HttpRequest, application: Application, form: forms.StepForm, now: datetime
) -> HttpResponse:
    """Show what was typed again; stopped words that are meant otherwise go to the office with the reason."""
    if form.is_explained:
        texts.explain_words(
            application=application,
            texts=form.stopped,
            reason=form.reason,
            by=request.user,
            now=now,
        )
        messages.success(
            request, _("The programme office has your words and the reason. Nothing was sent.")
        )
    return refused(
        request, "matching/company_application.html", _context(request, application, now, form)
    )


def _refused_step(
    request: HttpRequest,
    application_id: int,
    form: forms.StepForm,
    denial: Denial,
    now: datetime,
) -> HttpResponse:
    """Show the page as it stands now, with the reason and what was typed."""
    application = found_or_404(application_for(request.user, application_id))
    if unreadable := denies_reading(application, clock.local_date(now)):
        return forbidden(request, unreadable)
    return refused(
        request,
        "matching/company_application.html",
        _context(request, application, now, form),
        denial,
    )


@for_company
@require_POST
def company_note(request: HttpRequest, company: Company, application_id: int) -> HttpResponse:
    """Keep a note for colleagues."""
    application = found_or_404(application_for(request.user, application_id))
    form, now = forms.NoteForm(request.POST, application=application, prefix="note"), clock.now()
    if denial := denies_note(request.user, application, clock.local_date(now)):
        return forbidden(request, denial)
    if not form.is_valid():
        context = _context(request, application, now)
        return refused(request, "matching/company_application.html", context)
    desk.note_internally(application=application, by=request.user, now=now, **form.arguments())
    messages.success(request, _("The note is kept."))
    return redirect("matching:company_application", application.pk)


@for_company
@require_safe
def company_sample(
    request: HttpRequest, company: Company, application_id: int, sample_id: int
) -> HttpResponse:
    """Send the picture of a work sample that came with the application; the person sees that it was looked at."""
    application = found_or_404(application_for(request.user, application_id))
    sample = found_or_404(sent_sample(application, sample_id))
    now = clock.now()
    if denial := denies_looking(request.user, application, clock.local_date(now)):
        return forbidden(request, denial)
    desk.look_at_sample(application=application, by=request.user, now=now)
    return private_file(sample.picture, f"sample-{sample.pk}")


@for_company
@require_POST
def company_contact(request: HttpRequest, company: Company, application_id: int) -> HttpResponse:
    """Show an applicant's contact details; the person sees in the access log that it was done."""
    application = found_or_404(application_for(request.user, application_id))
    now = clock.now()
    denial = denies_contact(request.user, application, clock.local_date(now))
    if denial:
        return forbidden(request, denial)
    contact = desk.show_contact(application=application, by=request.user, now=now)
    context = {**_context(request, application, now), "contact": contact}
    return page(request, "matching/company_application.html", context)
