"""What does every test live in? The strict harness, one small cast of people, and a database of its own."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache

from tests.cast import Cast, assemble

pytest_plugins = [
    "tests.harness.needs",
    "tests.harness.strictness",
    "tests.harness.time",
    "tests.harness.queries",
]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request):
    """A database left half-written by a killed run must not leak its journal into a new one."""
    name = str(settings.DATABASES["default"]["TEST"].get("NAME") or "")
    if name.endswith((".sqlite3",)) or ".sqlite3_" in name:
        if not request.config.getvalue("reuse_db"):
            for suffix in ("-wal", "-shm"):
                Path(name + suffix).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _private_files(tmp_path, settings):
    """Uploads of a test end with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _fresh_cache(settings):
    """Nothing remembered from the test before; rate limits start at zero."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def cast(db) -> Cast:
    """The people."""
    return assemble()
