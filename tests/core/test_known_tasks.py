"""Does the worker run our own tasks alone, through the cluster's real steps, however a foreign one was planted?"""

from datetime import timedelta
from multiprocessing import Event, Queue, Value
from typing import Any

import pytest
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.conf import Conf
from django_q.models import OrmQ, Schedule, Task
from django_q.monitor import monitor
from django_q.pusher import pusher
from django_q.scheduler import scheduler
from django_q.signing import SignedPackage
from django_q.tasks import async_task
from django_q.worker import worker

from core import background

pytestmark = pytest.mark.django_db
RAN: list[Any] = []
FOREIGN = "tests.core.test_known_tasks.planted"


def planted(*args: Any) -> None:
    """What somebody would like the worker to do."""
    RAN.append(args)


@pytest.fixture(autouse=True)
def _real_queue(monkeypatch) -> None:
    monkeypatch.setattr(Conf, "SYNC", False)
    for part in (
        "worker",
        "scheduler",
        "monitor",
    ):  # closes the connection that the test's transaction lives in
        monkeypatch.setattr(f"django_q.{part}.close_old_django_connections", lambda: None)
    RAN.clear()


def turn() -> None:
    """One turn of the cluster, its four parts one after the other: schedules, queue, worker, results."""
    scheduler()
    orders, results, stop = Queue(), Queue(), Event()
    stop.set()
    pusher(orders, stop, broker=get_broker())
    orders.put("STOP")
    worker(orders, results, Value("f", -1))
    results.put("STOP")
    monitor(results, broker=get_broker())


def order(**extra: Any) -> dict[str, Any]:
    """A signed order as somebody with the key would write it."""
    made = {
        "id": "f" * 32,
        "name": "planted",
        "func": FOREIGN,
        "args": (1,),
        "kwargs": {},
        "started": timezone.now(),
    }
    return {**made, **extra}


def plant(**extra: Any) -> None:
    """Write an order straight into the table."""
    past = timezone.now() - timedelta(minutes=1)
    OrmQ.objects.create(
        key=Conf.CLUSTER_NAME, payload=SignedPackage.dumps(order(**extra)), lock=past
    )


def test_a_task_of_ours_runs(caplog) -> None:
    background.enqueue("core.tasks.email_notice", 999_999)
    OrmQ.objects.update(lock=timezone.now() - timedelta(minutes=1))
    turn()
    done = Task.objects.get()
    assert (done.func, done.success, done.result, OrmQ.objects.count()) == (
        "core.tasks.email_notice",
        True,
        False,
        0,
    )


@pytest.mark.parametrize(
    "func",
    [FOREIGN, "os.system", "django_q.tasks.async_task", "django.core.management.call_command"],
)
def test_a_planted_order_is_refused_logged_and_kept_as_a_failure(caplog, func) -> None:
    plant(func=func)
    turn()
    kept = Task.objects.get()
    assert RAN == []
    assert (kept.func, kept.success, kept.args) == (background.REFUSAL, False, (func,))
    assert f"refused to run a foreign function: {func}" in caplog.text
    assert OrmQ.objects.count() == 0


def test_a_hook_or_a_chain_on_a_task_of_ours_is_refused_too() -> None:
    ours = {"func": "core.tasks.email_notice", "args": (999_999,)}
    for extra in ({"hook": FOREIGN}, {"chain": [(FOREIGN, (), {})]}):
        plant(**ours, **extra)
        turn()
        OrmQ.objects.all().delete()
    assert RAN == []
    assert [task.success for task in Task.objects.all()] == [
        False
    ]  # both carry the id of the same order


@pytest.mark.parametrize(
    "kwargs", ["", "q_options={'sync': True}", f"q_options={{'hook': '{FOREIGN}'}}"]
)
def test_a_planted_schedule_is_refused_and_holds_up_no_other(kwargs) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Schedule.objects.all().delete()
    Schedule.objects.create(
        func=FOREIGN, name="planted", schedule_type="O", next_run=past, kwargs=kwargs
    )
    Schedule.objects.create(
        func="core.tasks.email_notice", name="ours", schedule_type="O", next_run=past, args="999999"
    )
    scheduler()
    for _ in range(OrmQ.objects.count()):  # one order a turn
        OrmQ.objects.update(lock=past)
        turn()
    assert RAN == []
    assert "core.tasks.email_notice" in set(
        Task.objects.filter(success=True).values_list("func", flat=True)
    )


def test_code_of_ours_cannot_ask_for_a_foreign_function_either() -> None:
    async_task(FOREIGN, 1)
    OrmQ.objects.update(lock=timezone.now() - timedelta(minutes=1))
    turn()
    assert RAN == []


def test_the_list_is_the_tasks_of_the_rooms() -> None:
    known = background.known_tasks()
    assert {
        "core.tasks.email_notice",
        "accounts.tasks.send_mail",
        "cms.tasks.publish_scheduled",
    } <= known
    assert {name.split(".")[1] for name in known} == {"tasks"}
    assert set(background.install_schedules()) <= known
