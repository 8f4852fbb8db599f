"""What runs by itself? What has run out expires, refusals are told, looks are forgotten, models and lists are made anew."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from core import clock
from core.denials import Refused
from matching.actions import lapsing, openings, viewings
from matching.queries import applications
from matching.queries.openings import openings_past_their_date
from matching.queries.trainings import is_due
from matching.recommendations import index
from matching.recommendations.turn import is_taken

SCHEDULES = (
    ("matching.tasks.expire_openings", 30),
    ("matching.tasks.expire_offers", 30),
    ("matching.tasks.lapse_applications", 60),
    ("matching.tasks.tell_refusals", 5),
    ("matching.tasks.forget_viewings", 24 * 60),
    ("matching.tasks.train_nightly", 60),
    ("matching.tasks.refresh_nightly", 60),
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


def forget_viewings() -> int:
    """Forget looks that are older than agreed, and those of people who switched recommendations off."""
    return viewings.forget_viewings(now=clock.now())


def train_nightly() -> str:
    """Start tonight's training unless it is done or running; asked every hour, so that one that was killed comes again."""
    if is_taken() or not is_due(clock.now().astimezone(clock.CITY_TIME)):
        return "not due"
    _start("matcher", "train", "--json")
    return "started"


def refresh_nightly() -> str:
    """Put openings and people on the disk once a day, or when new skills, places or occupations made the last ones useless."""
    if index.is_current(clock.today()):
        return "not due"
    _start("matcher", "refresh", "--json")
    return "started"


def _start(*command: str) -> None:
    """Run a command as a process of its own: a training takes longer than the worker lets a task run."""
    log = Path(settings.VAR_DIR) / "log" / "matcher.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        subprocess.Popen(  # noqa: S603  # our own command, no word of anybody else in it
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


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
