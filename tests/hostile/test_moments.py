"""Does every button answer in words, whatever became of its thing meanwhile? Never a 500, and what it leads to is shown.

Every address that takes a form and names a thing meets every state of that thing, as the people who may press it, filled
in as somebody would, and in every third state empty (ZHICAI_HOSTILE=all: in each). A new address finds its kind by how the
access matrix names its thing.
"""

import pytest

from tests.access.format import Row, nothing
from tests.cast import Cast
from tests.hostile.deal import ALL, role_of, sent, turn_of
from tests.hostile.moments import MOMENTS, Moment
from tests.hostile.values import query
from tests.hostile.walk import HostileWalk, address
from tests.test_matrix_access import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]
# By the function of the access matrix that names the thing of an address; others go by the name of the argument.
NAMED = {
    "run_id": "run", "planned_id": "run", "cancelled_run_id": "run", "meeting_id": "meeting", "coming_id": "meeting",
    "staff_invitation": "staff_invitation", "paper": "paper",
}  # fmt: skip
ARGUMENTS = {"pk": "enrolment", "number": "certificate", "trainee_id": "person", "token": "token"}
# Nothing becomes of these but that they are gone.
WITHOUT_A_STATE = {
    "accounts:change_consent", "accounts:remove_earlier", "accounts:remove_sample", "accounts:remove_skill", "cms:office_synonym",
    "matching:for_me_again",
}  # fmt: skip
BUTTONS = {
    name: row
    for name, row in ROWS.items()
    if "POST" in row.allowed and row.kwargs is not nothing and name not in WITHOUT_A_STATE
}


def kind_of(row: Row, arguments: dict[str, object]) -> str:
    """Which kind of thing an address names, or "" for nothing."""
    if (named := getattr(row.kwargs, "__name__", "")) in NAMED:
        return NAMED[named]
    key = next(iter(arguments), "")
    return ARGUMENTS.get(key, key.removesuffix("_id"))


KINDS: dict[str, list[str]] = {}


def kinds(walk: HostileWalk) -> dict[str, list[str]]:
    """The addresses of each kind; asked for once, since it makes every thing."""
    for name, row in BUTTONS.items() if not KINDS else ():
        with walk.objects(row) as arguments:
            if arguments:
                KINDS.setdefault(kind_of(row, arguments), []).append(name)
    return KINDS


def test_every_button_has_a_kind_and_every_kind_a_button(cast: Cast):
    assert set(kinds(HostileWalk(cast))) == set(MOMENTS)


@pytest.mark.parametrize("kind", sorted(MOMENTS))
def test_every_button_meets_every_state_of_its_thing(kind: str, cast: Cast):
    walk = HostileWalk(cast)
    names = kinds(walk)[kind]
    for number, moment in enumerate(MOMENTS[kind]):
        press_all(walk, names, moment, number)

    assert not walk.wrong, "\n".join(line for line in walk.wrong if "gave 500" not in line)


def press_all(walk: HostileWalk, names: list[str], moment: Moment, number: int) -> None:
    """Press every button of a thing in one moment of its life."""
    said, make = moment
    shape = Row(rest=200, kwargs=make)
    with walk.objects(shape) as arguments:
        for name in names:
            row = ROWS[name]
            visitor = walk.visitors[role_of(name, row, number)]
            for form in forms(row, walk.cast, number + turn_of(name)):
                path = address(name, arguments)

                def look(visitor=visitor, path=path) -> None:
                    if visitor.leads_to:
                        visitor.send("GET", visitor.leads_to, "", f"after {path}, {said}")

                visitor.send("POST", path, query(form), f"{said}, {len(form)} fields", look)


def forms(row: Row, cast: Cast, turn: int) -> list[dict[str, str]]:
    """What somebody would fill in, and at some turns nothing."""
    filled = sent(row.data(cast))
    return [filled, {}] if filled and (ALL or turn % 3 == 0) else [filled]


def test_the_walk_hears_what_breaks(cast: Cast, monkeypatch):
    """The control: an action that breaks is one wrong line for each moment that it meets."""

    def broken(**given: object) -> None:
        raise TypeError("broken")

    monkeypatch.setattr("matching.actions.openings.approve_opening", broken)
    walk = HostileWalk(cast)
    press_all(walk, ["matching:approve_opening"], MOMENTS["opening"][1], 0)
    assert [("TypeError broken" in line, "gave 500" in line) for line in walk.wrong] == [
        (True, False),
        (False, True),
    ]
