"""Does the search find what people mean? Twelve reference queries over the reference catalogue, judged by hand."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import CoursePage
from cms.queries.search import courses_understood, search
from cms.setup import build_site
from core.clock import now
from skills.models import Synonym
from tests.factories.cms import course_page
from tests.factories.matching import OpeningFactory
from training.reference import load

pytestmark = pytest.mark.django_db

# A course is relevant when it teaches the thing, is named after it, or leads to a trade of that name.
JUDGED = {
    "直播": "LV-101 LV-110 LV-201 LV-220 MK-210 VS-120",
    "打版": "GT-110 FD-220 GT-120",
    "主播": "LV-101 LV-110 LV-201 LV-220",
    "pattern": "GT-110 FD-220 GT-120",
    "缝纫": "GT-101 GT-110 GT-120 SC-210",
    "跨境": "CB-101 CB-120 CB-130",
    "客服": "MK-130 CB-130 AI-110",
    "短视频": "CT-101 CT-120 LV-110 VS-120 AI-110",
    "供应链": "SC-110 SC-120 SC-210 CB-120",
    "质检": "GT-130 SC-120 GT-101",
    "我想学打版": "GT-110 FD-220 GT-120",
    "怎么开网店": "MK-101",
}


@pytest.fixture
def catalogue() -> dict[int, str]:
    """The reference catalogue; the course code of each Chinese page."""
    from skills import reference

    reference.load()
    load()
    build_site(has_covers=False)
    pages = CoursePage.objects.filter(locale__language_code="zh-hans")
    return dict(pages.values_list("pk", "course__code"))


def test_recall_and_precision_are_at_least_95_per_cent_and_the_course_named_first(
    catalogue: dict[int, str],
) -> None:
    recalls, precisions, report = [], [], []
    for query, judged in JUDGED.items():
        wanted, found = (
            set(judged.split()),
            {catalogue[pk] for pk in courses_understood("zh-hans", query, now())[1]},
        )
        recalls.append(len(wanted & found) / len(wanted))
        precisions.append(len(wanted & found) / max(len(found), 1))
        report.append(f"{query}: missing {sorted(wanted - found)}, wrong {sorted(found - wanted)}")
    recall, precision = sum(recalls) / len(JUDGED), sum(precisions) / len(JUDGED)
    assert (recall >= 0.95, precision >= 0.95) == (True, True), "\n".join(
        [f"{recall:.3f} {precision:.3f}", *report]
    )

    best = {
        query: catalogue[courses_understood("zh-hans", query, now())[1][0]]
        for query in ("打版", "缝纫", "质检", "客服")
    }
    assert best == {"打版": "GT-110", "缝纫": "GT-101", "质检": "GT-130", "客服": "MK-130"}


def test_a_page_that_an_editor_changes_is_found_by_its_new_words() -> None:
    page = course_page()
    before = courses_understood("zh-hans", "盘扣", now())[1]
    page.intro = "学做盘扣。"
    page.save_revision().publish()
    assert (before, courses_understood("zh-hans", "盘扣", now())[1]) == ([], [page.pk])


def test_a_page_taken_down_is_not_found() -> None:
    page = course_page(intro="学做盘扣。")
    page.unpublish()
    assert courses_understood("zh-hans", "盘扣", now())[1] == []


def test_each_language_finds_its_own_pages() -> None:
    page = course_page(intro="学做盘扣。")
    twin = course_page(page.course, "en", intro="Frog fastenings, 盘扣.")
    assert (
        courses_understood("zh-hans", "盘扣", now())[1],
        courses_understood("en", "盘扣", now())[1],
    ) == (
        [page.pk],
        [twin.pk],
    )


def test_courses_and_openings_are_found_together_with_their_counts(client: Client) -> None:
    course_page(intro="学做盘扣。")
    OpeningFactory(title="盘扣师傅")
    OpeningFactory(title="平车工")

    found = search("zh-hans", "盘扣", now())

    assert (found.courses.paginator.count, [row.title for row in found.openings], found.total) == (
        1,
        ["盘扣师傅"],
        2,
    )
    assert "盘扣师傅" in client.get(reverse("cms:search") + "?q=盘扣").content.decode()


def test_a_search_that_finds_nothing_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("cms:search") + "?q=龘龘").content.decode()
    assert ("龘龘" in page, reverse("cms:catalogue") in page) == (True, True)


@pytest.mark.parametrize(
    "rude",
    [
        '"',
        "直播\x00",
        "' OR 1=1 --",
        "*",
        "(((",
        "%s%s",
        "a" * 5000,
        "NEAR(x y)",
        "\\",
        "<b>",
        "　",
    ],
)
def test_no_query_breaks_the_search(client: Client, rude: str) -> None:
    course_page()
    assert client.get(reverse("cms:search"), {"q": rude}).status_code == 200
    assert (
        client.get(reverse("cms:catalogue"), {"q": rude, "page": rude, "month": rude}).status_code
        == 200
    )


def test_the_search_costs_the_same_for_one_row_and_for_three(
    client: Client, assert_query_count_constant
) -> None:
    def row() -> None:
        course_page(intro="学做盘扣。")
        OpeningFactory(title="盘扣师傅")

    assert_query_count_constant(client, reverse("cms:search") + "?q=盘扣", row, 5)


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("盘扣", 5),
        ("盘口", 7),
        ("的", 2),
        ("龘龘", 5),
        ("盘扣 龘龘", 7),
        ("盘口 宿舍", 7),
        (" ".join("abcdefghijklmnopqrstuvwxy"), 2),
    ],
)
def test_what_a_search_costs(
    client: Client, django_assert_num_queries, query: str, queries: int
) -> None:
    course_page(intro="学做盘扣。")
    OpeningFactory(title="盘扣师傅")
    Synonym.objects.create(typed="花扣", means="盘扣")
    Synonym.objects.create(typed="盘扣", means="花扣")
    Synonym.objects.create(typed="宿舍", condition="room")
    client.get(reverse("cms:search"), {"q": query})
    with django_assert_num_queries(queries):
        client.get(reverse("cms:search"), {"q": query})


def test_a_slip_is_told_and_what_was_meant_is_shown_in_every_list(client: Client) -> None:
    course_page(intro="学做盘扣。")
    OpeningFactory(title="盘扣师傅")
    Synonym.objects.create(typed="盘扣", means="花扣")
    for name in ("cms:search", "cms:catalogue", "matching:opening_list"):
        page = client.get(reverse(name), {"q": "盘口"}).content.decode()
        assert ("盘口" in page, "<strong>盘扣</strong>" in page) == (True, True), name


def test_a_search_that_finds_nothing_shows_every_trade(client: Client) -> None:
    trade = OpeningFactory().occupation
    page = client.get(reverse("cms:search"), {"q": "龘龘"}).content.decode()
    assert f'?q={quote(trade.name_zh)}">{trade.name_zh}' in page
