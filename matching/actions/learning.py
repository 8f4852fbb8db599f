"""What happens in a training, or when somebody rolls a model back?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from core import audit, clock, versions
from core.background import silent
from core.denials import Refused, require
from matching.models import FitOutcome, ModelFit
from matching.models.learning import BROKE_OFF
from matching.notifications import tell_model_limited
from matching.permissions.learning import NOTHING_BEFORE, RUNNING, denies_rollback
from matching.queries.model_fits import (
    RETIRED,
    ROLLBACK,
    fit_of,
    held_until,
    last_fit,
    limited,
    limited_before,
    unfinished,
)
from matching.recommendations.kept.model import KIND, has_before, serving_model
from matching.recommendations.kept.store import store
from matching.recommendations.night import decision
from matching.recommendations.night.lock import fit_lock
from matching.recommendations.night.promotion import promotion_test

LONGEST = 300


def train(*, tell_time: Callable[[], datetime], report: Callable[[str], None] = silent) -> ModelFit:
    """Train and promote the better model; an error is stored in words, and the previous model serves on.

    It takes long: `tell_time` says when it began and when it ended.
    """
    with fit_lock() as is_ours:
        if not is_ours:
            raise Refused(RUNNING)
        now = tell_time()
        unfinished().update(outcome=FitOutcome.FAILED, ended_at=now, problem=BROKE_OFF)
        attempt = ModelFit.objects.create(started_at=now)
        is_held = held_until(now, settings.MATCHER_HOLD_DAYS) is not None
        before = serving_model().name
        try:
            found = decision.train(
                now, clock.local_date(now), promotion_test(now), report, is_held=is_held
            )
        except BaseException as error:
            _end(
                attempt,
                tell_time(),
                outcome="failed",
                problem=f"{type(error).__name__}: {error}"[:LONGEST],
            )
            raise
        with transaction.atomic():
            _end(
                attempt,
                tell_time(),
                outcome=found.outcome,
                verdict=found.verdict,
                version=found.version,
                card=dict(found.card),
            )
            _tell(attempt, found, before)
        return attempt


def _tell(attempt: ModelFit, found: decision.NightResult, before: str) -> None:
    """Write down that a model was retired, and tell of new limits."""
    if found.outcome == FitOutcome.RETIRED:
        said: dict[str, Any] = {"before": before, "after": found.version, "reason": found.verdict}
        audit.record(attempt, RETIRED, by=None, **said)
    if any(limited(found.card)) and limited(found.card) != limited_before(attempt):
        tell_model_limited()


def _end(attempt: ModelFit, now: datetime, **said: Any) -> None:
    for name, value in {**said, "ended_at": now}.items():
        setattr(attempt, name, value)
    attempt.save()


def roll_back(*, reason: str, by: Any, now: datetime) -> str:
    """Let the version before serve again; until MATCHER_HOLD_DAYS are over no training changes that by itself."""
    before = serving_model()
    about = fit_of(before.version) or last_fit()
    require(denies_rollback(by, has_before=about is not None and has_before()))
    try:
        version = store(KIND).rollback()
    except versions.Damaged as error:
        raise Refused(NOTHING_BEFORE) from error
    with transaction.atomic():
        assert about is not None
        audit.record(about, ROLLBACK, by=by, before=before.name, after=version.name, reason=reason)
    return version.name
