"""What was the state of applications at the end of a day? The rows for learning and applying chances.

A past day is read from the audit record, so that asking again about the same day gives the same answer.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.clock import CITY_TIME
from core.models import AuditEntry
from matching.models import Application, Viewing
from matching.states import OPEN, ApplicationGroup, ApplicationState

SENT = ("match_score", "trainee_id", "opening_id")
HIRED = ApplicationState.of(ApplicationGroup.HIRED)


@dataclass(frozen=True, slots=True)
class Ending:
    """One row to learn from: when it began, how well it fitted by which version, and whether what was hoped for happened."""

    at: datetime
    score: float
    model: str
    happened: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """An open application: its score (None if none is stored), person, opening, and the positions left there."""

    score: float | None
    person: int
    opening: int
    left: int


def after(on: date) -> datetime:
    """Return the first moment after a day of the city."""
    return datetime.combine(on + timedelta(days=1), time(), CITY_TIME)


def matured_by(on: date) -> datetime:
    """Return before which moment an application must have been sent, so that by the end of a day it can be judged."""
    return after(on) - timedelta(days=settings.APPLICATION_LAPSES_AFTER_DAYS)


def states_on(on: date) -> QuerySet[Application]:
    """Return the applications sent up to the end of a day, with the state `was` that each then had."""
    entries = AuditEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Application),
        object_id=OuterRef("pk"),
        at__lt=after(on),
    ).exclude(after="")
    last = Subquery(entries.order_by("-at", "-pk").values("after")[:1])
    return Application.objects.filter(submitted_at__lt=after(on)).annotate(
        was=Coalesce(last, F("state"))
    )


def endings(on: date) -> list[Ending]:
    """Return the scored applications that were old enough at the end of a day, oldest first.

    Who is still open by then counts as not hired. Younger ones are left out even where they have ended: what ends within
    days is mostly refused, so they would not stand for the rest.
    """
    found = states_on(on).filter(submitted_at__lt=matured_by(on), match_score__isnull=False)
    rows = found.order_by("submitted_at", "pk").values_list(
        "submitted_at", "match_score", "match_model", "was"
    )
    return [Ending(sent, score, model, was in HIRED) for sent, score, model, was in rows]


def looks(on: date) -> list[Ending]:
    """Return the scored views that were old enough at the end of a day, and whether the person soon applied."""
    sent = Application.objects.filter(trainee=OuterRef("trainee"), opening=OuterRef("opening"))
    found = Viewing.objects.filter(at__lt=matured_by(on), match_score__isnull=False).annotate(
        sent_at=Subquery(sent.values("submitted_at")[:1])
    )
    soon = timedelta(days=settings.APPLICATION_LAPSES_AFTER_DAYS)
    rows = found.order_by("at", "pk").values_list("at", "match_score", "match_model", "sent_at")
    return [
        Ending(at, score, model, sent is not None and sent < at + soon)
        for at, score, model, sent in rows
    ]


def count_endings(on: date) -> tuple[int, int]:
    """Return how many applications could be learned from at the end of a day, and how many of them led to a hire."""
    found = endings(on)
    return len(found), sum(one.happened for one in found)


def open_on(on: date) -> list[Sent]:
    """Return the applications that were open at the end of a day, with the positions that were left then."""
    hired = (
        states_on(on)
        .filter(was__in=HIRED)
        .order_by("opening")
        .values_list("opening")
        .annotate(Count("pk"))
    )
    taken = dict(hired)
    rows = (
        states_on(on).filter(was__in=OPEN).order_by("pk").values_list(*SENT, "opening__headcount")
    )
    return [
        Sent(score, who, where, max(0, count - taken.get(where, 0)))
        for score, who, where, count in rows
    ]


def open_now() -> list[Sent]:
    """Return the same of the applications that are open now, without asking the record; one query."""
    found = Application.objects.filter(state__in=OPEN).order_by("pk")
    rows = found.values_list(*SENT, F("opening__headcount") - F("opening__hires"))
    return [Sent(*row) for row in rows]
