"""Which courses and openings does a search find? What the query means is one rule for all lists (skills/wording)."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from wagtail.models import Locale
from wagtail.search.query import PlainText, SearchQuery

from cms.models import CoursePage
from cms.search.text import query_text
from core.clock import local_date
from matching.models import Opening
from matching.queries.openings import opening_cards_with
from matching.queries.searching import openings_of
from skills.models import Condition, Occupation
from skills.queries import occupations, reading_that_finds, readings, vocabulary
from skills.wording.reading import Ask, Reading
from training.queries.courses import evening_courses

A_PAGE = 10
MOST_SHOWN = 3  # words that an ask stands for
NONE = Q(pk__in=[])


@dataclass(frozen=True)
class SearchResult:
    """What a search found, and how the query was understood."""

    query: str
    reading: Reading
    courses: ListPage[CoursePage]
    openings: ListPage[Opening]  # one card for all that say the same
    opening_count: int  # all of them

    @property
    def longer(self) -> ListPage[Any]:
        """The longer of the two lists: its pages are the pages of the search."""
        return max(self.courses, self.openings, key=lambda rows: rows.paginator.num_pages)

    @property
    def understood(self) -> list[tuple[str, str]]:
        """What was typed and what it stands for, where that is something else."""
        return [(ask.typed, meant) for ask in self.reading.asks if (meant := _meant(ask))]

    @property
    def trades(self) -> QuerySet[Occupation]:
        """The trades that there are, for somebody who found nothing."""
        return occupations()

    @property
    def address(self) -> str:
        """The query string of the search."""
        return urlencode({"q": self.query})

    @property
    def total(self) -> int:
        """How much was found altogether."""
        return self.courses.paginator.count + self.opening_count


def search(language: str, query: str, moment: datetime, page: str | None = None) -> SearchResult:
    """Search the course pages of one language and the openings that everybody may see."""
    known, today = vocabulary(), local_date(moment)
    first: tuple[Reading, list[CoursePage], int] | None = None
    for reading in readings(query, known):
        courses = course_pages_of(language, reading, moment) if not reading.says_nothing else []
        tried = (reading, courses, openings_of(reading, known, today).count())
        first = first or tried
        if any(tried[1:]):
            first = tried
            break
    assert first is not None  # the query as it was typed is always a reading
    reading, courses, count = first
    cards = Paginator(opening_cards_with(reading, known, today), A_PAGE)
    return SearchResult(
        query, reading, Paginator(courses, A_PAGE).get_page(page), cards.get_page(page), count
    )


def courses_understood(language: str, query: str, moment: datetime) -> tuple[Reading, list[int]]:
    """Return the reading of a query that finds a course, and the ids of the pages that it finds, best first."""
    found: dict[Reading, list[int]] = {}

    def finds(reading: Reading) -> bool:
        found[reading] = [page.pk for page in course_pages_of(language, reading, moment)]
        return bool(found[reading])

    reading = reading_that_finds(query, vocabulary(), finds)
    return reading, found.get(reading, [])


def course_pages_of(language: str, reading: Reading, moment: datetime) -> list[CoursePage]:
    """Return the live course pages that a reading finds, best first: by the index, and by what a course is."""
    own = CoursePage.objects.live().filter(locale__in=Locale.objects.filter(language_code=language))
    pages = own.select_related("course__track", "cover").defer("body")
    asked = [_field(ask.condition, moment) for ask in reading.asks if ask.condition]
    parts = [part for ask in reading.asks if not ask.condition and (part := _text(ask)) is not None]
    if asked and not (parts and reading.is_loose):
        pages = pages.filter(reduce(or_ if reading.is_loose else and_, asked))
    if not parts:
        return list(pages.order_by("course__code")) if asked else []
    return list(pages.search(reduce(or_ if reading.is_loose else and_, parts)))


def _meant(ask: Ask) -> str:
    """Return what an ask stands for besides its own word: a condition, or the first words in the same writing."""
    if ask.condition:
        return str(Condition(ask.condition).label)
    return " · ".join(ask.told[:MOST_SHOWN])


def _text(ask: Ask) -> SearchQuery | None:
    """Return what the index is asked for: any of the words, each with all its pairs."""
    words = dict.fromkeys(cut for word in ask.words if (cut := query_text(word)))
    return reduce(or_, [PlainText(word) for word in words]) if words else None


def _field(condition: str, moment: datetime) -> Q:
    """Return the condition of a course; what an opening alone has finds no course."""
    fields = {
        Condition.ONLINE: Q(course__mode="online"),
        Condition.ON_SITE: Q(course__mode="offline"),
        Condition.FREE: Q(course__fee__lte=F("course__subsidy")),
    }
    if condition == Condition.EVENING:
        return Q(course__in=evening_courses(moment))
    return fields.get(Condition(condition), NONE)
