"""How are openings shown to everybody, and reported?"""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

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
from matching.permissions import is_live
from matching.permissions.working import keeps_internships_from
from matching.queries.companies import public_answer_figures
from matching.queries.openings import asked_skills, opening_for, opening_page
from matching.recommendations.kept.model import serving_model
from matching.states import ContractType

REPORTS = Limit("reports", times=5, minutes=60)
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")


def leaves_out_internships(request: HttpRequest) -> bool:
    """Tell whether the list leaves internships out for this reader."""
    return keeps_internships_from(trainee_of(request.user), clock.today())


@login_not_required
@partial(public_page, by=leaves_out_internships)
@require_safe
def opening_list(request: HttpRequest, by: bool) -> HttpResponse:
    """Show what is open today, with facets and their counts; `by`: whether internships are left out for this reader."""
    search = OpeningSearch(request.GET)
    filters = replace(search.filters(), leaves_out_internships=by)
    listed = opening_page(filters, clock.today())
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
@require_safe
def opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Show one opening: pay, place, shift, skills beside the reader's own, the company, apply, report."""
    answer = opening_shown(request, opening_id)
    _note_look(request, opening_id)
    return answer


@public_page
def opening_shown(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Show an opening as everybody sees it, with the reader's own parts in it."""
    now = clock.now()
    today = clock.local_date(now)
    found = opening_for(AnonymousUser(), opening_id, today)
    found = found_or_404(found or opening_for(request.user, opening_id, today))
    context = {
        "opening": found,
        "asked": (found.pk, asked_skills(found, None)),
        "figures": public_answer_figures(found.company_id, now),
        "is_live": is_live(found, today),
    }
    return page(request, "matching/opening.html", context)


def _note_look(request: HttpRequest, opening_id: int) -> None:
    """Store a view and its source; not a browser's prefetch."""
    trainee = trainee_of(request.user)
    is_ahead = any("prefetch" in request.headers.get(name, "") for name in AHEAD)
    if trainee is None or not trainee.uses_recommendations or request.method != "GET" or is_ahead:
        return
    origin, place = ViewingForm(request.GET).found()
    name = serving_model().name
    record_viewing(
        trainee=trainee, opening_id=opening_id, origin=origin, place=place, model_version=name
    )


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
