"""A statement is kept for as long as the process lives: what may change in that time must not be written into it."""

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.conf import LazySettings
from django.conf import settings as served

from accounts.models import User
from core.statements import Prepared
from tests.test_repository import PRODUCT, ROOT
from training.queries import teaching

KEEPING = "from core.statements import"


def _bare(source: str) -> list[tuple[str, str]]:
    """Module and name of every constant that a test sets by monkeypatch."""
    tree = ast.parse(source)
    modules = {
        (alias.asname or alias.name): f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    return [
        (modules[node.args[0].id], str(node.args[1].value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "monkeypatch.setattr"
        if isinstance(node.args[0], ast.Name) and node.args[0].id in modules
        if isinstance(node.args[1], ast.Constant) and str(node.args[1].value).isupper()
    ]


def _keeps(module: str) -> bool:
    path = ROOT / f"{module.replace('.', '/')}.py"
    path = path if path.exists() else path.with_suffix("") / "__init__.py"
    return path.exists() and KEEPING in path.read_text()


def test_a_test_shortens_the_lists_of_kept_statements_by_the_fixture_alone() -> None:
    planted = (
        "from training.queries import teaching\nmonkeypatch.setattr(teaching, 'RUNS_ON_A_PAGE', 2)"
    )
    assert [_keeps(module) for module, _name in _bare(planted)] == [True]

    for path in sorted(Path(ROOT, "tests").rglob("test_*.py")):
        assert [each for each in _bare(path.read_text()) if _keeps(each[0])] == [], path


def _kept() -> Iterator[tuple[str, Prepared]]:
    for path in PRODUCT:
        if KEEPING in path.read_text():
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield from _of(importlib.import_module(".".join(parts).removesuffix(".__init__")))


def _of(module: ModuleType) -> Iterator[tuple[str, Prepared]]:
    for name, thing in vars(module).items():
        if isinstance(thing, Prepared):
            yield f"{module.__name__}.{name}", thing


def _constants(statement: Prepared) -> tuple[str, list[Any]]:
    """What stays of a statement whatever is asked: its words, and the values that are nobody's argument."""
    written = statement._write("default")
    filled = {place for place, _name in written.places}
    kept = [each for place, each in enumerate(written.parameters) if place not in filled]
    return written.sql, kept


def _read(statement: Prepared, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The settings that our code reads while it makes a statement."""
    read: set[str] = set()
    plain = object.__getattribute__

    def noted(self: LazySettings, name: str) -> object:
        asked_by = Path(sys._getframe(1).f_code.co_filename)
        if name.isupper() and asked_by in {*PRODUCT, Path(__file__)}:
            read.add(name)
        return plain(self, name)

    with monkeypatch.context() as patched:
        patched.setattr(LazySettings, "__getattribute__", noted, raising=False)
        statement.build(**statement._stand_ins(0))
    return read


def _stays_when_settings_change(
    statement: Prepared, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> bool:
    before = _constants(statement)
    for name in _read(statement, monkeypatch):
        setattr(settings, name, getattr(settings, name) + 1)
    return _constants(statement) == before


@pytest.mark.django_db
def test_no_kept_statement_has_a_setting_written_in(settings, monkeypatch) -> None:
    limit = Prepared(lambda pk: User.objects.filter(pk__gt=pk)[: served.UNDO_MINUTES], pk=int)
    assert not _stays_when_settings_change(limit, settings, monkeypatch)

    statements = dict(_kept())
    assert len(statements) >= 18
    for name, statement in statements.items():
        assert _stays_when_settings_change(statement, settings, monkeypatch), name


@pytest.mark.django_db
def test_a_desk_is_kept_for_each_value_of_the_only_setting_it_reads(settings, monkeypatch) -> None:
    desk = teaching._statements("teacher", settings.MIN_ATTENDANCE_PERCENT)
    read = {each: _read(getattr(desk, each), monkeypatch) for each in desk.__slots__}
    assert set().union(*read.values()) <= {"MIN_ATTENDANCE_PERCENT"}, read
