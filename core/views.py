"""Which pages belong to no business room? Health, the editors' pictures, the stale-form page."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from core.health import problems


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
