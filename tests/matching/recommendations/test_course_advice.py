"""Which courses are advised, in which order, and why not now?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Trainee
from core import clock
from matching.models import Opening
from matching.recommendations.request.courses import Advice, advice_on, courses_for
from matching.recommendations.request.lists import openings_for
from tests.cast import Cast
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory
from tests.factories.training import (
    CourseFactory,
    CourseRunFactory,
    CourseSkillFactory,
    EnrolmentFactory,
)
from training.models import Course

pytestmark = pytest.mark.django_db


def test_the_missing_skill_names_the_course_that_reaches_it(
    person: Trainee, openings: list[Opening]
) -> None:
    skill = SkillFactory(code="lockstitch")
    high, enough = CourseFactory(code="GT-300"), CourseFactory(code="GT-200")
    CourseSkillFactory(course=high, skill=skill, level=5)
    CourseSkillFactory(course=enough, skill=skill, level=3)
    gap = openings_for(person)[1].gaps[0]
    assert (gap.skill, gap.asked, gap.have, [c.code for c in gap.courses]) == (
        skill,
        3,
        0,
        ["GT-200", "GT-300"],
    )


def test_a_paid_course_is_never_advised(person: Trainee, openings: list[Opening]) -> None:
    CourseSkillFactory(
        course=CourseFactory(fee=800, subsidy=0), skill=SkillFactory(code="lockstitch"), level=3
    )
    assert openings_for(person)[1].gaps[0].courses == ()


def taught(code: str, skill: str, level: int = 3, seats: int = 20, **fields: Any) -> Course:
    """A course that teaches one skill, with a session that people can come into now."""
    course = CourseFactory(code=code, **fields)
    CourseSkillFactory(course=course, skill=SkillFactory(code=skill), level=level)
    CourseRunFactory(course=course, capacity=seats, seats_taken=min(seats, 3))
    return course


def advised(person: Trainee) -> list[tuple[str, int, int]]:
    return [(one.course.code, one.opened, one.pay_more) for one in courses_for(person, 3).now]


def test_courses_are_ordered_by_what_they_open_then_by_pay(
    person: Trainee, openings: list[Opening]
) -> None:
    OpeningFactory(
        asks={"lockstitch": 2},
        pay_min=openings[0].pay_min + 2000,
        pay_max=openings[0].pay_max + 2000,
    )
    OpeningFactory(asks={"pattern": 2}, pay_min=openings[0].pay_min + 500)
    OpeningFactory(asks={"cutting": 2})
    taught("SEW", "lockstitch")
    taught("CUT", "cutting", level=2)
    taught("PAT", "pattern")
    taught("PITCH", "live_pitch", level=3)  # held already: opens nothing
    assert advised(person) == [("SEW", 2, 1000), ("PAT", 1, 500), ("CUT", 1, 0)]


def test_only_courses_with_seats_that_nobody_sells_are_advised(
    person: Trainee, openings: list[Opening]
) -> None:
    taught("SOLD", "lockstitch", fee=800, subsidy=0)
    taught("FULL", "lockstitch", seats=3)
    taught("GONE", "lockstitch", is_active=False)
    CourseSkillFactory(
        course=CourseFactory(code="NONE"), skill=SkillFactory(code="lockstitch"), level=3
    )
    EnrolmentFactory(trainee=person, run=taught("MINE", "lockstitch").runs.get())
    assert advised(person) == []
    taught("PART", "lockstitch", fee=800, subsidy=300)
    taught("FREE", "lockstitch")
    assert advised(person) == [("FREE", 1, 0), ("PART", 1, 0)]


def test_a_course_that_would_open_more_says_why_it_is_not_advised_now(
    client: Client, cast: Cast, person: Trainee, openings: list[Opening]
) -> None:
    for _ in range(2):
        OpeningFactory(asks={"pattern": 2})
    taught("SEW", "lockstitch")
    later = clock.now() + timedelta(days=5)
    CourseRunFactory(
        course=taught("FULL", "pattern", seats=3), enrol_opens_at=later
    )  # what is full now comes first
    soon = CourseFactory(code="SOON")
    never = CourseFactory(code="NEVER")
    for course in (soon, never):
        CourseSkillFactory(course=course, skill=SkillFactory(code="pattern"), level=3)
    CourseRunFactory(course=soon, enrol_opens_at=later, enrol_closes_at=later + timedelta(days=5))
    taught("SOLD", "pattern", fee=800, subsidy=0)
    taught("LESS", "lockstitch", seats=3)  # full, and opens no more than the one that can be begun
    found = courses_for(person, 9)
    assert [one.course.code for one in found.now] == ["SEW"]
    assert [(one.course.code, one.opened, one.wait.value, one.opens_at) for one in found.later] == [
        ("FULL", 2, "full", later),
        ("NEVER", 2, "not_planned", None),
        ("SOON", 2, "opens_later", later),
    ]
    client.force_login(cast.trainee)
    shown = client.get(reverse("matching:course_advice")).content.decode()
    assert shown.count("已满：可以在课程页排队候补。") == 1
    assert "目前没有开班计划。" in shown
    assert "开始报名。" in shown


def test_a_single_course_says_what_it_opens_unless_it_is_sold(
    person: Trainee, openings: list[Opening]
) -> None:
    advice = advice_on(person, taught("SEW", "lockstitch"))
    assert advice is not None
    assert advice.gain.newly_reached == (openings[1].pk,)
    assert advice_on(person, taught("SOLD", "lockstitch", fee=800, subsidy=0)) is None
    person.uses_recommendations = False
    assert advice_on(person, taught("FREE", "lockstitch")) is None
    assert courses_for(person, 3) == Advice([], [])


def test_what_a_course_opens_is_a_part_of_its_page(
    client: Client, cast: Cast, openings: list[Opening]
) -> None:
    client.force_login(cast.trainee)
    course, nothing = taught("SEW", "lockstitch"), taught("CUT", "cutting")
    taught("SOLD", "lockstitch", fee=800, subsidy=0)
    page = client.get(reverse("matching:course_gain", args=["sew"]))
    assert (page.context["course"], page.context["advice"].opened) == (course, 1)
    part = client.get(reverse("matching:course_gain", args=["cut"]), headers={"HX-Request": "true"})
    assert (part.context["course"], part.context["advice"].opened, b"<html" in part.content) == (
        nothing,
        0,
        False,
    )
    assert client.get(reverse("matching:course_gain", args=["sold"])).status_code == 404


def test_advice_stands_beside_the_list_and_alone(
    client: Client, cast: Cast, openings: list[Opening]
) -> None:
    client.force_login(cast.trainee)
    url = reverse("matching:course_advice")
    assert url in client.get(reverse("matching:my_matches")).content.decode()
    taught("SEW", "lockstitch")
    page, part = client.get(url), client.get(url, headers={"HX-Request": "true"})
    assert [one.course.code for one in page.context["advice"].now] == ["SEW"]
    assert ("<html" in page.content.decode(), "<html" in part.content.decode()) == (True, False)
    assert reverse("cms:course", args=["sew"]) in part.content.decode()


def test_advice_costs_the_same_for_one_and_three_courses(
    client: Client, cast: Cast, openings: list[Opening], assert_query_count_constant: Any
) -> None:
    client.force_login(cast.trainee)
    codes = iter("ABCD")
    assert_query_count_constant(
        client,
        reverse("matching:course_advice"),
        lambda: taught(next(codes), "lockstitch"),
        ADVICE_QUERIES,
    )


ADVICE_QUERIES = 6
