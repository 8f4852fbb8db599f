"""How does a company treat applicants? Its answer rate and how long people wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from core.release import released_days, released_percent, whole_steps
from matching.models import Application

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
    """What everybody may read of it; None where so few were due that single applicants could be told."""

    percent: int | None
    median_days: int | None


@dataclass(frozen=True, slots=True)
class _Fact:
    """One application that was answered or lapsed: since when that is known, and how many days the answer took."""

    known_at: datetime
    days: float | None


def public_answer_figures(company_id: int, now: datetime) -> PublicAnswerFigures:
    """Return the figures of the last half year as the public may read them.

    They move only when five more answers or lapses are known, and again when five have become older than half a year;
    in between they stand still, whatever became of one applicant.
    """
    minimum = settings.PUBLIC_MINIMUM_CELL
    facts = [fact for step in _steps(company_id, minimum) if step[-1].known_at >= now - WINDOW for fact in step]
    waits = [fact.days for fact in facts if fact.days is not None]
    percent = released_percent(len(waits), len(facts), minimum)
    return PublicAnswerFigures(percent, released_days(median(waits), len(waits), minimum) if waits else None)


def _steps(company_id: int, minimum: int) -> list[Sequence[_Fact]]:
    """Return the newest answers and lapses of a company by whole steps of all that it ever had, the oldest first."""
    known_at = Coalesce("answered_at", "moved_at")
    number = Window(RowNumber(), order_by=[F("known_at").asc(), F("pk").asc()])
    rows = _due(company_id).annotate(known_at=known_at, number=number).order_by("-known_at", "-pk")
    found = list(rows.values_list("submitted_at", "answered_at", "known_at", "number")[:MOST])[::-1]
    facts = [_Fact(known, _days(answered - sent) if answered else None) for sent, answered, known, _number in found]
    return whole_steps(facts, minimum, first=found[0][-1] if found else 1)


def _due(company_id: int) -> QuerySet[Application]:
    """Return the applications that got an answer or lapsed without one."""
    due = Q(answered_at__isnull=False) | Q(state="lapsed")
    return Application.objects.filter(due, opening__company=company_id)


def _days(wait: timedelta) -> float:
    return wait.total_seconds() / 86400


def answer_figures(company_id: int, now: datetime) -> AnswerFigures:
    """Return the figures of the last half year: who got an answer, of all who got one or lapsed without."""
    found = _due(company_id).filter(submitted_at__gte=now - WINDOW).order_by("-submitted_at", "-pk")
    rows = found.values_list("submitted_at", "answered_at")[:MOST]
    waits = [_days(answered - sent) for sent, answered in rows if answered]
    return AnswerFigures(len(waits), len(rows), round(median(waits), 1) if waits else None)
