"""Who may open the public pages? Everybody; the Wagtail admin's own addresses are tried in tests/cms/test_editors.py."""

from typing import Any

from skills.models import Synonym
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


def a_synonym(cast: Cast) -> dict[str, Any]:
    """A row of the search's synonyms."""
    return {"synonym_id": Synonym.objects.create(typed="裁缝", means="缝纫").pk}


def new_words(cast: Cast) -> dict[str, Any]:
    """What the office types for a new row."""
    return {"typed": "盘扣|花扣", "means": "手工", "is_active": "on"}


OFFICE: dict[str, Any] = {"anonymous": 302, "office": 200, "rest": 403}

ROWS = {
    "cms:office_synonyms": Row(**OFFICE),
    "cms:new_synonym": Row(**OFFICE, methods="GET POST", data=new_words, post=(302,)),
    "cms:office_synonym": Row(
        **OFFICE,
        methods="GET POST",
        kwargs=a_synonym,
        data=new_words,
        post=(302,),
        missing=lambda cast: {"synonym_id": 999_999},
    ),
    "cms:home": Row(rest=200, kwargs=with_site),
    "cms:catalogue": Row(rest=200, kwargs=with_site),
    "cms:course": Row(rest=200, kwargs=a_course, missing=lambda cast: {"code": "zz-999"}),
    "cms:search": Row(rest=200, query="?q=直播"),
    "cms:sitemap": Row(rest=200),
    "cms:robots": Row(rest=200),
}
