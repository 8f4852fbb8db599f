"""How is work queued for the background? In the transaction of the change that asks for it, for the django-q2 cluster.

Only the public functions of every room's `tasks.py` may run. Any other function in the queue or in a schedule is not even
imported: `refuse` runs instead, which is logged and kept as a failure.
"""

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django_q.brokers.orm import ORM
from django_q.conf import Conf
from django_q.models import Schedule
from django_q.signing import BadSignature, SignedPackage
from django_q.tasks import async_task

from core.clock import now

logger = logging.getLogger(__name__)
REFUSAL = f"{__name__}.refuse"
# Options of a task that do not name further functions to call.
HARMLESS = frozenset(
    {"id", "name", "func", "args", "kwargs", "started", "group", "sync", "cluster", "ack_failure"}
)


def enqueue(task: str, *args: Any) -> None:
    """Run `task` ("app.tasks.name") with JSON-like arguments in the background once the transaction has committed.

    The task is a row of the same database, written in the caller's transaction: it is queued if and only if the change is
    committed, even if the process is killed right after. Only if tasks run inline (tests) they wait for the commit.
    """
    if Conf.SYNC:
        transaction.on_commit(lambda: async_task(task, *args))
    else:
        async_task(task, *args)


Collector = Callable[..., int]
_COLLECTORS: list[Collector] = []


def collected(collector: Collector) -> Collector:
    """Declare a function that turns rows which wait for the background into tasks; workers call it at every look.

    The rows are written in the transaction of the change and need no order of their own, so a crowd writes less, and a
    process that is killed right after the commit loses nothing.
    """
    _COLLECTORS.append(collector)
    return collector


def collect_soon(collector: Collector, keys: Collection[int]) -> None:
    """Say that rows wait, by their keys. Workers look by themselves; only if tasks run inline (tests) it happens on commit."""
    if Conf.SYNC:
        transaction.on_commit(lambda: collector(keys))


def collect() -> None:
    """Call every collector; one that fails is logged and holds up no task."""
    known_tasks()  # whoever has rows to collect is loaded
    for collector in _COLLECTORS:
        try:
            collector()
        except Exception:
            logger.exception("%s failed", collector.__name__)


def start_command(*command: str) -> None:
    """Run a command of manage.py as a process of its own, for work that exceeds the worker's task timeout."""
    log = Path(settings.VAR_DIR) / "log" / f"{command[0]}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        subprocess.Popen(  # noqa: S603  # our own command, without input from outside
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


@cache
def known_tasks() -> frozenset[str]:
    """Return the names of everything that the cluster may run."""
    return frozenset(
        f"{module.__name__}.{name}"
        for module in _task_modules()
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and getattr(thing, "__module__", "") == module.__name__
        and callable(thing)
    )


def _task_modules() -> Iterator[ModuleType]:
    """Return the `tasks.py` of every room that has one."""
    for config in apps.get_app_configs():
        room = Path(config.path)
        if room.parent == settings.BASE_DIR and (room / "tasks.py").exists():
            yield import_module(f"{config.name}.tasks")


def refuse(name: str) -> None:
    """Run instead of an unknown function, and fail."""
    raise LookupError(f"the worker does not run {name!r}: it is no task of ours")


def refuse_foreign(task: dict[str, Any], **kwargs: Any) -> bool:
    """Replace a task's function by `refuse`, unless it is a known task without unknown options."""
    name = str(task["func"])[:200]
    if name == REFUSAL or (name in known_tasks() and task.keys() <= HARMLESS):
        return False
    logger.error("refused to run a foreign function: %s", name)
    for extra in task.keys() - HARMLESS:
        del task[extra]
    task.update(func=REFUSAL, args=(name,), kwargs={}, ack_failure=True)
    if not Conf.SYNC:
        task.pop("sync", None)  # refused where a failure holds up nobody else
    return True


class KnownTasksOnly(ORM):
    """The queue in the database; its rows are checked again on dequeue, because they may have been forged."""

    _collected_at = float("-inf")

    def enqueue(self, task: str) -> int:
        """Queue a task that any worker may take at once, whatever its machine's clock says."""
        row = self.get_connection().create(
            key=self.list_key or Conf.CLUSTER_NAME, payload=task, lock=now()
        )
        return int(row.pk)

    def dequeue(self) -> list[tuple[int, str]]:
        """Return the next tasks, each to one worker alone; all use one clock, so that none is taken twice."""
        self._collect_now_and_then()
        orders, moment = self.get_connection(), now()
        taken = [
            (order.pk, self._looked_at(order.payload))
            for order in orders.filter(key=self.list_key, lock__lte=moment).order_by("pk")[
                : Conf.BULK
            ]
            if orders.filter(pk=order.pk, lock=order.lock).update(
                lock=moment + timedelta(seconds=Conf.RETRY)
            )
        ]
        if not taken:
            time.sleep(Conf.POLL)
        return taken

    def _collect_now_and_then(self) -> None:
        """Collect as often as an idle worker looks, also while it is busy."""
        if time.monotonic() - self._collected_at >= Conf.POLL:
            collect()
            self._collected_at = time.monotonic()

    def _looked_at(self, package: str) -> str:
        """Return a task, or its refusal; the cluster discards tasks without our signature."""
        try:
            task = SignedPackage.loads(package)
        except (TypeError, BadSignature):
            return package
        return str(SignedPackage.dumps(task)) if refuse_foreign(task) else package


def install_schedules() -> list[str]:
    """Install every app's `tasks.SCHEDULES` (pairs of task name and minutes), idempotently; return their names."""
    wanted: dict[str, int] = {}
    for module in _task_modules():
        wanted.update(dict(getattr(module, "SCHEDULES", ())))
    for task, minutes in wanted.items():
        Schedule.objects.update_or_create(
            name=task,
            defaults={
                "func": task,
                "schedule_type": Schedule.MINUTES,
                "minutes": minutes,
                "repeats": -1,
            },
        )
    return sorted(wanted)


def silent(step: str) -> None:
    """Report nothing about the steps of a long job."""
