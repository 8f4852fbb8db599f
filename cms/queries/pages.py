"""Which page does an address of the site's frame mean? One query each, and the map of all pages for search engines."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from cms.models import CatalogueIndexPage, CoursePage, HomePage


@dataclass(frozen=True)
class Entry:
    """One line of the site map: an address, when it changed, and the same page in other languages."""

    url: str
    changed_at: datetime | None
    twins: list[tuple[str, str]]


def home_page(language: str) -> HomePage | None:
    """Return the live public home page of a language."""
    return (
        HomePage.objects.live()
        .public()
        .filter(locale__language_code=language)
        .select_related("locale")
        .first()
    )


def catalogue_page(language: str) -> CatalogueIndexPage | None:
    """Return the live public catalogue of a language."""
    pages = CatalogueIndexPage.objects.live().public().filter(locale__language_code=language)
    return pages.select_related("locale").first()


def course_page(language: str, slug: str) -> CoursePage | None:
    """Return the live public page of a course by its address or its course's code, with what it shows."""
    return (
        CoursePage.objects.live()
        .public()
        .filter(Q(slug=slug) | Q(course__code__iexact=slug), locale__language_code=language)
        .select_related("locale", "course__track", "cover")
        .prefetch_related("cover__renditions")
        .order_by("pk")
        .first()
    )


def page_exists(number: str) -> bool:
    """Tell whether there is a page of this number."""
    return len(number) < 19 and Page.objects.filter(pk=int(number)).exists()


def site_map(request: Any) -> list[Entry]:
    """Return every live public page with its twins; the request only remembers where the sites begin."""
    twins: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    pages = list(
        Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path")
    )
    for page in pages:
        twins[page.translation_key].append((page.locale.language_code, page.get_full_url(request)))
    return [
        Entry(page.get_full_url(request), page.last_published_at, twins[page.translation_key])
        for page in pages
        if page.get_full_url(request)
    ]
