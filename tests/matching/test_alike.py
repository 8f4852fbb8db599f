"""Fifty openings of one company with the same content are one card, with a way to the others."""

import pytest
from django.test import Client
from django.urls import reverse

from matching import recommendations
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


def test_copies_are_one_card_and_leave_room_for_others(client: Client, cast: Cast) -> None:
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="lockstitch"), level=3)
    first = OpeningFactory(company=cast.firm, asks={"lockstitch": 3})
    same = {name: getattr(first, name) for name in ("company", "occupation", "division")}
    copies = [OpeningFactory(**same, asks={"lockstitch": 3}) for _ in range(49)]
    other = OpeningFactory(**same, asks={"lockstitch": 3}, title="样衣工")
    harder = OpeningFactory(**same, asks={"lockstitch": 5})

    found = recommendations.openings_for(cast.person, 5)

    assert {(each.thing.pk, each.others) for each in found} == {
        (first.pk, tuple(copy.pk for copy in copies)),
        (other.pk, ()),
        (harder.pk, ()),
    }
    client.force_login(cast.trainee)
    body = client.get(reverse("matching:my_matches")).content.decode()
    assert "还有 49 个相同的岗位" in body
    assert reverse("matching:opening", args=[copies[-1].pk]) in body
    why = client.get(reverse("matching:why_not", args=[copies[-1].pk]))
    assert (why.context["place"], "为什么不在" in why.content.decode()) == (1, False)
