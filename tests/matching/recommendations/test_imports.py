"""Is there one way to import a name of the recommender and of its door: from the module that holds it?

The packages of the door and of the library's roles name nothing. The library itself names a dozen things; whoever stands
outside takes these from it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import recommender

ROOT = Path(__file__).resolve().parents[3]
HOUSES = "matching.recommendations", "recommender"
PUBLIC = frozenset(recommender.__all__)

pytestmark = pytest.mark.anywhere


def place_of(module: str) -> Path | None:
    """The file of a module of ours, or of a package."""
    path = ROOT.joinpath(*module.split("."))
    found = [one for one in (path.with_suffix(".py"), path / "__init__.py") if one.exists()]
    return found[0] if found else None


def held_by(path: Path) -> set[str]:
    """The names that a module binds itself: functions, classes, constants."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {
            each.id
            for target in targets
            if target is not None
            for each in ast.walk(target)
            if isinstance(each, ast.Name)
        }
    return found


def faults_of(source: str, *, is_inside: bool) -> Iterator[str]:
    """What a file imports in another way; `is_inside` of a file of the library itself."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(HOUSES):
            continue
        place = place_of(str(node.module))
        for name in (each.name for each in node.names):
            if place_of(f"{node.module}.{name}"):
                continue
            if node.module == "recommender":
                is_right = name in PUBLIC and not is_inside
            else:
                is_public = node.module.startswith("recommender.") and name in PUBLIC
                is_right = place is not None and name in held_by(place)
                is_right &= is_inside or not is_public
            if not is_right:
                yield f"{name} from {node.module}"


def test_every_name_is_imported_from_the_module_that_holds_it():
    paths = [
        path
        for path in ROOT.rglob("*.py")
        if not {".git", "var", ".venv", "node_modules"} & set(path.parts)
    ]
    faults = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in paths
        if path != ROOT / "recommender" / "__init__.py"
        for fault in faults_of(
            path.read_text(encoding="utf-8"),
            is_inside=path.relative_to(ROOT).parts[0] == "recommender",
        )
    ]

    assert faults == []


@pytest.mark.parametrize(
    "planted",
    [
        "from matching.recommendations import openings_for",
        "from matching.recommendations.request.lists import Match",
        "from recommender.score.problem import Problem",
        "from recommender.ranking.lists import Problem",
        "from recommender import Texts",
    ],
)
def test_another_way_is_found(planted):
    assert len(list(faults_of(planted, is_inside=False))) == 1


def test_packages_name_nothing():
    packages = [
        path
        for house in ("matching/recommendations", "recommender")
        for path in (ROOT / house).rglob("__init__.py")
        if path != ROOT / "recommender" / "__init__.py"
    ]

    assert [
        str(path.relative_to(ROOT))
        for path in packages
        if len(ast.parse(path.read_text(encoding="utf-8")).body) != 1
    ] == []
