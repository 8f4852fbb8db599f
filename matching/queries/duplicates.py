"""Which openings have the same content, and which of them represents them on a list?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from matching.models import Opening
from matching.permissions import live_openings
from matching.states import OpeningGroup, OpeningState


def one_card_each(found: QuerySet[Opening], today: date) -> QuerySet[Opening]:
    """Leave of the openings that say the same the newest, with the number of the others as `others_count`.

    What narrows the list must narrow it by what the openings say, so that all of a group are in it or none.
    """
    same = live_openings(today).filter(content_key=OuterRef("content_key")).exclude(content_key="")
    newer = Q(published_at__gt=OuterRef("published_at")) | Q(
        published_at=OuterRef("published_at"), pk__gt=OuterRef("pk")
    )
    counted = same.order_by().values("content_key").annotate(all=Count("pk")).values("all")
    shown = found.filter(~Exists(same.filter(newer)))
    return shown.annotate(others_count=Coalesce(Subquery(counted), 1) - 1)  # type: ignore[no-redef]  # 0 where nobody counts


def copies_among(openings: Iterable[Opening]) -> dict[int, list[Opening]]:
    """Return by the number of each opening which others say the same and are shown or wait for it; one query."""
    rows = list(openings)
    states = OpeningState.of(OpeningGroup.COPIED)
    keys = {row.content_key for row in rows} - {""}
    found: dict[str, list[Opening]] = {}
    for each in Opening.objects.filter(content_key__in=keys, state__in=states).order_by("pk"):
        found.setdefault(each.content_key, []).append(each)
    return {
        row.pk: [each for each in found.get(row.content_key, []) if each.pk != row.pk]
        for row in rows
    }


def copies_of(opening: Opening) -> list[Opening]:
    """Return the others that say the same, the oldest first."""
    return copies_among([opening])[opening.pk]
