"""What is kept of a look at an opening: first time only, while recommendations are on, never at the page's cost."""

import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts import personal_data
from accounts.actions.profile import switch_recommendations
from core import clock
from matching.actions import viewings
from matching.models import Opening, Viewing
from matching.tasks import forget_viewings
from recommender.score.version import principled_version
from tests.cast import Cast
from tests.factories.accounts import HeldSkillFactory
from tests.factories.matching import OpeningFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening() -> Opening:
    return OpeningFactory()


@pytest.fixture
def person(client: Client, cast: Cast) -> Client:
    client.force_login(cast.trainee)
    return client


def kept() -> list[tuple[str, int | None, str]]:
    return list(Viewing.objects.order_by("pk").values_list("origin", "place", "model_version"))


def look(client: Client, opening: Opening, query: str = "", **headers: str) -> int:
    return client.get(
        reverse("matching:opening", args=[opening.pk]) + query, headers=headers
    ).status_code


@pytest.mark.parametrize(
    ("query", "origin", "place"),
    [
        ("?from=matches&place=3", "matches", 3),
        ("?from=list&place=1", "list", 1),
        ("", "other", None),
        ("?place=3", "other", None),
        ("?from=mail&place=2", "other", None),
        ("?from=list&place=0", "list", None),
        ("?from=list&place=-1;DROP", "list", None),
        ("?from=list&place=99999999999999999999", "list", None),
        ("?from=matches", "matches", None),
        ("?from=other&place=4", "other", None),
    ],
)
def test_where_a_look_came_from(
    person: Client, opening: Opening, query: str, origin: str, place: int | None
) -> None:
    assert look(person, opening, query) == 200
    assert kept() == [(origin, place, principled_version())]


def test_only_the_first_look_is_kept(person: Client, opening: Opening) -> None:
    look(person, opening, "?from=matches&place=3")
    look(person, opening, "?from=list&place=1")
    assert kept() == [("matches", 3, principled_version())]


def test_nobody_else_leaves_a_trace(client: Client, cast: Cast, opening: Opening) -> None:
    assert look(client, opening, "?from=list&place=1") == 200
    for user in (cast.company, cast.coordinator, cast.teacher, cast.office):
        client.force_login(user)
        assert look(client, opening, "?from=list&place=1") == 200
    assert kept() == []


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Moz"])
def test_what_a_browser_fetches_ahead_is_no_look(
    person: Client, opening: Opening, header: str
) -> None:
    assert look(person, opening, **{header: "prefetch;prerender"}) == 200
    assert person.head(reverse("matching:opening", args=[opening.pk])).status_code == 200
    assert kept() == []


def test_switched_off_means_nothing_is_kept_and_what_was_goes(
    person: Client, cast: Cast, opening: Opening
) -> None:
    look(person, opening)
    switch_recommendations(trainee=cast.person, on=False, by=cast.trainee, now=clock.now())
    look(person, OpeningFactory())
    assert len(kept()) == 1
    assert (forget_viewings(), kept()) == (1, [])


def test_looks_are_forgotten_after_the_months_agreed(
    cast: Cast, opening: Opening, settings
) -> None:
    settings.VIEWINGS_KEPT_MONTHS = 2
    for days, one in ((61, opening), (59, OpeningFactory())):
        Viewing.objects.create(
            trainee=cast.person, opening=one, at=clock.now() - timedelta(days=days)
        )
    assert (forget_viewings(), Viewing.objects.get().opening == opening) == (1, False)


def test_looks_stand_in_the_copy_and_go_with_the_person(
    person: Client, cast: Cast, opening: Opening
) -> None:
    look(person, opening, "?from=list&place=2")
    copy = personal_data.copies(cast.trainee)["matching"]["viewings"]
    assert [(row["opening__title"], row["origin"], row["place"]) for row in copy] == [
        (opening.title, "list", 2)
    ]
    personal_data.erase_all(cast.trainee, now=clock.now())
    assert kept() == []


def test_a_database_that_cannot_write_breaks_no_page(
    person: Client, opening: Opening, caplog
) -> None:
    def busy(execute, sql, params, many, context):
        if sql.startswith("INSERT") and "matching_viewing" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        assert look(person, opening) == 200
    assert (kept(), "was not kept" in caplog.text) == ([], True)


def test_a_look_that_is_kept_already_costs_one_question(
    person: Client, opening: Opening, django_assert_num_queries
) -> None:
    look(person, opening)
    with django_assert_num_queries(LOOKS_AGAIN):
        look(person, opening)


LOOKS_AGAIN = 10  # one of them: does the reader agree to what applying needs


LOCKS = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "BEGIN; LOCK TABLE matching_viewing IN SHARE ROW EXCLUSIVE MODE",
}
PATIENCE = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}


@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_waited_for_only_briefly(cast: Cast, opening: Opening) -> None:
    about = {
        "trainee": cast.person,
        "opening_id": opening.pk,
        "origin": "other",
        "place": None,
        "model_version": "x",
    }
    patience, other = asked(PATIENCE[connection.vendor]), connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(LOCKS[connection.vendor])
        before = time.monotonic()
        assert viewings.record_viewing(**about) is False
        assert time.monotonic() - before < 2.5
    finally:
        other.close()
    assert viewings.record_viewing(**about) is True
    assert asked(PATIENCE[connection.vendor]) == patience


def asked(sql: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_links_of_lists_say_where_they_stand(person: Client, cast: Cast) -> None:
    first, second = OpeningFactory(), OpeningFactory()
    HeldSkillFactory(
        trainee=cast.person, skill=SkillFactory(code="live_pitch")
    )  # without a skill there is no list
    listed = person.get(reverse("matching:opening_list")).content.decode()
    matches = person.get(reverse("matching:my_matches")).content.decode()
    for page, origin in ((listed, "list"), (matches, "matches")):
        assert all(f"?from={origin}&amp;place={place}" in page for place in (1, 2))
    person.logout()
    assert "?from=list" not in person.get(reverse("matching:opening_list")).content.decode()
    assert {first.pk, second.pk} == set(Opening.objects.values_list("pk", flat=True))
