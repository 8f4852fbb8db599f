"""Until when does a company read who sent an application that has ended?"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q

from core.clock import CITY_TIME, local_date
from matching.models import Application
from matching.states import OVER


def read_until(application: Application) -> date | None:
    """Return the last day on which name, note and certificate numbers are shown; None while it has not ended."""
    if application.state not in OVER:
        return None
    return local_date(application.moved_at + timedelta(days=settings.APPLICATION_FADES_AFTER_DAYS))


def is_faded(application: Application, today: date) -> bool:
    """Tell whether that day has passed."""
    last = read_until(application)
    return last is not None and last < today


def faded(today: date) -> Q:
    """Return the same as a condition on rows."""
    return Q(state__in=OVER, moved_at__lt=faded_before(today))


def faded_before(today: date) -> datetime:
    """Return the moment before which an application must have ended to have faded today."""
    midnight = datetime.combine(today, time(), CITY_TIME)
    return midnight - timedelta(days=settings.APPLICATION_FADES_AFTER_DAYS)
