"""What does the home page show beside its sentence? Each part from the room that owns it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from cms.models import CoursePage
from cms.queries.catalogue import CourseCard, state_of
from core.clock import local_date
from core.kept import kept
from matching.models import Opening
from matching.queries import live_opening_count, newest_openings
from outcomes.queries.public import released_persons
from training.queries import open_runs

RUNS, OPENINGS = 3, 3


@dataclass(frozen=True)
class YearProgress:
    """How many people were trained this year, and the goal."""

    persons: int
    goal: int


@dataclass(frozen=True)
class Home:
    """The live parts of the home page."""

    year: int
    line: YearProgress | None
    sessions: list[CourseCard]
    openings: list[Opening]
    opening_count: int


def home_screen(page: Any, moment: datetime) -> Home:
    """Return the yearly line, the next sessions with free seats, and the newest openings with pay."""
    today = local_date(moment)
    return Home(
        year=today.year,
        line=yearly_line(today),
        sessions=next_sessions(page.locale_id, moment),
        openings=newest_openings(OPENINGS, today),
        opening_count=live_opening_count(today),
    )


def yearly_line(today: date) -> YearProgress | None:
    """Return the yearly figure; None for a year without a goal, or with so few persons that
    the number is not for everybody."""
    counted = kept(f"cms:line:{today}", lambda: released_persons(today))
    persons, goal = counted or (None, None)
    return YearProgress(persons, goal) if goal and persons is not None else None


def next_sessions(locale_id: int, moment: datetime) -> list[CourseCard]:
    """Return the soonest sessions with a free seat whose course has a page in this language."""
    pages = CoursePage.objects.live().filter(locale_id=locale_id)
    runs = (
        open_runs(moment)
        .filter(course__pages__in=pages, seats_taken__lt=F("capacity") - F("seats_reserved"))
        .select_related("course__track", "division")
        .order_by("starts_on", "pk")[:RUNS]
    )
    found = list(runs)
    by_course = {
        page.course_id: page
        for page in pages.filter(course__in=[run.course_id for run in found]).select_related(
            "course"
        )
    }
    return [CourseCard(by_course[run.course_id], run, 0, state_of(run, moment)) for run in found]
