"""Does every number on every desk equal the length of the list behind its link, for random data?

The boards of the office and of the schools have their own: tests/outcomes/views/test_every_number.py, with the exports;
no list that is walked here has an export.
"""

from random import Random
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts import queries as accounts_queries
from cms.queries import catalogue
from matching.queries import applications, openings
from matching.views import company_desk, evidence, office_texts
from tests.cast import Cast
from tests.factories.cms import course_page
from tests.numbers import city, reading
from training.models import CourseRun
from training.queries import teaching
from training.views import office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SEEDS = (1, 2)
# So many rows a page, that every list has several.
SIZES = (
    (accounts_queries, "A_PAGE", 3),
    (applications, "CARDS", 9),
    (applications, "WAITING", 2),
    (company_desk, "LISTED_ON_A_PAGE", 3),
    (evidence, "SHOWN", 2),
    (office_texts, "ON_A_PAGE", 2),
    (office, "ON_A_PAGE", 4),
    (openings, "PAGE_SIZE", 6),
    (teaching, "RUNS_ON_A_PAGE", 2),
)
DESKS = {
    "trainee": (
        "matching:my_desk",
        "training:my_enrolments",
        "matching:my_applications",
        "accounts:profile_skills",
    ),
    "company": ("matching:company_desk", "matching:company_openings"),
    "teacher": ("training:teaching_desk",),
    "coordinator": (
        "outcomes:university_desk",
        "matching:university_evidence",
        "accounts:national_queue",
    ),
    "office": ("training:office_runs", "matching:office_openings", "matching:office_texts"),
}
LEAST = {
    "trainee": 8,
    "company": 5,
    "teacher": 3,
    "coordinator": 2,
    "office": 6,
}  # links with a number, at least


@pytest.fixture(params=SEEDS)
def draw(request, cast: Cast, size) -> Random:
    """A random day, on lists of small pages."""
    found = Random(request.param)
    city.anything(found, cast)
    for each in SIZES:
        size(*each)
    return found


@pytest.mark.parametrize("role", DESKS)
def test_every_number_of_a_desk_opens_exactly_its_rows(
    role: str, draw: Random, cast: Cast, client: Client
):
    client.force_login(cast.login(role))
    reader, pages = reading.Reader(client), {reverse(name) for name in DESKS[role]}
    if role == "office":
        pages.add(
            f"{reverse('training:office_runs')}?course={CourseRun.objects.first().course.code}"
        )
    numbers = {pair for here in pages for pair in reading.links(reader.read(here), here)}

    assert len(numbers) >= LEAST[role], numbers
    assert {(url, reader.rows(url)) for url, _number in numbers} == numbers
    for here in sorted(pages | {url for url, _number in numbers}):
        for words, number, section in reading.headings(reader.read(here)):
            assert number in reader.shown_in(section, here), (here, words)


def test_every_number_beside_the_openings_is_what_choosing_it_leaves(draw: Random, client: Client):
    reader = reading.Reader(client)
    for query in (
        "",
        draw.choice(
            ["?contract_type=part_time", "?pay_from=6000&room=1", "?occupation=sewer&meals=1"]
        ),
    ):
        here = reverse("matching:opening_list") + query
        page = reader.read(here)
        numbers = {*reading.choices(page, here), *reading.links(page, here)}

        assert reading.number_in(page.select_one("#results h2").text) == reader.rows(here)
        assert len(numbers) >= 8
        assert {(url, reader.rows(url)) for url, _number in numbers} == numbers


def alone(here: str, address: str) -> str:
    """The address with the one value that a link of a facet adds or takes away: a facet's numbers count each value."""
    if urlsplit(here).path != urlsplit(address).path:
        return address
    before, after = (dict(parse_qsl(urlsplit(each).query)) for each in (here, address))
    for facet in before.keys() | after.keys():
        for value in ({*before.get(facet, "").split(",")} ^ {*after.get(facet, "").split(",")}) - {
            ""
        }:
            return f"{urlsplit(here).path}?{urlencode({**before, facet: value})}"
    return address


def test_every_number_of_the_home_page_and_the_catalogue_opens_its_rows(
    cast: Cast, client: Client, size
):
    size(catalogue, "A_PAGE", 4)
    draw = Random(3)
    city.openings(draw, cast)
    for _ in range(6):
        course_page(city.course_on_offer(draw))
    reader, here = reading.Reader(client), reverse("cms:catalogue")
    for address in (here, f"{here}?mode=offline&free=1"):
        page = reader.read(address)
        numbers = {(alone(address, url), number) for url, number in reading.links(page, address)}
        assert reading.number_in(page.select_one("#found").text) == reader.rows(address)
        assert len(numbers) >= 6
        assert {(url, reader.rows(url)) for url, _number in numbers} == numbers
    live = (reverse("matching:opening_list"), reader.rows(reverse("matching:opening_list")))
    assert live[1] > 0
    assert live in set(reading.links(reader.read("/"), "/"))
