"""Do 200 people at once over 50 seats leave exactly 50 seated, with four real processes, on either database?"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.harness.site import ROOT, Site

pytestmark = pytest.mark.slow
PEOPLE, SEATS, ROUNDS = 200, 50, 2
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


def attack(
    site: Site, verb: str = "attack", people: int = PEOPLE, shares: str = "slices"
) -> tuple[dict, Counter]:
    """Everybody enrols at once, from four processes; what the tables say, and what people were told."""
    arguments = [verb, str(people), str(SEATS), shares]
    done = subprocess.run(
        [sys.executable, "-m", "tests.concurrency.crowd", *arguments],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    return answer["counted"], Counter(answer["told"])


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_exactly_as_many_are_seated_as_there_are_seats(site: Site, attempt: int):
    counted, told = attack(site)

    assert told == {"seated": SEATS, "waitlisted": PEOPLE - SEATS}
    assert counted == {
        "capacity": SEATS,
        "counter": SEATS,
        "seated": SEATS,
        "waiting": PEOPLE - SEATS,
        "audited": SEATS,
    }


def test_seventy_people_who_click_four_times_are_enrolled_once_each(site: Site):
    counted, told = attack(site, people=70, shares="everywhere")

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
        seated.append(attack(site, "attack-unguarded")[0]["seated"])
        if seated[-1] > SEATS:
            return

    pytest.fail(f"the unguarded code never oversold: {seated}")
