"""Does yesterday's version serve whatever happens to today's, and does somebody learn of it?"""

import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings

from core import versions
from core.versions import Damaged, Store

ARRAYS = {
    "numbers": np.arange(1000),
    "words": np.array(["直播", "打版"]),
    "nothing": np.zeros((0, 3)),
}


def store(kind: str = "model") -> Store:
    return Store(Path(settings.MATCHER_ROOT), kind, settings.MATCHER_KEEP)


@pytest.fixture
def yesterday():
    """A good version that serves."""
    return served("yesterday")


def served(name, **more):
    version = store().write(name, {**ARRAYS, **more}, {"name": name})
    store().serve(version)
    return version


def test_what_was_written_comes_back_read_only(yesterday):
    found = versions.arrays(store().serving())
    assert {name: array.tolist() for name, array in found.items()} == {
        k: a.tolist() for k, a in ARRAYS.items()
    }
    assert not any(array.flags.writeable for array in found.values())
    assert store().serving() == yesterday
    assert store().fault() is None


def test_a_written_version_does_not_serve_before_it_is_told_to(yesterday):
    today = store().write("today", ARRAYS, {"name": "today"})
    assert store().serving() == yesterday
    assert store().versions() == [today, yesterday]
    store().serve(today)
    assert store().serving() == today


def test_without_any_version_nothing_serves_and_nothing_is_wrong():
    assert store().serving() is None
    assert store().fault() is None
    assert store().versions() == []


def changed_byte(folder):
    path = folder / "numbers.npy"
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(bytes(content))


def cut_off(folder):
    path = folder / "numbers.npy"
    path.write_bytes(path.read_bytes()[:-100])


def foreign_pickle(folder):
    """A pickle under the name of an array, even with a manifest that knows it."""
    with (folder / "numbers.npy").open("wb") as file:
        np.lib.format.write_array(file, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["numbers.npy"] = versions._digest(folder / "numbers.npy")
    (folder / "manifest.json").write_text(json.dumps(manifest))


DAMAGES = {
    "changed byte": (changed_byte, "numbers.npy is not what was written"),
    "cut off": (cut_off, "numbers.npy is not what was written"),
    "missing file": (
        lambda folder: (folder / "words.npy").unlink(),
        "do not belong or are missing: words.npy",
    ),
    "added pickle": (
        lambda f: (f / "x.pkl").write_bytes(pickle.dumps(1)),
        "do not belong or are missing: x.pkl",
    ),
    "pickle as array": (foreign_pickle, "manifest.json is not what was written"),
    "changed card": (
        lambda f: (f / "manifest.json").write_text(
            (f / "manifest.json").read_text().replace("today", "better")
        ),
        "manifest.json is not what was written",
    ),
    "no manifest": (
        lambda folder: (folder / "manifest.json").unlink(),
        "manifest.json cannot be read",
    ),
    "vanished folder": (shutil.rmtree, "its folder is gone"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_version_is_refused_and_the_one_before_serves(yesterday, damage, caplog):
    today = served("today")
    assert store().serving() == today
    act, said = DAMAGES[damage]
    act(today.folder)
    assert store().serving() == yesterday
    assert said in store().fault()
    assert said in caplog.text
    with pytest.raises(Damaged, match=today.name):
        versions.arrays(today)
    with pytest.raises(Damaged, match=today.name):
        store().serve(today)


def test_a_pickle_is_refused_even_where_all_checksums_fit(yesterday):
    today = served("today")
    foreign_pickle(today.folder)
    fitting = today.folder.with_name(
        today.name[:7] + versions._digest(today.folder / "manifest.json")["sha256"][:12]
    )
    today.folder.rename(fitting)
    (fitting.parent / "serving.json").write_text(
        json.dumps({"served": [fitting.name, yesterday.name]})
    )
    assert store().serving() == yesterday
    assert (
        "numbers.npy cannot be read: Array can't be memory-mapped: Python objects in dtype"
        in store().fault()
    )


def test_a_format_of_the_future_is_refused(yesterday, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(versions, "FORMAT", 2)
        served("tomorrow")
    versions._verified.cache_clear()
    assert store().serving() == yesterday
    assert "format 2 is not known here" in store().fault()


def test_a_mended_version_serves_again_without_a_restart(yesterday):
    today = served("today")
    kept = (today.folder / "words.npy").read_bytes()
    (today.folder / "words.npy").unlink()
    assert store().serving() == yesterday
    (today.folder / "words.npy").write_bytes(kept)
    assert store().serving() == today


@pytest.mark.parametrize(
    "content", ["", '{"serv', '{"served": ["../../etc"]}', "[]", '{"served": 7}']
)
def test_a_damaged_pointer_gives_way_to_the_one_before(yesterday, content, settings):
    served("today")
    pointer = Path(settings.MATCHER_ROOT) / "model" / "serving.json"
    pointer.write_text(content)
    assert store().serving() == yesterday
    assert "serving.json" in store().fault()
    mended = served("mended")
    assert store().serving() == mended
    assert store().fault() is None


def test_arrays_of_objects_are_never_written(settings):
    with pytest.raises(ValueError, match="allow_pickle"):
        store().write("bad", {"a": np.array([{}], dtype=object)}, {})
    assert [each.name for each in (Path(settings.MATCHER_ROOT) / "model").iterdir()] == [".lock"]


@pytest.mark.parametrize("name", ["../up", "", ".hidden", "a/b"])
def test_a_name_never_leaves_its_folder(name):
    with pytest.raises(ValueError, match="name of a file"):
        store(name).write("x", {}, {})
    with pytest.raises(ValueError, match="name of a file"):
        store().write("x", {name: np.zeros(1)}, {})


def test_rolling_back_goes_one_good_version_back_each_time(yesterday):
    middle, broken, today = served("middle"), served("broken"), served("today")
    changed_byte(broken.folder)
    assert store().rollback() == middle
    assert store().serving() == middle
    assert store().rollback() == yesterday
    with pytest.raises(Damaged, match="no whole version served before"):
        store().rollback()
    assert store().serving() == yesterday
    assert today in store().versions()


def test_old_versions_go_and_those_that_serve_stay(settings, yesterday):
    settings.MATCHER_KEEP = 3
    challengers = [store().write("challenger", ARRAYS, {"n": n}) for n in range(4)]
    other = store().write("other", ARRAYS, {})
    store().serve(other)
    assert store().versions() == [other, *challengers[:1:-1], yesterday]
    for n in range(3):
        served(f"night {n}")
    assert [found.card.get("name") for found in store().versions()] == [
        "night 2",
        "night 1",
        "night 0",
    ]


def test_a_number_never_comes_twice(yesterday):
    today = served("today")
    shutil.rmtree(today.folder)
    assert served("again").name.split("-")[0] == "000003"


def test_two_writers_at_once_leave_two_whole_versions():
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda n: served(f"writer {n}", big=np.full(50_000, n)), range(5)))
    assert len({version.name for version in written}) == 5
    assert store().serving() in written
    assert store().fault() is None
    assert sorted(versions.arrays(version)["big"][0] for version in written) == [0, 1, 2, 3, 4]
    assert sorted(versions._pointer(written[0].folder.parent)[0]) == sorted(
        version.name for version in written
    )


def test_a_full_disk_leaves_yesterday_and_no_rubbish(yesterday):
    """The system refuses to let a file grow, in a process of its own."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            store().write("too big", {"small": np.zeros(10), "big": np.zeros(100_000)}, {})
        except OSError:
            os._exit(27)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 27
    assert store().versions() == [yesterday]
    assert store().serving() == yesterday
    assert not list(yesterday.folder.parent.glob(".writing-*"))


@pytest.mark.slow
@pytest.mark.anywhere
def test_killed_at_any_point_something_whole_serves_and_the_next_writing_clears_up(
    settings, yesterday
):
    """A process is killed with SIGKILL at each of the things that writing and serving do to the disk, one after another."""
    program = Path(__file__).with_name("killed_while_writing.py")
    environment = {**os.environ, "MATCHER_ROOT": str(settings.MATCHER_ROOT)}
    done = subprocess.run(
        [sys.executable, str(program)], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    after = [line.split(maxsplit=2) for line in lines if line.startswith("serving")]
    assert lines[-1] == "done"
    assert len(after) > 20
    assert {whole for _word, whole, _fault in after} == {"whole"}
    assert any("broken off while it was written" in said for _word, _whole, said in after)
    assert store().fault() is None
    assert store().serving().card["nth"] == len(after) + 1
    assert not list(yesterday.folder.parent.glob(".writing-*"))
