"""Which openings and applications are to be put on hold, and which wait to go on?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Company
from accounts.states import CompanyState
from matching.models import Application, Opening
from matching.states import ALIVE, OpeningState


def may_act(today: date, prefix: str = "") -> Q:
    """Return the condition that a company may act today, as `denies_acting` tells it of one."""
    return Q(**{f"{prefix}state": CompanyState.VERIFIED, f"{prefix}verified_until__gte": today})


def companies_to_settle(today: date) -> QuerySet[Company]:
    """Return the companies whose openings or applications do not match the company's status yet."""
    published = Q(openings__state=OpeningState.PUBLISHED)
    running = Q(openings__applications__state__in=ALIVE, openings__applications__held_at=None)
    return (
        Company.objects.exclude(may_act(today))
        .filter(published | running)
        .distinct()
        .order_by("pk")
    )


def held_applications() -> QuerySet[Application]:
    """Return what is on hold, to see whether it may go on: people come of age by themselves."""
    return alive_of(held_at__isnull=False)


def openings_of(company: Company, state: str) -> Iterable[Opening]:
    """Return a company's openings in a state."""
    return (
        Opening.objects.filter(company=company, state=state)
        .select_related("company")
        .order_by("pk")
    )


def alive_of(**conditions: object) -> QuerySet[Application]:
    """Return the applications that somebody still has a step to make with, with all that a rule about them asks."""
    return (
        Application.objects.filter(state__in=ALIVE, **conditions)
        .select_related("opening__company", "trainee__user", "offer")
        .order_by("pk")
    )
