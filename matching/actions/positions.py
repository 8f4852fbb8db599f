"""How is a position taken and given back? By one conditional UPDATE that the database decides."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.denials import Denial, Refused
from core.workflow import advance
from matching import notifications
from matching.actions.releasing import release_applicants
from matching.actions.undoing import bring_back
from matching.models import Opening
from matching.states import OPEN, OPENING, OpeningState, RejectionReason


def take_position(*, opening: Opening) -> None:
    """Take one position or raise `Refused`: never more hires than positions, under any concurrency."""
    rows = Opening.objects.filter(pk=opening.pk, hires__lt=F("headcount")).update(
        hires=F("hires") + 1
    )
    if not rows:
        raise Refused(
            Denial(
                "offer.filled",
                _("All positions have been taken in the meantime."),
                _("Look for similar openings."),
            )
        )
    opening.refresh_from_db(fields=["hires", "headcount", "state"])


def fill_if_full(*, opening: Opening, now: datetime) -> None:
    """Close an opening whose last position was taken, and tell the rest."""
    if opening.hires < opening.headcount:
        return
    if opening.state in OPENING.move("fill").source:
        advance(opening, OPENING, "fill", by=None, closed_at=now, version=F("version") + 1)
        notifications.tell_company(opening, "filled")
    release_applicants(opening=opening, states=OPEN, reason=RejectionReason.FILLED, now=now)


def free_position(*, opening: Opening, now: datetime) -> None:
    """Give one position back; a filled opening goes back to the list."""
    opening.refresh_from_db(fields=["state", "hires"])
    if opening.state == OpeningState.FILLED:
        advance(
            opening,
            OPENING,
            "reopen",
            by=None,
            hires=F("hires") - 1,
            closed_at=None,
            version=F("version") + 1,
        )
        bring_back(opening=opening, reason=RejectionReason.FILLED, now=now)
    else:
        Opening.objects.filter(pk=opening.pk, hires__gt=0).update(hires=F("hires") - 1)
    opening.refresh_from_db(fields=["state", "hires"])
