"""Who pays for the migrations? One template database a version: every test database and every site is a copy of it.

The template is made by running all migrations, once for each content of the migration files and the pinned packages.
`python -m tests.harness.template` makes the one of DATABASE_URL, so that no test waits for it.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "var" / "test-templates"


def fingerprint() -> str:
    """Changes when any migration or any pinned package changes."""
    parts = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    digest = hashlib.sha256()
    for path in parts:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(kind: str) -> Iterator[None]:
    """Several test processes start together; one makes the template of a kind, the others wait."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"lock-{kind}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sqlite_template() -> Path:
    """The migrated SQLite database, made where there is none; the caller holds the lock."""
    template = CACHE / f"{fingerprint()}.sqlite3"
    if not template.exists():
        for old in CACHE.glob("*.sqlite3*"):
            old.unlink()
        unfinished = template.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        migrate(f"sqlite:///{unfinished}")
        for journal in CACHE.glob("*.part-*"):
            journal.unlink()
        unfinished.rename(template)
    return template


def copy_sqlite(target: Path) -> None:
    """Put a migrated SQLite database there."""
    with one_at_a_time("sqlite"):
        template = sqlite_template()
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    shutil.copy(template, target)


def postgres_template(server: str) -> str:
    """The name of the migrated database on the server, made where there is none; the caller holds the lock."""
    template = f"zhicai_template_{fingerprint()}"
    if not run(server, "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", template):
        run(server, f'DROP DATABASE IF EXISTS "{template}"')
        run(server, f'CREATE DATABASE "{template}"')
        migrate(address(server, template))
        run(server, f'ALTER DATABASE "{template}" IS_TEMPLATE true')
    return template


def copy_postgres(server: str, name: str) -> str:
    """Make a migrated PostgreSQL database of that name on the server; return its address."""
    with one_at_a_time("postgres"):
        template = postgres_template(server)
        run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        run(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return address(server, name)


def address(server: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def run(server: str, statement: str, *parameters: str) -> list[tuple]:
    """One statement outside of any transaction."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        cursor = connection.execute(statement, parameters or None)
        return cursor.fetchall() if cursor.description else []


def migrate(database: str) -> None:
    """Run all migrations on a database in a process of its own."""
    keep = {k: v for k, v in os.environ.items() if k != "REDIS_URL"}
    environment = {**keep, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def make(server: str) -> None:
    """Make the template of a database ahead of the tests."""
    if server.startswith("postgres"):
        with one_at_a_time("postgres"):
            postgres_template(server)
    else:
        with one_at_a_time("sqlite"):
            sqlite_template()


if __name__ == "__main__":
    from tests.harness import environment  # noqa: F401  # what the settings read when tests run

    make(os.environ.get("DATABASE_URL", ""))
