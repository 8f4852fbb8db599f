"""Who may open the public pages? Everybody; the Wagtail admin's own addresses are tried in tests/cms/test_editors.py."""

from typing import Any

from tests.access.format import Row
from tests.cast import Cast
from tests.factories.cms import course_page, site


def with_site(cast: Cast) -> dict[str, Any]:
    """The pages of the site."""
    site()
    return {}


def a_course(cast: Cast) -> dict[str, Any]:
    """A course with its pages in both languages."""
    page = course_page()
    course_page(page.course, "en")
    return {"code": page.slug}


ROWS = {
    "cms:home": Row(rest=200, kwargs=with_site),
    "cms:catalogue": Row(rest=200, kwargs=with_site),
    "cms:course": Row(rest=200, kwargs=a_course, missing=lambda cast: {"code": "zz-999"}),
    "cms:search": Row(rest=200, query="?q=直播"),
    "cms:sitemap": Row(rest=200),
    "cms:robots": Row(rest=200),
}
