"""Database gone, disk full: a page that says so and when to come back, never a bare 500, nothing half kept."""

import errno
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.db.backends.postgresql.base import DatabaseWrapper as Postgres
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite
from django.urls import reverse

from accounts.models import WorkSample
from core.clock import now
from core.files import private_storage
from core.orphans import KEPT, sweep
from core.outages import outage
from tests.cast import Cast
from tests.core.test_papers import drawn

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
django.setup()
from django.test import Client
client, told = Client(raise_request_exception=False), {}
for path in ("/healthz", "/", "/en/", "/openings/", "/accounts/login/", "/my/"):
    if path != "/healthz":
        client.cookies["sessionid"] = "a" * 32
    answer = client.get(path)
    told[path] = [answer.status_code, answer.headers.get("Retry-After"), answer.content.decode()]
print(json.dumps(told))
"""


def settings_of(**changes: object) -> dict:
    """The settings of a database connection."""
    return {**django_settings.DATABASES["default"], "OPTIONS": {}, "TEST": {}, **changes}


def raised(connection: Sqlite | Postgres, *statements: str) -> OperationalError:
    """What a real connection raises."""
    with pytest.raises(OperationalError) as caught, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()
    return caught.value


@pytest.mark.django_db
def test_a_refused_connection_and_a_missing_file_are_the_database(tmp_path):
    refused = Postgres(
        settings_of(NAME="x", HOST="127.0.0.1", PORT="1", USER="x", PASSWORD=""), "refused"
    )
    missing = Sqlite(settings_of(NAME=str(tmp_path / "no" / "such" / "file")), "missing")
    assert [outage(raised(each, "SELECT 1")) for each in (refused, missing)] == [
        "database",
        "database",
    ]


@pytest.mark.django_db
def test_a_full_database_is_full_and_a_missing_table_is_our_own_fault(tmp_path):
    small = Sqlite(settings_of(NAME=str(tmp_path / "small")), "small")
    fill = [
        "PRAGMA max_page_count = 3",
        "CREATE TABLE a (b TEXT)",
        f"INSERT INTO a VALUES ('{'x' * 20000}')",
    ]
    assert outage(raised(small, *fill)) == "full"
    assert (
        outage(raised(Sqlite(settings_of(NAME=":memory:"), "own"), "SELECT * FROM nothing")) == ""
    )


def test_a_full_disk_is_full():
    assert [
        outage(OSError(number, "x")) for number in (errno.ENOSPC, errno.EDQUOT, errno.ENOENT)
    ] == [
        "full",
        "full",
        "",
    ]
    assert outage(ValueError()) == outage(None) == ""


@pytest.mark.parametrize(
    "database", ["postgres://x@127.0.0.1:1/x", "sqlite:////no/such/folder/db.sqlite3"]
)
def test_without_its_database_every_page_says_503_in_both_languages_and_when_to_come_back(
    database: str, tmp_path
):
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "REDIS"))},
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ZHICAI_VAR": str(tmp_path),
        "SECRET_KEY": "x" * 50,
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])

    health = told.pop("/healthz")
    assert (health[0], "database" in json.loads(health[2])["problems"]) == (503, True)
    assert {path: answer[:2] for path, answer in told.items()} == {
        path: [503, "30"] for path in told
    }
    assert all(
        "网站暂时读不到数据" in each[2] and "cannot reach its data" in each[2]
        for each in told.values()
    )


@pytest.fixture
def tight_disk():
    """No file of this process may grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.django_db
def test_a_picture_for_which_there_is_no_room_is_refused_with_the_words_kept_and_nothing_left(
    client, cast: Cast, tmp_path, tight_disk
):
    client.force_login(cast.trainee)
    kept_before = files()
    picture = SimpleUploadedFile("a.png", drawn("PNG"), content_type="image/png")
    tight_disk()
    answer = client.post(reverse("accounts:samples"), {"title": "打版作业", "picture": picture})
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    assert answer.status_code == 422
    assert answer.context["denial"].code == "upload.no_room"
    assert answer.context["form"]["title"].value() == "打版作业"
    assert (WorkSample.objects.count(), files()) == (0, kept_before)


def files() -> list[str]:
    """Every private file."""
    root = Path(private_storage().path(""))
    return sorted(str(each) for each in root.rglob("*") if each.is_file())


@pytest.mark.django_db
def test_files_of_no_row_are_swept_after_a_day(cast: Cast):
    storage = private_storage()
    sample = WorkSample.objects.create(
        trainee=cast.person, title="有主", picture=ContentFile(drawn("PNG"), name="kept.png")
    )
    alone = storage.save("samples/alone.png", ContentFile(b"x"))
    young = sweep(now())
    old = sweep(now() + KEPT * 2)

    assert (alone in young, alone in old, sample.picture.name in old) == (False, True, False)
    assert storage.exists(sample.picture.name)
