"""Which courses and openings does a search find? Pairs of characters first; the query's own words when that finds few."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from wagtail.models import Locale

from cms.models import CoursePage
from cms.search.text import LONGEST_QUERY
from cms.search.words import FEW, wider_query
from matching.models import Opening
from matching.queries.openings import looked_for, openings_with

A_PAGE = 10


@dataclass(frozen=True)
class Found:
    """What a search found."""

    query: str
    courses: ListPage[CoursePage]
    openings: ListPage[Opening]

    @property
    def longer(self) -> ListPage[Any]:
        """The longer of the two lists: its pages are the pages of the search."""
        return max(self.courses, self.openings, key=lambda rows: rows.paginator.num_pages)

    @property
    def address(self) -> str:
        """The query string of the search."""
        return urlencode({"q": self.query})

    @property
    def total(self) -> int:
        """How much was found altogether."""
        return self.courses.paginator.count + self.openings.paginator.count


def clean(query: str | None) -> str:
    """Return a query as it is looked for and shown again: one line, no control characters, few words, each once."""
    return looked_for(typed(query)[:LONGEST_QUERY])


def typed(query: str | None) -> str:
    """Return what was typed, on one line and without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in query or "").split())


def search(language: str, query: str, today: date, page: str | None = None) -> Found:
    """Search the course pages of one language and the openings that everybody may see."""
    courses = course_page_ids(language, query) if query else []
    openings = openings_with(wider_query(query) or query, today) if query else Opening.objects.none()
    course_rows: ListPage[Any] = Paginator(courses, A_PAGE).get_page(page)
    course_rows.object_list = _in_order(course_rows.object_list)
    return Found(query, course_rows, Paginator(openings, A_PAGE).get_page(page))


def course_page_ids(language: str, query: str) -> list[int]:
    """Return the ids of the live course pages that a query finds, best first."""
    pages = CoursePage.objects.live().filter(locale__in=Locale.objects.filter(language_code=language))
    return _widened(query, lambda text: [page.pk for page in pages.only("id").search(text)])


def _widened(query: str, find: Callable[[str], list[int]]) -> list[int]:
    """Search for the query; where that finds few, add what its own words find."""
    found = find(query)
    if len(found) >= FEW:
        return found
    wider = wider_query(query)
    more = find(wider) if wider and wider != query else []
    return [*found, *(pk for pk in more if pk not in found)]


def _in_order(page_ids: Any) -> list[CoursePage]:
    """Return course pages in the order of their ids."""
    pages = CoursePage.objects.select_related("course__track", "cover").in_bulk(list(page_ids))
    return [pages[pk] for pk in page_ids if pk in pages]
