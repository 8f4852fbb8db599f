"""How does a company treat applicants? Its answer rate and how long people wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from core.release import released_days, released_share, whole_steps
from matching.models import Application
from matching.states import ApplicationState
from training.queries.figures import person_of

WINDOW = timedelta(days=180)
MOST = 500


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Answered of those due, and the median days to the first answer; None when nobody is due yet."""

    answered: int
    due: int
    median_days: float | None

    @property
    def percent(self) -> int | None:
        """The rate in percent; None over nothing."""
        return round(100 * self.answered / self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class PublicAnswerFigures:
    """The public figures; None if so few answers were due that single applicants could be identified."""

    percent: int | None
    median_days: int | None


@dataclass(frozen=True, slots=True)
class _Fact:
    """One application that was answered or lapsed: whose, since when that is known, how many days the answer took."""

    person: int
    known_at: datetime
    days: float | None


def public_answer_figures(company_id: int, now: datetime) -> PublicAnswerFigures:
    """Return the figures of the last half year as the public may read them.

    They move only when answers or lapses of five more persons are known, and again when five have become older than half
    a year; in between they stand still, whatever became of one applicant, and however often that one applied.
    """
    minimum = settings.PUBLIC_MINIMUM_CELL
    facts = [
        fact
        for step in _steps(company_id, now, minimum)
        if step[-1].known_at >= now - WINDOW
        for fact in step
    ]
    waits = [fact.days for fact in facts if fact.days is not None]
    due, answered = _persons(facts), _persons(fact for fact in facts if fact.days is not None)
    percent = released_share(len(waits) / len(facts) if facts else 0.0, due, minimum)
    return PublicAnswerFigures(
        percent, released_days(median(waits), answered, minimum) if waits else None
    )


def _persons(facts: Iterable[_Fact]) -> int:
    return len({fact.person for fact in facts})


def _steps(company_id: int, now: datetime, minimum: int) -> list[list[_Fact]]:
    """Return the newest answers and lapses of a company by whole steps of all that it ever had, the oldest first.

    Two accounts that were found to be one person's are one person.
    """
    known_at = Coalesce("answered_at", "moved_at")
    number = Window(RowNumber(), order_by=[F("known_at").asc(), F("pk").asc()])
    rows = _due(company_id).annotate(known_at=known_at, number=number).order_by("-known_at", "-pk")
    columns = (person_of(now), "submitted_at", "answered_at", "known_at", "number")
    found = list(rows.values_list(*columns)[:MOST])[::-1]
    facts = [
        _Fact(person, known, _days(answered - sent) if answered else None)
        for person, sent, answered, known, _number in found
    ]
    return whole_steps(
        facts, minimum, person=lambda fact: fact.person, first=found[0][-1] if found else 1
    )


def _due(company_id: int) -> QuerySet[Application]:
    """Return the applications that got an answer or lapsed without one."""
    due = Q(answered_at__isnull=False) | Q(state=ApplicationState.LAPSED)
    return Application.objects.filter(due, opening__company=company_id)


def _days(wait: timedelta) -> float:
    return wait.total_seconds() / 86400


def answer_figures(company_id: int, now: datetime) -> AnswerFigures:
    """Return the figures of the last half year: who got an answer, of all who got one or lapsed without."""
    found = _due(company_id).filter(submitted_at__gte=now - WINDOW).order_by("-submitted_at", "-pk")
    rows = found.values_list("submitted_at", "answered_at")[:MOST]
    waits = [_days(answered - sent) for sent, answered in rows if answered]
    return AnswerFigures(len(waits), len(rows), round(median(waits), 1) if waits else None)
