"""Is a class proposed work of its trade, may the office strike off, and does a round that changes nothing say so?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import AuditEntry
from matching.models import Opening, PlacementProposal, PlacementRound
from matching.queries.cohorts import Cohort, TakenOut
from matching.queries.rounds import changes_nothing
from matching.recommendations.market.rounds import result_of
from matching.states import LeftOut
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.rounds import finished_run, graduate
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.factories.training import CourseSkillFactory
from tests.harness.tight import tight
from training.models import CourseRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> CourseRun:
    """A class of shop operators that is over."""
    run = finished_run()
    run.course.occupations.add(OccupationFactory(code="shop_operator"))
    return run


@pytest.fixture
def ironing() -> Opening:
    """Well paid ironing, for which a general skill is asked."""
    return OpeningFactory(
        title="熨烫工",
        occupation=OccupationFactory(code="presser"),
        asks={"safety": 2},
        pay_min=9000,
        pay_max=9900,
    )


@pytest.fixture
def shop() -> Opening:
    return OpeningFactory(
        title="店铺运营", occupation=OccupationFactory(code="shop_operator"), asks={"safety": 2}
    )


def proposed(run: CourseRun, struck: TakenOut | None = None) -> list[tuple[int, int]]:
    result = result_of(Cohort(run=run), clock.today(), struck or TakenOut())
    return [(each.trainee_id, each.opening_id) for each in result.proposals]


def test_a_class_of_shop_operators_is_not_sent_to_ironing(run, ironing, shop) -> None:
    person = graduate(run, {"safety": 2}, wanted_pay_min=9000)
    assert proposed(run) == [(person.pk, shop.pk)]
    shop.delete()
    assert proposed(run) == []


def test_who_wants_the_other_work_may_be_proposed_it(run, ironing) -> None:
    person = graduate(run, {"safety": 2})
    person.wanted_occupations.add(ironing.occupation)
    assert proposed(run) == [(person.pk, ironing.pk)]


def test_a_course_that_names_no_occupation_goes_by_what_it_teaches(ironing) -> None:
    run = finished_run()
    CourseSkillFactory(course=run.course, skill=SkillFactory(code="shop_data"), level=2)
    person = graduate(run, {"safety": 2, "shop_data": 2})
    taught = OpeningFactory(asks={"shop_data": 2})
    assert proposed(run) == [(person.pk, taught.pk)]


def test_the_office_strikes_people_and_openings_off_before_sending(
    client: Client, cast: Cast, run, shop
) -> None:
    other = OpeningFactory(title="另一家店铺运营", occupation=shop.occupation, asks={"safety": 2})
    stays, goes = (graduate(run, {"safety": 2}, real_name=name) for name in ("示例张", "示例李"))
    client.force_login(cast.office)
    query = f"?run={run.pk}&strike_person={goes.pk}&strike_opening={shop.pk}&strike_person=x&strike_opening=%00"
    looked = client.get(reverse("matching:preview_round") + query)
    assert [(row.person, row.opening) for row in looked.context["rows"]] == [(stays, other)]
    assert [(row.person, row.reason) for row in looked.context["left_out"]] == [
        (goes, LeftOut.STRUCK)
    ]
    assert PlacementProposal.objects.count() == 0

    keep = f"{reverse('matching:keep_round')}?{looked.context['query']}"
    client.post(keep, {"input_hash": looked.context["round"].input_hash})

    assert list(PlacementProposal.objects.values_list("trainee", "opening")) == [
        (stays.pk, other.pk)
    ]
    assert list(PlacementRound.objects.get().left_out.values_list("trainee", "reason")) == [
        (goes.pk, "struck")
    ]
    said = AuditEntry.objects.get(verb="placement_round.keep").data["struck"]
    assert said == {"people": [goes.pk], "openings": [shop.pk]}


@pytest.mark.parametrize(
    ("with_it", "without", "said"),
    [
        (2.9, 2.9, True),
        (2.94, 2.93, True),
        (3.1, 2.9, False),
        (2.8, 2.9, True),
        (None, None, False),
    ],
)
def test_a_round_that_changes_nothing_says_so(with_it, without, said: bool) -> None:
    assert changes_nothing(with_it, without) is said


def test_ticks_stay_when_the_office_turns_the_page(
    client: Client, cast: Cast, run, shop, monkeypatch
) -> None:
    """Through the views as a browser without scripts sends them: the page's boxes and the form's hidden fields."""
    monkeypatch.setattr("matching.views.rounds.PAGE", 1)
    Opening.objects.filter(pk=shop.pk).update(headcount=2)
    first, second, third = (graduate(run, {"safety": 2}) for _ in range(3))
    other = OpeningFactory(occupation=shop.occupation, asks={"safety": 2}, headcount=1)
    client.force_login(cast.office)

    def turn(shown, page: str, **boxes):
        sent = {"input_hash": shown.context["round"].input_hash, "page": page, **boxes}
        return client.post(
            f"{reverse('matching:keep_round')}?{shown.context['query']}", sent, follow=True
        )

    def ticks(shown) -> tuple[list[str], list[str]]:
        page = tight(shown.content.decode())
        boxes = re.findall(r'name="(strike_\w+)" value="(\d+)"( checked)?', page)
        hidden = re.findall(r'type="hidden" name="(strike_\w+)" value="(\d+)"', page)
        return [value for _name, value, is_ticked in boxes if is_ticked], [
            value for _name, value in hidden
        ]

    look = client.get(reverse("matching:preview_round"), {"run": run.pk})
    assert 'form="strikes" type="submit" name="page" value="2"' in tight(look.content.decode())
    there = turn(look, "2", strike_person=[first.pk], strike_opening=[other.pk])
    assert (there.context["rows"][0].person, ticks(there)) == (
        second,
        ([str(other.pk)], [str(first.pk)]),
    )
    assert "其他页上还勾选了 1 人" in there.content.decode()
    back = turn(there, "1", strike_person=[first.pk, second.pk], strike_opening=[other.pk])
    assert ticks(back) == ([str(first.pk), str(other.pk)], [str(second.pk)])
    gone = turn(
        back, "2", strike_person=[second.pk]
    )  # both boxes of this page untouched: taken back
    assert ticks(gone) == ([str(second.pk)], [])

    sent = {
        "input_hash": gone.context["round"].input_hash,
        "press": "keep",
        "strike_person": [second.pk],
    }
    answer = client.post(f"{reverse('matching:keep_round')}?{gone.context['query']}", sent)
    assert (answer.status_code, PlacementRound.objects.count()) == (422, 0)
    again = client.post(
        f"{reverse('matching:keep_round')}?{gone.context['query']}",
        {**sent, "press": "again"},
        follow=True,
    )
    assert {row.person for row in again.context["left_out"]} == {second}
    assert third.pk not in again.context["ticked_elsewhere"]
