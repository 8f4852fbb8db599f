"""How does the tag `move` draw a move: by what can be typed, what follows, what stands against it?"""

from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from core.buttons import MoveButton, among, beside, buttons_at, possible
from core.denials import Denial
from core.workflow import Move
from tests.harness.tight import tight

LEAVE = Move("leave", ("here",), "gone", ("trainee",), "Leave", press="Leave it", kind="danger")
STAY = Move("stay", ("here",), "here", ("trainee",), "Stay", note="Nobody is told.")
FULL = Denial("full", "It is full.", "Wait.", "/wait/")


class WhyForm(forms.Form):
    why = forms.CharField()


def drawn(rf: RequestFactory, button: MoveButton, arguments: str = "") -> str:
    template = engines["django"].from_string(f"{{% move button {arguments} %}}")
    return tight(template.render({"button": button}, rf.get("/")))


def test_a_move_that_is_possible_is_a_form_of_one_button_with_its_words(rf: Any):
    shown = drawn(rf, MoveButton(STAY, "/stay/"))
    assert 'action="/stay/"' in shown and "csrfmiddlewaretoken" in shown
    assert "<details" not in shown and "disabled" not in shown
    assert "Stay" in shown and "Nobody is told." in shown


@pytest.mark.parametrize("more", [{"form": WhyForm()}, {"consequences": ["It ends."]}])
def test_what_can_be_typed_or_follows_is_folded_before_the_button(rf: Any, more: dict[str, Any]):
    button = MoveButton(LEAVE, "/leave/", **more)
    shown = drawn(rf, button)
    assert "<summary>Leave</summary>" in shown and "Leave it" in shown
    assert "button-danger" in shown and " open>" not in shown
    assert ('name="why"' in shown) == button.has_fields
    assert ("It ends." in shown) == bool(button.consequences)
    opened = MoveButton(LEAVE, "/leave/", is_opened=True, **more)
    assert '<details class="step" open>' in drawn(rf, opened)
    assert "<details" not in drawn(rf, MoveButton(LEAVE, "/leave/", is_unfolded=True, **more))


def test_a_denied_move_says_why_and_leads_nowhere(rf: Any):
    shown = drawn(rf, MoveButton(LEAVE, "/leave/", FULL, WhyForm(), ["It ends."]))
    assert "disabled" in shown and "It is full. Wait." in shown and 'href="/wait/"' in shown
    assert "/leave/" not in shown and "<form" not in shown


@pytest.mark.parametrize(
    ("more", "arguments", "part"),
    [
        ({"is_asked_apart": True}, "", 'href="/leave/"'),
        ({}, 'name="decision"', 'name="decision" value="leave"'),
        ({}, 'beside="other"', 'form="other" formaction="/leave/" formnovalidate'),
    ],
)
def test_a_move_can_be_a_link_or_a_button_of_another_form(
    rf: Any, more: dict[str, Any], arguments: str, part: str
):
    shown = drawn(rf, MoveButton(LEAVE, "/leave/", **more), arguments)
    assert part in shown and "<form" not in shown


def test_only_moves_with_an_address_are_buttons_and_a_denied_one_is_asked_nothing_more():
    asked = []

    def more(move: Move) -> dict[str, Any]:
        asked.append(move.verb)
        return {"consequences": ["It ends."]}

    moves = [(LEAVE, None), (STAY, FULL), (Move("fly", (), "", ()), None)]
    name = "training:enrolment"
    found = buttons_at({"leave": name, "stay": name}, 7, moves, more)
    url = reverse(name, args=[7])
    assert [(each.verb, each.url, each.denial) for each in found] == [
        ("leave", url, None),
        ("stay", url, FULL),
    ]
    assert asked == ["leave"]
    assert (among(found, ["stay"]), beside(found, ["stay"])) == ([found[1]], [found[0]])
    assert possible(found) == [found[0]]
