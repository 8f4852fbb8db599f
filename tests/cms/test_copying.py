"""Has a course one live page in each language, also when pages are copied?"""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import CoursePage
from cms.permissions import denies_live_copy
from cms.setup.editors import make_editing_rights
from core.denials import Denial
from tests.cast import Cast
from tests.factories.cms import catalogue_of, course_page

pytestmark = pytest.mark.django_db


def code_of(denial: Denial | None) -> str:
    return denial.code if denial else ""


def test_what_holds_a_live_course_page_is_not_copied_live() -> None:
    course = course_page()
    asked = {
        (name, with_subpages): (page, with_subpages)
        for name, page in (("course", course), ("catalogue", catalogue_of()))
        for with_subpages in (False, True)
    }

    def said() -> dict[tuple[str, bool], str]:
        return {
            key: code_of(denies_live_copy(page, with_subpages=with_subpages))
            for key, (page, with_subpages) in asked.items()
        }

    assert said() == {
        ("course", False): "copy.live_course",
        ("course", True): "copy.live_course",
        ("catalogue", False): "",
        ("catalogue", True): "copy.live_course",
    }
    course.unpublish()
    assert set(said().values()) == {""}


def test_an_editor_copies_a_course_page_as_a_draft(client: Client, cast: Cast) -> None:
    make_editing_rights()
    page, home = course_page(), catalogue_of()
    client.force_login(cast.office)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    copy = {"new_title": "副本", "new_slug": "fu-ben", "new_parent_page": home.pk}
    for wish in ({"publish_copies": "on"}, {"alias": "on"}, {"new_parent_page": "x"}):
        answer = client.post(url, {**copy, **wish}, follow=True)
        words = "请选择" if "new_parent_page" in wish else "一门课程"
        assert (words in answer.content.decode(), CoursePage.objects.count()) == (True, 1)
    client.post(url, copy)

    found = CoursePage.objects.child_of(home)
    assert (found.count(), list(found.live())) == (2, [page])
