"""What does one process of a measured crowd do? `python -m benchmarks._crowd` in a site's environment serves many rounds.

It reads `[verb, argument, …]` a line and answers with one JSON object a line:

people N                    N people who may enrol, once for all rounds, each with a session; and somebody of the office
run SEATS                   a run that is open; `opening POSITIONS`: an opening, `offers OPENING PEOPLE`: offers to them
go KIND THING PEOPLE        say "ready", wait for a line, then let them all click at once; what came out, and how long each took
count RUN                   what the tables say of a run; `counted OPENING` of an opening
statements KIND THING ONE   how many statements one click makes, and how many of them from BEGIN to COMMIT

Kinds: plain (insert and conditional update), enrol, mixed (every fifth leaves again while seats come and go), apply, accept.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
THREADS = 8
LEAVES_EACH, CAPACITIES = 5, (60, 45, 55, 50)


def main() -> None:
    """Answer line by line until nobody asks any more."""
    import logging

    import django
    from django.conf import settings

    django.setup()
    logging.disable(logging.INFO)
    # Hundreds of people are made whom nobody logs in with a password.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        print(json.dumps(VERBS[verb](*arguments)), flush=True)


def people(number: int) -> dict:
    """People with consents, fast: nobody logs in with a password here."""
    from tests.factories.accounts import VerifiedTraineeFactory, office_user
    from tests.production.crash import session_of

    made = [
        VerifiedTraineeFactory(user__email=f"rush-{n}@zhicai.example").pk for n in range(number)
    ]
    office = office_user().pk
    return {"people": made, "sessions": [session_of(pk) for pk in made], "office": office}


def run(seats: int) -> dict:
    """A run with that many seats."""
    from tests.concurrency.crowd import prepare

    return {"run": prepare("0", str(seats))["run"]}


def opening(positions: int) -> dict:
    """A published opening."""
    from tests.factories.matching import OpeningFactory

    return {"opening": OpeningFactory(headcount=positions).pk}


def offers(opening: int, everybody: list[int]) -> dict:
    """An offer to each of them."""
    from accounts.models import Trainee
    from matching.models import Opening
    from tests.factories.matching import ApplicationFactory, OfferFactory

    found = Opening.objects.get(pk=opening)
    for trainee in Trainee.objects.filter(pk__in=everybody):
        OfferFactory(
            application=ApplicationFactory(opening=found, trainee=trainee, state="offered")
        )
    return {}


def go(kind: str, thing: int, everybody: list[int]) -> dict:
    """All click at the same moment; as many are served at once as a web process has threads, the others queue."""
    from django.urls import get_resolver

    for name in ("matching.actions.applications", "training.views"):
        import_module(name)  # as a web process has them before anybody clicks
    assert get_resolver().url_patterns
    gate = threading.Event()
    with ThreadPoolExecutor(THREADS + 1) as crowd:
        changes = [crowd.submit(change_seats, thing, gate)] if kind == "mixed" else []
        clicks = [crowd.submit(timed, KINDS[kind], thing, pk, gate) for pk in everybody]
        print("ready", flush=True)
        sys.stdin.readline()
        gate.set()
        told = [click.result() for click in clicks]
        errors = [each.result() for each in changes if each.result()]
        together = threading.Barrier(THREADS + 1)
        for closing in [crowd.submit(hang_up, together) for _ in range(THREADS + 1)]:
            closing.result()
    outcomes = Counter(outcome for outcome, _seconds in told)
    return {"told": outcomes + Counter(errors), "seconds": [seconds for _outcome, seconds in told]}


def hang_up(together: threading.Barrier) -> None:
    """Close the connection of this thread; each waits for the others, so that none is asked twice."""
    from django.db import connections

    together.wait(60)
    connections.close_all()


def timed(
    click: Callable[[int, int], str], thing: int, pk: int, gate: threading.Event
) -> tuple[str, float]:
    """One click: what came of it, or the name of what went wrong; and how long it took."""
    from core.denials import Refused

    gate.wait()
    began = time.monotonic()
    try:
        outcome = click(thing, pk)
    except Refused as refused:
        outcome = f"refused: {refused.denial.code}"
    except Exception as error:  # noqa: BLE001  # the report names every one
        outcome = f"error: {type(error).__name__}: {error}"[:200]
    took = time.monotonic() - began
    return outcome, took


def click_plain(thing: int, pk: int) -> str:
    """The plain view: take a seat by a conditional update and write the row; no rules, nobody told, no history."""
    from django.db import transaction
    from django.db.models import F

    from core.clock import now
    from training.models import CourseRun, Enrolment

    with transaction.atomic():
        free = CourseRun.objects.filter(pk=thing, capacity__gt=F("seats_taken"))
        is_seated = free.update(seats_taken=F("seats_taken") + 1) == 1
        Enrolment.objects.create(
            trainee_id=pk,
            run_id=thing,
            state="seated" if is_seated else "waitlisted",
            idempotency_key=f"{thing}:{pk}",
            seated_at=now() if is_seated else None,
            waitlisted_at=None if is_seated else now(),
        )
    return "seated" if is_seated else "waitlisted"


def click_enrol(thing: int, pk: int) -> str:
    """A person enrols, as the view does it."""
    return str(enrolled(thing, pk).state)


def enrolled(thing: int, pk: int) -> Any:
    """Read the run and the person as the view does, and enrol."""
    from accounts.models import Trainee
    from core.clock import now
    from training import actions
    from training.models import CourseRun

    run = CourseRun.objects.select_related("course").get(pk=thing)
    trainee = Trainee.objects.select_related("user").get(pk=pk)
    return actions.enrol(trainee=trainee, run=run, key="rush", by=trainee.user, now=now())


def click_mixed(thing: int, pk: int) -> str:
    """The same; every fifth leaves again at once."""
    from core.clock import now
    from training import actions

    made = enrolled(thing, pk)
    if pk % LEAVES_EACH == 0:
        made = actions.withdraw(enrolment=made, by=made.trainee.user, now=now())
    return str(made.state)


def change_seats(thing: int, gate: threading.Event) -> str:
    """The office makes the class larger and smaller meanwhile; "" unless something went wrong."""
    from accounts.models import User
    from core.clock import now
    from core.denials import Refused
    from training.actions import runs
    from training.models import CourseRun

    gate.wait()
    office = User.objects.filter(kind="office").order_by("pk").first()
    for capacity in CAPACITIES:
        row = CourseRun.objects.select_related("course").get(pk=thing)
        try:
            runs.change_run(
                run=row, changes={"capacity": capacity}, teachers=[], by=office, now=now()
            )
        except Refused:  # more seats are taken already
            continue
        except Exception as error:  # noqa: BLE001  # the report names every one
            return f"error: {type(error).__name__}: {error}"[:200]
    return ""


def click_apply(thing: int, pk: int) -> str:
    """A person applies for an opening."""
    from accounts.models import Trainee
    from core.clock import now
    from matching.actions import applications
    from matching.models import Opening

    trainee = Trainee.objects.select_related("user").get(pk=pk)
    found = Opening.objects.select_related("company").get(pk=thing)
    sent = applications.apply(trainee=trainee, opening=found, by=trainee.user, now=now())
    return str(sent.state)


def click_accept(thing: int, pk: int) -> str:
    """A person accepts the offer."""
    from core.clock import now
    from matching.actions import applications
    from matching.models import Application

    rows = Application.objects.select_related("opening__company", "trainee__user")
    found = rows.get(opening=thing, trainee=pk)
    applications.accept_offer(application=found, by=found.trainee.user, now=now())
    return "accepted"


def count(run: int) -> dict:
    """Capacity, counter, rows and entries of a run, and who is in it twice."""
    from django.db.models import Count

    from tests.concurrency.crowd import count as counted
    from training.models import Enrolment
    from training.states import ACTIVE_STATES

    mine = Enrolment.objects.filter(run=run, state__in=ACTIVE_STATES)
    twice = mine.values("trainee").annotate(n=Count("pk")).filter(n__gt=1).count()
    return {**counted(str(run)), "duplicates": twice}


def counted_opening(opening: int) -> dict:
    """Positions, counter and rows of an opening, and who applied twice."""
    from django.db.models import Count

    from matching.models import Application, Opening

    row = Opening.objects.get(pk=opening)
    mine = Application.objects.filter(opening=row)
    return {
        "positions": row.headcount,
        "hires": row.hires,
        "accepted": mine.filter(state="accepted").count(),
        "applications": mine.count(),
        "duplicates": mine.values("trainee").annotate(n=Count("pk")).filter(n__gt=1).count(),
    }


def statements(kind: str, thing: int, one: int, warm: int) -> dict:
    """The statements of one click, after another one warmed the caches."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    KINDS[kind](thing, warm)
    with CaptureQueriesContext(connection) as asked:
        KINDS[kind](thing, one)
    said = [query["sql"].split(" ", 1)[0].rstrip(";") for query in asked.captured_queries]
    inside = said[said.index("BEGIN") + 1 : len(said) - 1 - said[::-1].index("COMMIT")]
    return {"statements": len(said), "inside": len(inside)}


KINDS = {
    "plain": click_plain,
    "enrol": click_enrol,
    "mixed": click_mixed,
    "apply": click_apply,
    "accept": click_accept,
}
VERBS: dict[str, Callable[..., dict]] = {
    "people": people,
    "run": run,
    "opening": opening,
    "offers": offers,
    "go": go,
    "count": count,
    "counted": counted_opening,
    "statements": statements,
}

if __name__ == "__main__":
    main()
