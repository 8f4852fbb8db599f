"""Which Chinese texts of an English page are not marked as Chinese? Found by reading the whole page, not by a list."""

import re
from html.parser import HTMLParser

from django.http import HttpResponse

HAN = re.compile("[\u3400-\u9fff]")
VOID = {"meta", "link", "br", "img", "input", "hr", "source", "wbr", "col"}
READ_ALOUD = ("title", "alt", "placeholder", "aria-label", "content", "label", "data-label")


class Unmarked(HTMLParser):
    """Collects the Chinese texts that stand outside an element with a Chinese lang attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or self.open[-1][1]
        shown = (
            (*READ_ALOUD, "value")
            if tag == "input" and given.get("type") != "hidden"
            else READ_ALOUD
        )
        for name in shown:
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


def unmarked_in(response: HttpResponse) -> list[str]:
    """The Chinese texts that a page does not mark as such; none where the answer is no page."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.status_code not in (200, 422) or not response["Content-Type"].startswith(
        "text/html"
    ):
        return []
    reader = Unmarked()
    reader.feed(body.decode())
    return sorted(set(reader.found))
