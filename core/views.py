"""Which pages belong to no business room? Health and the stale-form page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core.health import problems


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and cache work, 503 with the names of what does not."""
    found = problems()
    return JsonResponse({"ok": not found, "problems": found}, status=503 if found else 200)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a stale or foreign form instead of Django's bare page."""
    return render(request, "403_csrf.html", {"reason": reason if settings.DEBUG else ""}, status=403)
