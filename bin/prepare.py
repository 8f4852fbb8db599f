"""What has to be in the database before the first page can be served?

Texts compiled, static files collected, tables migrated, reference data loaded, the demo city when nobody is there yet.
Every step may be run again at any time; a second run takes seconds and keeps the data.
"""

import gc
import hashlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DJANGO_LOCAL", "1")


def main() -> int:
    """Run the steps in order; the first that fails stops the start."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    gc.set_threshold(
        200_000, 50, 100
    )  # many rows that stay: looking for waste among them took a quarter of the time
    django.setup()
    for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("compile_messages", verbosity=0)
    collect(Path(settings.STATIC_ROOT) / ".collected")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable")
    call_command("load_reference")
    call_command("demo", scale="small", if_empty=True)
    call_command("demo_logins")
    return 0


def collect(stamp: Path) -> None:
    """Collect and compress the static files, unless they are those of the last time."""
    from django.core.management import call_command

    state = state_of_files()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != state:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state, encoding="ascii")


def state_of_files() -> str:
    """Return a digest of which static files there are and when each was written; how they are collected counts, too."""
    from django.contrib.staticfiles.finders import get_finders

    from core import static_files

    found = [storage.path(path) for each in get_finders() for path, storage in each.list([])]
    digest = hashlib.sha256()
    for path in [static_files.__file__, *found]:
        status = Path(path).stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
