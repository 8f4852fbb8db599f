"""How does a company keep its profile, its licence and its members?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits, permissions, queries, session
from accounts.actions.companies import change_company, explain_words, submit_documents
from accounts.actions.members import deactivate_member, invite, reactivate_member, revoke_invitation
from accounts.consequences import COMPANY as COMPANY_STOPS
from accounts.consequences import said_of
from accounts.forms.company import CompanyForm, LicenceForm, MemberInvitationForm
from accounts.models import Company, CompanyMember, UserKind
from accounts.models.invitations import VALID_DAYS
from accounts.queries.members import of_revoking, of_switching
from accounts.states import COMPANY
from accounts.views.guards import for_company, gives_rights
from core.clock import now, today
from core.denials import Refused
from core.http import found_or_404, page, private_file, refused
from core.limits import limited, person
from core.words import filled_in, told_of

EXPLAINED = gettext_lazy("The programme office has your words and the reason. Nothing was changed.")


@for_company
@require_http_methods(["GET", "HEAD", "POST"])
def company_profile(request: HttpRequest, company: Company) -> HttpResponse:
    """Show and change what the company says of itself."""
    kept = told_of(company)
    form = CompanyForm(
        request.POST or None, instance=company, words=filled_in(kept, request.GET.get("words", ""))
    )
    shown = found_or_404(session.company_of(request.user))
    denial = permissions.denies_company_change(request.user, company)
    context = {"form": form, "company": shown, "kept": kept, "denial": denial}
    if request.method != "POST":
        return page(request, "accounts/company_profile.html", context)
    if not form.is_valid():
        if form.is_explained and not denial:
            explain_words(company=shown, texts=form.stopped, reason=form.reason, by=request.user)
            context["kept"] = told_of(company)
            messages.success(request, EXPLAINED)
        return refused(request, "accounts/company_profile.html", context, denial)
    try:
        change_company(company=shown, values=form.cleaned_data, by=request.user)
    except Refused as refusal:
        return refused(request, "accounts/company_profile.html", context, refusal.denial)
    messages.success(request, _("The company's profile is saved."))
    return redirect("accounts:company_profile")


@for_company
@require_http_methods(["GET", "HEAD", "POST"])
def company_licence(request: HttpRequest, company: Company) -> HttpResponse:
    """Show where the company stands with the office, and hand in the licence."""
    form = LicenceForm(request.POST or None, request.FILES or None)
    context = _licence_context(request, company, form)
    if request.method != "POST":
        return page(request, "accounts/company_licence.html", context)
    if not form.is_valid():
        return refused(request, "accounts/company_licence.html", context, context["denial"])
    try:
        submit_documents(
            company=company, licence=form.cleaned_data["licence"], by=request.user, now=now()
        )
    except Refused as refusal:
        return refused(request, "accounts/company_licence.html", context, refusal.denial)
    messages.success(
        request, _("The licence is submitted. You hear from us as soon as it is checked.")
    )
    return redirect("accounts:company_licence")


def _licence_context(request: HttpRequest, company: Company, form: LicenceForm) -> dict[str, Any]:
    return {
        "company": company,
        "form": form,
        "history": queries.company_history(company),
        "posting_denial": permissions.denies_acting(company, today()),
        "consequences": said_of(COMPANY_STOPS, company),
        "denial": permissions.denies_company_change(request.user, company)
        or COMPANY.denies(company.state, "submit_documents"),
    }


@for_company
@require_safe
def licence_file(request: HttpRequest, company: Company) -> HttpResponse:
    """Send the company its own licence."""
    if not company.licence:
        raise Http404
    return private_file(company.licence, "licence")


@for_company
@gives_rights
@limited(limits.INVITATIONS, person)
@require_http_methods(["GET", "HEAD", "POST"])
def company_members(request: HttpRequest, company: Company) -> HttpResponse:
    """Show who acts for the company, and invite a colleague."""
    form = MemberInvitationForm(request.POST or None)
    context = _members_context(request, company, form)
    if request.method != "POST":
        return page(request, "accounts/company_members.html", context)
    if not form.is_valid():
        return refused(request, "accounts/company_members.html", context, context["denial"])
    try:
        invite(
            kind=UserKind.COMPANY, company=company, by=request.user, **form.cleaned_data, now=now()
        )
    except Refused as refusal:
        return refused(request, "accounts/company_members.html", context, refusal.denial)
    messages.success(
        request,
        _("The invitation is on its way. It is valid for %(days)s days.") % {"days": VALID_DAYS},
    )
    return redirect("accounts:company_members")


def _members_context(
    request: HttpRequest, company: Company, form: MemberInvitationForm
) -> dict[str, Any]:
    return {
        "company": company,
        "form": form,
        "members": queries.members_of(company),
        "invitations": queries.open_invitations_for(request.user),
        "denial": permissions.denies_company_change(request.user, company),
    }


@for_company
@gives_rights
@require_http_methods(["GET", "HEAD", "POST"])
def switch_member(request: HttpRequest, company: Company, member_id: int) -> HttpResponse:
    """Take a member out, or let a former one back in; asked first, with what it does."""
    member = found_or_404(queries.member_for(request.user, member_id))
    if request.method != "POST":
        return page(request, "accounts/ask_member.html", _asked_context(request, member))
    verb = request.POST.get("verb", "take_out" if member.is_active else "let_in")
    try:
        switch = deactivate_member if verb == "take_out" else reactivate_member
        switch(member=member, by=request.user)
    except Refused as refusal:
        context = _members_context(request, company, MemberInvitationForm())
        return refused(request, "accounts/company_members.html", context, refusal.denial)
    messages.success(request, _("The change is in force at once."))
    return redirect("accounts:company_members")


def _asked_context(request: HttpRequest, member: CompanyMember) -> dict[str, Any]:
    denies = permissions.denies_taking_out if member.is_active else permissions.denies_letting_in
    return {
        "member": member,
        "label": _("Take out") if member.is_active else _("Let back in"),
        "consequences": of_switching(member, now()),
        "denial": denies(request.user, member),
    }


@for_company
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_member_invitation(
    request: HttpRequest, company: Company, invitation_id: int
) -> HttpResponse:
    """Take an invitation back; asked first, with what is lost and how it comes back."""
    invited = found_or_404(queries.invitation_for(request.user, invitation_id))
    if request.method != "POST":
        return page(
            request, "core/confirm.html", of_revoking(invited, reverse("accounts:company_members"))
        )
    try:
        revoke_invitation(invitation=invited, by=request.user, now=now())
    except Refused as refusal:
        context = _members_context(request, company, MemberInvitationForm())
        return refused(request, "accounts/company_members.html", context, refusal.denial)
    messages.success(request, _("The invitation is taken back."))
    return redirect("accounts:company_members")
