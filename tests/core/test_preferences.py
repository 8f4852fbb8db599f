"""Are large print and the theme remembered, without a way off our host?"""

import pytest
from django.http import HttpRequest, HttpResponse

from core.middleware import PreferencesMiddleware


def seen(request: HttpRequest) -> HttpResponse:
    """Answer with what the page would know."""
    return HttpResponse(f"{request.elder} {request.theme}")


@pytest.fixture
def answer(rf):
    """Send one request through the middleware."""

    def send(path, method="get", **cookies):
        request = getattr(rf, method)(path)
        request.COOKIES.update(cookies)
        return PreferencesMiddleware(seen)(request)

    return send


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [
        ({}, b"False "),
        ({"elder": "1"}, b"True "),
        ({"elder": "0"}, b"False "),
        ({"theme": "dark"}, b"False dark"),
        ({"theme": "light"}, b"False light"),
        ({"theme": "auto"}, b"False "),
        ({"theme": '"><script>'}, b"False "),
    ],
)
def test_cookies_decide_how_the_page_looks(answer, cookies, expected):
    assert answer("/courses/", **cookies).content == expected


@pytest.mark.parametrize("elder", ["1", "0"])
def test_a_plain_link_remembers_large_print_and_keeps_the_rest_of_the_address(answer, elder):
    response = answer(f"/courses/?track=live&elder={elder}")
    assert (response.status_code, response["Location"]) == (302, "/courses/?track=live")
    cookie = response.cookies["elder"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == (elder, "Lax", "")


def test_a_plain_link_remembers_the_theme(answer):
    response = answer("/?theme=dark")
    assert (response["Location"], response.cookies["theme"].value) == ("/", "dark")


@pytest.mark.parametrize("question", ["elder=2", "theme=pink", "elder=", "other=1"])
def test_an_unknown_wish_changes_nothing(answer, question):
    response = answer(f"/?{question}")
    assert (response.status_code, list(response.cookies)) == (200, [])


def test_a_post_changes_nothing(answer):
    assert answer("/?elder=1", "post").status_code == 200


def test_two_slashes_do_not_lead_to_another_host(rf):
    request = rf.get("/")
    request.path = "//foreign.example/"
    request.GET = request.GET.copy()
    request.GET["elder"] = "1"
    assert PreferencesMiddleware(seen)(request)["Location"] == "/foreign.example/"
