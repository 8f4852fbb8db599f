"""Does an English public page say of every Chinese text that it is Chinese? All desks: tests/test_matrix_english.py."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.cms import course_page
from tests.factories.matching import OpeningFactory
from tests.factories.training import CourseRunFactory
from tests.harness.tight import tight
from tests.harness.unmarked import Unmarked, unmarked_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def unmarked(client: Client, url: str) -> list[str]:
    """The Chinese texts of an English page that are not marked as such."""
    response = client.get(url, follow=True)
    assert response.status_code == 200
    return unmarked_in(response)


def test_the_reader_finds_what_is_not_marked() -> None:
    reader = Unmarked()
    reader.feed(
        '<html lang="en"><p>缝纫</p><p lang="zh-Hans"><b>直播</b></p><img alt="图"><br>Sewing</html>'
    )
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
    urls = [
        "/en/",
        "/en/courses/",
        page.url,
        "/en/openings/",
        f"/en/openings/{opening.pk}/",
        "/en/results/",
    ]
    assert {url: unmarked(client, url) for url in urls} == {url: [] for url in urls}


def test_a_company_says_in_english_who_it_is(client: Client, cast: Cast) -> None:
    cast.firm.about = "做女装的厂，三十人。"
    cast.firm.save()
    opening = OpeningFactory(
        company=cast.firm, duties_en="Work", conditions_en="None", address_en="1 Example Road"
    )
    said = "In Chinese, as the company wrote it:"
    url = f"/en/openings/{opening.pk}/"
    before = client.get(url).content.decode()
    assert (said in before, f'<span lang="zh-Hans">{cast.firm.about}</span>' in before) == (
        True,
        True,
    )
    cast.firm.about_en = "Makes womenswear, thirty people."
    cast.firm.save()
    after = client.get(url).content.decode()
    assert (said in after, cast.firm.about in after, cast.firm.about_en in after) == (
        False,
        False,
        True,
    )
    chinese = client.get(f"/openings/{opening.pk}/").content.decode()
    assert (cast.firm.about in chinese, cast.firm.about_en in chinese) == (True, False)


def test_the_address_of_a_company_is_said_in_english_and_goes_into_its_openings(
    client: Client, cast: Cast
) -> None:
    cast.firm.address = "示例路1号"
    cast.firm.save()
    url = f"/office/companies/{cast.firm.pk}/"
    client.force_login(cast.office)
    assert '<span lang="zh-Hans">示例路1号</span>' in client.get(f"/en{url}").content.decode()
    cast.firm.address_en = "1 Example Road"
    cast.firm.save()
    for page in (client.get(f"/en{url}"), client.get(url)):
        assert (
            '<span lang="en">1 Example Road</span>' in page.content.decode()
        )  # the office reads both
        assert "示例路1号" in page.content.decode()
    client.force_login(cast.company)
    occupation = OpeningFactory(company=cast.firm).occupation
    form = client.get(f"/company/openings/new/?occupation={occupation.code}").context["form"]
    assert (form.initial["address"], form.initial["address_en"]) == ("示例路1号", "1 Example Road")


def test_an_opening_in_english_names_its_occupation_and_says_what_the_company_wrote(
    client: Client, cast: Cast
) -> None:
    opening = OpeningFactory(company=cast.firm)
    body = client.get(f"/en/openings/{opening.pk}/").content.decode()
    name = opening.occupation.name_en
    assert (
        f'<h1>{name}<small class="quiet"><span lang="zh-Hans">女装主播</span></small></h1>'
        in tight(body)
    )
    assert (
        f'In Chinese, as the company wrote it:</p><p class="letter"><span lang="zh-Hans">{opening.duties}</span>'
        in tight(body)
    )
    chinese = client.get(f"/openings/{opening.pk}/").content.decode()
    assert ("女装主播</h1>" in tight(chinese), "as the company wrote it" in chinese) == (
        True,
        False,
    )
