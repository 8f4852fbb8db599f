"""Is the code in the order that the house asks for? Every checker runs, two at a time; their words follow in order."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
CHECKS: dict[str, list[list[str]]] = {
    "style": [[str(BIN / "ruff"), "check", "."]],
    "format": [[str(BIN / "ruff"), "format", "--check", "."]],
    "types": [[PYTHON, "-m", "mypy"]],
    "layers": [[str(BIN / "lint-imports"), "--no-cache"]],
    "system": [[PYTHON, "manage.py", "check", "--fail-level", "WARNING"]],
    "migrations": [[PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]],
    "translations": [[PYTHON, "bin/check.py", "--translations"]],
    "templates": [
        [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
        [PYTHON, "bin/format_templates.py", "--check"],
    ],
    "budgets": [
        [PYTHON, "-m", "pytest", "-q", "tests/test_matrix_budget.py", "-p", "no:cacheprovider"]
    ],
    "repository": [
        [
            *[PYTHON, "-m", "pytest", "-q", "tests/test_repository.py", "tests/test_documents.py"],
            *["tests/test_one_place.py", "tests/test_time_is_told.py"],
            *["-p", "no:cacheprovider"],
        ]
    ],
}

LONGEST = ("types", "repository", "translations", "budgets")  # begin first


def main() -> int:
    """Run the checks named on the command line, or all of them."""
    if sys.argv[1:] == ["--translations"]:
        return translations()
    wanted = sys.argv[1:] or list(CHECKS)
    with ThreadPoolExecutor(2) as pool:
        first = sorted(wanted, key=lambda name: name not in LONGEST)
        running = {name: pool.submit(run, name) for name in first}
        failed = [name for name in wanted if not passes(name, running[name])]
    print("\nall checks passed" if not failed else f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


def passes(name: str, running: Future) -> bool:
    """Wait for one check, show what it printed and say how it went."""
    print(f"--- {name}", flush=True)
    good, printed, seconds = running.result()
    sys.stdout.write(printed)
    print(f"--- {name}: {'ok' if good else 'FAILED'} ({seconds:.0f} s)", flush=True)
    return good


def run(name: str) -> tuple[bool, str, float]:
    """Run one check: whether all is well, what it printed, and the seconds that it took."""
    began = time.monotonic()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{ROOT / 'var' / f'check-{name}.sqlite3'}",
        "MYPY_FORCE_COLOR": "0",
    }
    done = [
        subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for command in CHECKS[name]
    ]
    printed = "".join(each.stdout for each in done)
    return not any(each.returncode for each in done), printed, time.monotonic() - began


def translations() -> int:
    """Extract all texts again in a copy: none may be missing, empty, fuzzy, left over, or said in two ways."""
    from babel.messages.pofile import read_po

    faults = []
    said: dict[tuple, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        ignored = shutil.ignore_patterns(
            *(".git", ".venv", "var", "node_modules", "__pycache__", "staticfiles"), ".*_cache"
        )
        shutil.copytree(ROOT, copy, ignore=ignored)
        done = subprocess.run(
            [PYTHON, "manage.py", "makemessages"],
            cwd=copy,
            env={**os.environ, "ZHICAI_VAR": str(copy / "var"), "DATABASE_URL": "sqlite://"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            return bool(print(f"the texts could not be extracted\n{done.stderr}")) or 1
        for po in sorted(ROOT.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
            room = po.parents[3].name
            with po.open("rb") as now, (copy / po.relative_to(ROOT)).open("rb") as fresh:
                known = read_po(now)
                faults += compare(room, known, read_po(fresh))
            for each in known:
                said.setdefault((each.context, str(each.id)), {})[room] = str(each.string)
    faults += clashes(said) + malformed()
    print("\n".join(faults) or "every text is translated")
    return 1 if faults else 0


def malformed() -> list[str]:
    """What gettext's own reader refuses, where it is installed: lost arguments, lost line ends."""
    if not (msgfmt := shutil.which("msgfmt")):
        return []
    faults = []
    for po in sorted(ROOT.glob("*/*/zh_Hans/LC_MESSAGES/django.po")):
        done = subprocess.run(
            [msgfmt, "-c", "-o", os.devnull, str(po)], capture_output=True, text=True
        )
        faults += [done.stderr.strip()] * bool(done.returncode)
    return faults


def clashes(said: dict[tuple, dict[str, str]]) -> list[str]:
    """Texts that rooms translate differently: they share one catalogue, so one of them would show the other's words."""
    return [
        f"said in two ways, give one of them a context: {text!r} {rooms}"
        for (_, text), rooms in sorted(said.items(), key=str)
        if text and len(set(rooms.values())) > 1
    ]


def compare(room: str, now, fresh) -> list[str]:
    """What a room's file lacks, leaves open, or carries for nothing."""
    known = {(each.context, str(each.id)): each for each in now if each.id}
    wanted = {(each.context, str(each.id)) for each in fresh if each.id}
    faults = [
        f"{room}: not translated: {text!r}" for _, text in sorted(wanted - known.keys(), key=str)
    ]
    faults += [
        f"{room}: no longer used: {text!r}" for _, text in sorted(known.keys() - wanted, key=str)
    ]
    for each in known.values():
        empty = not (all(each.string) if isinstance(each.string, tuple | list) else each.string)
        faults += [f"{room}: empty: {each.id!r}"] * empty + [
            f"{room}: fuzzy: {each.id!r}"
        ] * each.fuzzy
    return faults


if __name__ == "__main__":
    sys.exit(main())
