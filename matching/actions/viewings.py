"""What happens when a person looks at an opening, and when are looks forgotten?"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from accounts.models import Trainee
from core.contention import briefly
from matching.models import Opening, Viewing
from matching.queries.viewings import has_viewed, viewings_to_forget

logger = logging.getLogger(__name__)
DAYS_A_MONTH = 30


def record_viewing(*, trainee: Trainee, opening: Opening, origin: str, place: int | None, model_version: str) -> bool:
    """Keep a person's first look at an opening while they use recommendations; a page never waits or fails for it."""
    if not trainee.uses_recommendations:
        return False
    seen = Viewing(trainee=trainee, opening=opening, origin=origin, place=place, model_version=model_version)
    try:
        if has_viewed(trainee.pk, opening.pk):
            return False
        with briefly():
            Viewing.objects.bulk_create([seen], ignore_conflicts=True)
    except DatabaseError:
        logger.warning("a look at opening %s was not kept", opening.pk, exc_info=True)
        return False
    return True


def forget_viewings(*, now: datetime) -> int:
    """Delete looks that are older than the months agreed, and all of people who switched recommendations off."""
    kept_since = now - timedelta(days=DAYS_A_MONTH * settings.VIEWINGS_KEPT_MONTHS)
    return viewings_to_forget(kept_since).delete()[0]
