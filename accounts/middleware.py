"""May this person go on without a second factor?"""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.permissions import needs_second_factor

Handler = Callable[[HttpRequest], HttpResponse]


class RequireSecondFactorMiddleware:
    """Leads office staff, coordinators and company owners to the MFA page until they hold a second factor."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and self._must_set_up(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        """Tell whether this request has to wait until a second factor exists."""
        user = request.user
        if not user.is_authenticated or self._is_exempt(request.path):
            return False
        return needs_second_factor(user) and not is_mfa_enabled(user)

    def _is_exempt(self, path: str) -> bool:
        """Tell whether a page is needed for setting the factor up, or serves no personal data."""
        account_root = reverse("account_login").removesuffix("login/")
        return path.startswith((account_root, settings.STATIC_URL, "/healthz"))
