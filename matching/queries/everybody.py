"""Which rows does a batch over many people need? The people, the hidden pairs, the free positions."""

from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import Trainee
from core.models import AuditEntry
from matching.models import Application, NotForMe, Opening, PlacementProposal
from matching.permissions import live_openings
from matching.states import OpeningState, ProposalState


def people_who_use_recommendations() -> QuerySet[Trainee]:
    """Return everybody who is shown a list: the switch is on and the account lives."""
    return Trainee.objects.filter(uses_recommendations=True, merged_into=None, user__is_active=True)


def refused_pairs(people: QuerySet[Trainee]) -> list[tuple[int, int]]:
    """Return (person, opening) of every "not for me"."""
    said = NotForMe.objects.filter(trainee__in=people.values("pk")).order_by("pk")
    return list(said.values_list("trainee_id", "opening_id"))


def applied_pairs(people: QuerySet[Trainee]) -> list[tuple[int, int]]:
    """Return (person, opening) of every application, whatever became of it."""
    sent = Application.objects.filter(trainee__in=people.values("pk")).order_by("pk")
    return list(sent.values_list("trainee_id", "opening_id"))


def free_positions(today: date) -> dict[int, int]:
    """Return live opening → positions that are free."""
    left = live_openings(today).order_by("pk").annotate(left=F("headcount") - F("hires"))
    return dict(left.values_list("pk", "left"))


def new_openings(today: date, since: datetime) -> set[int]:
    """Return the live openings that came to the list since.

    An opening that was on the list before is not new, nor one that its company offered before in the same words.
    """
    kind = ContentType.objects.get_for_model(Opening)
    been = AuditEntry.objects.filter(
        content_type=kind, object_id=OuterRef("pk"), after=OpeningState.PUBLISHED, at__lt=since
    )
    said = Opening.objects.filter(
        company=OuterRef("company"), content_key=OuterRef("content_key"), published_at__lt=since
    ).exclude(content_key="")
    fresh = live_openings(today).filter(~Exists(been), ~Exists(said), published_at__gte=since)
    return set(fresh.order_by("pk").values_list("pk", flat=True))


def promised_positions() -> dict[int, int]:
    """Return opening → proposals of placement rounds that wait for an answer."""
    counts: dict[int, int] = {}
    waiting = PlacementProposal.objects.filter(state=ProposalState.PROPOSED).order_by("pk")
    for opening in waiting.values_list("opening_id", flat=True):
        counts[opening] = counts.get(opening, 0) + 1
    return counts
