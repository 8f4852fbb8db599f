"""What does one process of a crowd do? Run as `python -m tests.concurrency.crowd <verb> …` against a site's database.

prepare PEOPLE SEATS        make a run and its would-be trainees; print their ids
enrol RUN TRAINEES          say "ready", wait for a line, then let these trainees enrol at once; print what happened
enrol-unguarded …           the same with the guard taken out: look whether a seat is free, then write (the control)
count RUN                   print capacity, counter, seated rows, waiting rows, audit rows
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
GAP = 0.02
THREADS = 8


def main(verb: str, *arguments: str) -> None:
    """Do one verb and print its answer as JSON."""
    import django

    django.setup()
    print(
        json.dumps(
            {"prepare": prepare, "enrol": enrol, "enrol-unguarded": unguarded, "count": count}[
                verb
            ](*arguments)
        )
    )


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
        VerifiedTraineeFactory(user__email=f"crowd-{mark}-{n}@zhicai.example").pk
        for n in range(int(people))
    ]
    return {"run": run.pk, "trainees": trainees}


def enrol(run: str, trainees: str) -> dict:
    """Everybody at the same moment; as many are served at once as a web process has threads, the others queue."""
    from django.urls import get_resolver

    from training import views  # noqa: F401  # a web process has its views, forms and addresses loaded before anybody clicks

    ids = json.loads(trainees)
    gate = threading.Event()
    assert get_resolver().url_patterns
    with ThreadPoolExecutor(THREADS) as crowd:
        clicks = [crowd.submit(enrol_one, int(run), pk, gate) for pk in ids]
        print("ready", flush=True)
        sys.stdin.readline()
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


def unguarded(run: str, trainees: str) -> dict:
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
    return enrol(run, trainees)


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
