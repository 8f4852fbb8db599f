"""May this session go on, and what is said when a message was asked for too soon?"""

from typing import Any

from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from accounts import limits, proof
from core.http import too_often

# Where a session proves what it lacks, or ends.
PROVING = frozenset(
    {
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "healthz",
    }
)
# Where somebody who holds no second factor yet sets one up; the e-mail must be confirmed before.
SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_email",
        "account_email_verification_sent",
    }
)


class OneMessageMiddleware(MiddlewareMixin):
    """Answers with the sentence and what was typed when a number had its message of this minute already."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Know only this one exception."""
        return too_often(request, limits.MANY_CODES) if isinstance(exception, RateLimited) else None


class ProvenSessionMiddleware(MiddlewareMixin):
    """Lets a session go on that proved what its account asks for; leads every other one to the page that asks."""

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask once the address is known: no page is exempt by how its path begins."""
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in PROVING:
            return None
        where = proof.missing_proof(request)
        if where is None or (where == reverse("mfa_index") and name in SETTING_UP):
            return None
        return redirect(where) if where == reverse("mfa_index") else suspend_request(request, where)
