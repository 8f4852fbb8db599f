"""What does every test live in? The strict harness, one small cast of people, and a database of its own."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from core import versions
from matching.queries import matches
from matching.recommendations.kept import sides
from tests.cast import Cast, assemble
from tests.harness import template

pytest_plugins = [
    "tests.harness.examples",
    "tests.harness.failures",
    "tests.harness.memory",
    "tests.harness.needs",
    "tests.harness.public_pages",
    "tests.harness.static",
    "tests.harness.strictness",
    "tests.harness.time",
    "tests.harness.queries",
]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The test database is a copy of the template; Django finds it there and migrates nothing."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, request) -> None:
    """Lay a fresh copy of the template under the name that the tests will use; with --reuse-db only when there is none."""
    database = settings.DATABASES["default"]
    name, reuse = str(database["TEST"]["NAME"]), request.config.getvalue("reuse_db")
    if "sqlite" in database["ENGINE"]:
        if not (reuse and Path(name).exists()):
            template.copy_sqlite(Path(name))
        return
    server = settings.DATABASE_URL
    if not (reuse and template.run(server, "SELECT 1 FROM pg_database WHERE datname = %s", name)):
        template.copy_postgres(server, name)


@pytest.fixture(autouse=True)
def _private_files(tmp_path, settings):
    """Uploads of a test end with it, and so does what it lets the recommender work out."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MATCHER_ROOT = tmp_path / "matcher"


@pytest.fixture(autouse=True)
def _fresh_cache(settings):
    """Nothing remembered from the test before; rate limits start at zero."""
    local = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": local, "LOCATION": name} for name in ("default", "pages")}
    forget()


def forget() -> None:
    """Empty what a process remembers: a rolled-back row leaves its number to the next one's row."""
    caches["default"].clear()
    caches["pages"].clear()
    for module in (sides, versions, matches):
        for name in dir(module):
            getattr(getattr(module, name), "cache_clear", lambda: None)()


@pytest.fixture(autouse=True)
def _first_language(settings):
    """A test before may have looked at an English page; every test starts in the first language."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def cast(db) -> Cast:
    """The people."""
    return assemble()
