"""Does a saved installation come back whole on an empty machine, with one command each way?"""

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.site import ROOT, Site

pytestmark = pytest.mark.slow
FILL = """
from accounts.models import User
from core.files import private_storage
from django.core.files.base import ContentFile
User.objects.create_user(email="kept@zhicai.example", password="pass-for-tests-1", kind="trainee", real_name="示例·㐂")
print(private_storage().save("kept.txt", ContentFile(b"kept")))
"""
LOOK = """
from accounts.models import User
from core.files import private_storage
person = User.objects.get(email="kept@zhicai.example")
print(person.real_name, person.check_password("pass-for-tests-1"), private_storage().open("kept.txt").read().decode())
"""


@pytest.fixture
def machines(tmp_path) -> Iterator[tuple[Site, Site]]:
    """Two machines with nothing in common."""
    both = []
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        both.append(Site(tmp_path / name, production=False))
    yield both[0], both[1]
    for site in both:
        site.stop()


def run(site: Site, *command: str) -> subprocess.CompletedProcess[str]:
    """One of the two commands on a machine."""
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=site.environment, capture_output=True, text=True
    )


def test_what_was_saved_comes_back(machines: tuple[Site, Site], tmp_path):
    before, after = machines
    before.migrate()
    before.manage("shell", "-v", "0", "-c", FILL)
    archive = str(tmp_path / "saved.tar")
    copies = (
        Path(after.environment["ZHICAI_VAR"]) / "matcher" / "openings"
    )  # of rows of another time
    copies.mkdir(parents=True)

    saved = run(before, "bin/backup.py", archive)
    restored = run(after, "bin/restore.py", archive)

    assert (saved.returncode, restored.returncode) == (0, 0), saved.stderr + restored.stderr
    assert (
        after.manage("shell", "-v", "0", "-c", LOOK).strip().splitlines()[-1] == "示例·㐂 True kept"
    )
    assert not copies.exists()
    again = run(after, "bin/restore.py", archive)
    assert again.returncode == 1
    assert "already has people" in again.stdout


@pytest.mark.parametrize(
    ("name", "kind"),
    [("../people.txt", tarfile.REGTYPE), ("/etc/x", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)],
)
def test_an_archive_that_would_write_elsewhere_is_refused_in_a_sentence(
    machines: tuple[Site, Site], tmp_path: Path, name: str, kind: bytes
):
    archive = tmp_path / "odd.tar"
    with tarfile.open(archive, "w") as made:
        odd = tarfile.TarInfo(name)
        odd.type, odd.linkname = kind, "/etc/passwd" if kind == tarfile.SYMTYPE else ""
        made.addfile(odd)
    machines[1].migrate()
    refused = run(machines[1], "bin/restore.py", str(archive))
    assert (refused.returncode, refused.stderr) == (1, "")
    assert f"{name} would lie outside" in refused.stdout
