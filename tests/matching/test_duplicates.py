"""Fifty openings of one company with the same content are one card, with a way to the others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from matching.actions import openings as actions
from matching.content_keys import content_key
from matching.models import Opening
from matching.queries.duplicates import copies_among
from matching.queries.matches import newest_live
from matching.queries.openings import newest_openings, openings_asking
from matching.recommendations.request.lists import openings_for
from tests.cast import Cast
from tests.factories.accounts import DivisionFactory, HeldSkillFactory, TraineeFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.harness.tight import tight

pytestmark = pytest.mark.django_db


def test_copies_are_one_card_and_leave_room_for_others(client: Client, cast: Cast) -> None:
    HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="lockstitch"), level=3)
    first = OpeningFactory(company=cast.firm, asks={"lockstitch": 3})
    same = {name: getattr(first, name) for name in ("company", "occupation", "division")}
    copies = [OpeningFactory(**same, asks={"lockstitch": 3}) for _ in range(49)]
    other = OpeningFactory(**same, asks={"lockstitch": 3}, title="样衣工")
    harder = OpeningFactory(**same, asks={"lockstitch": 5})

    found = openings_for(cast.person, 5)

    assert {frozenset([each.thing.pk, *each.others]) for each in found} == {
        frozenset(one.pk for one in (first, *copies)),  # which of them stands for all is a lot
        frozenset([other.pk]),
        frozenset([harder.pk]),
    }
    client.force_login(cast.trainee)
    body = client.get(reverse("matching:my_matches")).content.decode()
    assert "还有 49 个相同的岗位" in body
    assert reverse("matching:opening", args=[copies[-1].pk]) in body
    why = client.get(reverse("matching:why_not", args=[copies[-1].pk]))
    card = next(
        place
        for place, each in enumerate(found, start=1)
        if copies[-1].pk in (each.thing.pk, *each.others)
    )
    assert (why.context["place"], "为什么不在" in why.content.decode()) == (card, False)


def copies(cast: Cast, count: int, **fields: Any) -> list[Opening]:
    same = {
        "company": cast.firm,
        "occupation": OccupationFactory(),
        "division": DivisionFactory(),
        **fields,
    }
    return [OpeningFactory(**same, asks={"lockstitch": 3}) for _ in range(count)]


def test_the_public_list_shows_one_card_and_the_way_to_the_others(
    client: Client, cast: Cast
) -> None:
    first, *others = copies(cast, 50)
    harder = OpeningFactory(
        company=cast.firm, occupation=first.occupation, division=first.division, asks={"safety": 5}
    )
    page = client.get(reverse("matching:opening_list"))
    listed = page.context["listed"]
    assert [(row.pk, row.others_count) for row in listed.rows] == [
        (harder.pk, 0),
        (others[-1].pk, 49),
    ]
    assert (listed.count, listed.next_before) == (51, "")
    assert f'<a href="/openings/?like={others[-1].pk}">还有 49 个相同的岗位</a>' in tight(
        page.content.decode()
    )
    like = client.get(reverse("matching:opening_list"), {"like": others[-1].pk}).context["listed"]
    assert [row.pk for row in like.rows] == [row.pk for row in reversed([first, *others])][:20]


def test_the_search_shows_one_card_and_counts_them_all_like_the_list(
    client: Client, cast: Cast
) -> None:
    first, *others = copies(cast, 12)
    same = {name: getattr(first, name) for name in ("occupation", "division")}
    alone = OpeningFactory(company=cast.other_firm, **same, asks={"safety": 5})
    page = client.get(reverse("cms:search"), {"q": "女装主播"})
    found = page.context["found"]
    assert [(row.pk, row.others_count) for row in found.openings] == [
        (alone.pk, 0),
        (others[-1].pk, 11),
    ]
    assert (found.opening_count, found.total, found.longer.paginator.num_pages) == (13, 13, 1)
    assert '<h2 id="found-openings">13 个岗位</h2>' in tight(page.content.decode())
    assert f'<a href="/openings/?like={others[-1].pk}">还有 11 个相同的岗位</a>' in tight(
        page.content.decode()
    )
    assert (
        client.get(reverse("matching:opening_list"), {"q": "女装主播"}).context["listed"].count
        == 13
    )


def test_no_other_list_fills_up_with_copies(client: Client, cast: Cast) -> None:
    first, *others = copies(cast, 8)
    alone = OpeningFactory(
        company=cast.other_firm, occupation=first.occupation, asks={"lockstitch": 4}
    )
    asked = openings_asking([SkillFactory(code="lockstitch").pk], clock.today())
    assert [(row.pk, row.others_count) for row in asked] == [(alone.pk, 0), (others[-1].pk, 7)]
    assert newest_live(clock.today(), 20, TraineeFactory()) == [alone, others[-1]]


def test_a_copy_that_left_the_list_is_not_counted(cast: Cast) -> None:
    live, paused = copies(cast, 2)
    Opening.objects.filter(pk=paused.pk).update(state="paused")
    assert [(row.pk, row.others_count) for row in newest_openings(6, clock.today())] == [
        (live.pk, 0)
    ]


def test_submitting_a_copy_is_remarked_to_the_company_and_the_office(
    client: Client, cast: Cast
) -> None:
    old = OpeningFactory(company=cast.firm, asks={"lockstitch": 3})
    copy = actions.copy_opening(opening=old, by=cast.company, now=clock.now())
    assert copy.content_key == old.content_key != ""
    client.force_login(cast.company)
    words = f"与 {old.pk} 号岗位内容相同"
    assert words in client.get(reverse("matching:company_opening", args=[copy.pk])).content.decode()
    sent = client.post(
        f"{reverse('matching:company_opening', args=[copy.pk])}submit/", follow=True
    ).content.decode()
    assert words in sent and "已提交" in sent
    client.force_login(cast.office)
    assert words in client.get(reverse("matching:office_openings")).content.decode()
    assert words in client.get(reverse("matching:office_opening", args=[copy.pk])).content.decode()


def test_a_changed_copy_is_another_opening(client: Client, cast: Cast) -> None:
    old = OpeningFactory(company=cast.firm, asks={"lockstitch": 3})
    copy = actions.copy_opening(opening=old, by=cast.company, now=clock.now())
    fields = {
        "headcount": 2,
        "pay_min": 5000,
        "pay_max": 8000,
        "pay_base": 4000,
        "pay_unit": "month",
    }
    asked = [
        {"skill_id": row.skill_id, "level": 4, "importance": row.importance}
        for row in old.asked.all()
    ]
    actions.change_opening(
        opening=copy, fields=fields, skills=asked, by=cast.company, now=clock.now()
    )
    copy.refresh_from_db()
    assert copy.content_key == content_key(copy, copy.asked.all()) != old.content_key
    assert copies_among([old, copy]) == {old.pk: [], copy.pk: []}
