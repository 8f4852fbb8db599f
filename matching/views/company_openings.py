"""How does a company write, send, pause, close and copy its openings?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Company
from accounts.permissions import denies_acting
from accounts.views.guards import for_company
from core import clock
from core.buttons import MoveButton, buttons_at
from core.denials import Denial, Refused
from core.http import forbidden, found_or_404, page, refused
from core.undoing import with_minutes
from matching.actions import openings as actions
from matching.actions.undoing import restore_opening
from matching.forms.openings import AskedSkills, OpeningForm, asked_skill_formset
from matching.models import Opening
from matching.permissions import denies_editing, denies_opening_move, denies_writing, opening_moves
from matching.permissions.feedback import denies_people
from matching.queries.applications import listed_of, live_at
from matching.queries.consequences import of_opening_move
from matching.queries.duplicates import copies_of
from matching.queries.openings import (
    asked_rows,
    asked_skills,
    occupation_with,
    openings_of_company,
    own_opening,
    template_of,
)
from matching.states import OPENING, ContractType
from skills.models import Occupation
from skills.queries import occupations

ASKED = ("close", "revise", "pause")
MOVES: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "submit": (actions.submit_opening, gettext_lazy("Sent. The programme office looks at it.")),
    "revise": (actions.revise_opening, gettext_lazy("Taken back. Change it and send it again.")),
    "pause": (actions.pause_opening, gettext_lazy("Paused. It is off the list.")),
    "resume": (actions.resume_opening, gettext_lazy("Published again.")),
    "close": (
        actions.close_opening,
        with_minutes(
            gettext_lazy("Closed. You can undo it for %(minutes)s minutes, then people are told.")
        ),
    ),
    "restore": (restore_opening, gettext_lazy("Undone. Everything is as it was.")),
}
ADDRESSES = {verb: f"matching:{verb}_opening" for verb in MOVES}


@for_company
@require_safe
def company_openings(request: HttpRequest, company: Company) -> HttpResponse:
    """List the company's openings."""
    today = clock.today()
    context = {
        "openings": openings_of_company(company.pk, today),
        "denial": denies_acting(company, today),
    }
    return page(request, "matching/company_openings.html", context)


@for_company
@require_http_methods(["GET", "HEAD", "POST"])
def new_opening(request: HttpRequest, company: Company) -> HttpResponse:
    """Choose the occupation, then write the opening from its template."""
    today = clock.today()
    if denial := denies_writing(request.user, company, today):
        return forbidden(request, denial)
    occupation = occupation_with(request.GET.get("occupation", ""))
    if occupation is None:
        context = {
            "occupations": occupations(),
            "posting_denial": denies_acting(company, today),
        }
        return page(request, "matching/opening_occupation.html", context)
    if request.method == "POST":
        return _write(request, company, Opening(company=company, occupation=occupation))
    form = OpeningForm(initial=_defaults(company, occupation))
    formset = asked_skill_formset(initial=template_of(occupation.pk))
    return page(
        request, "matching/opening_form.html", _form_context(form, formset, occupation, None)
    )


def _defaults(company: Company, occupation: Occupation) -> dict[str, Any]:
    return {
        "title": occupation.name_zh,
        "title_en": occupation.name_en,
        "division": company.division_id,
        "address": company.address,
        "address_en": company.address_en,
        "pay_min": occupation.wage_p25,
        "pay_max": occupation.wage_p75,
        "pay_base": occupation.wage_p25,
        "contract_type": ContractType.FULL_TIME,
    }


@for_company
@require_http_methods(["GET", "HEAD", "POST"])
def edit_opening(request: HttpRequest, company: Company, opening_id: int) -> HttpResponse:
    """Change a draft or a returned opening."""
    opening = found_or_404(own_opening(request.user, opening_id))
    denial = denies_editing(request.user, opening, clock.today())
    if denial:
        return forbidden(request, denial)
    if request.method == "POST":
        return _write(request, company, opening)
    form, formset = OpeningForm(instance=opening), asked_skill_formset(initial=asked_rows(opening))
    return page(
        request,
        "matching/opening_form.html",
        _form_context(form, formset, opening.occupation, opening),
    )


def _write(request: HttpRequest, company: Company, opening: Opening) -> HttpResponse:
    """Keep what was typed, or show it again with what must change."""
    form, formset = OpeningForm(request.POST), asked_skill_formset(request.POST)
    kept = opening if opening.pk else None
    context = _form_context(form, formset, opening.occupation, kept)
    if not (form.is_valid() & formset.is_valid()):
        return refused(request, "matching/opening_form.html", context)
    left_behind = form.left_behind(opening)
    try:
        kept = _keep(request, company, opening, form, formset)
    except Refused as refusal:
        return refused(request, "matching/opening_form.html", context, refusal.denial)
    messages.success(request, _("Saved. Look at it once more and send it to the programme office."))
    if left_behind:
        said = _(
            "You changed your own words; these still say what they said before: %(texts)s. Please compare."
        )
        messages.warning(request, said % {"texts": _(", ").join(left_behind)})
    return redirect("matching:company_opening", kept.pk)


def _keep(
    request: HttpRequest,
    company: Company,
    opening: Opening,
    form: OpeningForm,
    formset: AskedSkills,
) -> Opening:
    now = clock.now()
    if opening.pk:
        actions.change_opening(
            opening=opening,
            fields=form.cleaned_data,
            skills=formset.rows(),
            by=request.user,
            now=now,
        )
        return opening
    fields = {**form.cleaned_data, "occupation": opening.occupation}
    return actions.create_opening(
        company=company, fields=fields, skills=formset.rows(), by=request.user, now=now
    )


def _form_context(
    form: OpeningForm, formset: AskedSkills, occupation: Occupation, opening: Opening | None
) -> dict[str, Any]:
    return {"form": form, "formset": formset, "occupation": occupation, "opening": opening}


@for_company
@require_safe
def company_opening(request: HttpRequest, company: Company, opening_id: int) -> HttpResponse:
    """Show one of the company's openings as it will look, with its buttons and its applicants."""
    opening = found_or_404(own_opening(request.user, opening_id))
    return page(request, "matching/company_opening.html", _context(request, opening))


def _context(request: HttpRequest, opening: Opening) -> dict[str, Any]:
    now = clock.now()
    denied = denies_acting(opening.company, today := clock.local_date(now))
    return {
        "opening": opening,
        "skills": asked_skills(opening, None),
        "copies": copies_of(opening),
        "buttons": _buttons(request.user, opening, now),
        "edit_denial": denies_editing(request.user, opening, today),
        "copy_denial": denies_writing(request.user, opening.company, today),
        "people_denial": denies_people(opening, today),
        "applications": [] if denied else live_at(opening.pk, today),
        "ended_count": 0
        if denied
        else listed_of(opening.company_id, today, opening=opening.pk).count(),
        "acting_denial": denied,
    }


def _buttons(user: Any, opening: Opening, now: datetime) -> list[MoveButton]:
    moves = opening_moves(user, opening, now)
    return buttons_at(
        ADDRESSES, opening.pk, moves, lambda move: {"is_asked_apart": move.verb in ASKED}
    )


@for_company
@require_http_methods(["GET", "HEAD", "POST"])
def ask_before_move(
    request: HttpRequest, company: Company, opening_id: int, verb: str
) -> HttpResponse:
    """Say what a move does, counted, and ask once; sending the page makes the move."""
    if request.method == "POST":
        return move_opening(request, opening_id, verb)
    opening = found_or_404(own_opening(request.user, opening_id))
    move, consequences = OPENING.move(verb), of_opening_move(verb, opening)
    context = {"opening": opening, "move": move, "consequences": consequences}
    context["denial"] = denies_opening_move(request.user, opening, verb, clock.today())
    return page(request, "matching/ask_opening.html", context)


@for_company
@require_POST
def move_opening(
    request: HttpRequest, company: Company, opening_id: int, verb: str
) -> HttpResponse:
    """Send, take back, pause, resume, close, or undo the closing."""
    opening = found_or_404(own_opening(request.user, opening_id))
    act, done = MOVES[verb]
    try:
        act(opening=opening, by=request.user, now=clock.now())
    except Refused as refusal:
        return _refused_move(request, opening_id, refusal.denial)
    messages.success(request, done)
    return redirect("matching:company_opening", opening.pk)


def _refused_move(request: HttpRequest, opening_id: int, denial: Denial) -> HttpResponse:
    opening = found_or_404(own_opening(request.user, opening_id))
    return refused(request, "matching/company_opening.html", _context(request, opening), denial)


@for_company
@require_POST
def copy_opening(request: HttpRequest, company: Company, opening_id: int) -> HttpResponse:
    """Make a new draft of an old opening and open it for changes."""
    opening = found_or_404(own_opening(request.user, opening_id))
    try:
        copied = actions.copy_opening(opening=opening, by=request.user, now=clock.now())
    except Refused as refusal:
        return _refused_move(request, opening_id, refusal.denial)
    messages.success(request, _("Copied. Check the date and what else has changed."))
    return redirect("matching:edit_opening", copied.pk)
