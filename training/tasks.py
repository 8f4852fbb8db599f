"""What runs in the background? Offering freed seats, ending offers, moving runs with the calendar, telling of classes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from core.clock import local_date, now
from core.denials import Refused
from core.undoing import undo_window
from training import queries
from training.actions import enrolments, offers, runs, timetable
from training.models import CourseRun
from training.queries.runs import runs_to_close, runs_to_finish, waiting_in_vain
from training.queries.undoing import cancelled_untold

AT_ONCE = 200
# (task, minutes between two runs)
SCHEDULES = [
    ("training.tasks.offer_all_free_seats", 5),
    ("training.tasks.expire_offers", 5),
    ("training.tasks.tell_cancelled_classes", 5),
    ("training.tasks.move_runs", 60),
]


def offer_free_seats(*run_ids: int) -> int:
    """Offer the free seats of some runs; doing it twice offers nothing twice."""
    moment = now()
    return sum(len(offers.offer_free_seats(run_id=run_id, now=moment)) for run_id in run_ids)


def offer_all_free_seats() -> int:
    """Offer the free seats of every run where people wait."""
    return offer_free_seats(*queries.runs_to_offer())


def expire_offers() -> int:
    """End the offers whose time is over; their seats go to the next people."""
    moment = now()
    found = queries.expired_offers(moment)
    return _in_parts(found, lambda part: offers.expire(enrolments=part, now=moment))


def tell_cancelled_classes() -> int:
    """Tell of the classes whose cancelling cannot be undone any more."""
    moment = now()
    found = cancelled_untold(moment - undo_window())
    return sum(timetable.tell_cancelled(meeting=meeting, now=moment) for meeting in found)


def move_runs() -> int:
    """Start open runs whose first day and deadline have come, finish running ones, end waiting that can no longer succeed."""
    moment = now()
    moved = sum(_moves(runs.start_run, run, moment) for run in runs_to_close(moment))
    moved += sum(_moves(runs.finish_run, run, moment) for run in runs_to_finish(local_date(moment)))
    _in_parts(waiting_in_vain(moment), lambda part: enrolments.lapse(enrolments=part, now=moment))
    return moved


def _in_parts(ids: list[int], act: Callable[[list[int]], int]) -> int:
    """Act on many at once; a part whose rows somebody holds is left to the next run."""
    count = 0
    for start in range(0, len(ids), AT_ONCE):
        with suppress(Refused):
            count += act(ids[start : start + AT_ONCE])
    return count


def _moves(action: Callable[..., CourseRun], run: CourseRun, moment: datetime) -> int:
    try:
        action(run=run, by=None, now=moment)
    except Refused:
        return 0  # the office was faster
    return 1
