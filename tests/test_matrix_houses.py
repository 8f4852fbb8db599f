"""Does every address of Wagtail and allauth answer each role as its row says, and is there a row for every address?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cms.setup.editors import make_editing_rights
from tests.access.houses import ACCOUNT, WAGTAIL, Reached
from tests.cast import ROLES, Cast
from tests.factories.cms import course_page, site
from tests.factories.training import CourseFactory
from tests.hostile.test_reading import COUNTED, LOOKED, written
from tests.test_matrix_access import ROWS, client_of, named_urls

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STRANGERS = tuple(role for role in ROLES if role != "office")
INSIDE = ("trainee", "company", "coordinator", "teacher")
TAKEN_BY_ROWS = set(ROWS)
# Who looked is a record; Wagtail notes who has a page open, so that two editors know of each other, and keeps somebody's
# settings with their defaults the first time; allauth keeps an address the first time that its page is opened.
FIRST = {"wagtailusers_userprofile", "wagtailcore_pagesubscription", "account_emailaddress"}
WRITTEN_BY_LOOKING = LOOKED | COUNTED | FIRST | {"wagtailadmin_editingsession"}


def houses() -> dict[str, str]:
    """Every address that no room of ours has a row for: its name, or its route where it has none, and the route."""
    return {name: route for name, route in named_urls() if name not in TAKEN_BY_ROWS}


def test_every_address_of_another_builder_has_a_row_and_every_row_an_address():
    assert sorted(houses()) == sorted(WAGTAIL | ACCOUNT)


def address(route: str, page: int) -> str:
    """The route with a real page wherever a page is asked for, 1 for everything else."""
    url = re.sub(r"\((?:live\|)?[^()]*\|[^()]*\)|\(\\d\+\)", "1", route)
    url = re.sub(r"\(\?P<\w+>[^)]*\)", "1", url)
    url = re.sub(
        r"<int:(?:page_id|page_to_move_id|parent_page_id|destination_id|page_pk)>", str(page), url
    )
    return "/" + re.sub(r"[\\^$]", "", re.sub(r"<[^>]+>", "1", url)).replace("(.*)", "x").replace(
        "(?:[w-]+/)*)", ""
    )


class HousesWalk:
    """Every role's browser; whatever a request writes is rolled back."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.clients: dict[str, Client] = {}
        self.tables: set[str] = set()

    def answer(self, role: str, method: str, url: str) -> tuple[Any, ...]:
        """The status, and where it leads."""
        if role not in self.clients or (
            role != "anonymous" and "sessionid" not in self.clients[role].cookies
        ):
            self.clients[role] = client_of(self.cast, role)
            self.clients[role].raise_request_exception = False
        client = self.clients[role]
        before = client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
        with transaction.atomic(), written() as self.tables:
            response = getattr(client, method)(url)
            transaction.set_rollback(True)
        after = client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
        if after != before:
            del self.clients[role]
        return (
            response.status_code,
            response.headers.get("Location", "").split("?")[0],
            before == after,
        )


def asked(turn: int) -> Iterator[tuple[str, str]]:
    """Who asks an address, and how: nobody, the office, one of each trade; the eight take turns in being that one, and in
    sending. Nothing of these houses belongs to one of a trade and not to the other."""
    for role in ("anonymous", "office"):
        yield role, "get"
        yield role, "post"
    for i, role in enumerate(INSIDE):
        yield f"other_{role}" if (turn + i) % 2 else role, "get"
    sender = INSIDE[turn // 2 % len(INSIDE)]
    yield f"other_{sender}" if turn % 2 else sender, "post"


def faults(walk: HousesWalk, rows: dict[str, Reached], page: int) -> Iterator[str]:
    """Everything in which an answer differs from its row."""
    routes = houses()
    for turn, (name, row) in enumerate(rows.items()):
        url = address(routes[name], page)
        for role, method in asked(turn):
            status, leads_to, session_kept = walk.answer(role, method, url)
            expected = row.expected(role, method)
            if status != expected:
                yield f"{method} {url} gave {role} {status} {leads_to}, the row says {expected}"
            if (
                role in STRANGERS
                and row.is_for_office
                and not leads_to.startswith(reverse(settings.LOGIN_URL))
            ):
                yield f"{method} {url} led {role} to {leads_to or 'a page'} instead of the login"
            if method == "get" and not session_kept:
                yield f"GET {url} ended the session of {role}"
            if method == "get" and (tables := walk.tables - WRITTEN_BY_LOOKING):
                yield f"GET {url} by {role} writes {sorted(tables)}"


@pytest.mark.no_cover
@pytest.mark.parametrize("rows", [WAGTAIL, ACCOUNT], ids=["wagtail", "account"])
def test_each_role_gets_what_the_row_says(rows: dict[str, Reached], cast: Cast):
    site()
    make_editing_rights()
    page = course_page(
        CourseFactory(pk=1)
    ).pk  # every address says 1, and a sequence counts on from test to test

    assert list(faults(HousesWalk(cast), rows, page)) == []
