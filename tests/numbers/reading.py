"""What does a page count, and how many rows stand behind a number, on all pages of its list?"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import resolve

# The lists, and what one row of each is; a number in a link to any other page names a thing (no. 12, 2026, level 3).
LISTS = {
    "accounts:national_queue": "section[aria-labelledby=queue] tbody tr",
    "accounts:notices": "main article.card",
    "cms:catalogue": "section[aria-labelledby=found] ul.grid > li",
    "cms:course": "#sessions tbody tr",
    "matching:company_ended": "main tbody tr",
    "matching:my_applications": "main article.card",
    "matching:office_openings": "main tbody tr",
    "matching:office_texts": "main article.card",
    "matching:opening_list": "#results article.card",
    "matching:university_evidence": "section[aria-labelledby=queue] tbody tr",
    "training:office_runs": "main tbody tr",
    "training:roster": "section[aria-labelledby=people] li",
    "training:teaching_desk": "section[aria-labelledby=runs] tbody tr",
}
WHOLE = re.compile(r"(?<![\d-])\d[\d,]*(?![\d-])")


def number_in(words: str) -> int | None:
    """The one number of a text; None where there is none."""
    found = WHOLE.findall(words)
    assert len(found) <= 1, words
    return int(found[0].replace(",", "")) if found else None


def list_at(address: str) -> str:
    """The name of the list behind an address; "" where it is none."""
    parts = urlsplit(address)
    if parts.scheme or not parts.path.startswith("/"):
        return ""
    name = resolve(parts.path).view_name
    return name if name in LISTS else ""


def links(page: BeautifulSoup, here: str) -> Iterator[tuple[str, int]]:
    """Every link with a number that leads to a list, with the number of rows that it promises."""
    for link in page.select("a[href]"):
        address = urljoin(here, str(link["href"]))
        name = list_at(address)
        number = number_in(_counted(link)) if name else None
        if number is not None:
            says_more = (
                name == "cms:course" or "like=" in address
            )  # more than the one beside the link
            yield address.partition("#")[0], number + says_more


def _counted(link: Tag) -> str:
    """The part of a link that counts: its badge, else its words."""
    badge = link.select_one(".chip, .count, .quiet")
    return badge.text if badge else link.text


def choices(page: BeautifulSoup, here: str) -> Iterator[tuple[str, int]]:
    """Every choice of a filter form with a number in brackets, with the address that choosing it leads to."""
    for form in page.select("form"):
        kept = {
            str(each["name"]): str(each["value"])
            for each in form.select("input[type=hidden], input[checked]")
        }
        for select in form.select("select"):
            kept |= {
                str(select["name"]): str(each["value"])
                for each in select.select("option[selected]")
            }
        for select in form.select("select"):
            for option in select.select('option[value]:not([value=""])'):
                if (number := _bracketed(option.text)) is not None:
                    yield _with(here, kept, str(select["name"]), str(option["value"])), number
        for box in form.select("input[type=checkbox]"):
            label = form.select_one(f'label[for="{box["id"]}"]')
            if label and (number := _bracketed(label.text)) is not None:
                yield _with(here, kept, str(box["name"]), str(box["value"])), number


def _bracketed(words: str) -> int | None:
    found = re.search(r"\((\d+)\)\s*$", words)
    return int(found.group(1)) if found else None


def _with(here: str, kept: dict[str, str], name: str, value: str) -> str:
    pairs = {**kept, name: value}
    return f"{here.partition('?')[0]}?{'&'.join(f'{key}={each}' for key, each in pairs.items())}"


def headings(page: BeautifulSoup) -> Iterator[tuple[str, int, Tag]]:
    """Every heading with a number beside its words, with the section it stands over."""
    for heading in page.select("main h1, main h2, main summary"):
        beside = heading.select("span")
        if beside and re.fullmatch(r"\s*[\d,]+\s*", beside[-1].text):
            section = (
                heading.find_parent("details")
                if heading.name == "summary"
                else heading.find_parent("section")
            )
            yield (
                heading.get_text(" ", strip=True),
                int(beside[-1].text.replace(",", "")),
                section or page.select_one("main"),
            )


class Reader:
    """Somebody who reads every page once."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.pages: dict[str, BeautifulSoup] = {}

    def read(self, address: str) -> BeautifulSoup:
        """A page, parsed."""
        if address not in self.pages:
            answer = self.client.get(address)
            assert answer.status_code == 200, address
            self.pages[address] = BeautifulSoup(answer.content, "html.parser")
        return self.pages[address]

    def rows(self, address: str) -> int:
        """How many rows the list behind an address shows, on all its pages; one that says "and 3 more" stands for four."""
        name, found, seen = list_at(address), 0, set()
        while address not in seen:
            seen.add(address)
            page = self.read(address)
            for row in page.select(LISTS[name]):
                more = (
                    row.select_one('a[href*="?like="]') if name == "matching:opening_list" else None
                )
                found += 1 + (number_in(more.text) or 0 if more else 0)
            following = page.select_one('main a[rel="next"]')
            address = urljoin(address, str(following["href"])) if following else address
        return found

    def shown_in(self, section: Tag, here: str) -> set[int]:
        """How many rows stand under a heading; where it shows the first ones, how many the lists have that it leads to."""
        if section.select_one('a[rel="next"], a[rel="prev"]'):
            return {self.rows(here)}
        found = {
            len(section.select(each))
            for each in ("tbody tr", "article", ".notice", "ul.people > li", "ul > li", "ol > li")
        }
        led_to = {urljoin(here, str(link["href"])) for link in section.select("a[href]")}
        return found | {self.rows(address) for address in led_to if list_at(address)}
