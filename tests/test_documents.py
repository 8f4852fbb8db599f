"""Do documents, decisions, changelog and lists of packages say what is so, once, and in order?"""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (
    "accounts", "benchmarks", "bin", "cms", "config", "core", "demo", "docs", "matching", "outcomes", "recommender",
    "skills", "static", "templates", "tests", "training", ".ci",
)  # fmt: skip
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "recommender" / "README.md"]
)


def same(path: Path, text: str) -> bool:
    """Does the file hold exactly this text?"""
    return path.exists() and path.read_text(encoding="utf-8") == text


def test_generated_documents_are_up_to_date():
    from core.management.commands import write_docs

    with override("en"):
        fresh = {
            "states.md": write_docs.states_page(),
            "permissions.md": write_docs.permissions_page(),
        }

    stale = [name for name, text in fresh.items() if not same(ROOT / "docs" / name, text)]
    assert stale == [], "run `make docs`"


NAMED_FILE = re.compile(r"`([\w/.-]+\.(?:py|html|css|tsv|md|sh))`")


def names_nothing(text: str, files: list[str]) -> list[str]:
    """Return the files that a document names and nobody finds: by the whole path, or by its end."""
    ends = {
        "/".join(parts[at:])
        for parts in (file.split("/") for file in files)
        for at in range(len(parts))
    }
    return sorted(set(NAMED_FILE.findall(text)) - ends)


def repository_files() -> list[str]:
    kept = (ROOT / name for name in FOLDERS)
    found = [path for top in kept for path in top.rglob("*")]
    return [path.relative_to(ROOT).as_posix() for path in [*found, *ROOT.glob("*.*")]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_file_that_a_document_names_exists(document):
    assert names_nothing(document.read_text(encoding="utf-8"), repository_files()) == []


def test_a_file_that_is_gone_is_found():
    files = ["core/clock.py", "tests/core/test_clock.py"]
    said = "`core/clock.py`, `clock.py` and `core/watch.py` beside `lock.py`"
    assert names_nothing(said, files) == ["core/watch.py", "lock.py"]


def faults_of_numbers(headings: dict[str, str], listed: str) -> list[str]:
    """Decisions whose number is another's, is not in the heading, or is not in the list of decisions; and silent gaps."""
    numbers = [int(name[:4]) for name in headings]
    gaps = set(range(1, max(numbers) + 1)) - set(numbers)
    unsaid = [str(gap) for gap in sorted(gaps) if f"Number {gap} was never used" not in listed]
    wrong = [
        name for name, heading in headings.items() if not heading.startswith(f"# {int(name[:4])}. ")
    ]
    twice = [name for name in headings if numbers.count(int(name[:4])) > 1]
    return [*twice, *wrong, *unsaid, *(name for name in headings if f"]({name})" not in listed)]


def test_each_decision_has_a_number_of_its_own():
    folder = ROOT / "docs" / "adr"
    headings = {
        path.name: path.read_text(encoding="utf-8").split("\n")[0] for path in folder.glob("0*.md")
    }

    assert faults_of_numbers(headings, (folder / "README.md").read_text(encoding="utf-8")) == []


def test_a_number_used_twice_is_found():
    headings = {"0001-a.md": "# 1. A", "0003-b.md": "# 3. B", "0003-c.md": "# 4. C"}
    listed = "[A](0001-a.md) [B](0003-b.md)"

    assert faults_of_numbers(headings, listed) == [
        "0003-b.md",
        "0003-c.md",
        "0003-c.md",
        "2",
        "0003-c.md",
    ]


ENTRY = 260  # signs of an entry: two lines


def long_entries(changelog: str) -> list[str]:
    """Entries that nobody reads to their end, and entries that stand there twice."""
    entries = re.findall(r"^- .*", changelog, re.MULTILINE)
    return [entry[:60] for entry in entries if len(entry) > ENTRY or entries.count(entry) > 1]


def test_the_changelog_is_short_and_has_a_release():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert long_entries(text) == []
    assert re.findall(r"^## .*", text, re.MULTILINE)[0] == "## Unreleased"
    assert "## 0.1.0 (2026-11-30)" in text


def test_a_long_entry_and_one_said_twice_are_found():
    assert long_entries("- short\n- " + "x" * ENTRY + "\n") == ["- " + "x" * 58]
    assert long_entries("- short\n- short\n") == ["- short", "- short"]


def missing_extras(wanted: str, locked: str) -> list[str]:
    """The extras that the list wants and the lock does not name: pip then takes the newest release and refuses its hash."""
    extras = re.findall(r"^([\w.-]+\[[\w,-]+\])", wanted, re.MULTILINE)
    return [each for each in extras if f"\n{each}==" not in locked]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_locks_pin_what_is_wanted_with_its_extras(name):
    wanted = (ROOT / f"{name}.in").read_text() + "\ncoverage[toml]" * name.endswith("dev")

    assert missing_extras(wanted, (ROOT / f"{name}.txt").read_text()) == []


def undescribed(wanted: str, said: str) -> list[str]:
    """Packages that are asked for and not in the table of dependencies, and those in it that nothing asks for."""
    asked = set(re.findall(r"^([a-z][\w.-]*)", wanted.lower(), re.MULTILINE))
    extras = set(re.findall(r"[\w-]+", " ".join(re.findall(r"\[([\w,-]+)\]", wanted.lower()))))
    cells = re.findall(r"^\| (?!package|---)([^|]+) \|", said.lower(), re.MULTILINE)
    named = {name.split()[0] for cell in cells for name in cell.split(",")}
    return sorted((asked - named) | (named - asked - extras))


def test_each_package_says_what_it_is_for():
    wanted = "\n".join(
        (ROOT / f"{name}.in").read_text() for name in ("requirements", "requirements-dev")
    )

    assert undescribed(wanted, (ROOT / "docs" / "dependencies.md").read_text()) == []


def test_a_package_without_a_word_is_found():
    assert undescribed("dask\nwheel\n", "| dask, joblib | x |") == ["joblib", "wheel"]


def test_a_lock_that_lost_an_extra_is_found():
    assert missing_extras("psycopg[binary]", "\npsycopg==3.3.9 \\\n") == ["psycopg[binary]"]


def test_the_page_of_permissions_holds_every_rule_of_every_room():
    from core.management.commands import write_docs

    written = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "permissions.md").read_text(), re.M))
    found = {
        name
        for room in write_docs.ROOMS
        for path in ROOT.glob(f"{room}/permissions*")
        for file in ([path] if path.is_file() else path.glob("*.py"))
        for name in re.findall(r"^def ((?:denies|visible)_\w+)\(", file.read_text(), re.M)
    }
    assert found - written == set()
    assert {"denies_apply", "visible_openings"} <= found
