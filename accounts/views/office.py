"""How does the programme office check companies and real names?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import queries
from accounts.actions.companies import decide_company
from accounts.actions.privacy import record_access
from accounts.actions.verification import doubt_real_name, verify_real_name
from accounts.forms.office import (
    CompanyDecisionForm,
    CompanyFilterForm,
    NameDecisionForm,
    PeopleFilterForm,
)
from accounts.models import Company, Trainee
from accounts.queries.companies import of_deciding
from accounts.queries.doubting import of_doubting
from accounts.queries.national import readable_nationals_of
from accounts.states import COMPANY
from accounts.views.guards import for_office, gives_rights
from core import clock
from core.denials import Refused
from core.http import found_or_404, page, private_file, refused
from core.i18n import localized


@for_office
@require_safe
def office_companies(request: HttpRequest) -> HttpResponse:
    """List the companies, waiting ones first."""
    form = CompanyFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.companies_for(request.user, wanted.get("state", ""), wanted.get("q", ""))
    counts = queries.company_counts(request.user)
    rows = queries.page_of(found, request.GET.get("page"))
    return page(
        request, "accounts/office_companies.html", {"form": form, "rows": rows, "counts": counts}
    )


@for_office
@require_safe
def office_company(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show one company with its papers, its history and the decision."""
    company = found_or_404(queries.company_for(request.user, company_id))
    form = CompanyDecisionForm(state=company.state)
    return page(
        request, "accounts/office_company.html", {**_company_context(company, form), "denial": None}
    )


def _company_context(company: Company, form: CompanyDecisionForm) -> dict[str, Any]:
    return {
        "company": company,
        "form": form,
        "history": queries.company_history(company),
        "members": queries.members_of(company),
    }


@for_office
@gives_rights
@require_POST
def decide(request: HttpRequest, company_id: int) -> HttpResponse:
    """Verify, return, suspend or readmit a company; what stops with it is counted and asked first."""
    company = found_or_404(queries.company_for(request.user, company_id))
    form = CompanyDecisionForm(request.POST, state=company.state)
    if not form.is_valid():
        return refused(request, "accounts/office_company.html", _company_context(company, form))
    consequences = of_deciding(company, form.cleaned_data["verb"])
    if consequences and request.POST.get("asked") != "yes":
        return page(
            request, "accounts/ask_decision.html", _asked_context(company, form, consequences)
        )
    try:
        decide_company(company=company, now=clock.now(), by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return refused(
            request, "accounts/office_company.html", _company_context(company, form), refusal.denial
        )
    messages.success(request, _("The decision is noted, and the company has been told."))
    return redirect("accounts:office_company", company.pk)


def _asked_context(
    company: Company, form: CompanyDecisionForm, consequences: list[str]
) -> dict[str, Any]:
    return {
        "move": COMPANY.move(form.cleaned_data["verb"]),
        "of": localized(company, "name"),
        "back": reverse("accounts:office_company", args=[company.pk]),
        "url": reverse("accounts:decide_company", args=[company.pk]),
        "form": form,
        "consequences": consequences,
    }


@for_office
@require_safe
def office_licence(request: HttpRequest, company_id: int) -> HttpResponse:
    """Send a company's licence to the office."""
    company = found_or_404(queries.company_for(request.user, company_id))
    if not company.licence:
        raise Http404
    return private_file(company.licence, f"licence-{company.uscc}")


@for_office
@require_safe
def office_people(request: HttpRequest) -> HttpResponse:
    """List the people, unchecked names first."""
    form = PeopleFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.people_for(request.user, wanted.get("checked", ""), wanted.get("q", ""))
    return page(
        request,
        "accounts/office_people.html",
        {"form": form, "rows": queries.page_of(found, request.GET.get("page"))},
    )


@for_office
@require_safe
def office_person(request: HttpRequest, trainee_id: int) -> HttpResponse:
    """Show one person with what the rosters say, and the decision; the person sees that the office looked."""
    person = found_or_404(queries.person_for(request.user, trainee_id))
    record_access(trainee=person, what="office_person", by=request.user)
    form = NameDecisionForm(is_checked=person.verified_at is not None)
    return page(
        request,
        "accounts/office_person.html",
        {**_person_context(request, person, form), "denial": None},
    )


def _person_context(
    request: HttpRequest, person: Trainee, form: NameDecisionForm
) -> dict[str, Any]:
    nationals = readable_nationals_of(request.user, person)
    lookalikes, consent = queries.roster_lookalikes(person), queries.guardian_consent_of(person)
    return {
        "person": person,
        "form": form,
        "lookalikes": lookalikes,
        "consent": consent,
        "nationals": nationals,
    }


@for_office
@gives_rights
@require_POST
def decide_name(request: HttpRequest, trainee_id: int) -> HttpResponse:
    """Say that a name is real, or take that back; what follows from taking it back is counted and asked first."""
    person = found_or_404(queries.person_for(request.user, trainee_id))
    form = NameDecisionForm(request.POST, is_checked=person.verified_at is not None)
    if not form.is_valid():
        return refused(
            request, "accounts/office_person.html", _person_context(request, person, form)
        )
    if form.cleaned_data["verb"] == "doubt" and request.POST.get("asked") != "yes":
        return page(request, "accounts/ask_decision.html", _doubt_context(person, form))
    try:
        _decide_name(person, form.cleaned_data, request.user)
    except Refused as refusal:
        return refused(
            request,
            "accounts/office_person.html",
            _person_context(request, person, form),
            refusal.denial,
        )
    messages.success(request, _("The decision is noted, and the person has been told."))
    return redirect("accounts:office_people")


def _doubt_context(person: Trainee, form: NameDecisionForm) -> dict[str, Any]:
    return {
        "move": {"label": _("Take the name check back")},
        "of": str(person),
        "back": reverse("accounts:office_person", args=[person.pk]),
        "url": reverse("accounts:decide_name", args=[person.pk]),
        "form": form,
        "consequences": of_doubting(person),
    }


def _decide_name(person: Trainee, given: dict[str, Any], by: Any) -> None:
    told = {"trainee": person, "by": by, "reason": given["reason"], "now": clock.now()}
    if given["verb"] == "verify":
        verify_real_name(**told, against=given["against"])
    else:
        doubt_real_name(**told)
