"""What is a step's form filled with before anybody types? With what is stored about that step, else with what was agreed."""

from datetime import date, timedelta
from typing import Any

from matching.evidence import CLAIMABLE
from matching.models import Application, Offer, Opening, Placement
from matching.states import PayUnit

CLAIMED = ("start_on", "early_reason", "contract_type", "pay", "pay_reason", "destination_code")


def initial_of(verb: str, application: Application, today: date) -> dict[str, Any]:
    """Return what is most likely typed in the form of a move, so that a person only checks it."""
    if verb == "invite":
        return _last_invitation(application)
    if verb == "offer":
        return _offer(application, today)
    if verb == "correct_claim":
        return _claimed(application.placement)
    if verb == "claim_hire":
        return _agreed(application, today)
    return {"ended_on": today} if verb == "end" else {}


def _last_invitation(application: Application) -> dict[str, Any]:
    last = max(
        application.interviews.all(), key=lambda found: (found.invited_at, found.pk), default=None
    )
    return {"at": last.at, "place": last.place, "note": last.note} if last else {}


def _offer(application: Application, today: date) -> dict[str, Any]:
    """Return the last offer with fresh days; without one, what the opening promises a month."""
    days = {"start_on": today + timedelta(days=7), "expires_on": today + timedelta(days=3)}
    offer: Offer | None = getattr(application, "offer", None)
    if offer is not None:
        return {**days, "pay": offer.pay, "pay_reason": offer.pay_reason, "note": offer.note}
    return {**days, "pay": monthly_pay(application.opening)}


def _claimed(placement: Placement) -> dict[str, Any]:
    """Return the current report as initial values, so that correcting one field keeps the others."""
    return {name: getattr(placement, name) for name in CLAIMED}


def _agreed(application: Application, today: date) -> dict[str, Any]:
    """Return what was agreed: the day and pay of the offer, the contract of the opening."""
    opening, offer = application.opening, getattr(application, "offer", None)
    return {
        "start_on": offer.start_on if offer else today,
        "contract_type": opening.contract_type,
        "pay": offer.pay if offer else monthly_pay(opening),
        "destination_code": (CLAIMABLE[opening.contract_type] or ("",))[0],
    }


def monthly_pay(opening: Opening) -> int:
    """Return what an opening promises for a month at least: its lower end, or its base where that is not monthly."""
    return opening.pay_min if opening.pay_unit == PayUnit.MONTH else opening.pay_base
