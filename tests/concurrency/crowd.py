"""What does a crowd do at once? Run as `python -m tests.concurrency.crowd <verb> …` against a site's database.

attack PEOPLE SEATS SHARES            make a run and its would-be trainees, let them enrol at once from several processes
attack-unguarded PEOPLE SEATS SHARES  the same with the guard taken out: look whether a seat is free, then write (the control)

SHARES is "slices", each process has some of the people, or "everywhere", each has them all. Printed is what people were
told and what the tables say: capacity, counter, seated rows, waiting rows, audit rows.
"""

import json
import multiprocessing
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
GAP = 0.02
THREADS, PROCESSES = 8, 4
FORK = multiprocessing.get_context("fork")


def main(verb: str, *arguments: str) -> None:
    """Do one verb and print its answer as JSON."""
    import django

    django.setup()
    enrols = {"attack": enrol, "attack-unguarded": unguarded}[verb]
    print(json.dumps(attack(enrols, *arguments)))


def attack(enrols: Callable[..., dict], people: str, seats: str, shares: str) -> dict:
    """Everybody enrols at once, from processes that know the program and no connection of one another."""
    from django.db import connections
    from django.urls import get_resolver

    import_module("training.views")  # as a web process has them before anybody clicks
    assert get_resolver().url_patterns
    made = prepare(people, seats)
    everybody = made["trainees"]
    slices = [
        everybody if shares == "everywhere" else everybody[n::PROCESSES] for n in range(PROCESSES)
    ]
    connections.close_all()
    start, outcomes = FORK.Barrier(PROCESSES + 1), FORK.Queue()
    crowd = [
        FORK.Process(target=take_part, args=(enrols, made["run"], share, start, outcomes))
        for share in slices
    ]
    for process in crowd:
        process.start()
    start.wait(120)
    told = sum((Counter(outcomes.get(timeout=180)) for _ in crowd), Counter())
    for process in crowd:
        process.join(30)
    return {"told": told, "counted": count(str(made["run"]))}


def take_part(
    enrols: Callable[..., dict], run_id: int, trainees: list[int], start: Any, outcomes: Any
) -> None:
    """One process of the crowd."""
    outcomes.put(enrols(run_id, trainees, start))


def prepare(people: str, seats: str) -> dict:
    """A run with that many seats and that many verified trainees."""
    from datetime import timedelta

    from core.clock import now, today
    from tests.factories.accounts import VerifiedTraineeFactory
    from tests.factories.training import CourseRunFactory

    mark = time.time_ns()
    run = CourseRunFactory(
        code=f"crowd-{mark}",
        course__code=f"C-{mark % 10**9}",
        capacity=int(seats),
        state="open",
        starts_on=today() + timedelta(days=30),
        ends_on=today() + timedelta(days=40),
        enrol_opens_at=now() - timedelta(days=1),
        enrol_closes_at=now() + timedelta(days=20),
    )
    trainees = [
        VerifiedTraineeFactory(
            user__email=f"crowd-{mark}-{n}@zhicai.example",
            user__password=None,  # nobody types one, and a password takes its time
        ).pk
        for n in range(int(people))
    ]
    return {"run": run.pk, "trainees": trainees}


def enrol(run_id: int, trainees: list[int], start: Any) -> dict:
    """Everybody at the same moment; as many are served at once as a web process has threads, the others queue."""
    gate = threading.Event()
    with ThreadPoolExecutor(THREADS) as crowd:
        clicks = [crowd.submit(enrol_one, run_id, pk, gate) for pk in trainees]
        start.wait(120)
        gate.set()
        return dict(Counter(click.result() for click in clicks))


def enrol_one(run_id: int, trainee_id: int, gate: threading.Event) -> str:
    """One person's click; the state that came of it, or the name of what went wrong."""
    from django.db import connection

    from accounts.models import Trainee
    from core.clock import now
    from core.denials import Refused
    from training import actions
    from training.models import CourseRun

    try:
        run = CourseRun.objects.select_related("course").get(pk=run_id)
        trainee = Trainee.objects.select_related("user").get(pk=trainee_id)
        gate.wait()
        made = actions.enrol(trainee=trainee, run=run, key="crowd", by=trainee.user, now=now())
        return str(made.state)
    except Refused as refused:
        return f"refused: {refused.denial.code}"
    except Exception as error:  # the test wants to see every name
        return f"{type(error).__name__}: {error}"[:200]
    finally:
        connection.close()


def unguarded(run_id: int, trainees: list[int], start: Any) -> dict:
    """The same crowd without the guard: what an ordinary check-then-write does."""
    from training.actions import enrolments
    from training.models import CourseRun

    def look_then_write(run_id: int) -> bool:
        seen = CourseRun.objects.get(pk=run_id)
        if seen.is_full:
            return False
        time.sleep(GAP)
        return CourseRun.objects.filter(pk=run_id).update(seats_taken=seen.seats_taken + 1) == 1

    enrolments.claim_seat = look_then_write
    return enrol(run_id, trainees, start)


def count(run: str) -> dict:
    """What the tables say afterwards."""
    from core.models import AuditEntry
    from training.models import CourseRun, Enrolment
    from training.states import SEAT_STATES

    row = CourseRun.objects.get(pk=run)
    rows = Enrolment.objects.filter(run=row)
    seated = rows.filter(state__in=SEAT_STATES)
    return {
        "capacity": row.capacity,
        "counter": row.seats_taken,
        "seated": seated.count(),
        "waiting": rows.filter(state="waitlisted").count(),
        "audited": AuditEntry.objects.filter(
            verb="enrolment.seat", object_id__in=[str(r.pk) for r in seated]
        ).count(),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
