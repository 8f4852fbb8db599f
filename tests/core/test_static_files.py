"""Does a browser keep the files of a page for good, and do they come compressed, as `make run` serves them?"""

import gzip
import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template import engines
from django.test import Client, override_settings

from core.static_files import COMMON_STYLES

ROOT = Path(__file__).resolve().parents[2]
HASHED = {"staticfiles": {"BACKEND": "core.static_files.HashedFiles"}}
YEAR = 365 * 24 * 60 * 60
COMMON = b"".join((ROOT / "static" / name).read_bytes() for name in COMMON_STYLES)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={**settings.STORAGES, **HASHED}):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def links() -> list[str]:
    page = engines["django"].from_string("{% load styles %}{% common_styles %}").render({})
    return re.findall('href="([^"]+)"', page)


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_the_styles_of_every_page_come_as_one_compressed_file_that_browsers_keep(
    collected: Path, accepted: str, encoding: str | None, unpack
) -> None:
    (address,) = links()

    answer = Client().get(address, headers={"accept-encoding": accepted})

    assert re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", address)
    assert answer.get("Content-Encoding") == encoding
    assert unpack(answer.getvalue()) == COMMON
    assert "immutable" in answer["Cache-Control"]
    assert int(re.search(r"max-age=(\d+)", answer["Cache-Control"])[1]) >= YEAR


def test_scripts_and_pictures_have_their_hash_in_their_names(collected: Path) -> None:
    for name in ("js/preferences.js", "img/mark.svg", "django_htmx/htmx-2.min.js"):
        stem, _, kind = name.rpartition(".")
        assert re.fullmatch(
            rf"/static/{stem}\.[0-9a-f]{{12}}\.{kind}", staticfiles_storage.url(name)
        )


def test_a_second_collection_changes_no_address(collected: Path) -> None:
    before = links()
    call_command("collectstatic", interactive=False, verbosity=0)
    assert links() == before


def test_a_file_that_is_not_collected_keeps_its_own_name(collected: Path) -> None:
    assert staticfiles_storage.url("css/new.css") == "/static/css/new.css"


def test_styles_that_are_not_collected_are_linked_as_they_were_written(
    settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, **HASHED}
    assert links() == [f"/static/{name}" for name in COMMON_STYLES]


def test_files_are_collected_again_only_when_one_of_them_changed(collected: Path) -> None:
    prepare = _prepare()
    stamp, link = collected / ".collected", collected / "css" / "site.css"
    prepare.collect(stamp)
    link.unlink()
    prepare.collect(stamp)
    assert not link.exists()
    source = ROOT / "static" / "css" / "base.css"
    written = source.stat()
    os.utime(source, ns=(written.st_atime_ns, written.st_mtime_ns + 1))
    try:
        prepare.collect(stamp)
    finally:
        os.utime(source, ns=(written.st_atime_ns, written.st_mtime_ns))
    assert link.read_bytes() == COMMON


def _prepare():
    """Return bin/prepare.py as a module."""
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "bin" / "prepare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
