"""An offer is taken back while the person accepts it, again and again: one of the two happens, never both or neither.

ZHICAI_RACE_TRIALS makes the attack longer than a test run wants it (500, say).
"""

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from core import clock
from core.audit import history
from core.denials import Refused
from matching.actions import applications, desk
from matching.models import Application, Opening
from tests.factories.accounts import company_user
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TRIALS = int(os.environ.get("ZHICAI_RACE_TRIALS", "30"))
CONTROL_TRIALS = 10
GAP = 0.02
FORK = multiprocessing.get_context("fork")


def accepts(pk: int) -> None:
    """The person says yes."""
    application = Application.objects.select_related("opening__company", "trainee__user").get(pk=pk)
    applications.accept_offer(application=application, by=application.trainee.user, now=clock.now())


def takes_back(pk: int) -> None:
    """The company says no after all."""
    application = Application.objects.select_related("opening__company", "trainee__user").get(pk=pk)
    by = application.opening.company.members.get().user
    desk.reject(
        application=application, reason_code="other", text="", lacking=[], by=by, now=clock.now()
    )


def unguarded(state: str) -> Callable[[int], None]:
    """The control: look, think, write."""

    def move(pk: int) -> None:
        application = Application.objects.get(pk=pk)
        if application.state != "offered":
            raise AssertionError("somebody was faster")
        time.sleep(GAP)
        application.state = state
        application.rejection_reason = "other" if state == "rejected" else ""
        application.save(update_fields=["state", "rejection_reason"])

    return move


def take_part(
    name: str, move: Callable[[int], None], ids: list[int], barrier: Any, outcomes: Any
) -> None:
    """One process: the same move on every application, each at the same moment as the other process."""
    connections.close_all()
    for pk in ids:
        barrier.wait(60)
        try:
            move(pk)
        except Refused as refusal:
            outcomes.put((pk, name, refusal.denial.code))
        except Exception as error:  # what must never happen is reported as what it is
            outcomes.put((pk, name, repr(error)))
        else:
            outcomes.put((pk, name, "done"))
    connections.close_all()


def race(moves: dict[str, Callable[[int], None]], ids: list[int]) -> dict[int, dict[str, str]]:
    """Let the moves meet on every application; what each of them came to."""
    connection.close()
    barrier, outcomes = FORK.Barrier(len(moves)), FORK.Queue()
    racers = [
        FORK.Process(target=take_part, args=(*each, ids, barrier, outcomes))
        for each in moves.items()
    ]
    for racer in racers:
        racer.start()
    told: dict[int, dict[str, str]] = {pk: {} for pk in ids}
    for _ in range(len(ids) * len(moves)):
        pk, name, outcome = outcomes.get(timeout=120)
        told[pk][name] = outcome
    for racer in racers:
        racer.join(timeout=30)
    return told


def offered(count: int) -> list[int]:
    """Applications with an offer, each at an opening of its own with one position."""
    company = company_user().membership.company
    made = [
        OfferFactory(
            application=ApplicationFactory(
                opening=OpeningFactory(company=company, headcount=1), state="offered"
            )
        )
        for _ in range(count)
    ]
    return [offer.application_id for offer in made]


def test_an_offer_is_accepted_or_taken_back_and_never_both() -> None:
    ids = offered(TRIALS)
    told = race({"accept": accepts, "reject": takes_back}, ids)
    late = {"accept": "application.accept.state", "reject": "application.reject.state"}
    for application in Application.objects.select_related("opening").order_by("pk"):
        won = "accept" if application.state == "accepted" else "reject"
        lost = "reject" if won == "accept" else "accept"
        assert told[application.pk] == {won: "done", lost: late[lost]}
        assert application.state == {"accept": "accepted", "reject": "rejected"}[won]
        assert (application.opening.hires, application.opening.state) == (
            (1, "filled") if won == "accept" else (0, "published")
        )
        assert [entry.verb for entry in history(application)] == [f"application.{won}"]


def test_without_the_conditional_move_both_say_they_did_it() -> None:
    """The control: if these two never met, the test above would prove nothing."""
    ids = offered(CONTROL_TRIALS)
    told = race({"accept": unguarded("accepted"), "reject": unguarded("rejected")}, ids)
    assert Counter(tuple(sorted(each.values())) for each in told.values())["done", "done"] > 0
    Opening.objects.update(state="published")
