"""Is a public page kept for visitors, and never longer than it is true?"""

from datetime import datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from accounts.models import Company
from core import clock
from core.kept import PUBLIC_PAGES, kept
from core.models import TableStamp
from core.stamps import UNSTAMPED, reading, stamps
from matching.models import Opening
from tests.cast import assemble
from tests.factories.matching import OpeningFactory
from tests.harness.public_pages import asked, key_of, settle, text_of

pytestmark = pytest.mark.django_db
really = pytest.mark.django_db(transaction=True)  # commits; has no pages of Wagtail


def test_every_public_page_costs_one_statement_the_second_time(pages: dict[str, str]):
    costs = {}
    for name, address in pages.items():
        first, _ = asked(address)
        second, costs[name] = asked(address)
        assert text_of(first) == text_of(second), name

    assert costs == dict.fromkeys(pages, 1)


def test_a_write_to_any_table_that_a_page_was_read_from_shows_at_once(pages: dict[str, str]):
    """However it is written: every stamped table of every page is written once, and the page is worked out anew."""
    missed = []
    for name, address in pages.items():
        asked(address)
        entry = caches["pages"].get(key_of(address))
        for table in sorted(entry.stamps):
            if table not in connection.introspection.table_names():
                continue  # a name given within a statement
            with connection.cursor() as cursor:
                cursor.execute(f'DELETE FROM "{table}" WHERE 1 = 0')
            settle()
            if asked(address)[1] < 2:
                missed.append((name, table))

    assert missed == []


def test_every_page_that_is_kept_is_tried_here(pages: dict[str, str]):
    views = [resolve(address.partition("?")[0]).func for address in pages.values()]
    tried = {f"{view.__module__}.{view.__qualname__}" for view in views}
    within = {
        "matching.views.openings.opening": "matching.views.openings.opening_shown"
    }  # and notes who looked

    assert {within.get(name, name) for name in tried} == PUBLIC_PAGES


@pytest.mark.parametrize(
    "name", ["home", "catalogue", "course", "openings", "opening", "search", "results"]
)
def test_pages_of_courses_and_openings_are_read_from_their_tables(pages: dict[str, str], name: str):
    asked(pages[name])
    tables = set(caches["pages"].get(key_of(pages[name])).stamps)
    expected = {
        "home": {"training_courserun", "matching_opening", "cms_coursepage"},
        "catalogue": {"training_courserun", "training_course", "cms_coursepage"},
        "course": {"training_courserun", "training_course", "training_lesson"},
        "openings": {"matching_opening", "accounts_company"},
        "opening": {"matching_opening", "accounts_company", "matching_openingskill"},
        "search": {"wagtailsearch_indexentry", "skills_synonym"},
        "results": {"outcomes_annualtarget", "training_certificate"},
    }[name]

    assert expected - tables == set()


@pytest.fixture
def opening(noon) -> Opening:
    """A live opening, committed."""
    return OpeningFactory()


@really
def test_what_changes_is_in_the_next_answer(opening: Opening, noon: datetime):
    own, listed = reverse("matching:opening", args=[opening.pk]), reverse("matching:opening_list")
    said = [text_of(asked(address)[0]) for address in (own, listed)]
    Opening.objects.filter(pk=opening.pk).update(title="示例新职位")
    renamed = [text_of(asked(address)[0]) for address in (own, listed)]
    opening.company.name_zh = "示例改名公司（虚构）"
    opening.company.save()
    of_company = text_of(asked(own)[0])
    Opening.objects.filter(pk=opening.pk).update(state="closed", closed_at=noon)
    gone = text_of(asked(listed)[0])

    assert ["示例新职位" in text for text in (*said, *renamed, gone)] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert "示例改名公司" in of_company


@really
def test_only_a_committed_write_counts(opening: Opening):
    listed = reverse("matching:opening_list")
    asked(listed)
    before = dict(stamps())
    with pytest.raises(RuntimeError), transaction.atomic():
        Opening.objects.update(title="示例不会有的职位")
        seen, cost = asked(listed)
        assert "示例不会有的职位" in text_of(seen) and cost > 1  # who writes sees it, keeps nothing
        raise RuntimeError

    assert dict(stamps()) == before
    seen, cost = asked(listed)
    assert (cost, "示例不会有的职位" in text_of(seen)) == (1, False)


@really
@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: Company.objects.filter(pk=row.pk).update(name_en="A"),
        lambda row: Company.objects.bulk_update([row], ["name_en"]),
        lambda row: connection.cursor().execute("update accounts_company set name_en = 'B'"),
        lambda row: connection.cursor().executemany(
            'UPDATE "accounts_company" SET "name_en" = %s WHERE "id" = %s', [("C", row.pk)]
        ),
        lambda row: connection.cursor().execute(
            'WITH "x" AS (SELECT 1) UPDATE accounts_company SET name_en = %s', ["D"]
        ),
    ],
    ids=["save", "update", "bulk_update", "raw", "many", "with"],
)
def test_every_way_of_writing_gives_a_new_stamp_in_the_same_transaction(write):
    company = OpeningFactory().company
    before = stamps()["accounts_company"]
    with transaction.atomic():
        write(company)
    inside = stamps()["accounts_company"]
    write(company)

    assert len({before, inside, stamps()["accounts_company"]}) == 3


@really
def test_a_stamp_is_in_the_transaction_of_its_write():
    company = OpeningFactory().company
    with CaptureQueriesContext(connection) as captured:
        Company.objects.filter(pk=company.pk).update(name_en="A")
    words = [query["sql"].split()[0].upper() for query in captured]

    assert sorted(words) == ["BEGIN", "COMMIT", "INSERT", "UPDATE"]
    assert words.index("BEGIN") < words.index("INSERT") < words.index("COMMIT")


@really
def test_reading_and_unstamped_tables_give_no_stamp():
    OpeningFactory()
    before = dict(stamps())
    list(Company.objects.all())
    with connection.cursor() as cursor:
        for table in sorted(UNSTAMPED & set(connection.introspection.table_names())):
            cursor.execute(f'DELETE FROM "{table}" WHERE 1 = 0')

    assert dict(stamps()) == before
    assert TableStamp.objects.filter(name__in=UNSTAMPED).count() == 0


def test_a_browser_that_has_the_page_is_told_so(pages: dict[str, str]):
    client = Client()
    first, _ = asked("/openings/", client)
    again, _ = asked("/openings/", client, **{"If-None-Match": first["ETag"]})
    Opening.objects.update(title="示例又一个职位")
    settle()
    changed, _ = asked("/openings/", client, **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, changed.status_code) == (304, b"", 200)
    assert first["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(first["Vary"].split(", "))


def test_a_page_is_sent_compressed_to_who_takes_it_so(pages: dict[str, str]):
    plain, _ = asked("/openings/")
    packed, _ = asked("/openings/", None, **{"Accept-Encoding": "gzip, deflate"})

    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert text_of(plain) == text_of(packed)
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2


def test_languages_appearances_and_addresses_are_kept_apart(pages: dict[str, str]):
    seen = set()
    for address, cookies in (
        ("/openings/", {}),
        ("/en/openings/", {}),
        ("/openings/", {"elder": "1"}),
        ("/openings/", {"theme": "dark"}),
        ("/openings/?sort=pay", {}),
    ):
        client = Client()
        client.cookies.load(cookies)
        seen |= {text_of(asked(address, client)[0]) for _ in range(2)}

    assert len(seen) == 5


def test_the_minute_ends_what_is_kept(pages: dict[str, str], noon: datetime, monkeypatch):
    asked("/courses/")
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=1))

    assert asked("/courses/")[1] > 1
    assert asked("/courses/")[1] == 1


@really
def test_what_reads_a_table_without_stamps_is_not_kept():
    assemble()

    def read() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM core_notice")
            return cursor.fetchone()[0]

    kept("example", read)
    assert caches["pages"].get("example") is None


@really
def test_a_kept_value_is_counted_again_after_a_write_and_not_before():
    counted = []

    def count() -> int:
        counted.append(Company.objects.count())
        return counted[-1]

    first = [kept("companies", count), kept("companies", count)]
    OpeningFactory()
    second = kept("companies", count)

    assert (first, second, counted) == ([0, 0], 1, [0, 1])


@really
def test_a_page_is_read_from_what_its_kept_values_were_read_from():
    kept("companies", Company.objects.count)
    with reading(stamps()) as tables:
        kept("companies", Company.objects.count)

    assert "accounts_company" in tables
