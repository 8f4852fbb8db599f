"""How does a view answer, and what does every page know?

Refusals with 422 and the input kept, named parts for HTMX, files from private storage.
"""

from typing import Any, TypeVar

from django.conf import settings
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.denials import Denial
from core.files import content_type

Thing = TypeVar("Thing")


def site(request: HttpRequest) -> dict[str, Any]:
    """Offer every template the operator's facts, the site's address and for how many minutes a slip can be undone."""
    return {
        "operator": settings.OPERATOR,
        "site_url": settings.SITE_URL,
        "undo_minutes": settings.UNDO_MINUTES,
    }


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page, or only its named part ("template#part") when HTMX asked for it."""
    name = f"{template}#{part}" if part and getattr(request, "htmx", False) else template
    return render(request, name, context or {}, status=status)


def refused(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    denial: Denial | None = None,
    *,
    status: int = 422,
) -> HttpResponse:
    """Render the same page again with 422 and the reason; bound forms in `context` keep what was typed."""
    return render(request, template, {**context, "denial": denial}, status=status)


def forbidden(request: HttpRequest, denial: Denial) -> HttpResponse:
    """Answer 403 with the reason, for a thing that may be seen but not done."""
    return render(request, "403.html", {"denial": denial}, status=403)


# Fields that are never written back into a page.
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "code")


def too_often(request: HttpRequest, denial: Denial) -> HttpResponse:
    """Answer 429 with the reason; what was sent stands in the page and can be sent again with one button."""
    sent = request.POST if request.method == "POST" else request.GET
    kept = [
        (name, value)
        for name, values in sent.lists()
        for value in values
        if not name.startswith(NEVER_KEPT) and len(value) < 10_000
    ]
    context = {"denial": denial, "kept": kept, "method": str(request.method).lower()}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = "60"
    return response


def found_or_404(thing: Thing | None) -> Thing:
    """Return the thing, or answer 404: what is not visible does not exist."""
    if thing is None:
        raise Http404
    return thing


def private_file(stored: File[bytes], filename: str) -> FileResponse:
    """Send a private file by its content type, never sniffed or run by the browser."""
    stream = stored.open("rb")
    kind = content_type(stream)  # type: ignore[arg-type]  # file-like
    response = FileResponse(
        stream,
        as_attachment=kind == "application/octet-stream",
        filename=filename,
        content_type=kind,
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
