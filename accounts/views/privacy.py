"""What does a person decide about their own data?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, permissions, queries
from accounts.actions.privacy import close_account, give_consent, withdraw_consent
from accounts.export import archive_of
from accounts.forms.profile import CloseAccountForm
from accounts.models import Consent, ConsentPurpose
from accounts.permissions.consents import stops_without
from accounts.session import trainee_of
from core import clock
from core import notices as core_notices
from core.clock import today
from core.denials import Refused
from core.http import page, refused
from core.limits import limited, person

LOOKS_ON_A_PAGE = 50


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show consents with their switches, who looked, the copy, and the way out."""
    return page(request, "accounts/privacy.html", {**_context(request), "denial": None})


def _context(request: HttpRequest) -> dict[str, Any]:
    trainee = trainee_of(request.user)
    given = queries.live_consents(request.user)
    looks = queries.access_log_of(trainee) if trainee else []
    purposes = [
        p for p in ConsentPurpose if trainee or p in (ConsentPurpose.TERMS, ConsentPurpose.PRIVACY)
    ]
    return {
        "trainee": trainee,
        "consents": [_consent(p, given.get(p.value)) for p in purposes],
        "looks": Paginator(looks, LOOKS_ON_A_PAGE).get_page(request.GET.get("page")),
        "history": queries.consent_history(request.user),
        "may_need_guardian": trainee is not None
        and permissions.denies_grown_up(trainee, today()) is None,
        "closing_denial": permissions.denies_closing_account(request.user),
    }


def _consent(purpose: ConsentPurpose, given: Consent | None) -> dict[str, Any]:
    """Return what the page shows of one purpose: whether it stands, in today's version, and what stops without it."""
    is_current = given is not None and given.version == settings.CONSENT_VERSIONS[purpose]
    return {
        "purpose": purpose,
        "given": given,
        "is_current": is_current,
        "stops": stops_without(purpose),
    }


@require_POST
def change_consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give or withdraw one consent; both are one tap."""
    if purpose not in ConsentPurpose.values:
        raise Http404
    asked = {"user": request.user, "purpose": purpose, "by": request.user, "now": clock.now()}
    if request.POST.get("answer") == "yes":
        give_consent(**asked)
        messages.success(
            request, _("Your consent is noted. What was on hold because of it continues.")
        )
    else:
        withdraw_consent(**asked)
        messages.success(
            request,
            _(
                "Your consent is withdrawn. What rests on it has stopped, and those it concerns are told."
            ),
        )
    return redirect("accounts:privacy")


@limited(limits.COPIES, person, methods=("GET",))
@require_safe
def export_data(request: HttpRequest) -> HttpResponse:
    """Send the copy of one's data."""
    response = HttpResponse(archive_of(request.user), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="zhicai-my-data-{today():%Y%m%d}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Close the account after one clear question."""
    form = CloseAccountForm(request.POST or None)
    context = {"form": form, "denial": permissions.denies_closing_account(request.user)}
    if request.method != "POST":
        return page(request, "accounts/close_account.html", context)
    if not form.is_valid():
        return refused(request, "accounts/close_account.html", context, context["denial"])
    try:
        close_account(user=request.user, by=request.user, now=clock.now())
    except Refused as refusal:
        return refused(request, "accounts/close_account.html", context, refusal.denial)
    logout(request)
    messages.success(request, _("Your account is closed and your data is removed. All the best!"))
    return redirect("/")


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show what I was told, newest first; all of it or what is new."""
    only_new = request.GET.get("new") == "yes"
    found = core_notices.unread(request.user) if only_new else core_notices.for_user(request.user)
    context = {
        "notices": queries.shown_notices(found, request.GET.get("page")),
        "only_new": only_new,
    }
    return page(request, "accounts/notices.html", context)


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Note that I have seen everything."""
    core_notices.mark_all_read(request.user)
    return redirect("accounts:notices")
