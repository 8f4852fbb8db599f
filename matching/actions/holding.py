"""What happens when a company may not act, or a person's yes is missing? Openings, applications, clocks wait."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.models import Company, Trainee, User
from accounts.permissions import denies_acting
from core import audit, clock
from core.i18n import spoken
from core.workflow import advance
from matching.models import Application, Offer
from matching.notifications import several
from matching.permissions.holding import denies_answering, denies_going_on, held_since
from matching.queries.holding import alive_of, openings_of
from matching.states import ALIVE, OPENING, ApplicationState, OpeningState


@transaction.atomic
def settle_company(*, company: Company, now: datetime) -> None:
    """Put a company's openings and applications on hold, or resume them, by the company's status; idempotent."""
    _hold_openings(company, now)
    _unhold_openings(company, now)
    settle_applications(applications=alive_of(opening__company=company), now=now)


@transaction.atomic
def settle_person(*, trainee: Trainee, now: datetime) -> None:
    """Put a person's applications on hold, or resume them, by the consents of the person and the guardian."""
    settle_applications(applications=alive_of(trainee=trainee), now=now)


@transaction.atomic
def tell_contact_ended(*, user: User, now: datetime) -> None:
    """Tell the companies that a person applied to that phone and e-mail are no longer for them."""
    several.tell_no_contact(alive_of(trainee__user=user))


def _hold_openings(company: Company, now: datetime) -> None:
    """Take the company's openings off the list; one rule says so of all of them."""
    denied = denies_acting(company, clock.local_date(now))
    if denied is None:
        return
    held = list(openings_of(company, OpeningState.PUBLISHED))
    for opening in held:
        advance(opening, OPENING, "hold", by=None, reason=denied.code, version=F("version") + 1)
    several.tell_openings(held, "held", why=spoken(denied.sentence))


def _unhold_openings(company: Company, now: datetime) -> None:
    """Put what was held back on the list; what has meanwhile passed its date has ended."""
    today = clock.local_date(now)
    if denies_acting(company, today) is not None:
        return
    held = list(openings_of(company, OpeningState.HELD))
    over = [opening for opening in held if opening.valid_until < today]
    back = [opening for opening in held if opening.valid_until >= today]
    for opening in over:
        advance(opening, OPENING, "expire", by=None, closed_at=now, version=F("version") + 1)
    for opening in back:
        advance(opening, OPENING, "unhold", by=None, version=F("version") + 1)
    several.tell_openings(over, "expired")
    several.tell_openings(back, "unheld", with_day=True)


@transaction.atomic
def settle_applications(*, applications: Iterable[Application], now: datetime) -> None:
    """Stop the deadlines of applications on hold, and resume the others; the people concerned are told once."""
    today = clock.local_date(now)
    paused, going_on = [], []
    for application in applications:
        denied = denies_going_on(application, today)
        if denied is not None and application.held_at is None:
            if _hold(application, held_since(application.opening.company, now)):
                paused.append(
                    several.Paused(
                        application, denies_answering(application, today) or denied, denied
                    )
                )
        elif denied is None and application.held_at is not None:
            _go_on(application, now)
            going_on.append(application)
    several.tell_paused(paused)
    several.tell_going_on(going_on)


def _hold(application: Application, since: datetime) -> bool:
    """Stop the clocks; return whether there was still something to stop."""
    application.held_at = max(since, application.submitted_at)
    alive = Application.objects.filter(pk=application.pk, state__in=ALIVE, held_at=None)
    if not alive.update(held_at=application.held_at):
        return False
    audit.record(application, "application.hold", by=None)
    return True


def _go_on(application: Application, now: datetime) -> None:
    """Give both sides the time back that stood still."""
    assert application.held_at is not None
    stood_still = max(now - application.held_at, timedelta())
    if application.lapses_at is not None:
        application.lapses_at += stood_still
    application.held_at = None
    application.save(update_fields=["held_at", "lapses_at"])
    audit.record(application, "application.unhold", by=None)
    if application.state == ApplicationState.OFFERED:
        _prolong(
            application.offer,
            (clock.local_date(now) - clock.local_date(now - stood_still)).days,
        )


def _prolong(offer: Offer, days: int) -> None:
    """Move the deadline of the answer; the first day of work is never before it."""
    offer.expires_on += timedelta(days=days)
    offer.start_on = max(offer.start_on, offer.expires_on)
    offer.save(update_fields=["expires_on", "start_on"])
