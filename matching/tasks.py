"""What runs in the background? Expiries, delayed notices, deletion of views; models, snapshots, prices, chances."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from core import clock
from core.background import start_command as _start
from core.denials import Refused
from core.undoing import undo_window
from matching.actions import chances, holding, lapsing, openings, retention, rounds, viewings
from matching.queries import applications
from matching.queries.holding import companies_to_settle, held_applications
from matching.queries.model_fits import is_due
from matching.queries.openings import openings_past_their_date
from matching.queries.rounds import proposals_without_position
from matching.recommendations.kept import sides
from matching.recommendations.kept.chances import learned_up_to
from matching.recommendations.market import clearing
from matching.recommendations.night.lock import is_fitting

AT_ONCE = 200
SCHEDULES = (
    ("matching.tasks.settle_holds", 15),
    ("matching.tasks.expire_openings", 30),
    ("matching.tasks.expire_offers", 30),
    ("matching.tasks.lapse_applications", 60),
    ("matching.tasks.tell_refusals", 5),
    ("matching.tasks.lapse_proposals", 60),
    ("matching.tasks.clear_nightly", 60),
    ("matching.tasks.learn_chances", 60),
    ("matching.tasks.forget_viewings", 24 * 60),
    ("matching.tasks.fade_applications", 24 * 60),
    ("matching.tasks.train_nightly", 60),
    ("matching.tasks.refresh_nightly", 60),
)


def settle_holds() -> int:
    """Put on hold what belongs to companies whose verification has run out by its date; let go on what may again."""
    now = clock.now()
    holding.settle_applications(applications=held_applications(), now=now)
    return _each(
        companies_to_settle(clock.local_date(now)),
        lambda found: holding.settle_company(company=found, now=now),
    )


def expire_openings() -> int:
    """Take openings whose date has passed off the list for good."""
    now = clock.now()
    return _in_parts(
        openings_past_their_date(clock.local_date(now)),
        lambda part: openings.expire_openings(openings=part, now=now),
    )


def expire_offers() -> int:
    """Note offers whose date has passed; what is on hold has no date."""
    settle_holds()
    now = clock.now()
    found = applications.offers_expired_by(clock.local_date(now))
    return _in_parts(found, lambda part: lapsing.expire_offers(applications=part, now=now))


def lapse_applications() -> int:
    """Note applications that nobody answered in time; what is on hold has all the time."""
    settle_holds()
    now = clock.now()
    found = applications.lapsed_by(now)
    return _in_parts(found, lambda part: lapsing.lapse_applications(applications=part, now=now))


def tell_refusals() -> int:
    """Tell refusals and noes whose undo window is over."""
    now = clock.now()
    found = applications.endings_to_tell(now, undo_window())
    return _in_parts(found, lambda part: lapsing.tell_endings(applications=part, now=now))


def lapse_proposals() -> int:
    """Let proposals of placement rounds lapse whose opening has left the list or is full."""
    now = clock.now()
    found = proposals_without_position(clock.local_date(now))
    return _each(found, lambda each: rounds.lapse(proposal=each, now=now))


def learn_chances() -> str:
    """Learn the chances from all that had happened by yesterday, once a day; return what is said about it."""
    yesterday = clock.today() - timedelta(days=1)
    if learned_up_to() == yesterday:
        return "learned before"
    return chances.learn_chances(on=yesterday).message


def forget_viewings() -> int:
    """Delete views that are older than agreed, and those of people who switched recommendations off."""
    return viewings.forget_viewings(now=clock.now())


def fade_applications() -> int:
    """Empty what ended long ago of everything that leads to a person."""
    return _each(applications.to_fade(clock.now()), lambda found: retention.fade(application=found))


def train_nightly() -> str:
    """Start tonight's training unless it is done or running; run every hour, so that a killed one is started again."""
    if is_fitting() or not is_due(clock.now().astimezone(clock.CITY_TIME)):
        return "not due"
    _start("matcher", "train", "--json")
    return "started"


def clear_nightly() -> str:
    """Start computing tonight's prices unless they exist; run every hour, so that a killed run is started again."""
    if not clearing.is_due(clock.now().astimezone(clock.CITY_TIME)):
        return "not due"
    _start("matcher", "clear", "--json")
    return "started"


def refresh_nightly() -> str:
    """Write the snapshot once a day, and when new skills, places or occupations made the last one unusable."""
    if sides.is_current(clock.today()):
        return "not due"
    _start("matcher", "refresh", "--json")
    return "started"


def _each(things: Iterable[Any], act: Callable[[Any], Any]) -> int:
    """Act on each; those that changed state meanwhile are skipped, so that a second run changes nothing."""
    count = 0
    for thing in things:
        try:
            act(thing)
        except Refused:
            continue
        count += 1
    return count


def _in_parts(things: QuerySet[Any], act: Callable[[list[Any]], int]) -> int:
    """Act on many at once; a part whose rows are locked is left to the next run."""
    ids = list(things.values_list("pk", flat=True))
    count = 0
    for start in range(0, len(ids), AT_ONCE):
        try:
            count += act(list(things.filter(pk__in=ids[start : start + AT_ONCE])))
        except Refused:
            continue
    return count
