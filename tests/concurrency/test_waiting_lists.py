"""Thirty people leave a full class while thirty others join: every freed seat goes to who waited longest, none twice.

ZHICAI_RACE_PEOPLE makes the crowd larger (50, say).
"""

import multiprocessing
import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import Trainee
from core.denials import Refused
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory
from training.actions import enrolments, offers
from training.models import CourseRun, Enrolment
from training.states import SEAT_STATES

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE = int(os.environ.get("ZHICAI_RACE_PEOPLE", "30"))
PROCESSES = 2
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


def take_part(steps: list[tuple[str, int]], run_id: int, moment: datetime, start: Any, outcomes: Any) -> None:
    """One process: its share of leaving and joining, in turn."""
    connections.close_all()
    run = CourseRun.objects.select_related("course").get(pk=run_id)
    start.wait(60)
    for verb, pk in steps:
        try:
            outcomes.put((verb, leave(pk, moment) if verb == "leave" else join(run, pk, moment)))
        except Refused as refusal:
            outcomes.put((verb, refusal.denial.code))
        except Exception as error:  # what must never happen is reported as what it is
            outcomes.put((verb, repr(error)))
    connections.close_all()


def test_seats_given_back_go_to_the_list_in_its_order() -> None:
    moment = noon()
    run = CourseRunFactory(
        capacity=PEOPLE, enrol_opens_at=moment - timedelta(days=2), enrol_closes_at=moment + timedelta(days=9)
    )
    seated = [EnrolmentFactory(run=run, trainee=VerifiedTraineeFactory()).pk for _ in range(PEOPLE)]
    newcomers = [VerifiedTraineeFactory().pk for _ in range(PEOPLE)]
    steps = [step for pair in zip(seated, newcomers, strict=True) for step in zip(("leave", "join"), pair, strict=True)]
    connection.close()
    start, outcomes = FORK.Barrier(2 * PROCESSES), FORK.Queue()
    # Two processes let people leave, two let people join, all at once.
    shares = [[s for s in steps if s[0] == verb][n::PROCESSES] for verb in ("leave", "join") for n in range(PROCESSES)]
    racers = [FORK.Process(target=take_part, args=(share, run.pk, moment, start, outcomes)) for share in shares]
    for racer in racers:
        racer.start()
    told = Counter(outcomes.get(timeout=120) for _ in steps)
    for racer in racers:
        racer.join(timeout=30)

    assert told.pop(("leave", "withdrawn")) == PEOPLE
    assert set(told) <= {("join", "seated"), ("join", "waitlisted")}
    assert sum(told.values()) == PEOPLE
    offers.offer_free_seats(run.pk, moment)
    run.refresh_from_db()
    rows = Enrolment.objects.filter(run=run)
    holding = rows.filter(state__in=SEAT_STATES)
    assert (run.seats_taken, holding.count()) == (PEOPLE, PEOPLE)
    assert not rows.filter(state="waitlisted").exists()  # as many seats as newcomers: after the job nobody waits
    in_order = rows.filter(state="offered").order_by("waitlisted_at", "pk")
    told_in_order = rows.filter(state="offered").order_by("offered_at", "pk")
    assert list(in_order) == list(told_in_order)
