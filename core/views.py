"""Which pages belong to no business room? Health, the editors' pictures, the stale-form page, the last net."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error
from django.views.static import serve

from core.contention import is_contention
from core.health import problems

RETRY_AFTER_SECONDS = 10


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and cache work, 503 with the names of what does not."""
    found = problems()
    return JsonResponse({"ok": not found, "problems": found}, status=503 if found else 200)


@login_not_required
@require_safe
@cache_control(public=True, max_age=7 * 24 * 60 * 60)
def published_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture that editors published; personal files live in private storage, never here."""
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a stale or foreign form instead of Django's bare page."""
    return render(request, "403_csrf.html", {"reason": reason if settings.DEBUG else ""}, status=403)


def unexpected(request: HttpRequest) -> HttpResponse:
    """Answer what nothing else caught: 503 "try again" where people only stood in each other's way, else 500.

    Django calls this while it handles the exception. The page reads nothing from the database.
    """
    if not is_contention(sys.exception()):
        return server_error(request)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return HttpResponse(loader.get_template("503.html").render(), status=503, headers=headers)
