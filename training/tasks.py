"""What runs in the background? Offering freed seats, ending offers, moving runs with the calendar, telling of classes."""

from core.clock import now, today
from core.denials import Refused
from core.workflow import UNDO_WINDOW
from training import queries
from training.actions import enrolments, offers, runs, timetable
from training.models import CourseRun, Enrolment
from training.queries.runs import runs_to_close, runs_to_finish, waiting_in_vain
from training.queries.undoing import cancelled_untold

# (task, minutes between two runs)
SCHEDULES = [
    ("training.tasks.offer_all_free_seats", 5),
    ("training.tasks.expire_offers", 5),
    ("training.tasks.tell_cancelled_classes", 5),
    ("training.tasks.move_runs", 60),
]


def offer_free_seats(run_id: int) -> int:
    """Offer the free seats of one run; doing it twice offers nothing twice."""
    return len(offers.offer_free_seats(run_id, now()))


def offer_all_free_seats() -> int:
    """Offer the free seats of every run where people wait."""
    return sum(offer_free_seats(run_id) for run_id in queries.runs_to_offer())


def expire_offers() -> int:
    """End the offers whose time is over; their seats go to the next people."""
    over = Enrolment.objects.filter(pk__in=queries.expired_offers(now())).order_by("pk")
    return sum(offers.expire(enrolment=enrolment, now=now()) for enrolment in over)


def tell_cancelled_classes() -> int:
    """Tell of the classes whose cancelling cannot be undone any more."""
    found = cancelled_untold(now() - UNDO_WINDOW)
    return sum(timetable.tell_cancelled(meeting=meeting, now=now()) for meeting in found)


def move_runs() -> int:
    """Start open runs whose first day and deadline have come, finish running ones, end the waiting that is in vain."""
    moved = sum(_moves(runs.start_run, run) for run in runs_to_close(now()))
    moved += sum(_moves(runs.finish_run, run) for run in runs_to_finish(today()))
    for enrolment in Enrolment.objects.filter(pk__in=waiting_in_vain(now())).order_by("pk"):
        enrolments.lapse(enrolment=enrolment, now=now())
    return moved


def _moves(action: object, run: CourseRun) -> int:
    try:
        action(run=run, by=None, now=now())  # type: ignore[operator]  # one of the two actions above
    except Refused:
        return 0  # the office was faster
    return 1
