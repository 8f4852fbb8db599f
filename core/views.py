"""Which pages belong to no business room? Health, the editors' pictures, the stale-form page, the error pages."""

import errno
import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error
from django.views.static import serve

from core.contention import is_contention
from core.health import problems
from core.outages import outage

# Names that no file can have: longer than the file system allows, or below something that is no folder.
NO_SUCH_NAME = frozenset({errno.ENAMETOOLONG, errno.ENOTDIR, errno.EINVAL})
RETRY_AFTER_SECONDS = {"busy": 10, "database": 30, "full": 120}


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Name what does not work; 503 only without the database: without its cache the site works, a little slower."""
    found = problems()
    is_able = "database" not in found
    return JsonResponse({"ok": is_able, "problems": found}, status=200 if is_able else 503)


@login_not_required
@require_safe
@cache_control(public=True, max_age=7 * 24 * 60 * 60)
def published_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture that editors published; personal files live in private storage, never here."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno not in NO_SUCH_NAME:
            raise
        raise Http404 from error


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a stale or foreign form instead of Django's bare page."""
    return render(
        request, "403_csrf.html", {"reason": reason if settings.DEBUG else ""}, status=403
    )


def unexpected(request: HttpRequest) -> HttpResponse:
    """Handle uncaught exceptions: 503 with the reason if the cause is temporary or needs the operator, else 500.

    Django calls this while it handles the exception. The page reads nothing from the database.
    """
    error = sys.exception()
    why = "busy" if is_contention(error) else outage(error)
    if not why:
        return server_error(request)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS[why])}
    return HttpResponse(
        loader.get_template("503.html").render({"why": why}), status=503, headers=headers
    )
