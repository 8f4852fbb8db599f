"""What happens around every request? Security headers, and refusals that no view caught."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.denials import Refused

Handler = Callable[[HttpRequest], HttpResponse]


class SecurityHeadersMiddleware:
    """Adds the headers that Django has no setting for; keeps what a session sees out of every cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault(
            "Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()"
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._is_personal(request, response):
            response["Cache-Control"] = "private, no-store"
        return response

    def _is_personal(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Tell whether a page may show what only this session may see; published files say that they are public."""
        is_in = (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or settings.SESSION_COOKIE_NAME in response.cookies
        )
        return is_in and "public" not in response.get("Cache-Control", "")


class RefusalMiddleware:
    """Turns a `Refused` that no view caught into a 422 page with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the reason; every other exception goes its ordinary way."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "403.html", {"denial": exception.denial}, status=422)
