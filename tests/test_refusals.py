"""Is every reason for a no asked for by a test? A refusal that nothing reaches may be wrong, and nobody would see it."""

import ast
from pathlib import Path

import pytest

from tests.harness import house

ROOT = Path(__file__).resolve().parents[1]
# Shown in the gallery of components alone, to show what a refusal looks like.
SHOWN_ALONE = {"core/views_gallery.py"}


def codes_of(source: str) -> set[str]:
    """The codes of the refusals that a module makes; one that is put together is asked for by what it is made of."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Denial"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def words_of(source: str) -> set[str]:
    """Every text that stands in a module as it is."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def unasked(product: dict[str, str], tests: dict[str, str]) -> dict[str, list[str]]:
    """The codes that no test names, by module."""
    named = {word for source in tests.values() for word in words_of(source)}
    missing = {name: sorted(codes_of(source) - named) for name, source in product.items()}
    return {name: codes for name, codes in missing.items() if codes}


def sources(*rooms: str) -> dict[str, str]:
    """Modules by their place."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for room in rooms
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
    }


def test_every_reason_for_a_no_is_asked_for_by_a_test():
    product = {
        name: text for name, text in sources(*house.ROOMS).items() if name not in SHOWN_ALONE
    }
    found = [code for text in product.values() for code in codes_of(text)]

    assert len(found) > 150
    assert unasked(product, sources("tests")) == {}


@pytest.mark.parametrize(
    ("made", "asked", "missing"),
    [
        ('Denial("seat.gone", "No")', 'assert code == "seat.gone"', {}),
        ('Denial("seat.gone", "No")', 'assert code == "seat.full"', {"a.py": ["seat.gone"]}),
        ('Denial("seat.gone", "No")', "# seat.gone", {"a.py": ["seat.gone"]}),
        ('Denial(f"seat.{kind}", "No")', "", {}),
    ],
)
def test_a_planted_reason_that_nobody_asks_for_is_found(made, asked, missing):
    assert unasked({"a.py": made}, {"t.py": asked}) == missing
