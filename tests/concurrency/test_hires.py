"""Fifty people accept at the same moment, five positions are free: exactly five are hired, whatever the database."""

import multiprocessing
from collections import Counter
from typing import Any

import pytest
from django.db import connection, connections

from core import clock
from core.audit import history
from core.denials import Refused
from matching.actions import applications
from matching.models import Application, Opening
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory

PEOPLE, POSITIONS, PROCESSES = 50, 5, 4
FORK = multiprocessing.get_context("fork")


def accept_share(ids: list[int], start: Any, outcomes: Any) -> None:
    """One process: accept each offer of its share, and say what came out."""
    connections.close_all()
    start.wait()
    for pk in ids:
        outcomes.put(outcome_of(pk))
    connections.close_all()


def outcome_of(pk: int) -> str:
    """What one acceptance came to: "accepted", the code of a refusal, or the name of an error."""
    application = Application.objects.select_related("opening__company", "trainee__user").get(pk=pk)
    try:
        applications.accept_offer(
            application=application, by=application.trainee.user, now=clock.now()
        )
    except Refused as refusal:
        return refusal.denial.code
    except Exception as error:  # what must never happen is reported as what it is
        return repr(error)
    return "accepted"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_hires_never_exceed_the_positions_under_concurrent_acceptance() -> None:
    opening = OpeningFactory(headcount=POSITIONS)
    offered = [
        OfferFactory(application=ApplicationFactory(opening=opening, state="offered"))
        for _ in range(PEOPLE)
    ]
    ids = [offer.application_id for offer in offered]
    connection.close()
    start, outcomes = FORK.Event(), FORK.Queue()
    workers = [
        FORK.Process(target=accept_share, args=(ids[n::PROCESSES], start, outcomes))
        for n in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    start.set()
    found = Counter(outcomes.get(timeout=120) for _ in ids)
    for worker in workers:
        worker.join(timeout=30)
    opening.refresh_from_db()
    states = Counter(Application.objects.order_by("pk").values_list("state", flat=True))
    assert found.pop("accepted") == POSITIONS
    assert set(found) <= {"offer.filled", "application.accept.state"}
    assert (opening.hires, opening.state) == (POSITIONS, "filled")
    assert states == {"accepted": POSITIONS, "rejected": PEOPLE - POSITIONS}
    assert [entry.verb for entry in history(opening)] == ["opening.fill"]


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_conditional_update_positions_are_oversold() -> None:
    """The control: check first, write later, and more are hired than there are positions (the CHECK taken away)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE matching_opening DROP CONSTRAINT opening_hires_within_headcount"
        )
    try:
        assert any(oversold_once() for _ in range(10))
    finally:
        Opening.objects.update(hires=0, state="published", closed_at=None)
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE matching_opening ADD CONSTRAINT opening_hires_within_headcount CHECK (hires <= headcount)"
            )


def oversold_once() -> bool:
    """One round of the unguarded way; tells whether more were hired than there are positions."""
    opening = OpeningFactory(headcount=POSITIONS)
    connection.close()
    start, outcomes = FORK.Event(), FORK.Queue()
    workers = [
        FORK.Process(target=hire_unguarded, args=(opening.pk, start, outcomes))
        for _ in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    start.set()
    hired = sum(outcomes.get(timeout=60) for _ in workers)
    for worker in workers:
        worker.join(timeout=30)
    return hired > POSITIONS


def hire_unguarded(pk: int, start: Any, outcomes: Any) -> None:
    """Look, think, write: what must not be done."""
    connections.close_all()
    start.wait()
    hired = 0
    for _ in range(PEOPLE // PROCESSES):
        opening = Opening.objects.get(pk=pk)
        if opening.hires < opening.headcount:
            opening.hires += 1
            opening.save(update_fields=["hires"])
            hired += 1
    outcomes.put(hired)
    connections.close_all()
