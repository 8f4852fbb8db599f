"""What does a state carry: value, word, colour and groups?"""

from enum import Flag, auto

import pytest

from core.states import States
from matching.models import Application
from matching.states import ApplicationGroup, ApplicationState


class Ripeness(Flag):
    GREEN = auto()
    RED = auto()
    SOFT = auto()
    EDIBLE = RED | SOFT


class Tomato(States):
    YOUNG = "young", "success", Ripeness.GREEN, "Still young"
    RIPE = "ripe", "danger", Ripeness.RED, "Ripe"
    OLD = "old", "", Ripeness.RED | Ripeness.SOFT, "Old"
    EATEN = "eaten", "info", "Eaten"
    LOST = "lost", "Lost"


def test_a_state_is_its_value_and_says_its_word() -> None:
    assert Tomato.choices == [
        ("young", "Still young"),
        ("ripe", "Ripe"),
        ("old", "Old"),
        ("eaten", "Eaten"),
        ("lost", "Lost"),
    ]
    assert Tomato("ripe") == "ripe"


def test_a_state_carries_its_colour() -> None:
    assert [state.tone for state in Tomato] == ["success", "danger", "", "info", ""]


@pytest.mark.parametrize(
    ("group", "inside", "outside"),
    [
        (Ripeness.GREEN, ("young",), ("ripe", "old", "eaten", "lost")),
        (Ripeness.SOFT, ("old",), ("young", "ripe", "eaten", "lost")),
        (Ripeness.EDIBLE, ("ripe", "old"), ("young", "eaten", "lost")),
    ],
)
def test_a_group_is_a_list_of_states_and_a_union_holds_its_parts(
    group: Ripeness, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    assert (Tomato.of(group), Tomato.but(group)) == (inside, outside)


def test_a_row_says_in_which_groups_it_stands() -> None:
    offered = Application(state=ApplicationState.OFFERED)
    stands = {name for name, is_so in offered.stands.items() if is_so}
    assert stands == {"offer", "waits_for_person", "open", "alive", "on_board"}
    assert offered.is_in(ApplicationGroup.OPEN)
    assert not offered.is_in(ApplicationGroup.OVER)
    assert offered.tone == "warning"


def test_a_page_cannot_ask_for_a_group_that_does_not_exist() -> None:
    assert set(Application(state="offered").stands) == {
        name.lower() for name in ApplicationGroup.__members__
    }
