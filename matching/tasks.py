"""What runs by itself? Openings expire, offers expire, applications lapse, refusals are told; proposals lapse, prices are set."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from core import clock
from core.denials import Refused
from matching.actions import lapsing, openings, rounds
from matching.queries import applications
from matching.queries.openings import openings_past_their_date
from matching.queries.rounds import proposals_without_position
from matching.recommendations import clearing

logger = logging.getLogger(__name__)

SCHEDULES = (
    ("matching.tasks.expire_openings", 30),
    ("matching.tasks.expire_offers", 30),
    ("matching.tasks.lapse_applications", 60),
    ("matching.tasks.tell_refusals", 5),
    ("matching.tasks.lapse_proposals", 60),
    ("matching.tasks.clear_market", 24 * 60),
)
UNDO_WINDOW = timedelta(minutes=10)


def expire_openings() -> int:
    """Take openings whose date has passed off the list for good."""
    return _each(openings_past_their_date(clock.today()), lambda found: openings.expire_opening(opening=found))


def expire_offers() -> int:
    """Note offers whose date has passed."""
    return _each(applications.offers_expired_by(clock.today()), lambda found: lapsing.expire_offer(application=found))


def lapse_applications() -> int:
    """Note applications that nobody answered in time."""
    return _each(applications.lapsed_by(clock.now()), lambda found: lapsing.lapse_application(application=found))


def tell_refusals() -> int:
    """Tell refusals whose undo window is over."""
    found = applications.refusals_to_tell(clock.now(), UNDO_WINDOW)
    return _each(found, lambda refused: lapsing.tell_refusal(application=refused))


def lapse_proposals() -> int:
    """Let proposals of placement rounds lapse whose opening has left the list or is full."""
    return _each(proposals_without_position(clock.today()), lambda found: rounds.lapse(proposal=found))


def clear_market() -> int:
    """Set the prices that keep lists from crowding; return for how many openings."""
    version = clearing.clear(clock.today(), logger.info)
    return int(version.card["openings"])


def _each(things: Iterable[Any], act: Callable[[Any], Any]) -> int:
    """Act on each; who moved on meanwhile is skipped, so that a second run changes nothing."""
    count = 0
    for thing in things:
        try:
            act(thing)
        except Refused:
            continue
        count += 1
    return count
