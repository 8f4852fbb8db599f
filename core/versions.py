"""Which version of what was worked out serves, is it whole, and what served before it?

    <root>/<kind>/000007-1f0c6a52b9de/           one version, never changed once it stands
                            manifest.json        format, card, and of every file its bytes and SHA-256
                            <array>.npy          no pickle, mapped into memory by every process that reads it
                        serving.json             which version serves, and which did before (newest first)
                        serving.before.json      the same, one change ago

The end of a version's name is the start of its manifest's SHA-256. A version is written aside under `.writing-…`, flushed
to the disk and renamed; the pointer is replaced in one step. So whoever reads sees yesterday's version or today's, never
half of one. A version that is damaged is refused and the newest good one that served before it serves; `fault` says so.
"""

import fcntl
import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.locks import is_locked, locked

Array = NDArray[Any]

FORMAT = 1
MANIFEST = "manifest.json"
POINTER = "serving.json"
BEFORE = "serving.before.json"
WRITING = ".writing-"
LOCK = ".lock"
DIGITS = 12  # of the manifest's SHA-256 in the name
NAME = re.compile(rf"\d{{6}}-[0-9a-f]{{{DIGITS}}}")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")

logger = logging.getLogger(__name__)


class Damaged(Exception):
    """A version that cannot be trusted, or that is not there."""


@dataclass(frozen=True, slots=True)
class Version:
    """What was worked out once, and what is said about it."""

    kind: str
    name: str
    folder: Path
    card: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Store:
    """All versions of one kind, in root/kind; `keep` of those that served, and as many written last, are not cleared away."""

    root: Path
    kind: str
    keep: int

    @property
    def home(self) -> Path:
        """The folder of the versions; ValueError where the kind cannot be its name."""
        return self.root / _word(self.kind)

    def write(self, name: str, arrays: Mapping[str, Array], card: Mapping[str, Any]) -> Version:
        """Put a new version on the disk, whole or not at all; it does not serve yet. `name` is what people call it."""
        home = self.home
        home.mkdir(parents=True, exist_ok=True)
        with _aside(home) as folder:
            files = {
                f"{_word(key)}.npy": _save(folder / f"{key}.npy", array)
                for key, array in arrays.items()
            }
            said = dict(card)
            manifest = {"format": FORMAT, "kind": self.kind, "called": name}
            manifest |= {"card": said, "files": files}
            text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
            _write(folder / MANIFEST, text)
            _flush(folder)
            with locked(home / LOCK):
                (folder / LOCK).unlink()
                final = home / f"{_next(home):06d}-{hashlib.sha256(text).hexdigest()[:DIGITS]}"
                folder.rename(final)
                _flush(home)
        return Version(self.kind, final.name, final, said)

    def serve(self, version: Version) -> None:
        """Let a version serve from now on; Damaged when it is not whole. Older ones than are kept are cleared away."""
        _check(version.folder)
        home, kept = self.home, max(2, self.keep)
        with locked(home / LOCK):
            before = [name for name in _pointer(home)[0] if name != version.name]
            _point(home, [version.name, *before][:kept])
            _prune(home, kept)

    def serving(self) -> Version | None:
        """Return the version that serves: the one pointed at, or else the newest good one before it; None without any."""
        version, fault = _chosen(self.home)
        if fault:
            _say_once(self.kind, fault)
        return version

    def fault(self) -> str | None:
        """Say in words what is wrong with the files, although something may well serve; None when all is well."""
        broken = [f"{each.name}: broken off while it was written" for each in _broken(self.home)]
        faults = [_chosen(self.home)[1], *broken]
        return "; ".join(each for each in faults if each) or None

    def rollback(self) -> Version:
        """Let the newest good version that served before serve again; Damaged when there is none."""
        home = self.home
        with locked(home / LOCK):
            names = _pointer(home)[0][1:]
            good = [name for name in names if not _fault_of(home / name)]
            if not good:
                raise Damaged(f"{self.kind}: no whole version served before.")
            _point(home, names[names.index(good[0]) :])
        return _read(home / good[0])

    def served(self) -> list[str]:
        """Return the names of what serves and what served before it, newest first."""
        return _pointer(self.home)[0]

    def versions(self) -> list[Version]:
        """Return all versions whose manifest can be read, newest first, served or not."""
        return [_read(folder) for folder in _folders(self.home) if not _manifest_fault(folder)]


def arrays(version: Version) -> dict[str, Array]:
    """Return a version's arrays, mapped from the disk and read-only: all processes share the memory. Damaged if not whole."""
    _check(version.folder)
    return {
        name.removesuffix(".npy"): _open(version.folder / name)
        for name in _manifest(version.folder)["files"]
    }


# --- choosing ----------------------------------------------------------------------------------------------------------


def _chosen(home: Path) -> tuple[Version | None, str | None]:
    """Return what serves and what is wrong with what should."""
    names, said = _pointer(home)
    faults = [said] if said else []
    for name in names:
        wrong = _fault_of(home / name)
        if not wrong:
            return _read(home / name), "; ".join(faults) or None
        faults.append(f"{name}: {wrong}")
    return None, "; ".join(faults) or None


def _pointer(home: Path) -> tuple[list[str], str | None]:
    """Return the names that serve and served, newest first, and what is wrong with the pointer."""
    wrong = None
    for pointer in (home / POINTER, home / BEFORE):
        try:
            names = json.loads(pointer.read_text())["served"]
        except FileNotFoundError:
            wrong = wrong or (
                f"{POINTER} is gone"
                if pointer.name == POINTER and (home / BEFORE).exists()
                else None
            )
        except (OSError, ValueError, TypeError, KeyError):
            wrong = f"{pointer.name} cannot be read"
        else:
            if isinstance(names, list) and all(
                isinstance(name, str) and NAME.fullmatch(name) for name in names
            ):
                return names, wrong
            wrong = f"{pointer.name} names what is no version"
    return [], wrong


def _point(home: Path, names: list[str]) -> None:
    """Replace the pointer in one step; what it said stays beside it."""
    text = json.dumps({"served": names}).encode()
    if (home / POINTER).exists() and not _pointer(home)[1]:
        _replace(home / BEFORE, (home / POINTER).read_bytes())
    _replace(home / POINTER, text)
    _flush(home)


def _prune(home: Path, count: int) -> None:
    """Clear away all but what serves, the last ones that served and the last ones written, so many each."""
    kept = {*_pointer(home)[0], *(folder.name for folder in _folders(home)[:count])}
    for folder in _folders(home):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)  # what cannot go now goes next time


# --- checking ----------------------------------------------------------------------------------------------------------


def _check(folder: Path) -> None:
    wrong = _fault_of(folder)
    if wrong:
        raise Damaged(f"{folder.parent.name} {folder.name}: {wrong}")


def _fault_of(folder: Path) -> str | None:
    """Say what is wrong with a version; its files are read through once a process as long as they stand untouched."""
    try:
        seen = [
            (each.name, (at := each.stat()).st_size, at.st_mtime_ns, at.st_ino)
            for each in folder.iterdir()
        ]
    except OSError:
        return "its folder is gone"
    return _verified(folder, tuple(sorted(seen)))


@lru_cache(maxsize=64)
def _verified(folder: Path, seen: tuple[tuple[str, int, int, int], ...]) -> str | None:
    """Read every file of a version through and say what is wrong with it."""
    wrong = _manifest_fault(folder)
    if wrong:
        return wrong
    files = _manifest(folder)["files"]
    there = {name for name, *_stat in seen} - {MANIFEST}
    if there != files.keys():
        return f"files that do not belong or are missing: {', '.join(sorted(there ^ files.keys()))}"
    for name, told in sorted(files.items()):
        try:
            if told != _digest(folder / name):
                return f"{name} is not what was written"
            _open(folder / name)
        except (OSError, ValueError) as error:
            return f"{name} cannot be read: {error}"
    return None


def _manifest_fault(folder: Path) -> str | None:
    try:
        text = (folder / MANIFEST).read_bytes()
        manifest = json.loads(text)
    except (OSError, ValueError):
        return f"{MANIFEST} cannot be read"
    if not folder.name.endswith(hashlib.sha256(text).hexdigest()[:DIGITS]):
        return f"{MANIFEST} is not what was written"
    return (
        None
        if manifest.get("format") == FORMAT
        else f"format {manifest.get('format')} is not known here"
    )


def _manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / MANIFEST).read_bytes())


def _read(folder: Path) -> Version:
    return Version(folder.parent.name, folder.name, folder, _manifest(folder)["card"])


def _open(path: Path) -> Array:
    """Return an array mapped from its file; a pickle in it is refused by NumPy."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


@lru_cache(maxsize=256)
def _say_once(kind: str, said: str) -> None:
    """Log a fault once a process, not once a request."""
    logger.error("versions of %s: %s", kind, said)


# --- writing -----------------------------------------------------------------------------------------------------------


@contextmanager
def _aside(home: Path) -> Iterator[Path]:
    """Give a folder to write in; its lock tells others that the writer lives. It goes when writing fails."""
    with locked(home / LOCK):
        for dead in _broken(home):
            shutil.rmtree(dead, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=WRITING, dir=home))
        lock = (folder / LOCK).open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
    with lock:
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _broken(home: Path) -> list[Path]:
    """Return the folders whose writer is dead."""
    return [folder for folder in home.glob(f"{WRITING}*") if not is_locked(folder / LOCK)]


def _save(path: Path, array: Array) -> dict[str, Any]:
    with path.open("wb") as file:
        np.save(file, np.asarray(array), allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
    return _digest(path)


def _digest(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {
            "bytes": path.stat().st_size,
            "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
        }


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.new")
    _write(fresh, content)
    fresh.replace(path)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Put a folder's entries on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# --- names -------------------------------------------------------------------------------------------------------------


def _folders(home: Path) -> list[Path]:
    """Return the folders of versions, newest first."""
    found = [each for each in home.iterdir() if NAME.fullmatch(each.name)] if home.is_dir() else []
    return sorted(found, key=lambda each: each.name, reverse=True)


def _next(home: Path) -> int:
    """Return a number above all that stand or served, so that a name never comes twice."""
    names = [*(folder.name for folder in _folders(home)), *_pointer(home)[0]]
    return 1 + max((int(name.split("-")[0]) for name in names), default=0)


def _word(text: str) -> str:
    if not WORD.fullmatch(text):
        raise ValueError(f"{text!r} cannot be the name of a file.")
    return text
