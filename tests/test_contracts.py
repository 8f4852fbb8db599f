"""Would the layer contracts notice? Each is shown one planted import and has to break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.house import ROOMS

ROOT = Path(__file__).resolve().parents[1]
BREACHES = {
    "Rooms import only what is below them": ("skills/planted.py", "import training.models\n"),
    "Inside a room data flows one way": ("accounts/permissions.py", "import accounts.actions\n"),
    "The recommender knows neither Django nor us": (
        "recommender/planted.py",
        "import django.db\n",
    ),
    "Inside the recommender a role imports what stands below it": (
        "recommender/score/planted.py",
        "import recommender.ranking.order\n",
    ),
    "The recommender has one door": ("matching/planted.py", "import recommender\n"),
    "The rooms behind the door keep their order": (
        "matching/recommendations/kept/planted.py",
        "import matching.recommendations.request.lists\n",
    ),
    "Wagtail's page machinery stays in cms": ("training/planted.py", "import wagtail.models\n"),
}


pytestmark = pytest.mark.anywhere


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rooms and their contracts in a folder of their own."""
    folder = tmp_path_factory.mktemp("contracts")
    for room in ROOMS:
        shutil.copytree(
            ROOT / room,
            folder / room,
            ignore=shutil.ignore_patterns("__pycache__", "locale", "data", "*.mo"),
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> str:
    """What import-linter prints."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


@pytest.mark.slow
@pytest.mark.anywhere
def test_all_contracts_hold_as_the_code_stands(copy: Path):
    printed = lint(copy)

    assert [line for line in printed.splitlines() if "BROKEN" in line] == []
    assert all(f"{name} KEPT" in printed for name in BREACHES)


@pytest.mark.slow
@pytest.mark.anywhere
@pytest.mark.parametrize("contract", BREACHES)
def test_a_planted_breach_breaks_the_contract(copy: Path, contract: str):
    name, line = BREACHES[contract]
    path = copy / name
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text((before or "") + "\n" + line, encoding="utf-8")
    try:
        assert f"{contract} BROKEN" in lint(copy)
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")
