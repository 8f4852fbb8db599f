"""What does the site answer at addresses with a name: home, catalogue, course, search, and what search engines read?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve

from cms.queries import pages
from cms.queries.search import search as found_by
from core.clock import now
from core.kept import public_page
from skills.wording.text import MOST_TYPED, line


@login_not_required
@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Serve the first page of the reader's language."""
    return _served(request, pages.home_page(_language()), "")


@login_not_required
@public_page
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Serve the catalogue of the reader's language."""
    return _served(request, pages.catalogue_page(_language()), "courses/")


@login_not_required
@public_page
@require_safe
def course(request: HttpRequest, code: str) -> HttpResponse:
    """Serve a course's page by its code in lower case."""
    return _served(request, pages.course_page(_language(), code), f"courses/{code}/")


@login_not_required
@public_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search courses and openings together."""
    query = line(request.GET.get("q", ""))
    found = found_by(_language(), query, now(), request.GET.get("page"))
    return render(
        request,
        "cms/search.html",
        {"found": found, "query": query[:MOST_TYPED], "reading": found.reading},
    )


@login_not_required
@public_page
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page for search engines."""
    return render(
        request,
        "cms/sitemap.xml",
        {"entries": pages.site_map(request)},
        content_type="application/xml; charset=utf-8",
    )


@login_not_required
@public_page
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines which addresses are nobody's business."""
    return render(request, "cms/robots.txt", content_type="text/plain; charset=utf-8")


def _served(request: HttpRequest, page: Page | None, path: str) -> HttpResponse:
    """Serve a public page found in one query; Wagtail's own, slower way knows private and moved ones."""
    answer: HttpResponse = serve(request, path) if page is None else page.serve(request)
    return answer


def _language() -> str:
    """Return the reader's language as pages know it."""
    return get_language() or "zh-hans"
