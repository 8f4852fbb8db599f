"""Does an English page say of every Chinese text that it is Chinese? Found by reading the whole page, not by a list."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from tests.cast import Cast
from tests.factories.cms import course_page
from tests.factories.matching import ApplicationFactory, OfferFactory, OpeningFactory, PlacementFactory
from tests.factories.training import CourseRunFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

HAN = re.compile("[\u3400-\u9fff]")
VOID = {"meta", "link", "br", "img", "input", "hr", "source", "wbr", "col"}
READ_ALOUD = ("title", "alt", "placeholder", "aria-label", "content")


class Unmarked(HTMLParser):
    """Collects the Chinese texts that stand outside an element with a Chinese lang attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or self.open[-1][1]
        for name in READ_ALOUD:
            self._read(given.get(name, ""), language)
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._read(data.strip(), self.open[-1][1])

    def _read(self, text: str, language: str) -> None:
        if HAN.search(text) and not language.lower().startswith("zh"):
            self.found.append(text)


def unmarked(client: Client, url: str) -> list[str]:
    """The Chinese texts of an English page that are not marked as such."""
    response = client.get(url, follow=True)
    assert response.status_code == 200
    reader = Unmarked()
    reader.feed(response.content.decode())
    return reader.found


def test_the_reader_finds_what_is_not_marked() -> None:
    reader = Unmarked()
    reader.feed('<html lang="en"><p>缝纫</p><p lang="zh-Hans"><b>直播</b></p><img alt="图"><br>Sewing</html>')
    assert reader.found == ["缝纫", "图"]


def test_no_public_page_in_english_has_unmarked_chinese(client: Client, cast: Cast) -> None:
    cast.teacher.real_name = "示例孙老师"
    cast.teacher.save()
    cast.firm.about = "做女装的厂，三十人。"
    cast.firm.save()
    run = CourseRunFactory()
    run.teachers.add(cast.teacher)
    page = course_page(run.course, "en")
    opening = OpeningFactory(company=cast.firm)
    urls = ["/en/", "/en/courses/", page.url, "/en/openings/", f"/en/openings/{opening.pk}/", "/en/results/"]
    assert {url: unmarked(client, url) for url in urls} == {url: [] for url in urls}


DESKS = {
    "trainee": ("matching:my_desk", "matching:my_applications", "matching:my_matches", "matching:top_matches"),
    "company": ("matching:company_desk", "matching:company_openings", "accounts:company_profile", "accounts:company_members"),
    "coordinator": ("matching:university_evidence",),
    "office": ("outcomes:office_placements", "accounts:office_companies", "matching:office_openings"),
}  # fmt: skip


@pytest.mark.parametrize("role", DESKS)
def test_no_desk_in_english_has_unmarked_chinese_but_names_of_people(client: Client, cast: Cast, role: str) -> None:
    """A firm without an English name, an opening written in Chinese, an application with an offer, a start at work."""
    cast.firm.name_en = ""
    cast.firm.save()
    opening = OpeningFactory(company=cast.firm)
    OfferFactory(application=ApplicationFactory(opening=opening, trainee=cast.person, state="offered"))
    ApplicationFactory(opening=opening, trainee=cast.other_person)
    PlacementFactory(application__opening__company=cast.firm, application__trainee=cast.person)
    people = set(User.objects.values_list("real_name", flat=True))
    client.force_login(cast.login(role))

    with override("en"):
        urls = {name: reverse(name) for name in DESKS[role]}
    read = {name: unmarked(client, url) for name, url in urls.items()}

    found = {name: [text for text in texts if not any(one in text for one in people)] for name, texts in read.items()}
    assert found == {name: [] for name in DESKS[role]}


def test_a_company_says_in_english_who_it_is(client: Client, cast: Cast) -> None:
    cast.firm.about = "做女装的厂，三十人。"
    cast.firm.save()
    opening = OpeningFactory(company=cast.firm, duties_en="Work", conditions_en="None", address_en="1 Example Road")
    said = "In Chinese, as the company wrote it:"
    url = f"/en/openings/{opening.pk}/"
    before = client.get(url).content.decode()
    assert (said in before, f'<span lang="zh-Hans">{cast.firm.about}</span>' in before) == (True, True)
    cast.firm.about_en = "Makes womenswear, thirty people."
    cast.firm.save()
    after = client.get(url).content.decode()
    assert (said in after, cast.firm.about in after, cast.firm.about_en in after) == (False, False, True)
    chinese = client.get(f"/openings/{opening.pk}/").content.decode()
    assert (cast.firm.about in chinese, cast.firm.about_en in chinese) == (True, False)


def test_an_opening_in_english_names_its_occupation_and_says_what_the_company_wrote(client: Client, cast: Cast) -> None:
    opening = OpeningFactory(company=cast.firm)
    body = client.get(f"/en/openings/{opening.pk}/").content.decode()
    name = opening.occupation.name_en
    assert f'<h1>{name} <small class="quiet"><span lang="zh-Hans">女装主播</span></small></h1>' in body.replace(
        "\n", ""
    )
    assert (
        f'In Chinese, as the company wrote it:</p>\n<p class="letter"><span lang="zh-Hans">{opening.duties}</span>'
        in body
    )
    chinese = client.get(f"/openings/{opening.pk}/").content.decode()
    assert ("女装主播</h1>" in chinese.replace("\n", ""), "as the company wrote it" in chinese) == (True, False)
