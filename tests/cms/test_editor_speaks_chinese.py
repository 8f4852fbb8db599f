"""Does the editor speak Chinese, start at the site, and wear our name? Found by reading its main pages."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from wagtail.models import Page, Site

from tests.cast import Cast
from tests.factories.accounts import office_user
from tests.factories.cms import course_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

WORD = re.compile("[A-Za-z]{3,}")
# Names and codes; and what Wagtail writes without a way to translate it: the note for browsers without scripts, a label, and
# the title of the page that it deletes at the start. Redirects, sites and locales are the operator's.
LET_PASS = re.compile(
    "Zhicai|Wagtail|JavaScript|CSV|XLSX|URL|PDF|HTML|English|example|localhost|http\\S+|[A-Z]+-[0-9]+"
    "|is required to use|, but it is currently disabled|Here are the|instructions how to enable|in your web browser|Actions|None|Welcome to your new .* site!"
)
UNSEEN = {"script", "style", "svg", "template"}
MAIN = (
    "/cms/", "/cms/images/", "/cms/documents/", "/cms/collections/",
    "/cms/workflows/list/", "/cms/reports/locked/", "/cms/reports/workflow/", "/cms/reports/site-history/",
)  # fmt: skip


class Words(HTMLParser):
    """Collects what is read on a page, labels for the ear included."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.read: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in UNSEEN
        self.read |= {value for name, value in attrs if value and name in ("title", "aria-label", "placeholder", "alt")}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.read.add(" ".join(data.split()))


def english(client: Client, url: str) -> list[str]:
    """What stands in English on a page of the editor; titles of English pages are what an editor wrote."""
    response = client.get(url)
    assert response.status_code == 200, url
    reader = Words()
    reader.feed(response.content.decode())
    written = set(Page.objects.filter(locale__language_code="en").values_list("title", flat=True))
    return sorted(
        text for text in reader.read if WORD.search(LET_PASS.sub("", text)) and not any(one in text for one in written)
    )


def test_the_main_pages_of_the_editor_speak_chinese(client: Client) -> None:
    page = course_page()
    client.force_login(office_user(is_superuser=True))
    kinds = {type(each.specific): each.pk for each in Page.objects.filter(depth__gt=1).order_by("-pk")}
    urls = [*MAIN, *(f"/cms/pages/{pk}/edit/" for pk in kinds.values()), f"/cms/pages/{page.get_parent().pk}/"]
    assert {url: found for url in urls if (found := english(client, url))} == {}


def test_the_editor_starts_at_the_site_and_wears_our_name(client: Client, cast: Cast) -> None:
    course_page()
    client.force_login(cast.office)
    assert client.get("/cms/pages/").url == f"/cms/pages/{Site.objects.get(is_default_site=True).root_page_id}/"
    body = client.get("/cms/").content.decode()
    assert ("<title>控制面板 - 织才</title>" in " ".join(body.split()).replace("> ", ">").replace(" <", "<")) is True
    assert ('href="/static/editor/brand.css"' in body, 'class="zhicai-brand"' in body) == (True, True)
