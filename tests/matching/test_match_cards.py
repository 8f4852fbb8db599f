"""What does a card of a match say, and is it what the list is sorted by?"""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Consent, Trainee
from core import clock
from matching.models import Opening
from matching.reasons import RULES
from matching.recommendations.request.lists import openings_for, why_not
from matching.recommendations.request.matches import tenths
from matching.skill_words import Coverage, SkillWord
from matching.states import OpeningState
from recommender import Rule
from skills.models import Skill
from tests.cast import Cast
from tests.factories.accounts import (
    EducationLevelFactory,
    HeldSkillFactory,
    TraineeFactory,
    years_before,
)
from tests.factories.matching import ApplicationFactory, InternshipFactory, OpeningFactory
from tests.factories.rounds import finished_run, graduate
from tests.factories.skills import OccupationFactory, SkillFactory
from tests.harness.tight import tight

SHARES = st.lists(st.floats(-0.3, 0.5), min_size=1, max_size=7)


@settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(SHARES)
def test_the_parts_as_printed_add_up_to_the_sum_as_printed(shares: list[float]) -> None:
    total = sum(shares)
    found = tenths(shares, total)
    assert sum(found) == round(total * 1000)
    assert all(abs(tenth - share * 1000) <= 1 for tenth, share in zip(found, shares, strict=True))


def skill(name: str) -> Skill:
    return Skill(name_zh=name, name_en=name.upper())


def coverage(held: str, missing: str, essential: str = "") -> Coverage:
    return Coverage(
        *(
            tuple(SkillWord(skill(name), name in essential) for name in names)
            for names in (held, missing)
        )
    )


@pytest.mark.parametrize(
    ("held", "missing", "english", "chinese"),
    [
        ("abcd", "e", "Have 4 of 5 · missing: E", "会 4 项 / 差 1 项：e"),
        ("abc", "", "Have all 3", "要求的 3 项技能全会"),
        ("", "ab", "Have 0 of 2 · missing: A, B", "会 0 项 / 差 2 项：a、b"),
        ("a", "bcdef", "Have 1 of 6 · missing: B, C, D and 2 more", "会 1 项 / 差 5 项：b、c、d等"),
        ("", "", "No particular skills are asked for.", "没有特别的技能要求。"),
    ],
)
def test_a_match_is_told_in_words(held: str, missing: str, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert coverage(held, missing).words == english
    with translation.override("zh-hans"):
        assert coverage(held, missing).words == chinese


def shown(client: Client, name: str, *args: int) -> str:
    return tight(client.get(reverse(name, args=args)).content.decode())


def told(body: str) -> str:
    """What a page says without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def chip(tone: str, skill: Skill) -> str:
    """An essential skill as a list shows it."""
    return tight(
        f'<span class="chip chip-{tone} chip-must"><span class="unseen">必备 </span>{skill.name_zh}</span>'
    )


@pytest.mark.django_db
class TestCardLists:
    """The lists of a person and of a company."""

    @pytest.fixture
    def seamstress(self, cast: Cast) -> Trainee:
        """Sews, wants 5,000 and the work of the first opening; may be found."""
        Trainee.objects.filter(pk=cast.person.pk).update(
            wanted_pay_min=5000, is_open_to_contact=True
        )
        HeldSkillFactory(trainee=cast.person, skill=SkillFactory(code="lockstitch"), level=3)
        Consent.objects.get_or_create(
            user=cast.trainee, purpose="contact", defaults={"version": "1"}
        )
        return Trainee.objects.get(pk=cast.person.pk)

    @pytest.mark.parametrize("name", ["matching:my_matches", "matching:top_matches"])
    def test_a_card_says_what_is_held_what_is_missing_and_the_terms(
        self, client: Client, cast: Cast, seamstress: Trainee, name: str
    ) -> None:
        opening = OpeningFactory(
            asks={"lockstitch": 3, "safety": 2}, has_room=True, shift="早八晚五"
        )
        client.force_login(cast.trainee)
        body = shown(client, name)
        held, missing = (Skill.objects.get(code=code) for code in ("lockstitch", "safety"))
        assert f"会 1 项 / 差 1 项： 必备 {missing.name_zh} ★ 必备" in told(body)
        assert chip("success", held) in body
        assert chip("warning", missing) in body
        for word in ("早八晚五", opening.get_contract_type_display(), "包住", "不包餐"):
            assert str(word) in body
        assert "匹配度" not in body

    @pytest.mark.parametrize("name", ["matching:my_matches", "matching:top_matches"])
    def test_how_many_skills_are_there_is_said_once_in_sight_and_once_with_the_points(
        self, client: Client, cast: Cast, seamstress: Trainee, name: str
    ) -> None:
        OpeningFactory(asks={"lockstitch": 3, "safety": 2})
        client.force_login(cast.trainee)
        body = shown(client, name)
        points = body[body.index("为什么排这里") :]
        assert (body.count("会 1 项 / 差 1 项"), body.count("要求的 2 项技能，你会 1 项。")) == (
            1,
            1,
        )
        assert "要求的 2 项技能，你会 1 项。" in points[: points.index("</details>")]

    def test_what_the_line_of_skills_does_not_say_stays_in_sight(self, seamstress: Trainee) -> None:
        OpeningFactory(asks={"lockstitch": 4})
        (found,) = openings_for(seamstress)
        assert found.counted == []
        with translation.override("en"):
            seen = [
                str(each.sentence) for each in (*found.for_it, *found.besides, *found.against_it)
            ]
        assert "You have the skills asked for in part, none to the level asked." in seen

    def test_no_reason_is_lost_between_the_lists_and_the_points(self, seamstress: Trainee) -> None:
        OpeningFactory(
            asks={"lockstitch": 3, "safety": 2}, pay_min=3000, pay_max=3500, pay_base=2500
        )
        (found,) = openings_for(seamstress)
        apart = [*found.for_it, *found.against_it, *found.besides, *found.counted]
        assert sorted(map(repr, apart)) == sorted(map(repr, found.reasons))

    def test_only_what_is_essential_carries_the_sign_and_the_sign_is_explained(
        self, client: Client, cast: Cast, seamstress: Trainee
    ) -> None:
        opening = OpeningFactory(asks={"lockstitch": 3, "safety": 2})
        client.force_login(cast.trainee)
        safety = Skill.objects.get(code="safety")
        opening.asked.filter(skill=safety).update(is_essential=False)
        body = shown(client, "matching:my_matches")
        assert f'<span class="chip chip-warning">{safety.name_zh}</span>' in body
        assert "★ 必备" in body

    def test_the_sign_is_not_explained_where_no_skill_carries_it(
        self, client: Client, cast: Cast, seamstress: Trainee
    ) -> None:
        OpeningFactory(asks={"lockstitch": 3, "safety": 2}).asked.update(is_essential=False)
        client.force_login(cast.trainee)
        assert "必备" not in told(shown(client, "matching:my_matches"))

    def test_the_way_to_the_opening_is_a_button_that_names_it(
        self, client: Client, cast: Cast, seamstress: Trainee
    ) -> None:
        opening = OpeningFactory(asks={"lockstitch": 3})
        client.force_login(cast.trainee)
        href = f"{reverse('matching:opening', args=[opening.pk])}?from=matches&amp;place=1"
        button = (
            f'<a class="button" href="{href}">看岗位<span class="unseen">№ {opening.pk}</span></a>'
        )
        assert [
            button in shown(client, f"matching:{name}") for name in ("my_matches", "top_matches")
        ] == [True, True]

    def test_the_list_is_sorted_by_the_number_that_the_card_folds_away(
        self, seamstress: Trainee
    ) -> None:
        for n in range(6):
            OpeningFactory(
                asks={"lockstitch": 1 + n % 4, "safety": 1 + n % 2}, pay_min=3000 + 900 * n
            )
        found = openings_for(seamstress)
        sums = [Decimal(each.points[-1][1]) for each in found]
        assert sums == sorted(sums, reverse=True)
        for each in found:
            assert sum(Decimal(points) for _word, points, _standing in each.points[:-1]) == Decimal(
                each.points[-1][1]
            )

    def test_for_and_against_stand_apart(
        self, client: Client, cast: Cast, seamstress: Trainee
    ) -> None:
        opening = OpeningFactory(asks={"lockstitch": 3}, pay_min=3000, pay_max=3500, pay_base=2500)
        seamstress.wanted_occupations.add(opening.occupation)
        (found,) = openings_for(seamstress)
        assert ([r.side for r in found.for_it], [r.side for r in found.against_it]) == ([1], [-1])

    def test_what_stands_above_more_skills_says_why(self, seamstress: Trainee) -> None:
        rich = OpeningFactory(
            asks={"lockstitch": 3, "safety": 1}, pay_min=9000, pay_max=9900, pay_base=9000
        )
        poor = OpeningFactory(
            asks={"lockstitch": 3},
            pay_min=2000,
            pay_max=2100,
            pay_base=2000,
            occupation=OccupationFactory(code="other_work"),
        )
        seamstress.wanted_occupations.add(rich.occupation)
        first, second = openings_for(seamstress)
        assert (first.thing, second.thing) == (rich, poor)
        assert (first.coverage.share, second.coverage.share) == (0.5, 1.0)
        assert set(first.ahead_by) == {"pay", "occupation"}
        assert second.ahead_by == ()

    def test_a_company_reads_the_same_words_and_no_percentage(
        self, client: Client, cast: Cast, seamstress: Trainee
    ) -> None:
        opening = OpeningFactory(company=cast.firm, asks={"lockstitch": 3, "safety": 2})
        client.force_login(cast.company)
        body = shown(client, "matching:opening_people", opening.pk)
        assert (
            f"会 1 项 / 差 1 项： 必备 {Skill.objects.get(code='safety').name_zh} ★ 必备 会： 必备"
            in told(body)
        )
        assert "匹配度" not in body

    def test_the_page_of_an_opening_never_asks_why_the_first_is_not_on_the_list(
        self, client: Client, cast: Cast, seamstress: Trainee
    ) -> None:
        opening = OpeningFactory(asks={"lockstitch": 3})
        client.force_login(cast.trainee)
        assert "为什么不在" not in shown(client, "matching:opening", opening.pk)
        assert "为什么不在" not in shown(client, "matching:why_not", opening.pk)
        assert "会 0 项" not in shown(client, "matching:why_not", opening.pk)


@pytest.mark.django_db
class TestRules:
    """Every rule of the public list can be met in the product, and no other is on it."""

    def why(self, trainee: Trainee, opening: Opening) -> tuple[str, ...]:
        return why_not(Trainee.objects.get(pk=trainee.pk), Opening.objects.get(pk=opening.pk)).rules

    def test_the_public_list_holds_the_engines_rules(self, client: Client) -> None:
        assert set(RULES) == {rule.value for rule in Rule}
        body = client.get(reverse("matching:how_it_works")).content.decode()
        with translation.override("zh-hans"):
            assert all(str(sentence) in body for sentence in RULES.values())

    def test_each_can_be_met(self) -> None:
        person = TraineeFactory(education=EducationLevelFactory(code="01", rank=1))
        met = {
            "closed": OpeningFactory(state=OpeningState.PAUSED),
            "filled": OpeningFactory(headcount=1, hires=1),
            "already_applied": ApplicationFactory(trainee=person).opening,
            "education_below": OpeningFactory(education=EducationLevelFactory(code="99", rank=9)),
            "internship": InternshipFactory(),
        }
        found = {rule: self.why(person, opening) for rule, opening in met.items()}
        job = OpeningFactory()
        Trainee.objects.filter(pk=person.pk).update(birth_on=years_before(clock.today(), 15))
        found["under_age"] = self.why(person, job)
        Trainee.objects.filter(pk=person.pk).update(birth_on=None, uses_recommendations=False)
        found["no_consent"] = self.why(person, job)
        assert found == {rule: (rule,) for rule in set(RULES) - {"not_for_me"}}

    def test_not_for_me_is_met_by_saying_so(self, client: Client, cast: Cast) -> None:
        opening = OpeningFactory()
        client.force_login(cast.trainee)
        client.post(reverse("matching:not_for_me", args=[opening.pk]), {"reason": "pay"})
        assert self.why(cast.person, opening) == ("not_for_me",)


@pytest.mark.django_db
def test_a_round_says_the_skills_and_no_percentage(client: Client, cast: Cast) -> None:
    run = finished_run()
    graduate(run, {"lockstitch": 3}, real_name="示例张师傅")
    OpeningFactory(company=cast.firm, asks={"lockstitch": 3, "safety": 1})
    client.force_login(cast.office)
    body = client.get(f"{reverse('matching:preview_round')}?run={run.pk}").content.decode()
    assert f"会 1 项 / 差 1 项：{Skill.objects.get(code='safety').name_zh}" in body
    assert "匹配度" not in body.replace("匹配度最高", "")
