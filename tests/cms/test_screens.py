"""What do home, catalogue, course page, news and pages of text show, and what do they cost?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Trainee
from matching.models import OpeningSkill
from tests.cast import Cast
from tests.factories.cms import catalogue_of, course_page, site
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory
from tests.factories.training import (
    NOW,
    CourseFactory,
    CourseRunFactory,
    CourseSkillFactory,
    EnrolmentFactory,
    TrackFactory,
    completed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def shown(client: Client, url: str) -> str:
    """The page as it is read."""
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- Home -------------------------------------------------------------------------------------------------------------
def test_home_shows_the_next_session_with_a_free_seat_and_the_newest_opening_with_pay(
    client: Client,
) -> None:
    full, free = (
        CourseRunFactory(seats_taken=2),
        CourseRunFactory(starts_on=NOW.date() + timedelta(days=12)),
    )
    course_page(full.course), course_page(free.course)
    OpeningFactory(title="盘扣师傅", pay_min=5000, pay_max=7000)

    page = shown(client, reverse("cms:home"))

    assert (free.course.title_zh in page, full.course.title_zh in page) == (True, False)
    assert ("盘扣师傅" in page, "¥5,000–7,000" in page) == (True, True)


def test_an_empty_home_says_what_to_do_next(client: Client) -> None:
    site()
    page = shown(client, reverse("cms:home"))
    assert ("目前没有空余名额" in page, "目前没有发布中的岗位" in page) == (True, True)


def test_home_shows_the_yearly_line_where_there_is_a_goal(client: Client) -> None:
    from outcomes.models import AnnualTarget

    site()
    without = shown(client, reverse("cms:home"))
    from django.core.cache import cache

    cache.clear()
    AnnualTarget.objects.create(year=2026, persons=3000, season_weights=[8] * 8 + [9] * 4)
    run = CourseRunFactory(state="running", capacity=20)
    for _ in range(10):  # fewer are not for everybody
        completed(run=run)
    assert ("3,000" in without, "3,000" in shown(client, reverse("cms:home"))) == (False, True)


def test_home_costs_the_same_for_one_row_and_for_three(
    client: Client, assert_query_count_constant
) -> None:
    def row() -> None:
        course_page(CourseRunFactory().course)
        OpeningFactory()

    assert_query_count_constant(client, reverse("cms:home"), row, 8)


# --- Catalogue --------------------------------------------------------------------------------------------------------
def test_a_card_says_its_state_in_a_word_with_the_next_step(client: Client) -> None:
    states = {
        "open": CourseRunFactory(),
        "full": CourseRunFactory(seats_taken=2),
        "soon": CourseRunFactory(
            enrol_opens_at=NOW + timedelta(days=1), enrol_closes_at=NOW + timedelta(days=4)
        ),
    }
    for run in states.values():
        course_page(run.course)
    course_page()

    page = shown(client, reverse("cms:catalogue"))

    assert [word in page for word in ("剩 2 个名额", "候补", "开放报名", "暂无班次")] == [True] * 4
    assert reverse("training:enrol", args=[states["open"].pk]) in page
    assert reverse("training:enrol", args=[states["soon"].pk]) not in page


def test_facets_in_the_address_narrow_the_list(client: Client) -> None:
    live, sewing = (
        CourseFactory(),
        CourseFactory(track=TrackFactory(code="make", name_zh="工艺", name_en="Make")),
    )
    course_page(live), course_page(sewing)
    page = shown(client, reverse("cms:catalogue") + "?track=make")
    assert (sewing.title_zh in page, live.title_zh in page) == (True, False)


def test_search_inside_the_catalogue_keeps_the_facets(client: Client) -> None:
    course_page(intro="学做盘扣。"), course_page()
    page = shown(client, reverse("cms:catalogue") + "?q=盘扣&track=live&sort=hours")
    assert ("1 门课程" in page, '<input type="hidden" name="track" value="live">' in page) == (
        True,
        True,
    )


def test_an_empty_list_offers_the_way_back(client: Client) -> None:
    course_page()
    assert "没有同时符合这些条件的课程" in shown(client, reverse("cms:catalogue") + "?q=龘")


def test_the_list_is_paged(client: Client) -> None:
    for _ in range(13):
        course_page()
    second = shown(client, reverse("cms:catalogue") + "?page=2")
    assert (second.count("card-cover"), "第 2 页，共 2 页" in second) == (1, True)


def test_the_catalogue_costs_the_same_for_one_row_and_for_three(
    client: Client, assert_query_count_constant
) -> None:
    assert_query_count_constant(
        client, reverse("cms:catalogue"), lambda: course_page(CourseRunFactory().course), 4
    )


# --- Course page ------------------------------------------------------------------------------------------------------
def test_a_course_page_shows_skills_and_who_hires_for_them(client: Client) -> None:
    skill = SkillFactory(name_zh="盘扣工艺")
    taught = CourseSkillFactory(skill=skill)
    OpeningSkill.objects.create(
        opening=OpeningFactory(title="盘扣师傅"), skill=skill, level=2, importance=3
    )
    page = shown(client, course_page(taught.course).url)
    assert ("盘扣工艺" in page, "盘扣师傅" in page) == (True, True)


def test_a_visitor_gets_one_button_for_each_session(client: Client) -> None:
    run = CourseRunFactory()
    page = shown(client, course_page(run.course).url)
    assert page.count(f'href="{reverse("training:enrol", args=[run.pk])}"') == 1


def test_a_session_that_is_not_open_yet_says_so_beside_its_button(client: Client) -> None:
    run = CourseRunFactory(
        enrol_opens_at=NOW + timedelta(days=1), enrol_closes_at=NOW + timedelta(days=4)
    )
    page = shown(client, course_page(run.course).url)
    assert ("disabled" in page, f"why-{run.pk}" in page) == (True, True)


def test_a_trainee_sees_what_is_already_there_and_what_is_missing(
    client: Client, cast: Cast
) -> None:
    done, lacking = CourseFactory(), CourseFactory()
    completed(
        trainee=cast.person,
        run=CourseRunFactory(course=done, state="running", starts_on=NOW.date()),
    )
    run = CourseRunFactory()
    run.course.prerequisites.add(done, lacking)
    client.force_login(cast.trainee)

    page = shown(client, course_page(run.course).url)

    assert [word in page for word in ("你已具备", "还差", lacking.title_zh)] == [True] * 3
    assert reverse("training:enrol", args=[run.pk]) not in page


def test_a_trainee_with_a_seat_is_led_to_the_enrolment(client: Client, cast: Cast) -> None:
    enrolment = EnrolmentFactory(trainee=cast.person)
    client.force_login(cast.trainee)
    page = shown(client, course_page(enrolment.run.course).url)
    assert reverse("training:enrolment", args=[enrolment.pk]) in page


def test_a_company_reads_why_it_cannot_enrol(client: Client, cast: Cast) -> None:
    run = CourseRunFactory()
    client.force_login(cast.company)
    page = shown(client, course_page(run.course).url)
    assert (f"why-{run.pk}" in page, "你已具备" in page) == (True, False)


def test_a_trainee_is_told_what_a_course_would_open_unless_it_is_sold(
    client: Client, cast: Cast
) -> None:
    page, sold = course_page(CourseFactory()), course_page(CourseFactory(fee=800, subsidy=0))
    gain = reverse("matching:course_gain", args=[page.course.code.lower()])
    assert gain not in shown(client, page.url)
    client.force_login(cast.trainee)
    assert gain in shown(client, page.url)
    assert "/my/matches/courses/" not in shown(client, sold.url)
    Trainee.objects.filter(pk=cast.person.pk).update(uses_recommendations=False)
    assert gain not in shown(client, page.url)


def test_a_course_page_costs_the_same_for_one_session_and_for_three(
    client: Client, assert_query_count_constant
) -> None:
    course = CourseFactory()
    page = course_page(course)
    assert_query_count_constant(
        client, page.url, lambda: CourseRunFactory(course=course), 9
    )  # classes and teachers


def test_a_trainees_course_page_costs_the_same_for_one_session_and_for_three(
    client: Client, cast: Cast, assert_query_count_constant
) -> None:
    course = CourseFactory()
    page = course_page(course)
    client.force_login(cast.trainee)
    client.get(page.url)
    assert_query_count_constant(
        client, page.url, lambda: CourseRunFactory(course=course), 16
    )  # classes and teachers


def test_an_unknown_course_is_not_found(client: Client) -> None:
    catalogue_of()
    assert client.get(reverse("cms:course", args=["zz-999"])).status_code == 404


def test_a_private_course_page_asks_for_its_password(client: Client) -> None:
    from wagtail.models import PageViewRestriction

    page = course_page(intro="只给内部看。")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    assert "只给内部看。" not in client.get(page.url).content.decode()


# --- News and text ----------------------------------------------------------------------------------------------------
def test_news_and_pages_of_text_open_in_both_languages(client: Client) -> None:
    site()
    for path in ("news", "news/winter-sessions", "about", "help", "terms", "privacy"):
        assert [client.get(f"{start}/{path}/").status_code for start in ("", "/en")] == [
            200,
            200,
        ], path


def test_the_news_cost_the_same_for_one_row_and_for_three(
    client: Client, assert_query_count_constant
) -> None:
    from cms.models import NewsIndexPage, NewsPage

    site()
    index = NewsIndexPage.objects.get(locale__language_code="zh-hans")

    def row() -> None:
        count = NewsPage.objects.count()
        index.add_child(
            instance=NewsPage(
                title=f"消息 {count}",
                slug=f"item-{count}",
                published_on=NOW.date(),
                intro="简介",
                locale=index.locale,
            )
        )

    assert_query_count_constant(client, "/news/", row, 9)


# --- For search engines -----------------------------------------------------------------------------------------------
def test_the_site_map_lists_each_page_with_its_twin(client: Client) -> None:
    page = course_page()
    course_page(page.course, "en")
    text = client.get(reverse("cms:sitemap")).content.decode()
    assert (
        f"/courses/{page.slug}/</loc>" in text,
        f'hreflang="en" href="http://localhost:8000/en/courses/{page.slug}/"' in text,
    ) == (
        True,
        True,
    )


def test_robots_are_kept_from_desks(client: Client) -> None:
    text = client.get(reverse("cms:robots")).content.decode()
    assert ("Disallow: /my/" in text, "Sitemap: " in text) == (True, True)


def test_a_page_tells_messengers_what_it_is(client: Client) -> None:
    page = shown(client, course_page(search_description="四周学会盘扣。").url)
    assert '<meta property="og:description" content="四周学会盘扣。">' in page
