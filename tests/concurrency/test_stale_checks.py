"""Does the database still refuse when every check before the write was stale? Four real processes believe that all is well."""

import multiprocessing
from collections import Counter
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import Trainee
from core import clock
from core.audit import history
from tests.factories.accounts import VerifiedTraineeFactory
from tests.factories.training import CourseRunFactory
from training import permissions
from training.actions import enrolments
from training.models import CourseRun, Enrolment

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PROCESSES, ROUNDS = 4, 10
FORK = multiprocessing.get_context("fork")


def believes(run_id: int, people: list[int], key: str, start: Any, outcomes: Any) -> None:
    """One process: nothing is ever asked of the rules, and the person is not locked."""
    connections.close_all()
    permissions.clear_to_enrol = lambda *_args, **_kwargs: permissions.Clear(False, False)  # type: ignore[assignment]  # stale for good
    enrolments.lock_trainee = lambda **_kwargs: None  # type: ignore[assignment]  # whoever forgets it
    run = CourseRun.objects.select_related("course").get(pk=run_id)
    asked = [Trainee.objects.select_related("user").get(pk=pk) for pk in people]
    start.wait(60)
    for trainee in asked:
        try:
            made = enrolments.enrol(
                trainee=trainee, run=run, key=key, by=trainee.user, now=clock.now()
            )
            outcomes.put((made.state, made.pk))
        except Exception as error:  # what must never happen is reported as what it is
            outcomes.put((repr(error), 0))
    connections.close_all()


def all_at_once(run: CourseRun, shares: list[list[int]]) -> list[tuple[str, int]]:
    """Let one process do each share, each with a key of its own."""
    connection.close()
    start, outcomes = FORK.Barrier(len(shares)), FORK.Queue()
    workers = [
        FORK.Process(target=believes, args=(run.pk, share, f"key-{n}", start, outcomes))
        for n, share in enumerate(shares)
    ]
    for worker in workers:
        worker.start()
    found = [outcomes.get(timeout=120) for share in shares for _ in share]
    for worker in workers:
        worker.join(timeout=30)
    return found


def a_run(capacity: int) -> CourseRun:
    """A run that is open now."""
    from datetime import timedelta

    moment = clock.now()
    return CourseRunFactory(
        capacity=capacity,
        starts_on=clock.today() + timedelta(days=30),
        ends_on=clock.today() + timedelta(days=40),
        enrol_opens_at=moment - timedelta(days=1),
        enrol_closes_at=moment + timedelta(days=20),
    )


def test_one_person_in_four_places_is_enrolled_once_and_holds_one_seat() -> None:
    person, runs = VerifiedTraineeFactory(), [a_run(5) for _ in range(ROUNDS)]
    for run in runs:
        told = all_at_once(run, [[person.pk]] * PROCESSES)
        run.refresh_from_db()
        mine = Enrolment.objects.get(run=run)
        assert set(told) == {("seated", mine.pk)}
        assert run.seats_taken == 1
        assert [each.verb for each in history(mine)] == ["enrolment.apply", "enrolment.seat"]


def test_more_people_than_seats_leave_no_seat_sold_twice() -> None:
    run, people = a_run(3), [VerifiedTraineeFactory().pk for _ in range(12)]
    told = all_at_once(run, [people[n::PROCESSES] for n in range(PROCESSES)])
    run.refresh_from_db()
    assert Counter(state for state, _pk in told) == {"seated": 3, "waitlisted": 9}
    assert (run.seats_taken, run.enrolments.filter(state="seated").count()) == (3, 3)
