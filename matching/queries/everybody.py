"""Which rows does a question about many people at once stand on? Who is asked about, what hides a pair, what is free."""

from datetime import date

from django.db.models import F, QuerySet

from accounts.models import Trainee
from matching.models import Application, NotForMe, PlacementProposal
from matching.permissions import live_openings
from matching.states import ProposalState


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


def promised_positions() -> dict[int, int]:
    """Return opening → proposals of placement rounds that wait for an answer."""
    counts: dict[int, int] = {}
    waiting = PlacementProposal.objects.filter(state=ProposalState.PROPOSED).order_by("pk")
    for opening in waiting.values_list("opening_id", flat=True):
        counts[opening] = counts.get(opening, 0) + 1
    return counts
