"""Thirty people leave a full class while thirty others join: every freed seat goes to who waited longest, none twice.

ZHICAI_RACE_PEOPLE makes the crowd larger (50, say).
"""

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import Trainee, User
from core import clock
from core.denials import Refused
from tests.factories.accounts import VerifiedTraineeFactory, office_user
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.actions import enrolments, offers, runs
from training.models import CourseRun, Enrolment
from training.states import SEAT_STATES

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE = int(os.environ.get("ZHICAI_RACE_PEOPLE", "30"))
FORK = multiprocessing.get_context("fork")


def noon() -> datetime:
    """A moment at which people may be disturbed."""
    return datetime.now(UTC).replace(hour=4, minute=0, second=0, microsecond=0)


def leave(pk: int, moment: datetime) -> str:
    """Somebody gives the seat back."""
    enrolment = Enrolment.objects.select_related("run__course", "trainee__user").get(pk=pk)
    return enrolments.withdraw(enrolment=enrolment, by=enrolment.trainee.user, now=moment).state


def join(run: CourseRun, pk: int, moment: datetime) -> str:
    """Somebody wants to come."""
    trainee = Trainee.objects.select_related("user").get(pk=pk)
    return enrolments.enrol(trainee=trainee, run=run, key="race", by=trainee.user, now=moment).state


def take_part(
    steps: list[tuple[str, int]], run_id: int, moment: datetime, start: Any, outcomes: Any
) -> None:
    """One process: its share of the steps, in turn."""
    connections.close_all()
    run = CourseRun.objects.select_related("course").get(pk=run_id)
    start.wait(60)
    for verb, pk in steps:
        try:
            outcomes.put((verb, DOING[verb](run, pk, moment)))
        except Refused as refusal:
            outcomes.put((verb, refusal.denial.code))
        except Exception as error:  # what must never happen is reported as what it is
            outcomes.put((verb, repr(error)))
    connections.close_all()


def resize(run: CourseRun, capacity: int) -> str:
    """The office makes the class larger or smaller."""
    fresh = CourseRun.objects.select_related("course").get(pk=run.pk)
    office = User.objects.get(kind="office")
    changed = runs.change_run(
        run=fresh, changes={"capacity": capacity}, teachers=[], by=office, now=clock.now()
    )
    return f"capacity {changed.capacity}"


DOING: dict[str, Callable[[CourseRun, int, datetime], str]] = {
    "leave": lambda run, pk, moment: leave(pk, moment),
    "join": join,
    "resize": lambda run, capacity, moment: resize(run, capacity),
}


def all_at_once(run: CourseRun, shares: list[list[tuple[str, int]]], moment: datetime) -> Counter:
    """Let one process do each share, all from the same moment; how often each step came to what."""
    connection.close()
    start, outcomes = FORK.Barrier(len(shares)), FORK.Queue()
    racers = [
        FORK.Process(target=take_part, args=(share, run.pk, moment, start, outcomes))
        for share in shares
    ]
    for racer in racers:
        racer.start()
    told = Counter(outcomes.get(timeout=120) for share in shares for _ in share)
    for racer in racers:
        racer.join(timeout=30)
    return told


def a_class(capacity: int, moment: datetime) -> CourseRun:
    """A class that can be joined at that moment."""
    window = {
        "enrol_opens_at": moment - timedelta(days=2),
        "enrol_closes_at": moment + timedelta(days=9),
    }
    return CourseRunFactory(capacity=capacity, **window)


@pytest.fixture
def by_night(settings) -> None:
    """Nothing is offered while the crowd is at it; the morning's job finds whatever they left behind."""
    settings.QUIET_HOURS = (0, 24)


def in_the_morning(settings: Any, run: CourseRun, moment: datetime) -> list[int]:
    """The job that offers free seats; whom it offered one, in order."""
    settings.QUIET_HOURS = (21, 8)
    return offers.offer_free_seats(run_id=run.pk, now=moment)


def test_seats_given_back_go_to_the_list_in_its_order(by_night, settings) -> None:
    moment = noon()
    run = a_class(PEOPLE, moment)
    leaving = [
        ("leave", EnrolmentFactory(run=run, trainee=VerifiedTraineeFactory()).pk)
        for _ in range(PEOPLE)
    ]
    joining = [("join", VerifiedTraineeFactory().pk) for _ in range(PEOPLE + 5)]

    told = all_at_once(run, [steps[n::2] for steps in (leaving, joining) for n in range(2)], moment)

    rows = Enrolment.objects.filter(run=run)
    waiting = list(
        rows.filter(state="waitlisted").order_by("waitlisted_at", "pk").values_list("pk", flat=True)
    )
    assert told.pop(("leave", "withdrawn")) == PEOPLE
    assert told[("join", "waitlisted")] == len(waiting)
    assert told[("join", "seated")] == told.total() - len(waiting) == PEOPLE + 5 - len(waiting)
    assert in_the_morning(settings, run, moment) == waiting[:-5]
    run.refresh_from_db()
    assert (run.seats_taken, rows.filter(state__in=SEAT_STATES).count()) == (PEOPLE, PEOPLE)
    assert (
        list(rows.filter(state="waitlisted").order_by("pk").values_list("pk", flat=True))
        == waiting[-5:]
    )


def test_a_class_that_is_resized_meanwhile_never_holds_more_than_it_has(by_night, settings) -> None:
    moment = noon()
    run = a_class(PEOPLE // 3, moment)
    office_user()
    joining = [("join", VerifiedTraineeFactory().pk) for _ in range(PEOPLE)]
    sizes = [("resize", PEOPLE // 3 + more) for more in (2, -3, 5, 0, 4, -2, 3, 1)]

    told = all_at_once(run, [joining[0::2], joining[1::2], sizes], moment)

    outcomes = {outcome for verb, outcome in told if verb == "resize"}
    assert outcomes <= {f"capacity {size}" for _, size in sizes} | {"run.capacity"}
    assert {outcome for verb, outcome in told if verb == "join"} <= {"seated", "waitlisted"}
    in_the_morning(settings, run, moment)
    run.refresh_from_db()
    rows = Enrolment.objects.filter(run=run)
    holding = rows.filter(state__in=SEAT_STATES).count()
    assert (run.seats_taken, holding) == (run.capacity, run.capacity)
    assert rows.filter(state="waitlisted").count() == PEOPLE - holding
