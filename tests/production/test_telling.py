"""A process that is killed right after the commit of an enrolment: is the person still told, once?"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.harness.site import ROOT, Site
from tests.production.test_crashes import Witness, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("crashes")]
ENROL_AND_DIE = """
import json, os, signal, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django
django.setup()
from django.db import connection
from tests.concurrency.crowd import prepare
from accounts.models import Trainee
from core.clock import now
from training import actions
from training.models import CourseRun

made = prepare("1", "5")
run = CourseRun.objects.select_related("course").get(pk=made["run"])
person = Trainee.objects.select_related("user").get(pk=made["trainees"][0])
commits = connection._commit

def commit_and_die():
    commits()
    print(made["run"], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

connection._commit = commit_and_die
actions.enrol(trainee=person, run=run, key="last", by=person.user, now=now())
"""


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation of its own, with nobody at work yet."""
    own = Site(tmp_path_factory.mktemp("telling"), production=False, DJANGO_LOCAL="1")
    try:
        own.migrate()
        own.manage("createcachetable")
        yield own
    finally:
        own.stop()


@pytest.fixture
def witness(site: Site) -> Iterator[Witness]:
    """Who is asked what the database says."""
    found = Witness(site)
    yield found
    found.process.communicate(timeout=30)


def test_who_was_enrolled_in_the_last_moment_is_told_once(site: Site, witness: Witness) -> None:
    died = subprocess.run(
        [sys.executable, "-c", ENROL_AND_DIE],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
    )
    assert died.returncode == -9, died.stderr
    run = died.stdout.strip()
    counted = witness.ask("count", run)
    assert (counted["seated"], counted["audited"], counted["notices"], counted["mailed"]) == (1, 1, 1, 0)  # fmt: skip

    site.start("worker")
    wait_until(lambda: witness.ask("count", run)["mailed"] == 1, 120)
    time.sleep(3)  # whatever would send it a second time looks again meanwhile
    site.kill("worker")
    site.start("worker")
    time.sleep(5)
    site.kill("worker")
    assert witness.ask("count", run)["mailed"] == 1
    assert len(re.findall(r"^To: crowd-", site.log("worker"), re.MULTILINE)) == 1
