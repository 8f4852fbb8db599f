"""How does a saved file become a running installation again? `python bin/restore.py FILE.tar` on an empty machine.

Refuses to write over people who are already there. Stop the web processes and the worker first.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> int:
    """Unpack, fill the empty database, put the files in place, bring the tables to this version."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    from django.conf import settings

    database = settings.DATABASES["default"]
    if not is_empty(database):
        print(
            "This installation already has people in it. Restore into an empty database and an empty data folder."
        )
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(sys.argv[1]) as archive:
            if odd := misplaced(archive):
                print(
                    f"This is no backup of an installation: {odd} would lie outside. Nothing was restored."
                )
                return 1
            unpack(archive, scratch)
        load_database(database, Path(scratch))
        for name, folder in (("media", settings.MEDIA_ROOT), ("private", settings.PRIVATE_ROOT)):
            if (Path(scratch) / name).exists():
                shutil.copytree(Path(scratch) / name, folder, dirs_exist_ok=True)
    for kind in (
        "openings",
        "people",
    ):  # the recommender's copies are about another time than these rows
        shutil.rmtree(Path(settings.MATCHER_ROOT) / kind, ignore_errors=True)
    migrate = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"], cwd=ROOT
    )
    print("restored; check it with: python manage.py audit")
    return migrate.returncode


def misplaced(archive: tarfile.TarFile) -> str | None:
    """Return the name of a member that is no file or folder, or would lie outside the folder it is unpacked into."""
    for member in archive.getmembers():
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            return member.name
    return None


def unpack(archive: tarfile.TarFile, folder: str) -> None:
    """Unpack; Python 3.11.0 to 3.11.3 knows no filter yet."""
    careful: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    archive.extractall(folder, **careful)


def is_empty(database: dict) -> bool:
    """Is there nobody in the database yet?"""
    if "sqlite" in database["ENGINE"] and not Path(database["NAME"]).exists():
        return True
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection

    model = get_user_model()
    empty = (
        model._meta.db_table not in connection.introspection.table_names()
        or not model.objects.exists()
    )
    connection.close()
    return empty


def load_database(database: dict, scratch: Path) -> None:
    """Put the saved database where this installation's settings look for it."""
    if "sqlite" in database["ENGINE"]:
        place = Path(database["NAME"])
        place.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        shutil.copy(saved(scratch, "database.sqlite3"), place)
        return
    from bin.backup import address_of

    command = [
        "pg_restore",
        "--no-owner",
        "--clean",
        "--if-exists",
        "--exit-on-error",
        f"--dbname={database['NAME']}",
    ]
    subprocess.run(
        [*command, saved(scratch, "database.pgdump")], check=True, env=address_of(database)
    )


def saved(scratch: Path, name: str) -> Path:
    """The saved database, if it is of this installation's kind."""
    if not (scratch / name).exists():
        raise SystemExit(f"The file holds no {name}: it was saved from the other kind of database.")
    return scratch / name


if __name__ == "__main__":
    sys.exit(main())
