"""How are openings shown to everybody, and reported?"""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Trainee
from accounts.session import trainee_of
from core import clock
from core.http import found_or_404, page, refused
from core.kept import public_page
from core.limits import Limit, claim, person
from matching.actions.openings import report_opening
from matching.actions.viewings import record_viewing
from matching.forms.openings import ReportForm
from matching.forms.search import OpeningSearch
from matching.forms.viewings import ViewingForm
from matching.models import Opening
from matching.permissions import denies_apply, is_live
from matching.permissions.working import keeps_internships_from
from matching.queries.applications import application_at
from matching.queries.companies import public_answer_figures
from matching.queries.openings import asked_skills, opening_for, opening_page
from matching.recommendations.kept.model import serving_model
from matching.skill_words import Coverage
from matching.states import ContractType

REPORTS = Limit("reports", times=5, minutes=60)
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")


@login_not_required
@public_page
@require_safe
def opening_list(request: HttpRequest) -> HttpResponse:
    """Show what is open today, with facets and their counts."""
    today = clock.today()
    leaves_out = keeps_internships_from(trainee_of(request.user), today)
    search = OpeningSearch(request.GET)
    filters = replace(search.filters(), leaves_out_internships=leaves_out)
    listed = opening_page(filters, today)
    contract_types = [
        (value, label, listed.contract_types[value]) for value, label in ContractType.choices
    ]
    context = {"listed": listed, "filters": filters, "contract_types": contract_types}
    return page(
        request,
        "matching/opening_list.html",
        {**context, "kept": search.kept()},
        part="results",
    )


@login_not_required
@public_page
@require_safe
def opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Show one opening: pay, place, shift, skills beside the reader's own, the company, apply, report."""
    found = found_or_404(opening_for(request.user, opening_id, clock.today()))
    context = _opening_context(request, found)
    _note_look(request, found, context["trainee"])
    return page(request, "matching/opening.html", context)


def _note_look(request: HttpRequest, found: Opening, trainee: Trainee | None) -> None:
    """Store a view and its source; not a browser's prefetch."""
    is_ahead = any("prefetch" in request.headers.get(name, "") for name in AHEAD)
    if trainee is None or not trainee.uses_recommendations or request.method != "GET" or is_ahead:
        return
    origin, place = ViewingForm(request.GET).found()
    name = serving_model().name
    record_viewing(trainee=trainee, opening=found, origin=origin, place=place, model_version=name)


def _opening_context(request: HttpRequest, found: Opening) -> dict[str, Any]:
    now = clock.now()
    trainee, today = trainee_of(request.user), clock.local_date(now)
    application = application_at(trainee, found.pk)
    skills = asked_skills(found, trainee)
    return {
        "opening": found,
        "trainee": trainee,
        "application": application,
        "denial": None if application else denies_apply(request.user, found, today, trainee),
        "skills": skills,
        "coverage": Coverage.of(skills) if trainee else None,
        "figures": public_answer_figures(found.company_id, now),
        "is_live": is_live(found, today),
    }


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Take a report of anybody, a few an hour from one address."""
    found = found_or_404(opening_for(request.user, opening_id, clock.today()))
    form = ReportForm(request.POST if request.method == "POST" else None)
    context = {"opening": found, "form": form}
    if request.method != "POST":
        return page(request, "matching/report.html", context)
    if not form.is_valid():
        return refused(request, "matching/report.html", context)
    if denial := claim(REPORTS, person(request)):
        return refused(request, "matching/report.html", context, denial, status=429)
    by = request.user if request.user.is_authenticated else None
    report_opening(
        opening=found, reason=form.cleaned_data["reason"], text=form.cleaned_data["text"], by=by
    )
    messages.success(request, _("Thank you. The programme office looks at it."))
    return redirect(found)
