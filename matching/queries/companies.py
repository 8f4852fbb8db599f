"""How does a company treat applicants? Its answer rate and how long people wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings
from django.db.models import Q

from core.release import released_days, released_percent
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


def public_answer_figures(company_id: int, now: datetime) -> PublicAnswerFigures:
    """Return the figures of the last half year as the public may read them."""
    own, minimum = answer_figures(company_id, now), settings.PUBLIC_MINIMUM_CELL
    percent = released_percent(own.answered, own.due, minimum)
    return PublicAnswerFigures(percent, released_days(own.median_days or 0.0, own.answered, minimum))


def answer_figures(company_id: int, now: datetime) -> AnswerFigures:
    """Return the figures of the last half year: who got an answer, of all who got one or lapsed without."""
    rows = (
        Application.objects.filter(opening__company=company_id, submitted_at__gte=now - WINDOW)
        .filter(Q(answered_at__isnull=False) | Q(state="lapsed"))
        .order_by("-submitted_at", "-pk")
        .values_list("submitted_at", "answered_at")[:MOST]
    )
    waits = [(answered - sent).total_seconds() / 86400 for sent, answered in rows if answered]
    return AnswerFigures(len(waits), len(rows), round(median(waits), 1) if waits else None)
