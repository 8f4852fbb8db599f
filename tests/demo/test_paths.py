"""The city writes through the tables of its rooms, and each model is written in one of its files."""

import ast
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps

from core.clock import CITY_TIME
from core.workflow import Workflow
from demo import learning, openings, turned_down, work
from demo.paths import MadeMove, states_along, steps_along
from matching.models import Opening
from matching.states import APPLICATION, OPENING, ApplicationState, OpeningState
from training.states import COURSE_RUN, ENROLMENT

MOMENT = datetime(2026, 11, 1, 9, tzinfo=CITY_TIME)
DEMO = Path(learning.__file__).parent


def test_the_moves_of_a_table_lead_from_state_to_state() -> None:
    assert states_along(OPENING, ("submit", "approve", "fill")) == [
        "draft",
        "submitted",
        "published",
        "filled",
    ]


def test_a_move_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="opening: approve does not lead on from draft"):
        states_along(OPENING, ("approve",))


def test_the_entries_say_before_and_after_and_begin_with_the_beginning() -> None:
    opening = Opening(state=OpeningState.SUBMITTED)
    begun, sent = MadeMove("write", MOMENT, None), MadeMove("submit", MOMENT, None, "why")
    steps = steps_along(opening, OPENING, [sent], begun)
    assert [(step.verb, step.before, step.after, step.reason) for step in steps] == [
        ("opening.write", "", "draft", ""),
        ("opening.submit", "draft", "submitted", "why"),
    ]


def test_a_row_that_stands_elsewhere_is_refused() -> None:
    opening = Opening(state=OpeningState.PUBLISHED)
    with pytest.raises(ValueError, match="the row says published, its moves end at submitted"):
        steps_along(opening, OPENING, [MadeMove("submit", MOMENT, None)])


@pytest.mark.parametrize(
    ("flow", "paths"),
    [
        (ENROLMENT, learning.PATHS),
        (COURSE_RUN, learning.RUN_PATHS),
        (OPENING, openings.PATHS),
    ],
    ids=["enrolment", "course_run", "opening"],
)
def test_each_path_ends_where_it_says(flow: Workflow, paths: dict[str, tuple[str, ...]]) -> None:
    assert {state: states_along(flow, verbs)[-1] for state, verbs in paths.items()} == {
        state: state for state in paths
    }


@pytest.mark.parametrize("path", [*work.LIVE_PATHS, *work.KNOWN_PATHS, *turned_down.PATHS])
def test_each_path_of_an_application_is_in_the_table(path: tuple[str, ...]) -> None:
    assert states_along(APPLICATION, path)[-1] in ApplicationState.values


def made_in(source: str) -> set[str]:
    """The models of ours of which rows are written out, column by column."""
    ours = {model.__name__ for model in apps.get_models()}
    return {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ours
    }


def test_a_new_column_meets_one_file_at_most() -> None:
    files = defaultdict(set)
    for path in sorted(DEMO.glob("*.py")):
        for name in made_in(path.read_text(encoding="utf-8")):
            files[name].add(path.name)
    assert {name: found for name, found in files.items() if len(found) > 1} == {}
    assert files["Application"] == {"work.py"}
