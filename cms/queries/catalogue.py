"""Which courses does the catalogue show, with which facets? A fixed number of queries, however many courses there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects

from cms import facets
from cms.facets import Choice, Fact
from cms.labels import Group, Label, named_groups, named_sorts
from cms.models import CatalogueIndexPage, CoursePage
from cms.queries.search import courses_understood
from core.i18n import localized
from skills.wording.reading import Reading
from training.models import CourseRun, Mode
from training.queries import open_runs

A_PAGE = 12


class NextRun(StrEnum):
    """Whether somebody can come into the next course run now."""

    OPEN, FULL, SOON, NONE = "open", "full", "soon", "none"

    @property
    def is_open(self) -> bool:
        """A seat is free."""
        return self == NextRun.OPEN

    @property
    def is_full(self) -> bool:
        """There is a waiting list."""
        return self == NextRun.FULL

    @property
    def is_soon(self) -> bool:
        """Enrolment opens later."""
        return self == NextRun.SOON


@dataclass(frozen=True)
class CourseCard:
    """A course in a list: its page, its next session, and a state in one word that has a next step."""

    page: CoursePage
    run: CourseRun | None
    more_runs: int
    state: NextRun


@dataclass(frozen=True)
class Catalogue:
    """The catalogue as an address asks for it."""

    choice: Choice
    groups: list[Group]
    sorts: list[Label]
    cards: list[CourseCard]
    rows: ListPage[Fact]
    total: int
    reading: Reading | None = None


def catalogue(index: CatalogueIndexPage, params: Mapping[str, str], moment: datetime) -> Catalogue:
    """Return one page of the catalogue below an index page."""
    pages = list(
        CoursePage.objects.child_of(index)
        .live()
        .select_related("course__track")
        .order_by("course__code")
    )
    runs = runs_by_course(moment)
    facts = [_fact(page, runs[page.course_id], moment) for page in pages]
    known = facets.known_values(facts)
    choice = Choice.of(params, known)
    reading, pool = _searched(facts, index.locale.language_code, choice.query, moment)
    chosen = facets.ordered([fact for fact in pool if choice.fits(fact)], choice.sort)
    rows = Paginator(chosen, A_PAGE).get_page(params.get("page"))
    tracks = {page.course.track.code: localized(page.course.track, "name") for page in pages}
    groups = named_groups(
        facets.options(pool, choice, known), tracks, {mode.value: str(mode.label) for mode in Mode}
    )
    return Catalogue(
        choice,
        groups,
        named_sorts(choice),
        _cards(rows, pages, runs, moment),
        rows,
        len(facts),
        reading,
    )


def runs_by_course(moment: datetime) -> dict[int, list[CourseRun]]:
    """Return the open sessions of each course, soonest first, in one query."""
    found: dict[int, list[CourseRun]] = defaultdict(list)
    for run in open_runs(moment):
        found[run.course_id].append(run)
    return found


def state_of(run: CourseRun | None, moment: datetime) -> NextRun:
    """Return the state of a course's next session in one word."""
    if run is None:
        return NextRun.NONE
    if run.enrol_opens_at > moment:
        return NextRun.SOON
    return NextRun.FULL if run.is_full else NextRun.OPEN


def _fact(page: CoursePage, runs: list[CourseRun], moment: datetime) -> Fact:
    """Return what the facets need to know about a course."""
    course = page.course
    is_open = any(state_of(run, moment).is_open for run in runs)
    is_subsidised = any(run.subsidy for run in runs) or (not runs and course.subsidy > 0)
    values = {
        "track": {course.track.code},
        "level": {str(course.exit_level)},
        "mode": {course.mode},
        "month": {run.starts_on.strftime("%Y-%m") for run in runs},
        "free": {"1"} if is_open else set(),
        "subsidised": {"1"} if is_subsidised else set(),
    }
    return Fact(
        page_id=page.pk,
        course_id=course.pk,
        title=page.title,
        hours=course.hours,
        values={facet: frozenset(found) for facet, found in values.items()},
        next_on=runs[0].starts_on if runs else None,
    )


def _searched(
    facts: list[Fact], language: str, query: str, moment: datetime
) -> tuple[Reading | None, list[Fact]]:
    """Keep what a search inside the catalogue finds; say how the query was understood."""
    if not query:
        return None, facts
    reading, ids = courses_understood(language, query, moment)
    found = set(ids)
    return reading, [fact for fact in facts if fact.page_id in found]


def _cards(
    rows: ListPage[Fact],
    pages: list[CoursePage],
    runs: dict[int, list[CourseRun]],
    moment: datetime,
) -> list[CourseCard]:
    """Return the cards of one page of the list, with covers."""
    by_id = {page.pk: page for page in pages}
    shown = [by_id[fact.page_id] for fact in rows]
    prefetch_related_objects([page for page in shown if page.cover_id], "cover__renditions")
    return [_card(page, runs[page.course_id], moment) for page in shown]


def _card(page: CoursePage, runs: list[CourseRun], moment: datetime) -> CourseCard:
    """Return one card: a session with a free seat is shown before a full one that starts earlier."""
    best = next((run for run in runs if state_of(run, moment).is_open), runs[0] if runs else None)
    return CourseCard(page, best, max(len(runs) - 1, 0), state_of(best, moment))
