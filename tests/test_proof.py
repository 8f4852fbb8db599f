"""Does `.ci/run` try each test where it can fail? What asks the database on both, what asks none once, journeys on both."""

import re
from itertools import product
from pathlib import Path

import pytest

from tests.harness import needs

ROOT = Path(__file__).resolve().parent.parent
# What stages of .ci/run choose by, and the databases that they run on.
MARKS = ("chromium", "postgres", "anywhere")


def stages() -> list[tuple[str, str]]:
    """The stages that run tests: (database, which tests by their marks)."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    covered = re.search(r'^coverage:.*\n.*?-m "([^"]+)"', makefile, re.M)
    assert covered
    found = []
    for line in re.findall(r"^stage .*(?:make test|make coverage).*$", script, re.M):
        chosen = re.search(r"-m '([^']+)'|-m (\w+)", line)
        expression = (chosen[1] or chosen[2]) if chosen else covered[1]
        found.append(("PostgreSQL" if "on_postgres" in line else "SQLite", expression))
    return found


def tried_on(marks: set[str]) -> list[str]:
    """The databases on which a test with these marks is tried, once for each time."""
    known = {mark: mark in marks for mark in MARKS}
    return sorted(
        database
        for database, expression in stages()
        if eval(expression, {"__builtins__": {}}, known)
    )


@pytest.mark.parametrize(
    ("marks", "databases"),
    [
        (set(), ["PostgreSQL", "SQLite"]),
        ({"anywhere"}, ["SQLite"]),
        ({"chromium"}, ["PostgreSQL", "SQLite"]),
        ({"chromium", "anywhere"}, ["PostgreSQL"]),
        ({"postgres"}, ["PostgreSQL"]),
    ],
    ids=lambda each: " ".join(sorted(each)) or "none",
)
def test_each_kind_of_test_is_tried_where_it_can_fail(marks: set[str], databases: list[str]):
    assert tried_on(marks) == databases


def test_no_mark_keeps_a_test_from_being_tried_at_all():
    combinations = [
        {mark for mark, is_set in zip(MARKS, chosen, strict=True) if is_set}
        for chosen in product([False, True], repeat=len(MARKS))
    ]
    assert [sorted(each) for each in combinations if not tried_on(each)] == [
        ["anywhere", "postgres"]  # needs PostgreSQL and says the same everywhere: no such test
    ]


def asks(request: pytest.FixtureRequest) -> bool:
    """Whether the harness takes the running test for one that asks no database."""
    return needs.asks_no_database(request.node)


def test_what_asks_no_database_is_marked(request: pytest.FixtureRequest):
    assert asks(request) and request.node.get_closest_marker("anywhere")


@pytest.mark.django_db
def test_what_asks_the_database_is_not_marked(request: pytest.FixtureRequest):
    assert not asks(request) and not request.node.get_closest_marker("anywhere")


def test_what_asks_by_a_fixture_of_a_fixture_is_not_marked(request: pytest.FixtureRequest, cast):
    assert not asks(request) and not request.node.get_closest_marker("anywhere")
