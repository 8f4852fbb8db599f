"""Which views of openings are stored?"""

from datetime import datetime

from django.db.models import Q, QuerySet

from matching.models import Viewing


def has_viewed(trainee_id: int, opening_id: int) -> bool:
    """Tell whether a person's first view of an opening is stored already."""
    return Viewing.objects.filter(trainee=trainee_id, opening=opening_id).exists()


def viewings_to_forget(kept_since: datetime) -> QuerySet[Viewing]:
    """Return the views from before a moment, and those of people who switched recommendations off since."""
    return Viewing.objects.filter(Q(at__lt=kept_since) | Q(trainee__uses_recommendations=False))


def viewings_to_score(since: datetime, until: datetime) -> QuerySet[Viewing]:
    """Return the views between two moments without a stored fit."""
    return Viewing.objects.filter(at__gte=since, at__lt=until, match_score__isnull=True).order_by(
        "pk"
    )
