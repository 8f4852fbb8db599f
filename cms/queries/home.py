"""What does the home page show beside its sentence? Each part from the room that owns it."""

from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from django.core.cache import cache
from django.db.models import F

from cms.models import CoursePage
from cms.queries.catalogue import Card, state_of
from core.clock import local_date
from matching.models import Opening
from matching.queries import live_opening_count, newest_openings
from training.queries import open_runs

RUNS, OPENINGS = 4, 4
A_MINUTE = 60


@dataclass(frozen=True)
class Home:
    """The live parts of the home page."""

    year: int
    headline: Any
    sessions: list[Card]
    openings: list[Opening]
    opening_count: int


def home_screen(page: Any, moment: datetime) -> Home:
    """Return the yearly line, the next sessions with free seats, and the newest openings with pay."""
    today = local_date(moment)
    return Home(
        year=today.year,
        headline=headline(today),
        sessions=next_sessions(page.locale_id, moment),
        openings=newest_openings(OPENINGS, today),
        opening_count=live_opening_count(today),
    )


def headline(today: Any) -> Any:
    """Return the yearly figure, at most a minute old; None while the figures are not installed."""
    if find_spec("outcomes.figures") is None:
        return None
    from outcomes.figures import headline as count

    return cache.get_or_set(f"headline:{today}", lambda: count(today), A_MINUTE)


def next_sessions(locale_id: int, moment: datetime) -> list[Card]:
    """Return the soonest sessions with a free seat whose course has a page in this language."""
    pages = CoursePage.objects.live().filter(locale_id=locale_id)
    runs = (
        open_runs(moment)
        .filter(course__pages__in=pages, seats_taken__lt=F("capacity") - F("seats_reserved"))
        .select_related("course__track", "division")
        .order_by("starts_on", "pk")[:RUNS]
    )
    found = list(runs)
    by_course = {page.course_id: page for page in pages.filter(course__in=[run.course_id for run in found])}
    return [Card(by_course[run.course_id], run, 0, state_of(run, moment)) for run in found]
