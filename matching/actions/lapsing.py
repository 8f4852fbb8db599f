"""What happens by itself when a date passes? Offers expire, unanswered applications lapse, refusals are told."""

from collections.abc import Iterable

from core import clock
from core.contention import patiently
from core.denials import require
from core.workflow import advance
from matching import notifications
from matching.models import Application
from matching.notifications import several
from matching.permissions.holding import denies_going_on
from matching.states import APPLICATION


@patiently
def expire_offer(*, application: Application) -> None:
    """Note that an offer was not answered in time, unless it stands still."""
    require(denies_going_on(application, clock.today()))
    advance(application, APPLICATION, "expire", by=None, moved_at=clock.now())
    notifications.tell_person(application, "offer_expired", day=application.offer.expires_on.isoformat())
    notifications.tell_candidate_moved(application, "offer_expired")


@patiently
def lapse_application(*, application: Application) -> None:
    """Note that the company did not answer in time, unless it stands still."""
    require(denies_going_on(application, clock.today()))
    advance(application, APPLICATION, "lapse", by=None, moved_at=clock.now())
    notifications.tell_person(application, "lapsed")


@patiently
def tell_ending(*, application: Application) -> bool:
    """Tell whom it concerns how an application ended, once: the person of a refusal, the company of a no."""
    if not _is_first_telling(application):
        return False
    if application.state in {"withdrawn", "declined"}:
        notifications.tell_candidate_moved(application, application.state)
    else:
        is_over = application.rejection_reason in {"closed", "filled"}
        notifications.tell_person(application, "released" if is_over else "refused")
    return True


def tell_leaving(applications: Iterable[Application]) -> None:
    """Tell the companies at once what a person who leaves has taken back: each company once."""
    several.tell_withdrawn(application for application in applications if _is_first_telling(application))


def _is_first_telling(application: Application) -> bool:
    rows = Application.objects.filter(pk=application.pk, state=application.state, told_at__isnull=True)
    return bool(rows.update(told_at=clock.now()))
