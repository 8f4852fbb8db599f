"""Do 200 people at once over 50 seats leave exactly 50 seated, with four real processes, on either database?"""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.harness.site import ROOT, Site

pytestmark = pytest.mark.slow
PEOPLE, SEATS, PROCESSES, ROUNDS = 200, 50, 4, 2
CONTROL_ROUNDS = 5


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A database of its own: SQLite, or PostgreSQL where DATABASE_URL says so."""
    own = Site(tmp_path_factory.mktemp("crowd"), production=False)
    try:
        own.migrate()
        yield own
    finally:
        own.stop()


def crowd(site: Site, verb: str, *arguments: str) -> subprocess.Popen[str]:
    """Start one process of the crowd."""
    command = [sys.executable, "-m", "tests.concurrency.crowd", verb, *arguments]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def answer(process: subprocess.Popen[str]) -> dict:
    """What a process printed last."""
    printed, _ = process.communicate("go\n", timeout=180)
    assert process.returncode == 0, printed
    return json.loads(printed.strip().splitlines()[-1])


def attack(
    site: Site, verb: str, people: int = PEOPLE, *, everywhere: bool = False
) -> tuple[dict, Counter, float]:
    """Everybody enrols at once, in one process or everywhere; the tables, what people were told, seconds it took."""
    made = answer(crowd(site, "prepare", str(people), str(SEATS)))
    everybody = made["trainees"]
    slices = [everybody if everywhere else everybody[n::PROCESSES] for n in range(PROCESSES)]
    processes = [crowd(site, verb, str(made["run"]), json.dumps(each)) for each in slices]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    began = time.monotonic()
    told = sum((Counter(answer(process)) for process in processes), Counter())
    seconds = time.monotonic() - began
    return answer(crowd(site, "count", str(made["run"]))), told, seconds


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_exactly_as_many_are_seated_as_there_are_seats(site: Site, attempt: int):
    counted, told, _seconds = attack(site, "enrol")

    assert told == {"seated": SEATS, "waitlisted": PEOPLE - SEATS}
    assert counted == {
        "capacity": SEATS,
        "counter": SEATS,
        "seated": SEATS,
        "waiting": PEOPLE - SEATS,
        "audited": SEATS,
    }


def test_seventy_people_who_click_four_times_are_enrolled_once_each(site: Site):
    counted, told, _seconds = attack(site, "enrol", 70, everywhere=True)

    assert told == {"seated": 4 * SEATS, "waitlisted": 4 * (70 - SEATS)}
    assert counted == {
        "capacity": SEATS,
        "counter": SEATS,
        "seated": SEATS,
        "waiting": 20,
        "audited": SEATS,
    }


@pytest.mark.postgres
def test_without_the_guard_overselling_is_seen(site: Site):
    """The control: if this attack could not oversell, the test above would prove nothing."""
    seated = []
    for _ in range(CONTROL_ROUNDS):
        seated.append(attack(site, "enrol-unguarded")[0]["seated"])
        if seated[-1] > SEATS:
            return

    pytest.fail(f"the unguarded code never oversold: {seated}")
