"""Can a company choose among people who have not applied, without knowing who they are?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Trainee
from benchmarks.city_sim import city
from core import clock
from matching.models import Opening
from matching.permissions import live_openings
from matching.queries.cards import (
    ALONE_AT_MOST,
    PersonCard,
    alone,
    cards_of,
    coarse_enough,
    labels_of,
)
from matching.recommendations.request.lists import people_for
from matching.skill_words import Coverage, SkillWord
from skills.models import Skill
from tests.cast import Cast
from tests.factories.accounts import (
    EducationLevelFactory,
    HeldSkillFactory,
    MajorFactory,
    TraineeFactory,
    agree,
)
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory
from tests.harness.tight import tight
from tests.simulated import settle

pytestmark = pytest.mark.django_db
ASKED = [Skill(pk=n, name_zh=f"技能{n}") for n in range(1, 7)]


def card(held: set[int], step: str = "", essential: frozenset[int] = frozenset({1})) -> PersonCard:
    words = [SkillWord(skill, skill.pk in essential) for skill in ASKED]
    coverage = Coverage(
        tuple(word for word in words if word.skill.pk in held),
        tuple(word for word in words if word.skill.pk not in held),
    )
    return PersonCard("", coverage, len(held), len(ASKED), step)


@pytest.mark.parametrize(
    ("cards", "told"),
    [
        ([card({1, 2}, "a")] * 5 + [card({1}, "b")], ("skills", "a")),
        ([card({1, 2}, str(n)) for n in range(6)], ("skills", "")),
        ([card({1, n}, "a") for n in range(2, 7)], ("essential", "")),
        (
            [card({1, n}, essential=frozenset({1, 2, 3, 4, 5, 6})) for n in range(2, 7)],
            ("count", ""),
        ),
        ([card(set(range(1, n))) for n in range(1, 7)], ("essential", "")),
        (
            [card(set(range(1, n)), essential=frozenset(range(1, 7))) for n in range(1, 7)],
            ("nothing", ""),
        ),
        ([card({1}, "a"), card({2}, "b")], ("skills", "")),
    ],
)
def test_a_list_is_told_as_finely_as_leaves_a_fifth_alone(cards, told) -> None:
    found = coarse_enough(cards)
    first = found[0]
    kind = "nothing" if not first.asked else "count" if first.coverage is None else "essential"
    if first.coverage is not None and first.asked == len(ASKED):
        kind = "skills"
    assert (kind, first.step) == told
    assert len(found) < 5 or kind == "nothing" or alone(found) <= ALONE_AT_MOST * len(found)


@pytest.mark.slow
def test_in_the_simulated_city_at_most_a_fifth_of_the_cards_stand_alone() -> None:
    settle(city(400, 40, 1)[0])
    shown, alone_in_lists, told_finely = 0, 0, 0
    for opening in live_openings(clock.today()).order_by("pk")[:20]:
        cards = cards_of(opening, [match.thing for match in people_for(opening, 20)])
        shown += len(cards)
        alone_in_lists += alone(cards)
        told_finely += cards[0].coverage is not None
    assert shown >= 200
    assert alone_in_lists <= ALONE_AT_MOST * shown
    assert told_finely >= 10  # it still says what one chooses by


class TestPage:
    """What the company's page gives away."""

    @pytest.fixture
    def opening(self, cast: Cast) -> Opening:
        return OpeningFactory(company=cast.firm, asks={"lockstitch": 3, "safety": 2})

    @pytest.fixture
    def found(self) -> Trainee:
        person = TraineeFactory(
            real_name="欧阳兰花",
            is_open_to_contact=True,
            education=EducationLevelFactory(code="21", name_zh="大学本科毕业", rank=5),
            major=MajorFactory(name_zh="丝绸工艺"),
            school_name="示例丝绸学校",
        )
        agree(person, "contact")
        HeldSkillFactory(trainee=person, skill=SkillFactory(code="lockstitch"), level=5)
        return person

    def shown(self, cast: Cast, opening: Opening) -> str:
        client = Client()
        client.force_login(cast.company)
        return client.get(reverse("matching:opening_people", args=[opening.pk])).content.decode()

    def test_skills_are_met_or_not_and_nothing_else_is_told(
        self, cast: Cast, opening: Opening, found: Trainee
    ) -> None:
        body = self.shown(cast, opening)
        for code, tone in (("lockstitch", "success"), ("safety", "warning")):
            name = f'<span class="unseen">必备 </span>{Skill.objects.get(code=code).name_zh}'
            assert tight(f'<span class="chip chip-{tone} chip-must">{name}</span>') in tight(body)
        main = body[body.index("<main") : body.index("</main>")]
        for word in (
            "欧",
            "本科",
            "丝绸",
            "示例丝绸",
            "精通",
            "能带教",
            f"/{found.pk}/",
            "为什么排这里",
        ):
            assert word not in main, word

    def test_the_label_is_stable_and_belongs_to_one_opening(
        self, cast: Cast, opening: Opening, found: Trainee
    ) -> None:
        other = OpeningFactory(company=cast.firm, asks={"lockstitch": 3})
        labels = [
            re.search(r"学员 [A-Z]\d{3}", self.shown(cast, each))
            for each in (opening, opening, other)
        ]
        assert all(labels)
        first, again, elsewhere = (label.group() for label in labels if label)
        assert (first == again, first == elsewhere) == (True, False)

    def test_every_label_of_a_list_is_its_own(self) -> None:
        assert len(set(labels_of(1, range(1, 2000)).values())) == 1999

    def test_a_list_costs_the_same_for_one_and_three(
        self, opening: Opening, django_assert_num_queries
    ) -> None:
        for count in (1, 3):
            people = [TraineeFactory(education=EducationLevelFactory()) for _ in range(count)]
            with django_assert_num_queries(2):
                assert len(cards_of(opening, people)) == count
