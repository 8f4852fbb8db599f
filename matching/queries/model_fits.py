"""Which trainings were there, is one due, and what was the result of each?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from core.models import AuditEntry
from matching.models import FitOutcome, ModelFit

ROLLBACK, RETIRED = "matching.roll_back", "matching.retire"
GOOD = ("promoted", "refreshed", "kept", "retired", "nothing")
ATTEMPTS_A_NIGHT = 3
HOUR = 2  # o'clock, city time


def model_fits() -> QuerySet[ModelFit]:
    """Return all attempts, newest first."""
    return ModelFit.objects.order_by("-started_at", "-pk")


def last_fit() -> ModelFit | None:
    """Return the newest attempt."""
    return model_fits().first()


def fit_of(version: str) -> ModelFit | None:
    """Return the training that made a version."""
    return model_fits().filter(version=version).first() if version else None


def limited(card: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return the groups that fell behind in a training and the columns left out for it, without the evening of levels."""
    even = card.get("even", {})
    return even.get("behind"), even.get("limits", {}).get("left_out")


def limited_before(attempt: ModelFit) -> tuple[Any, Any]:
    """Return the same of the last training before one that ended well."""
    before = model_fits().filter(outcome__in=GOOD, started_at__lt=attempt.started_at).first()
    return limited(before.card if before else {})


def last_promotion_test() -> datetime | None:
    """Return when a challenger could last have been promoted; None before the first test."""
    return model_fits().filter(card__is_look=True).values_list("started_at", flat=True).first()


def earned() -> bool:
    """Tell whether by the records a learned model serves: it was promoted, and neither rolled back nor demoted since."""
    last = model_fits().filter(outcome__in=("promoted", "refreshed", "retired")).first()
    return (
        last is not None
        and last.outcome != "retired"
        and rolled_back_since(last.started_at) is None
    )


def unfinished() -> QuerySet[ModelFit]:
    """Return attempts that never said how they ended."""
    return ModelFit.objects.filter(outcome=FitOutcome.RUNNING)


def is_due(now_here: datetime) -> bool:
    """Tell whether tonight's training is still to do: after two o'clock, none went well since, not tried too often."""
    night = now_here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now_here < night:
        return False
    tonight = ModelFit.objects.filter(started_at__gte=night)
    return not tonight.filter(outcome__in=GOOD).exists() and tonight.count() < ATTEMPTS_A_NIGHT


def rollbacks() -> QuerySet[AuditEntry]:
    """Return every rollback by a person and demotion by a night, newest first."""
    kind = ContentType.objects.get_for_model(ModelFit)
    verbs = (ROLLBACK, RETIRED)
    return (
        AuditEntry.objects.filter(content_type=kind, verb__in=verbs)
        .select_related("actor")
        .order_by("-at", "-pk")
    )


def rolled_back_since(moment: datetime) -> AuditEntry | None:
    """Return the newest rollback by a person, if after a moment; demotions by a night do not count."""
    return rollbacks().filter(verb=ROLLBACK, at__gte=moment).first()


def held_until(now: datetime, days: int) -> datetime | None:
    """Return until when a rollback blocks promotions; None if none does."""
    entry = rolled_back_since(now - timedelta(days=days))
    return entry.at + timedelta(days=days) if entry else None
