"""What happens by itself when a date passes? Offers expire, unanswered applications lapse, refusals are told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from core import clock
from core.contention import patiently
from core.workflow import advance_each
from matching.models import Application
from matching.notifications import nightly, several
from matching.permissions.holding import denies_going_on
from matching.states import APPLICATION


@patiently
def expire_offers(*, applications: Iterable[Application], now: datetime) -> int:
    """Expire offers that were not answered in time, except those on hold; return how many."""
    moved = advance_each(_going_on(applications, now), APPLICATION, "expire", moved_at=now)
    nightly.tell_expired(moved)
    return len(moved)


@patiently
def lapse_applications(*, applications: Iterable[Application], now: datetime) -> int:
    """Let applications lapse that companies did not answer in time, except those on hold; return how many."""
    moved = advance_each(_going_on(applications, now), APPLICATION, "lapse", moved_at=now)
    nightly.tell_lapsed(moved)
    return len(moved)


@patiently
def tell_endings(*, applications: Iterable[Application], now: datetime) -> int:
    """Tell the people concerned how applications ended, once; return how many."""
    first = _first_tellings(list(applications), now)
    nightly.tell_ended(first)
    return len(first)


def tell_leaving(*, applications: Iterable[Application], now: datetime) -> None:
    """Tell the companies at once what a person who leaves has taken back: each company once."""
    several.tell_withdrawn(
        application for application in applications if _is_first_telling(application, now)
    )


def _going_on(applications: Iterable[Application], now: datetime) -> list[Application]:
    today = clock.local_date(now)
    return [
        application for application in applications if denies_going_on(application, today) is None
    ]


def _first_tellings(applications: list[Application], now: datetime) -> list[Application]:
    """Mark all as told at once; one by one if another process was faster with one of them."""
    ids, states = [each.pk for each in applications], {each.state for each in applications}
    with transaction.atomic():
        rows = Application.objects.filter(pk__in=ids, state__in=states, told_at__isnull=True)
        if rows.update(told_at=now) == len(ids):
            return applications
        transaction.set_rollback(True)
    return [application for application in applications if _is_first_telling(application, now)]


def _is_first_telling(application: Application, now: datetime) -> bool:
    rows = Application.objects.filter(
        pk=application.pk, state=application.state, told_at__isnull=True
    )
    return bool(rows.update(told_at=now))
