"""What does a page weigh on a phone that comes for the first time? `python -m benchmarks.weight --json`.

Starts the site as `make run` serves it (or asks `--url`), opens each page in Chromium with an empty cache and counts what
came over the wire: requests and bytes of the document, styles, scripts, pictures and fonts. Without Chromium it says so.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bin.screenshots import FLAGS, visit
from tests.harness.site import Site

BYTES_BAR, REQUESTS_BAR = 50_000, 8
STYLES_BAR = 14_000
DENSITY = 2  # of the screen: most phones show two or three dots where the page counts one


@dataclass(frozen=True)
class WeighedPage:
    """A page by its name; `screen` is an address and, behind " > ", the link to follow from there."""

    name: str
    screen: str


PAGES = (
    WeighedPage("home", "/"),
    WeighedPage("catalogue", "/courses/"),
    WeighedPage("course", "/courses/lv-101/"),
    WeighedPage("opening", "/openings/ > /openings/[0-9]+/"),
    WeighedPage("enrol", "/courses/lv-101/ > /runs/[0-9]+/enrol/"),
    WeighedPage("openings", "/openings/"),
)


def main() -> int:
    """Weigh every page and print one JSON object; exit 1 if a page is above its bar."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", default="", help="a running site; else one is started")
    parser.add_argument("--width", type=int, default=390)
    parser.add_argument("--density", type=float, default=DENSITY)
    parser.add_argument("--json", action="store_true", help="always printed as JSON")
    options = parser.parse_args()
    if not shutil.which("chromium"):
        print(json.dumps({"benchmark": "weight", "skipped": "needs Chromium"}))
        return 0
    with served(options.url) as url:
        pages = weigh(url, options.width, options.density)
    shape = {"width": options.width, "density": options.density}
    print(json.dumps({"benchmark": "weight", **shape, "pages": pages}, ensure_ascii=False))
    return 0 if all(page["is_light"] for page in pages) else 1


@contextmanager
def served(url: str) -> Iterator[str]:
    """Name a site that answers: the one asked for, or one of our own with the demo city."""
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), production=False)
        try:
            site.prepare()
            site.start("web")
            yield site.url
        finally:
            site.stop()


def weigh(url: str, width: int, density: float) -> list[dict]:
    """Open each page in a browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        pages = [line(page, _sent(browser, url, page, width, density)) for page in PAGES]
        browser.close()
    return pages


def _sent(browser: Any, url: str, page: WeighedPage, width: int, density: float) -> list[dict]:
    """What came over the wire for the page: kind and bytes of each answer."""
    finder = browser.new_page()
    faults = list(visit(finder, url, page.screen, "zh"))
    if faults:
        raise SystemExit(f"{page.name}: {faults}")
    address = finder.url
    finder.close()
    context = browser.new_context(
        viewport={"width": width, "height": 844}, device_scale_factor=density, is_mobile=True
    )
    tab = context.new_page()
    wire = context.new_cdp_session(tab)
    kinds: dict[str, str] = {}
    sent: list[dict] = []
    wire.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    wire.on(
        "Network.loadingFinished",
        lambda e: sent.append({"id": e["requestId"], "bytes": e["encodedDataLength"]}),
    )
    wire.send("Network.enable")
    tab.goto(address, wait_until="networkidle")
    context.close()
    return [{"kind": kinds[each["id"]], "bytes": each["bytes"]} for each in sent]


def line(page: WeighedPage, sent: list[dict]) -> dict:
    """One page's figures beside its bars."""
    weights: Counter[str] = Counter()
    for each in sent:
        weights[each["kind"].lower()] += round(each["bytes"])
    whole = sum(weights.values())
    return {
        "name": page.name,
        "bytes": whole,
        "bytes_bar": BYTES_BAR,
        "requests": len(sent),
        "requests_bar": REQUESTS_BAR,
        "of_which": dict(weights),
        "heaviest_picture": max(
            (round(e["bytes"]) for e in sent if e["kind"] == "Image"), default=0
        ),
        "is_light": whole <= BYTES_BAR
        and len(sent) <= REQUESTS_BAR
        and weights["stylesheet"] <= STYLES_BAR,
    }


if __name__ == "__main__":
    raise SystemExit(main())
