"""Is the printed board whole on A4, upright and across: chart up to December, title, unit, maker and time, nothing cut?"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.harness.site import Site
from tests.journeys.test_screens import WIDER, sign_in

pytestmark = [pytest.mark.chromium]
SAID = (
    "织才Zhicai·工作看板",
    "单位:",
    "制表:",
    "数据健康",
    "完成目标还需要什么",
    *(f"{n}月" for n in range(1, 13)),
)
PAPER = {
    "upright": (595, 673),
    "across": (842, 1001),
}  # width in points, and between the margins in pixels
RIGHT = "[...document.querySelectorAll('main *')].map(e => e.getBoundingClientRect().right)"


def printed(page: Any, way: str) -> tuple[int, list[str]]:
    """Print the page that is open: how wide the sheets are, and what of SAID is missing on them."""
    content = page.pdf(format="A4", landscape=way == "across", print_background=True)
    if folder := os.environ.get("ZHICAI_SCREENSHOTS"):
        (Path(folder) / f"board-{way}.pdf").write_bytes(content)
    sheets = PdfReader(BytesIO(content)).pages
    text = "".join("".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in sheets)
    return int(sheets[0].mediabox.width), [said for said in SAID if said not in text]


def drawn_until(page: Any) -> float:
    """How far to the right of the printed chart anything is drawn, of its width: the goal's line ends with December."""
    picture = Image.open(BytesIO(page.locator(".chart").screenshot())).convert("L")
    inked = np.flatnonzero((np.asarray(picture) < 200).any(axis=0))
    return float(inked[-1] / picture.width)


@pytest.mark.parametrize("way", list(PAPER))
def test_the_board_is_whole_on_paper(
    site: Site, stage: dict[str, Any], desk: Callable[..., Any], way: str
):
    page = desk("zh-CN")
    sign_in(page, "office", stage["password"])
    page.goto("/office/")
    page.locator(".chart canvas").wait_for()
    width, inside = PAPER[way]

    assert printed(page, way) == (width, [])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": inside, "height": 900})
    assert (page.evaluate(WIDER), page.evaluate(f"Math.max(...{RIGHT}) <= {inside}")) == (0, True)
    assert drawn_until(page) > 0.95


def test_a_printed_list_has_no_filter_and_breaks_no_name(
    site: Site, stage: dict[str, Any], desk: Callable[..., Any]
):
    """A name stays on one line, the form above the list and the bar below it stay off the paper."""
    page = desk("zh-CN")
    sign_in(page, "office", stage["password"])
    page.goto("/office/companies/")
    page.emulate_media(media="print")
    assert page.locator("main form").count() and not page.locator("main form").first.is_visible()
    broken = "all => new Set(all.map(e => getComputedStyle(e).wordBreak)).size"
    assert page.locator("tbody th, tbody td").evaluate_all(broken) == 1
    assert (
        page.locator("tbody th").first.evaluate("e => getComputedStyle(e).wordBreak") == "keep-all"
    )
    content = page.pdf(format="A4")
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(content)).pages)
    assert "筛选" not in text
    assert "制表" in text and "1/" in text


# Boxes on the paper whose heading stays off it: what they were for can only be done on a screen.
HEADLESS = """all => all.filter(e => e.checkVisibility() && e.querySelector("h2")
  && !e.querySelector("h2").checkVisibility()).map(e => e.textContent.trim())"""
DESKS = {
    "office": (
        "/office/companies/?state=verified",
        "/office/people/?checked=no",
        "/office/runs/",
        "/office/hires/",
    ),
    "company": ("/company/", "/company/openings/", "/company/applications/{application}/"),
    "coordinator": ("/university/", "/university/persons/"),
    "teacher": ("/teaching/",),
}


@pytest.mark.parametrize("role", list(DESKS))
def test_every_desk_is_headed_and_has_nothing_dead_on_paper(
    site: Site, stage: dict[str, Any], desk: Callable[..., Any], role: str
):
    """Whose, by whom and when stands above; what can only be pressed or filled in stays off; sheets are numbered."""
    page = desk("zh-CN")
    sign_in(page, role, stage["password"])
    page.emulate_media(media="print")
    for address in DESKS[role]:
        page.goto(address.format(**stage))
        assert page.locator(".print-head").is_visible(), address
        dead = "main :is(button, .button, input, select, textarea)"
        assert (
            page.locator(dead).evaluate_all("all => all.filter(e => e.checkVisibility()).length")
            == 0
        ), address
        assert page.locator("main .panel").evaluate_all(HEADLESS) == [], address
    if role == "office":
        page.goto(DESKS[role][0])
        assert "筛选范围 状态：已核验" in page.locator("main").inner_text()
