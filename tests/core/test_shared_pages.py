"""Do all accounts of a kind share what a public page says to everybody, and does each read only their own parts on it?"""

import re

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from core import notices
from core.kept import page_key, public_page
from core.own_parts import own_part
from core.readers import Somebody
from matching.models import Opening
from tests.cast import ROLES, Cast, assemble
from tests.factories.matching import ApplicationFactory
from tests.factories.training import EnrolmentFactory
from tests.harness.public_pages import asked, settle, text_of
from training.models import CourseRun

pytestmark = pytest.mark.django_db
OF_NOBODY = {"sitemap", "robots"}  # no person's parts are in them
FRAME = 3  # statements: the session, who asks (account, trainee, new notices in one), the stamps


@pytest.fixture
def cast(pages: dict[str, str]) -> Cast:
    """Everybody, when the site stands."""
    made = assemble()
    settle()
    return made


def logged_in(person) -> Client:
    """A browser of somebody."""
    client = Client()
    client.force_login(person)
    settle()
    return client


def read(client: Client, address: str) -> tuple[str, int]:
    """What somebody reads, and how many statements it took; that they looked is stored before the next asks."""
    answer, cost = asked(address, client)
    settle()
    return text_of(answer), cost


@pytest.mark.parametrize("role", ["company", "coordinator", "teacher", "office"])
def test_who_is_no_trainee_costs_three_statements_on_what_a_colleague_has_read(
    role: str, pages: dict[str, str], cast: Cast
):
    first, second = logged_in(cast.login(role)), logged_in(colleague(role, cast))
    costs, differing = {}, []
    for name, address in pages.items():
        said, _ = read(first, address)
        again, costs[name] = read(second, address)
        differing += [] if without_names(said) == without_names(again) else [name]

    assert differing == []
    assert {name: cost for name, cost in costs.items() if cost > FRAME} == {}


def without_names(text: str) -> str:
    """The page but for who prints it."""
    return re.sub(r"(制表：|Made by: ).*", "", text)


def colleague(role: str, cast: Cast):
    """Another login of the same kind."""
    if role == "company":
        return cast.other_company
    other = {"coordinator": "other_coordinator", "teacher": "other_teacher", "office": "office"}
    return cast.login(other[role])


def test_a_trainee_costs_what_their_own_parts_cost_on_what_another_has_read(
    pages: dict[str, str], cast: Cast
):
    first, second = logged_in(cast.trainee), logged_in(cast.other_trainee)
    costs = {}
    for name, address in pages.items():
        read(first, address)
        costs[name] = read(second, address)[1]
    own = {name: cost for name, cost in costs.items() if cost != FRAME}

    assert own == {"course": 8, "opening": 11, "openings": 4}


def test_two_trainees_read_their_own_state_and_nothing_of_each_other(
    pages: dict[str, str], cast: Cast
):
    enrolment = EnrolmentFactory(trainee=cast.person, run=CourseRun.objects.get(), state="seated")
    application = ApplicationFactory(trainee=cast.person, opening=Opening.objects.get())
    notices.tell(cast.trainee, "training.seated", course="示例课程", day="", place="")
    settle()
    first, second = logged_in(cast.trainee), logged_in(cast.other_trainee)
    own = {
        "course": reverse("training:enrolment", args=[enrolment.pk]),
        "opening": application.get_absolute_url(),
        "catalogue": '<span class="count">1</span>',
    }
    seen = {
        name: [mark in read(reader, pages[name])[0] for reader in (first, second, first, second)]
        for name, mark in own.items()
    }

    assert seen == {name: [True, False, True, False] for name in own}


@pytest.mark.parametrize("role", ROLES[1:])
def test_nothing_of_who_read_first_is_on_a_page_of_somebody_else(
    role: str, pages: dict[str, str], cast: Cast
):
    """As each role: read everything, log out; the visitor's pages are the same bytes as before."""
    before = {name: text_of(asked(address)[0]) for name, address in pages.items()}
    caches["pages"].clear()
    client = logged_in(cast.login(role))
    for address in pages.values():
        answer, _ = asked(address, client)
        assert answer["Cache-Control"] == "private, no-store"
        settle()
    client.logout()
    settle()
    after = {name: text_of(asked(address, client)[0]) for name, address in pages.items()}

    assert after == before


@pytest.mark.parametrize("role", ["trainee", "company", "office"])
def test_a_shared_page_says_what_the_same_page_worked_out_for_one_says(
    role: str, pages: dict[str, str], cast: Cast, monkeypatch
):
    client = logged_in(cast.login(role))
    shared = {name: [read(client, address)[0] for _ in range(2)] for name, address in pages.items()}
    monkeypatch.setattr("core.kept.is_writing", lambda: True)
    alone = {name: read(client, address)[0] for name, address in pages.items()}

    for name in set(pages) - OF_NOBODY:
        assert without_tokens(shared[name][0]) == without_tokens(shared[name][1])
        assert without_tokens(shared[name][1]) == without_tokens(alone[name]), name


def without_tokens(text: str) -> str:
    """The page but for the token against forged requests, which is new each time."""
    start, mark, rest = text.partition('name="csrfmiddlewaretoken" value="')
    return start + mark + without_tokens(rest.partition('"')[2]) if mark else start


def answering(change: str) -> HttpResponse:
    """A view of a public page that does one thing with its request."""

    def view(request) -> HttpResponse:
        response = HttpResponse("example", status=404 if change == "status" else 200)
        if change == "token":
            get_token(request)
        if change == "nonce":
            response.content = str(request.csp_nonce)
        if change == "cookie":
            response.set_cookie("example", "1")
        if change == "session":
            request.session["example"] = 1
        if change == "name":
            response.content = str(getattr(request.user, "real_name", ""))
        return response

    return view


@pytest.mark.parametrize(
    ("change", "of_visitors", "of_trainees"),
    [
        ("", True, True),
        ("status", False, False),
        ("token", False, False),
        ("nonce", False, False),
        ("cookie", False, False),
        ("session", False, False),
        ("name", True, False),
    ],
)
def test_only_what_needs_nothing_of_one_person_is_shared(
    change: str, of_visitors: bool, of_trainees: bool, cast: Cast, monkeypatch
):
    monkeypatch.setattr("core.kept.PUBLIC_PAGES", set())  # the views of this test are no pages
    visitors, trainees = asking(), asking(cast.trainee)
    shown = public_page(answering(change))
    answers = [shown(visitors), shown(trainees)]
    found = [
        caches["pages"].get(page_key(visitors)),
        caches["pages"].get(page_key(trainees, "trainee")),
    ]

    assert [each is not None for each in found] == [of_visitors, of_trainees]
    assert [answer.status_code for answer in answers] == [404 if change == "status" else 200] * 2
    if change == "name":
        assert answers[1].content.decode() == cast.trainee.real_name


def asking(person=None):
    """A request of a visitor or of somebody who is logged in."""
    request = RequestFactory().get("/example/")
    request.csp_nonce = "example"
    request.session = {}
    if person:
        request.user, request.COOKIES["sessionid"] = person, "example"
    return request


def test_whoever_has_a_message_waiting_reads_it_and_nobody_else(pages: dict[str, str], cast: Cast):
    first, second = logged_in(cast.trainee), logged_in(cast.other_trainee)
    waiting = CookieStorage(asking(cast.trainee))._encode([Message(messages.SUCCESS, "示例消息")])
    first.cookies["messages"] = waiting
    with_message = [read(reader, pages["openings"])[0] for reader in (first, second, first)]

    assert ["示例消息" in text for text in with_message] == [True, False, False]


def test_a_mark_in_a_text_of_a_page_draws_nothing(cast: Cast, monkeypatch):
    """Nobody who writes what a page shows can place a part: each page has a secret of its own."""
    monkeypatch.setattr("core.kept.PUBLIC_PAGES", set())
    monkeypatch.setattr("core.own_parts._DRAWN", {})
    own_part("example.name")(lambda request, about: [request.user.real_name for _ in about])
    page = Template('{% own_part "example.name" 1 %}|{{ text|safe }}')
    text = "<!--00000000000000000000000000000000:0-->"
    shown = public_page(
        lambda request: HttpResponse(page.render(Context({"request": request, "text": text})))
    )
    said = [shown(asking(person)).content.decode() for person in (cast.trainee, cast.other_trainee)]

    assert said == [f"{person.real_name}|{text}" for person in (cast.trainee, cast.other_trainee)]


def test_a_reader_is_of_a_kind_and_notes_what_else_is_asked():
    reader = Somebody("company")
    kinds = (reader.is_authenticated, reader.is_company, reader.is_trainee, reader.kind)

    assert kinds == (True, True, False, "company")
    assert reader.asked == []
    assert getattr(reader, "email", None) is None
    assert reader.asked == ["email"]
