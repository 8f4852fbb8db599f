"""Which pages does everybody read, and what does an answer to one of them say and cost?"""

import gzip
from datetime import datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import translation

from core import clock
from core.kept import page_key
from tests.access.outcomes import definition
from tests.factories.cms import course_page, site
from tests.factories.matching import OpeningFactory
from tests.factories.training import CourseRunFactory


@pytest.fixture
def noon(monkeypatch) -> datetime:
    """It is noon and stays noon: no minute ends within a test."""
    moment = clock.now().replace(second=0, microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


@pytest.fixture
def pages(noon) -> dict[str, str]:
    """The address of every public page of a small site, by name."""
    home = site()
    page = course_page()
    CourseRunFactory(course=page.course)
    opening = OpeningFactory()
    figure = reverse("outcomes:figure", kwargs=definition(None))
    settle()
    return {
        "home": "/",
        "home in English": "/en/",
        "catalogue": "/courses/",
        "course": f"/courses/{page.slug}/",
        "news": "/news/",
        "text": f"/{home.get_children().live().last().slug}/",
        "search": "/search/?q=直播",
        "openings": "/openings/",
        "opening": reverse("matching:opening", args=[opening.pk]),
        "results": reverse("outcomes:results"),
        "figure": figure,
        "fairness": reverse("outcomes:fairness"),
        "sitemap": "/sitemap.xml",
        "robots": "/robots.txt",
    }


def settle() -> None:
    """Do what a commit does with the stamps: the transaction around a test never ends in one."""
    if connection.written:
        connection._stamp(connection.written)
    connection.written.clear()


def asked(address: str, client: Client | None = None, **headers: str) -> tuple[HttpResponse, int]:
    """The answer to a visitor and how many statements it took."""
    with CaptureQueriesContext(connection) as captured:
        response = (client or Client()).get(address, headers=headers)
    assert response.status_code in (200, 304), address
    return response, len(captured)


def text_of(response: HttpResponse) -> str:
    """What the browser reads."""
    is_packed = response.get("Content-Encoding") == "gzip"
    return (gzip.decompress(response.content) if is_packed else response.content).decode()


def key_of(address: str) -> str:
    """Under which name a page is kept for visitors, as its view sees the request."""
    path = address.partition("?")[0]
    request = RequestFactory().get(address)
    request.htmx = False
    by = False if resolve(path).view_name == "matching:opening_list" else None
    with translation.override("en" if path.startswith("/en/") else "zh-hans"):
        return page_key(request, by=by)
