"""Does the example in the library's README run as it stands, and is it as short as it says?"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "recommender" / "README.md"


def example() -> str:
    """The block of code."""
    (found,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return found


def test_the_example_runs_and_its_list_adds_up(capsys):
    known: dict = {}

    exec(compile(example(), str(README), "exec"), known)

    assert capsys.readouterr().out.startswith("[(50, ")
    assert [pick.id for pick in known["picks"]] == [50, 51]
    assert [round(sum(pick.shares), 9) for pick in known["picks"]] == [
        round(pick.score, 9) for pick in known["picks"]
    ]


def test_the_example_is_about_ten_lines():
    assert len([line for line in example().splitlines() if line]) <= 11


def test_every_package_is_named():
    packages = {path.parent.name for path in (ROOT / "recommender").glob("*/__init__.py")}

    assert packages == set(re.findall(r"^\| `(\w+)/`", README.read_text(encoding="utf-8"), re.M))


def test_the_contract_names_tests_and_modules_that_exist():
    text = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    tests = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    named = re.findall(r"`((?:recommender|recommendations|matching)/[\w/]+\.py)`", text)
    places = ROOT, ROOT / "matching", ROOT / "tests", ROOT / "tests" / "matching"

    assert set(re.findall(r"test_\w+\.py", text)) - tests == set()
    assert [one for one in named if not any((place / one).exists() for place in places)] == []
