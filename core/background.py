"""How does work leave the request? Through one door, with the change that asks for it, to the django-q2 cluster."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django_q.conf import Conf
from django_q.models import Schedule
from django_q.tasks import async_task


def enqueue(task: str, *args: Any) -> None:
    """Run `task` ("app.tasks.name") with JSON-like arguments in the background once the transaction has committed.

    The order is a row of the same database, written in the caller's transaction: it stands exactly when the change
    stands, even if the process is killed right after the commit. Only where tasks run inline (tests) they wait for it.
    """
    if Conf.SYNC:
        transaction.on_commit(lambda: async_task(task, *args))
    else:
        async_task(task, *args)


def start_command(*command: str) -> None:
    """Run a command of manage.py as a process of its own, for work that takes longer than the worker lets a task run."""
    log = Path(settings.VAR_DIR) / "log" / f"{command[0]}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        subprocess.Popen(  # noqa: S603  # our own command, no word of anybody else in it
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


def install_schedules() -> list[str]:
    """Put every app's `tasks.SCHEDULES` (pairs of task name and minutes) in place, idempotently; return their names."""
    wanted: dict[str, int] = {}
    for config in apps.get_app_configs():
        try:
            module = import_module(f"{config.name}.tasks")
        except ModuleNotFoundError as missing:
            if missing.name != f"{config.name}.tasks":
                raise
            continue
        if config.name != "django_q":
            wanted.update(dict(getattr(module, "SCHEDULES", ())))
    for task, minutes in wanted.items():
        Schedule.objects.update_or_create(
            name=task, defaults={"func": task, "schedule_type": Schedule.MINUTES, "minutes": minutes, "repeats": -1}
        )
    return sorted(wanted)
