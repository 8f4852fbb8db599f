"""Is what a part adds drawn as it counts, and said in the words of the person who asks?"""

import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Trainee
from matching.recommendations.request.curves import MARKS, drawings, signed, standing
from matching.recommendations.request.lists import openings_for
from recommender import Weights
from recommender.ranking.reasons import ScorePart
from recommender.score.weights import FEATURES
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory
from tests.harness.tight import tight
from tests.matching.recommendations.worlds import leaning_to, serve
from tests.recommender.worlds import BENT

LEARNED = Weights(0.5, 0.1, 0.1, 0.1, 0.0, 0.2, curves=BENT)
HOW = "matching:how_it_works"


def part(name: str, score: float, branch: str = "", weights: Weights = LEARNED) -> ScorePart:
    neutral = 0.0 if name == "text" else 0.5
    return ScorePart(
        name, *(float(weights.contribution(name, each)) for each in (score, neutral)), branch
    )


def test_what_counts_is_drawn_on_one_scale_and_told_beside_neutral() -> None:
    with translation.override("en"):
        skill, pay, place, *_rest, text = found = drawings(Weights())
        assert (skill.weight, skill.told) == (
            "50.0", "none of it −25.0 · a quarter of it −12.5 · half of it 0 · three quarters of it +12.5 · all of it +25.0",
        )  # fmt: skip
        assert place.told == "in another place −1.5 · not known 0 · in a wanted place +7.5"
        assert text.told == "not at all 0 · by half +2.5 · word for word +5.0"
    assert (bool(pay.line), place.line) == (True, "")  # nothing lies between two places
    assert {drawing.neutral for drawing in found} == {skill.neutral}
    heights = [spot.y for drawing in found for spot in drawing.spots]
    assert (min(heights), max(heights)) == (skill.spots[-1].y, skill.spots[0].y) == (8, 104)


def test_a_curve_bends_in_its_drawing_and_what_weighs_nothing_is_not_drawn() -> None:
    found = dict(zip([name for name in FEATURES if name != "text"], drawings(LEARNED), strict=True))
    points = [tuple(map(float, point.split(","))) for point in found["pay"].line.split()]
    rises = [low[1] - high[1] for low, high in pairwise(points)]
    assert max(rises) == rises[3] > 5 * sum(rises[:3])  # all of it lies just below the wish
    assert found["pay"].spots[2].points == "0"
    assert [float(spot.points.replace("−", "-")) for spot in found["pay"].spots] == pytest.approx(
        [-9, -8.8, 0, 0.4, 1]
    )


@pytest.mark.parametrize(
    ("above", "points"), [(0.031, "+3.1"), (-0.031, "−3.1"), (0.0004, "0"), (-0.0004, "0")]
)
def test_points_carry_their_sign(above: float, points: str) -> None:
    assert signed(above) == points


@pytest.mark.parametrize(
    ("name", "score", "branch", "english", "chinese"),
    [
        ("skill", 0.75, "some", "75 % of what is asked, by importance and level: +8.0", "具备要求的 75%（按重要程度和水平）：+8.0"),
        ("skill", 0.5, "", "nothing is asked: 0", "没有要求：0"),
        ("pay", 1 / 3, "below", "10 % below your wish: −8.7", "低于你的期望 10%：−8.7"),
        ("pay", 0.4999, "below", "1 % below your wish: 0", "低于你的期望 1%：0"),
        ("pay", 0.0, "below", "30 % or more below your wish: −9.0", "低于你的期望 30% 或更多：−9.0"),
        ("pay", 0.75, "upper", "the upper 50 % of the range reach your wish: +0.4", "工资区间上端的 50% 达到你的期望：+0.4"),
        ("pay", 1.0, "guaranteed", "all of it reaches your wish: +1.0", "全部达到你的期望：+1.0"),
        ("pay", 0.5, "unit", "not counted by the month: 0", "不按月计薪：0"),
        ("place", 0.4, "wanted", "in another place: −0.2", "在别的地方：−0.2"),
        ("place", 1.0, "home_here", "in your home town: +9.5", "在你的家乡：+9.5"),
        ("occupation", 0.0, "", "another occupation: −7.0", "其他职业：−7.0"),
        ("occupation", 0.5, "", "not known: 0", "不清楚：0"),
        ("learned", 0.9, "", "more often than at random: +9.4", "比随机情况多：+9.4"),
    ],
)  # fmt: skip
def test_where_a_pair_stands_is_said_in_words(
    name: str, score: float, branch: str, english: str, chinese: str
) -> None:
    with translation.override("en"):
        assert standing(part(name, score, branch), LEARNED) == english
    with translation.override("zh-hans"):
        assert standing(part(name, score, branch), LEARNED) == chinese


def test_what_weighs_nothing_and_what_is_no_score_stand_nowhere() -> None:
    assert [
        standing(ScorePart(name, 0.0, 0.0), LEARNED) for name in ("text", "crowding", "new")
    ] == [
        "",
        "",
        "",
    ]
    assert set(MARKS) == set(FEATURES)


@pytest.mark.django_db
class TestPages:
    def test_everybody_sees_each_curve_that_serves_drawn_and_as_a_table(
        self, client: Client, cast: Cast
    ) -> None:
        opening = OpeningFactory()
        serve(
            leaning_to([cast.person], [opening], opening),
            curves=BENT,
            pay=0.1,
            place=0.1,
            occupation=0.1,
            learned=0.2,
        )
        for prefix, row in (("", "低于期望 15%"), ("/en", "15 % below the wish")):
            body = tight(client.get(prefix + reverse(HOW)).content.decode())
            drawn = re.findall(
                r'<svg [^>]*role="img" aria-label="([^"]+)">', body.split('id="curves"')[1]
            )
            assert (len(drawn), body.count("<polyline")) == (5, 3)
            assert any(f"{row} −8.8" in label for label in drawn)
            assert re.search(
                rf'<th scope="row">{row}</th><td data-label="[^"]+" class="figures">−8\.8</td>',
                body,
            )
        assert "<script" not in body.split('id="curves"')[1].split("</section>")[0]

    def test_a_card_says_where_the_person_stands_under_each_part(
        self, client: Client, cast: Cast
    ) -> None:
        Trainee.objects.filter(pk=cast.person.pk).update(wanted_pay_min=5000)
        HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="lockstitch"), level=3)
        OpeningFactory(asks={"lockstitch": 3}, pay_min=4000, pay_max=4500, pay_base=3000)
        (found,) = openings_for(Trainee.objects.get(pk=cast.person.pk))
        assert len(found.standings) == len(found.contributions)
        client.force_login(cast.trainee)
        body = client.get("/en" + reverse("matching:my_matches")).content.decode()
        points = body[body.index("Why here") :]
        assert "10 % below your wish: −2.5" in points[: points.index("</details>")]
        assert f'href="/en{reverse(HOW).removeprefix("/en")}#curves"' in points
