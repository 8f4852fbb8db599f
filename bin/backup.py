"""How is everything saved in one file? `python bin/backup.py FILE.tar`: the database and the uploaded files.

Runs beside the live site: SQLite is copied with VACUUM INTO, PostgreSQL with pg_dump, both as of one moment.
Files are only ever added, so copying them after the database misses none that a row names.
"""

import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> int:
    """Write the archive beside its name, then put it in place, so that a half-written one is never taken for whole."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    from django.conf import settings

    target = Path(sys.argv[1]).resolve()
    unfinished = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory() as scratch:
        dump = dump_database(settings.DATABASES["default"], Path(scratch))
        with tarfile.open(unfinished, "w") as archive:
            archive.add(dump, arcname=dump.name)
            for name, folder in (
                ("media", settings.MEDIA_ROOT),
                ("private", settings.PRIVATE_ROOT),
            ):
                if Path(folder).exists():
                    archive.add(folder, arcname=name)
    unfinished.chmod(0o600)
    unfinished.replace(target)
    print(f"{target} ({target.stat().st_size:,} bytes)")
    return 0


def dump_database(database: dict, scratch: Path) -> Path:
    """The database as of this moment in one file."""
    if "sqlite" in database["ENGINE"]:
        copy = scratch / "database.sqlite3"
        with sqlite3.connect(database["NAME"]) as connection:
            connection.execute("VACUUM INTO ?", [str(copy)])
        return copy
    dump = scratch / "database.pgdump"
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={dump}"]
    subprocess.run(command, check=True, env=address_of(database))
    return dump


def address_of(database: dict) -> dict[str, str]:
    """The environment in which PostgreSQL's programs find the database: a password on a command line is everybody's."""
    parts = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    given = {name: str(database[part]) for name, part in parts.items() if database.get(part)}
    options = database.get("OPTIONS", {})
    return {
        **os.environ,
        **given,
        **({"PGSSLMODE": options["sslmode"]} if "sslmode" in options else {}),
    }


if __name__ == "__main__":
    sys.exit(main())
