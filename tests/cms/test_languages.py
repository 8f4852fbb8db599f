"""No public page mixes languages: English pages hold Chinese only where it is marked as such."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from cms.search.text import HAN_RUN
from cms.setup import build_site
from tests.factories.matching import OpeningFactory
from training.reference import load

pytestmark = pytest.mark.django_db
PATHS = (
    "/",
    "/courses/",
    "/courses/lv-101/",
    "/courses/gt-110/",
    "/news/",
    "/about/",
    "/help/",
    "/terms/",
    "/privacy/",
)
# Names that are the same in both languages, and the switch to Chinese.
NAMES = re.compile("织才|中文|简体中文")
ENGLISH = re.compile(r"\b(?:the|and|of|with|your|this|is|for|to)\b", re.I)


class UnmarkedTexts(HTMLParser):
    """Collects the visible texts that are not marked as being in another language."""

    def __init__(self, own: str) -> None:
        super().__init__()
        self.own, self.marked, self.texts = own, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {
            "meta",
            "link",
            "input",
            "br",
            "img",
            "source",
            "line",
            "path",
            "circle",
            "rect",
            "hr",
        }:
            return
        language = dict(attrs).get("lang")
        foreign = bool(language and tag != "html" and not language.lower().startswith(self.own))
        self.marked.append(foreign or tag in {"script", "style"})

    def handle_endtag(self, tag: str) -> None:
        if self.marked:
            self.marked.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.marked):
            self.texts.append(data)


def texts_of(client: Client, path: str, own: str) -> list[str]:
    """The unmarked texts of a page, main content and frame."""
    response = client.get(path)
    assert response.status_code == 200, path
    parser = UnmarkedTexts(own)
    parser.feed(response.content.decode())
    return [text.strip() for text in parser.texts if text.strip()]


@pytest.fixture
def full_site() -> None:
    """The whole reference catalogue, with an opening whose firm has a Chinese name alone."""
    from accounts import reference as places
    from skills import reference as skills

    skills.load()
    places.load()
    load()
    build_site(has_covers=False)
    OpeningFactory(title="打版师", company__name_en="")


def test_english_pages_hold_no_chinese_that_is_not_marked(client: Client, full_site: None) -> None:
    mixed = {
        path: found
        for path in PATHS
        if (
            found := [
                text
                for text in texts_of(client, f"/en{path}", "en")
                if HAN_RUN.search(NAMES.sub("", text))
            ]
        )
    }
    assert mixed == {}


def test_chinese_pages_hold_no_english_sentence(client: Client, full_site: None) -> None:
    mixed = {
        path: found
        for path in PATHS
        if (found := [text for text in texts_of(client, path, "zh") if ENGLISH.search(text)])
    }
    assert mixed == {}
