"""What does the site answer outside of single pages: the search, the map for search engines, and two addresses by name?"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_page
from django.views.decorators.http import require_safe
from wagtail.models import Locale
from wagtail.views import serve

from cms.queries.search import clean
from cms.queries.search import search as found_by
from core.clock import today
from core.http import page


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Serve the catalogue page of the reader's language: the address by name for `{% url %}`."""
    answer: HttpResponse = serve(request, "courses/")
    return answer


@login_not_required
@require_safe
def course(request: HttpRequest, code: str) -> HttpResponse:
    """Serve a course's page by its code in lower case: the address by name for `{% url %}`."""
    answer: HttpResponse = serve(request, f"courses/{code}/")
    return answer


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search courses and openings together."""
    query = clean(request.GET.get("q"))
    found = found_by(Locale.get_active().pk, query, today(), request.GET.get("page"))
    return page(request, "cms/search.html", {"found": found, "query": query})


@login_not_required
@require_safe
@cache_page(3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines which addresses are nobody's business."""
    context: dict[str, Any] = {"sitemap": request.build_absolute_uri(reverse("cms:sitemap"))}
    return render(request, "cms/robots.txt", context, content_type="text/plain; charset=utf-8")
