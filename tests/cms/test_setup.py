"""An empty installation becomes a site, once."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from cms.models import CoursePage, HomePage, StandardPage
from cms.setup import build_site
from cms.setup.texts import course_texts, site_texts
from tests.factories.training import CourseFactory

pytestmark = pytest.mark.django_db


def test_building_makes_both_trees_and_building_again_makes_nothing() -> None:
    CourseFactory()
    first, second = build_site(has_covers=False), build_site(has_covers=False)
    assert (first["pages"], second) == (
        2 * (1 + 1 + 1 + 1 + 3 + 4),
        {"editors": 0, "pages": 0, "covers": 0},
    )


def test_the_chinese_home_is_the_root_of_the_site() -> None:
    build_site(has_covers=False)
    home = HomePage.objects.get(locale__language_code="zh-hans")
    assert (Site.objects.get().root_page_id, Page.objects.filter(depth=2).count()) == (home.pk, 2)


def test_every_page_has_a_twin_in_english() -> None:
    CourseFactory()
    build_site(has_covers=False)
    keys = {
        code: set(
            Page.objects.filter(depth__gt=1, locale__language_code=code).values_list(
                "translation_key", flat=True
            )
        )
        for code in ("zh-hans", "en")
    }
    assert keys["zh-hans"] == keys["en"]


def test_what_an_editor_changed_is_left_alone() -> None:
    build_site(has_covers=False)
    about = StandardPage.objects.get(slug="about", locale__language_code="zh-hans")
    about.title = "我们"
    about.save()
    build_site(has_covers=False)
    about.refresh_from_db()
    assert about.title == "我们"


def test_a_course_that_is_new_gets_its_pages_and_a_cover(
    capsys: pytest.CaptureFixture[str],
) -> None:
    build_site(has_covers=False)
    course = CourseFactory(code="GT-110", track__code="make")
    call_command("build_site")
    pages = CoursePage.objects.filter(course=course)
    assert ([page.slug for page in pages.order_by("pk")], all(page.cover for page in pages)) == (
        ["gt-110"] * 2,
        True,
    )
    assert "cms: 2 pages made" in capsys.readouterr().out


def test_every_text_is_there_in_both_languages() -> None:
    for code, text in course_texts().items():
        for part in ("intro", "learn", "who", "test"):
            assert text[f"{part}_zh"], (code, part)
            assert text[f"{part}_en"], (code, part)
    for entry in site_texts()["page"] + site_texts()["news_item"]:
        for part in ("sections", "questions"):
            assert len(entry.get(f"{part}_zh", [])) == len(entry.get(f"{part}_en", [])), entry[
                "slug"
            ]


def test_the_people_of_the_stories_are_said_to_be_fictional() -> None:
    assert all(
        "（虚构）" in story["name_zh"] and "(fictional)" in story["name_en"]
        for story in site_texts()["story"]
    )
