"""What does this machine have? A test that needs more is skipped with the reason, or fails where skips are forbidden."""

import os
import shutil

import pytest
from django.conf import settings

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
)
SKIPS_ARE_FORBIDDEN = os.environ.get("ZHICAI_FORBID_SKIPS") == "1"

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


def reason_to_skip(marks: set[str]) -> str:
    """Why a test with these marks cannot run here; empty when it can."""
    if "chromium" in marks and not CHROMIUM:
        return "Chromium is not installed (Debian: apt-get install chromium)"
    if "postgres" in marks and "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return "needs PostgreSQL: set DATABASE_URL=postgres://… (.ci/run does)"
    if "redis" in marks and not os.environ.get("REDIS_URL"):
        return "needs Redis: set REDIS_URL=redis://… (.ci/run does)"
    return ""


def asks_no_database(item: pytest.Item) -> bool:
    """Whether a test says the same on every database: pytest-django gives it none, and it starts no process of its own."""
    starts_processes = item.get_closest_marker("slow") or item.get_closest_marker("chromium")
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        not starts_processes
        and not item.get_closest_marker("django_db")
        and not fixtures & DATABASE_FIXTURES
    )


@pytest.hookimpl(tryfirst=True)  # marks first, then what was asked with -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run, always with its reason."""
    for item in items:
        if item.get_closest_marker("chromium") or item.get_closest_marker("walk"):
            item.add_marker(
                pytest.mark.xdist_group("site")
            )  # one process starts the site once for all of them
        if asks_no_database(item):
            item.add_marker(pytest.mark.anywhere)
        reason = reason_to_skip({mark.name for mark in item.iter_markers()})
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Where skips are forbidden a skip is a failure that says why."""
    outcome = yield
    report = outcome.get_result()
    if SKIPS_ARE_FORBIDDEN and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped where skips are forbidden: {report.longrepr}"
