"""What happens when a person views an opening, and when are views scored and deleted?"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from accounts.models import Trainee
from core.contention import briefly
from matching.models import Viewing
from matching.queries.viewings import has_viewed, viewings_to_forget, viewings_to_score
from matching.recommendations.request.applying import scores_of

logger = logging.getLogger(__name__)
DAYS_A_MONTH = 30
SCORED_WITHIN = timedelta(days=3)  # a later profile would not be the one that looked


def record_viewing(
    *, trainee: Trainee, opening_id: int, origin: str, place: int | None, model_version: str
) -> bool:
    """Store a person's first view of an opening while they use recommendations; a page never waits or fails because of it."""
    if not trainee.uses_recommendations:
        return False
    seen = Viewing(
        trainee=trainee,
        opening_id=opening_id,
        origin=origin,
        place=place,
        model_version=model_version,
    )
    try:
        if has_viewed(trainee.pk, opening_id):
            return False
        with briefly():
            Viewing.objects.bulk_create([seen], ignore_conflicts=True)
    except DatabaseError:
        logger.warning("a look at opening %s was not kept", opening_id, exc_info=True)
        return False
    return True


def score_viewings(*, until: datetime) -> int:
    """Store the fit of each view of the last days, by tonight's profile; return how many got a score."""
    seen = list(viewings_to_score(until - SCORED_WITHIN, until))
    fits = scores_of([(each.trainee_id, each.opening_id) for each in seen])
    scored = [(each, fit) for each, fit in zip(seen, fits, strict=True) if fit is not None]
    for each, fit in scored:
        each.match_score, each.match_model = fit.score, fit.model_version
    Viewing.objects.bulk_update(
        [each for each, _fit in scored], ["match_score", "match_model"], batch_size=500
    )
    return len(scored)


def forget_viewings(*, now: datetime) -> int:
    """Delete views that are older than the agreed months, and all of people who switched recommendations off."""
    kept_since = now - timedelta(days=DAYS_A_MONTH * settings.VIEWINGS_KEPT_MONTHS)
    return viewings_to_forget(kept_since).delete()[0]
