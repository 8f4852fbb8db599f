"""Do the settings and docs/operating.md agree? Every variable that is read is explained there, and every one there is read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READERS = sorted((ROOT / "config").glob("*.py"))
# Switches of those who work on the product, and of its tests: nobody operates with them.
NOT_FOR_OPERATORS = {
    "DJANGO_DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "ZHICAI_SEARCH_BACKEND",
    "ZHICAI_TEST_DB",
}
NAME = re.compile(r"`([A-Z][A-Z0-9_]+)`")
Default = str | None


def reads(source: str) -> Iterator[tuple[str, Default]]:
    """Every variable that a module reads, with its default where that is one figure."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "os.environ.get",
            "os.getenv",
            "flag",
            "words",
        }:
            name, *rest = [
                each.value if isinstance(each, ast.Constant) else None for each in node.args
            ]
            if name:
                yield name, next((each for each in rest if isinstance(each, str)), None)
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield ast.literal_eval(node.slice), None


def told(manual: str) -> dict[str, str]:
    """The variables of the table under "Environment", each with its default as it stands there."""
    found: dict[str, str] = {}
    table = manual.partition("## Environment")[2].partition("\n## ")[0]
    for line in table.splitlines():
        if line.startswith("| `"):
            names, _, default = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:4]]
            each = NAME.findall(names)
            defaults = (
                default.split(", ") if len(each) == default.count(", ") + 1 else [""] * len(each)
            )
            found |= dict(zip(each, defaults, strict=True))
    return found


@pytest.fixture(scope="module")
def settings_read() -> dict[str, Default]:
    """What the settings read."""
    return dict(pair for path in READERS for pair in reads(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def manual() -> dict[str, str]:
    """What the manual tells."""
    return told((ROOT / "docs" / "operating.md").read_text(encoding="utf-8"))


def test_every_variable_that_is_read_is_explained_and_every_one_explained_is_read(
    settings_read, manual
):
    assert set(manual) == set(settings_read) - NOT_FOR_OPERATORS


def test_a_default_that_is_a_figure_is_the_one_that_serves(settings_read, manual):
    figure = re.compile(r"\d+(\.\d+)?")
    assert {
        name: (default, manual[name])
        for name, default in settings_read.items()
        if default
        and figure.fullmatch(default)
        and figure.fullmatch(manual.get(name, ""))
        and float(default) != float(manual[name])
    } == {}


def test_the_example_for_a_server_sets_only_what_is_explained(manual):
    example = (ROOT / "deploy" / "environment.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", example, re.M)) <= set(manual)


def test_a_planted_variable_a_forgotten_one_and_a_wrong_default_are_found():
    source = 'A = int(os.environ.get("NEW_ONE", "7"))\nB = flag("YES_NO", True)\nC = os.environ["SAID"]\n'
    manual = "## Environment\n| `NEW_ONE`, `OLD_ONE` | x | 7, 8 |\n| `SAID` | x | – |\n## Next\n| `NOT` | x | 1 |\n"
    assert dict(reads(source)) == {"NEW_ONE": "7", "YES_NO": None, "SAID": None}
    assert told(manual) == {"NEW_ONE": "7", "OLD_ONE": "8", "SAID": "–"}
