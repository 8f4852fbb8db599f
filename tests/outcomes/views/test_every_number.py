"""Does every number on a board equal the length of the list behind its link, and the rows of its export?"""

import re
from datetime import date, datetime, timedelta
from html import unescape
from pathlib import Path
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Trainee
from core import clock as city
from core.models import Tally
from matching.models import WrittenText
from outcomes import reference
from tests.factories.accounts import (
    CompanyFactory,
    DivisionFactory,
    MajorFactory,
    NationalCertificateFactory,
    TraineeFactory,
)
from tests.factories.matching import ApplicationFactory, OpeningFactory, PlacementFactory
from tests.factories.training import CourseRunFactory, EnrolmentFactory, completed
from tests.harness.tight import tight
from tests.outcomes.views.screens import book_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 11, 23)
ON_PAPER = re.compile(r'<p class="paper-only"><strong>([^<]+)</strong>')
NUMBERS = (
    re.compile(r'<a href="([^"]+)">([\d,]+)</a>'),
    re.compile(r'<li><a href="([^"]+)">[^<]+</a><span class="chip[^"]*">([\d,]+)</span>'),
)
EXPORTS = {
    "outcomes:office_persons": "outcomes:office_persons_export",
    "outcomes:office_completions": "outcomes:office_completions_export",
    "outcomes:office_placements": "outcomes:office_placements_export",
    "outcomes:university_persons": "outcomes:university_export",
}


def numbers_of(page: str) -> list[tuple[str, int]]:
    """Every number that is a link, or stands in the chip of one, with its address."""
    found = [
        pair for pattern in NUMBERS for pair in pattern.findall(tight(page[page.index("<main") :]))
    ]
    return [(unescape(address), int(number.replace(",", ""))) for address, number in found]


def listed(client: Client, address: str) -> int:
    """How many rows the page behind a link says and shows it has."""
    page = client.get(address)
    assert page.status_code == 200, address
    if "#reports" in address:
        return len(page.context["reports"])
    if "#check" in address:
        return len(page.context["openings"])
    rows = page.context["page"] if "page" in page.context else page.context["rows"]
    return rows.paginator.count


def exported(client: Client, address: str) -> int | None:
    """How many rows the workbook of the same list has; None where there is none."""
    path, _mark, query = address.partition("?")
    name = next((export for each, export in EXPORTS.items() if path.endswith(reverse(each))), None)
    if name is None:
        return None
    Tally.objects.all().delete()  # as somebody who takes a minute's rest between workbooks
    return (
        len(book_of(client.post(f"{reverse(name)}?{query}")).get_sheet_by_index(0).to_python()) - 1
    )


def anybody(draw: Random, schools: list, majors: list, towns: list) -> Trainee:
    moment = datetime(2026, draw.randint(1, 11), draw.randint(1, 22), 10, tzinfo=city.CITY_TIME)
    checked = draw.random() < 0.7
    return TraineeFactory(
        university=draw.choice([*schools, None]), major=draw.choice([*majors, None]),
        home_division=draw.choice([*towns, None]), graduation_year=draw.choice([2025, 2026, None]),
        **({"verified_at": moment, "verified_against": "roster"} if checked else {}),
    )  # fmt: skip


@pytest.fixture(params=[1, 2, 3])
def any_city(request, cast):
    """People, duplicates, completions of two years, starts of every grade, and what waits."""
    reference.load()
    draw, moment = Random(request.param), city.now()
    schools, towns = [cast.school, cast.other_school], [DivisionFactory(), DivisionFactory()]
    people = [anybody(draw, schools, [MajorFactory()], towns) for _ in range(14)]
    for one in people[10:]:
        before = moment - timedelta(days=draw.randint(0, 200))
        Trainee.objects.filter(pk=one.pk).update(
            merged_into=draw.choice(people[:10]), merged_at=before
        )
    for one in people:
        for _time in range(draw.randint(0, 2)):
            completed(
                trainee=one,
                on=date(draw.choice([2025, 2026, 2026]), draw.randint(1, 11), draw.randint(1, 22)),
            )
    for one in people:
        start = PlacementFactory(
            application__trainee=one, claimed_at=moment, start_on=date(2026, draw.randint(1, 11), 1)
        )
        if draw.random() < 0.6:
            start.confirmed_at, start.confirmed_by = moment, one.user
        elif draw.random() < 0.5:
            start.contested_at, start.contested_by, start.contest_reason = (
                moment,
                one.user,
                "没有去",
            )
        start.save()
    for n in range(draw.randint(1, 3)):
        CompanyFactory(state="documents_submitted")
        OpeningFactory(state="submitted")
        NationalCertificateFactory(trainee=people[n])
        WrittenText.objects.create(
            company=CompanyFactory(), field="accounts.Company.about", text="缝纫女工，熟手"
        )
        NationalCertificateFactory(trainee=people[n], checked_by=cast.office)
        run = CourseRunFactory()
        for _more in range(n + 1):
            EnrolmentFactory(run=run, state="applied")
    ApplicationFactory()
    return cast


@pytest.mark.parametrize("query", ["", "?on=2026-06-30", "?on=2025-12-31&known_at=2026-11-23"])
def test_every_number_of_the_office_opens_exactly_its_rows(any_city, client, query):
    client.force_login(any_city.office)
    page = client.get(reverse("outcomes:office_board") + query).content.decode()
    found = numbers_of(page)

    assert len(found) >= 10
    assert [(address, number, listed(client, address)) for address, number in found] == [
        (address, number, number) for address, number in found
    ]
    for address, number in found:
        assert exported(client, address) in (number, None), address


def test_every_number_of_a_school_opens_exactly_its_rows(any_city, client):
    client.force_login(any_city.coordinator)
    found = numbers_of(client.get(reverse("outcomes:university_desk")).content.decode())

    assert len(found) >= 10
    for address, number in found:
        assert (address, listed(client, address), exported(client, address)) == (
            address,
            number,
            number,
        )


def test_whole_list_is_on_one_page_for_paper_and_names_its_filter(cast, client):
    town = DivisionFactory(name_zh="示例纸镇")
    for _ in range(60):
        completed(trainee=TraineeFactory(home_division=town), on=DAY)
    client.force_login(cast.office)
    address = reverse("outcomes:office_persons") + f"?status=pending&division={town.pk}"

    first = client.get(address)
    assert len(first.context["rows"]) == 50
    assert ON_PAPER.findall(tight(first.content.decode())) == [
        "本页为第 1–50 条，共 60 条；其余在别的页上。"
    ]
    assert ON_PAPER.findall(tight(client.get("/en" + address + "&page=2").content.decode())) == [
        "Rows 51–60 of 60. The others are on other pages."
    ]
    page = client.get(address + "&whole=yes")
    assert (len(page.context["rows"]), ON_PAPER.findall(tight(page.content.decode()))) == (60, [])
    assert (
        "示例纸镇" in page.content.decode().split("<form")[0] or "筛选范围" in page.content.decode()
    )


def test_every_list_with_pages_says_on_paper_which_rows_it_holds():
    """Whoever prints a page of a list without asking for the whole one reads that there is more."""
    texts = {str(path): path.read_text() for path in Path("templates").rglob("*.html")}
    drawn = [name for name, text in texts.items() if "has_next" in text]
    assert drawn == ["templates/components/pagination.html"]
    assert "components/rows_on_paper.html" in texts[drawn[0]]
    used = [text for text in texts.values() if 'components/pagination.html" with page=' in text]
    assert len(used) >= 8
    unnumbered = [text for text in texts.values() if 'pagination.html" with next_url=' in text]
    assert all("components/rows_on_paper.html" in text for text in unnumbered)
    assert ".paper-only { display: none; }" in Path("static/css/components.css").read_text()
    on_paper = Path("static/css/base.css").read_text().split("@media print")[1]
    assert re.search(r"\.paper-only\b[^{}]*\{ display: block; \}", on_paper)
