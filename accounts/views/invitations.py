"""How does an invited person come in?"""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import limits, permissions, queries
from accounts.actions.members import accept_invitation, invite, revoke_invitation
from accounts.forms.company import StaffInvitationForm
from accounts.forms.office import AcceptInvitationForm
from accounts.models import Invitation
from accounts.models.invitations import VALID_DAYS
from accounts.queries.members import of_revoking
from accounts.views.guards import for_office, gives_rights
from core.clock import now
from core.denials import Refused
from core.http import found_or_404, page, refused
from core.limits import address, limited, person


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@limited(limits.INVITED, address, methods=("GET", "POST"))
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person make their account."""
    invited = found_or_404(queries.invitation_with(token))
    denial = permissions.denies_accepting(invited, now())
    if denial:
        return page(request, "accounts/invitation_closed.html", {"denial": denial}, status=422)
    form = AcceptInvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _accept(request, invited, form)
    context = {"form": form, "invitation": invited, "denial": None}
    return page(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def _accept(request: HttpRequest, invited: Invitation, form: AcceptInvitationForm) -> HttpResponse:
    """Make the account and log in."""
    try:
        user = accept_invitation(
            invitation=invited,
            real_name=form.cleaned_data["real_name"],
            password=form.cleaned_data["password"],
            language=get_language() or settings.LANGUAGE_CODE,
            now=now(),
        )
    except Refused as refusal:
        return refused(
            request,
            "accounts/invitation.html",
            {"form": form, "invitation": invited},
            refusal.denial,
        )
    record_authentication(request, user, "password")  # chosen in this session, a moment ago
    return perform_login(
        request, Login(user=user, email=user.email, redirect_url=reverse("accounts:after_login"))
    )


@for_office
@gives_rights
@limited(limits.INVITATIONS, person)
@require_http_methods(["GET", "HEAD", "POST"])
def office_invite(request: HttpRequest) -> HttpResponse:
    """Invite coordinators, teachers and office staff."""
    form = StaffInvitationForm(request.POST or None)
    context = {"form": form, "invitations": queries.open_invitations_for(request.user)}
    if request.method != "POST":
        return page(request, "accounts/office_invite.html", {**context, "denial": None})
    if not form.is_valid():
        return refused(request, "accounts/office_invite.html", context)
    try:
        invite(by=request.user, **form.cleaned_data, now=now())
    except Refused as refusal:
        return refused(request, "accounts/office_invite.html", context, refusal.denial)
    messages.success(
        request,
        _("The invitation is on its way. It is valid for %(days)s days.") % {"days": VALID_DAYS},
    )
    return redirect("accounts:office_invite")


@for_office
@require_http_methods(["GET", "HEAD", "POST"])
def office_revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back; asked first, with what is lost and how it comes back."""
    invited = found_or_404(queries.invitation_for(request.user, invitation_id))
    if request.method != "POST":
        return page(
            request, "core/confirm.html", of_revoking(invited, reverse("accounts:office_invite"))
        )
    revoke_invitation(invitation=invited, by=request.user, now=now())
    messages.success(request, _("The invitation is taken back."))
    return redirect("accounts:office_invite")
