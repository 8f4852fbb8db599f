"""Is what a table of states says written a second time anywhere?"""

import pytest

from tests.harness import one_list
from tests.test_repository import PRODUCT, faults, files

TABLES = [path for path in PRODUCT if path.stem == "states" or path.parent.name == "states"]
READERS = [path for path in PRODUCT if path not in TABLES and "migrations" not in path.parts]
TEMPLATES = files("*.html", under=("templates",))


def test_no_query_and_no_rule_spells_a_state() -> None:
    assert faults(READERS, one_list.raw_states) == []


def test_no_list_of_states_stands_beside_the_groups() -> None:
    assert faults(READERS, one_list.second_lists) == []


def test_no_template_compares_a_state() -> None:
    assert faults(TEMPLATES, one_list.compared_states) == []


def test_no_template_asks_which_moves_there_are() -> None:
    assert faults(TEMPLATES, one_list.asked_verbs) == []


@pytest.mark.parametrize(
    "breach",
    [
        '{% if "accept" in verbs %}',
        "{% if a %}{% elif 'uphold' in moves and b %}",
        '<a{% if move.verb == "close" %} class="x"{% endif %}>',
        "{% if button.verb in asked %}",
    ],
)
def test_a_planted_question_about_moves_is_found(breach: str) -> None:
    assert len(one_list.asked_verbs(breach)) == 1


def test_buttons_in_a_row_and_a_comment_pass() -> None:
    page = '{# if "accept" in verbs #}{% if buttons %}{% for button in buttons %}{% move button %}'
    assert one_list.asked_verbs(page) == []


def test_no_template_colours_a_state_itself() -> None:
    assert faults(TEMPLATES, one_list.written_chips) == []


@pytest.mark.parametrize(
    "breach",
    [
        '<span class="chip chip-info">{{ opening.get_state_display }}</span>',
        '<span class="chip">\n  {{ interview.get_answer_display }}\n</span>',
    ],
)
def test_a_planted_chip_of_a_state_is_found(breach: str) -> None:
    assert len(one_list.written_chips(breach)) == 1


@pytest.mark.parametrize(
    "breach",
    [
        '{% if opening.state == "published" %}',
        "{% elif a and each.status != 'valid' %}",
        '{% if state in "draft open" %}',
        '<a{% if thing.state == value %} class="x"{% endif %}>',
    ],
)
def test_a_planted_comparison_is_found(breach: str) -> None:
    assert len(one_list.compared_states(breach)) == 1


def test_a_question_and_a_comment_pass() -> None:
    page = '{# state == "x" #}{% if thing.stands.over and statement == 1 %}{{ thing.state }}'
    assert one_list.compared_states(page) == []


@pytest.mark.parametrize(
    "breach",
    [
        'Opening.objects.filter(state="published")',
        'Q(application__state__in=["offered"])',
        'Q(**{f"{of}state": "accepted"})',
        'each.state == "accepted"',
        'each.state in {"accepted", "expired"}',
        'Opening(state="draft" if new else other)',
    ],
)
def test_a_planted_string_is_found(breach: str) -> None:
    assert len(one_list.raw_states(breach)) == 1


def test_a_state_of_the_table_and_an_empty_one_pass() -> None:
    assert (
        one_list.raw_states('filter(state=OpeningState.DRAFT, stage="draft"); each.state == ""')
        == []
    )


def test_a_planted_list_is_found() -> None:
    assert one_list.second_lists("HIRED = (ApplicationState.PLACED, ApplicationState.VERIFIED)\n")
    assert one_list.second_lists("ONE = (ApplicationState.PLACED, 1)\n") == []
