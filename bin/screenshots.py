"""What does every screen look like? Takes a picture of each, as each role, in each language and width.

Maintainers' tool, against a running server with the demo city:
    python bin/screenshots.py --url http://localhost:8000 --out /somewhere --widths 390,1280 --languages zh,en
Start from the addresses below; an address with <…> is found by following the first link of that form on the page before
it. `report.txt` in the folder lists what no page should have: errors, sideways scrolling, requests to other hosts.
The picture of the README is composed from four of the screens:
    python bin/screenshots.py --url http://localhost:8000 --overview docs/pictures/overview.png
"""

import argparse
import io
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PASSWORD = "zhicai-demo-2026"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
HEIGHTS = {390: 844, 1280: 900}
MISSING = ("no-such", "-999999")  # addresses that answer 404
# Pictures wait to be scrolled to, and the bar at the thumb stands over the middle of a long picture.
WHOLE = """() => {
  document.querySelectorAll("img[loading=lazy]").forEach(each => each.loading = "eager");
  document.querySelectorAll(".thumb-bar, .sticky").forEach(each => each.style.position = "static");
}"""
# The README's picture: role, address, and the place on it: left, top, width, height shown; phones are 390 px wide.
OVERVIEW = [
    ("office", "/office/", 1280, (44, 130, 728, 600)),
    ("visitor", "/courses/lv-101/", 390, (790, 60, 256, 660)),
    ("trainee", "/my/", 390, (1068, 160, 256, 640)),
    ("trainee", "/my/courses/ > /verify/[^/]+/", 390, (1346, 60, 256, 660)),
]
PAPER, CLOTH, WEFT, THREAD, EDGE = "#f2ecdf", "#14244a", "#1e2e54", "#c8d5ec", "#857b68"
SIZE, BAND = (1652, 860), 340
# Role → addresses; "a > b" means: on page a, follow the first link whose path matches b.
SCREENS: dict[str, list[str]] = {
    "visitor": [
        "/", "/courses/", "/courses/lv-101/", "/courses/lv-101/ > /runs/[0-9]+/enrol/", "/openings/",
        "/openings/ > /openings/[0-9]+/", "/openings/ > /openings/[0-9]+/ > /openings/[0-9]+/report/", "/search/?q=直播",
        "/results/", "/results/fairness/", "/verify/", "/verify/many/", "/verify/TIANMEN-2026-LV101-9999-9999/", "/join/",
        "/join/trainee/", "/join/company/",
        "/accounts/login/", "/accounts/password/reset/", "/figures/annual_trained/", "/news/", "/no-such-page/",
    ],
    "trainee": [
        "/my/", "/my/courses/", "/my/courses/ > /my/courses/[0-9]+/", "/my/courses/ > /verify/[^/]+/", "/my/matches/",
        "/my/matches/courses/", "/my/matches/courses/lv-201/", "/openings/ > /openings/[0-9]+/ > /my/matches/[0-9]+/why-not/",
        "/recommendations/", "/my/applications/", "/my/applications/ > /my/applications/[0-9]+/",
        "/openings/ > /openings/[0-9]+/", "/openings/ > /openings/[0-9]+/ > /openings/[0-9]+/apply/", "/my/profile/",
        "/my/profile/skills/", "/my/profile/national/", "/my/profile/samples/", "/my/privacy/", "/my/privacy/close/", "/notices/",
    ],
    "company": [
        "/company/", "/company/ > /company/applications/[0-9]+/", "/company/applications/ended/", "/company/openings/",
        "/company/openings/ > /company/openings/[0-9]+/", "/company/openings/new/",
        "/company/openings/ > /company/openings/[0-9]+/ > /company/openings/[0-9]+/people/",
        "/company/profile/", "/company/licence/", "/company/members/", "/notices/",
    ],
    "coordinator": [
        "/university/", "/university/persons/", "/university/persons/ > /university/persons/[0-9]+/",
        "/university/evidence/", "/university/evidence/ > /university/evidence/[0-9]+/", "/notices/",
    ],
    "teacher": [
        "/teaching/", "/teaching/ > /teaching/runs/[0-9]+/",
        "/teaching/ > /teaching/runs/[0-9]+/ > /teaching/records/[0-9]+/",
        "/teaching/ > /teaching/runs/[0-9]+/ > /teaching/meetings/[0-9]+/", "/notices/",
    ],
    "office": [
        "/office/", "/office/persons/", "/office/persons/ > /office/persons/[0-9]+/", "/office/persons/?status=pending",
        "/office/placements/", "/office/hires/", "/office/fairness/",
        "/office/companies/", "/office/companies/ > /office/companies/[0-9]+/", "/office/people/?checked=no",
        "/office/people/?checked=no > /office/people/[0-9]+/", "/office/runs/", "/office/runs/ > /office/runs/[0-9]+/",
        "/office/runs/new/", "/office/placement-rounds/",
        "/office/openings/", "/office/openings/ > /office/openings/[0-9]+/", "/office/texts/", "/office/matching/",
        "/office/invite/",
        "/university/evidence/", "/university/evidence/ > /university/evidence/[0-9]+/", "/notices/",
    ],
}  # fmt: skip


def main() -> int:
    """Take the pictures; the exit code is 1 when the report is not empty."""
    options = read_arguments()
    if options.overview:
        return compose(options.url.rstrip("/"), Path(options.overview))
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for width in numbers(options.widths):
            for language in options.languages.split(","):
                for role in options.roles.split(","):
                    faults += walk(browser, options.url.rstrip("/"), out, role, width, language)
        browser.close()
    (out / "report.txt").write_text("\n".join(faults) + "\n", encoding="utf-8")
    print("\n".join(faults) or "nothing to report")
    return int(bool(faults))


def read_arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--url", default="http://localhost:8000")
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--out", help="folder for a picture of every screen")
    asked.add_argument("--overview", help="file for the picture of the README")
    parser.add_argument("--widths", default="390,1280")
    parser.add_argument("--languages", default="zh,en")
    parser.add_argument("--roles", default=",".join(SCREENS))
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    """Widths from "390,1280"."""
    return [int(each) for each in text.split(",")]


def walk(browser: Any, url: str, out: Path, role: str, width: int, language: str) -> list[str]:
    """Every screen of one role in one shape; returns the faults."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, 900)},
        locale="zh-CN" if language == "zh" else "en-GB",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    faults: list[str] = []
    watch(page, url, faults)
    if role != "visitor":
        log_in(page, url, role)
    for number, screen in enumerate(SCREENS[role]):
        name = f"{role}-{number:02d}-{slug(screen)}-{width}-{language}"
        found = [f"{name}: {fault}" for fault in visit(page, url, screen, language)]
        page.evaluate(WHOLE)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=str(out / f"{name}.png"), full_page=True)
        faults += found
    context.close()
    return faults


def watch(page: Any, url: str, faults: list[str]) -> None:
    """Note errors and requests to other hosts."""
    page.on(
        "request",
        lambda r: (
            r.url.startswith((url, "data:", "blob:")) or faults.append(f"other host: {r.url}")
        ),
    )
    page.on("response", lambda r: r.status < 500 or faults.append(f"{r.status} {r.url}"))
    page.on("pageerror", lambda error: faults.append(f"script error on {page.url}: {error}"))


def log_in(page: Any, url: str, role: str) -> None:
    """Log in as one of the demo accounts."""
    page.goto(f"{url}/accounts/login/")
    page.fill("[name=login]", f"{role}@zhicai.example")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def visit(page: Any, url: str, screen: str, language: str) -> Iterator[str]:
    """Open a screen, following its steps; yields what is wrong with it."""
    first, *steps = screen.split(" > ")
    prefix = "/en" if language == "en" else ""
    answer = page.goto(f"{url}{prefix}{first}")
    for step in steps:
        links = page.locator("main a[href]").evaluate_all("all => all.map(each => each.href)")
        target = next((link for link in links if re.search(f"{step}$", link.split("?")[0])), None)
        if target is None:
            yield f"no link {step} on {page.url}"
            return
        answer = page.goto(target)
    expected = 404 if any(each in screen for each in MISSING) else 200
    if answer.status != expected:
        yield f"{answer.status} {page.url}"
    wide = page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )
    if wide > 0:
        yield f"{wide} px wider than the window"


def compose(url: str, target: Path) -> int:
    """Put four screens on blue calico and keep the picture small: 256 colours, each the middle of those it stands for."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    picture = calico()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for role, screen, width, (left, top, wide, high) in OVERVIEW:
            shot = Image.open(io.BytesIO(photograph(browser, url, role, screen, width))).convert(
                "RGB"
            )
            shown = shot.resize(
                (wide, round(shot.height * wide / shot.width)), Image.Resampling.LANCZOS
            )
            picture.paste(
                EDGE, (left - 1, top - 1, left + wide + 1, top + min(high, shown.height) + 1)
            )
            picture.paste(shown.crop((0, 0, wide, min(high, shown.height))), (left, top))
        browser.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=4, dither=Image.Dither.NONE).save(
        target, optimize=True
    )
    print(f"{target}: {target.stat().st_size} bytes")
    return 0


def calico() -> Any:
    """The ground of the picture: a band of woven indigo with a stitched hem on undyed cotton."""
    from PIL import Image, ImageDraw

    ground = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(ground)
    draw.rectangle((0, 0, SIZE[0], BAND), fill=CLOTH)
    for top in range(0, BAND, 6):
        for left in range(3 * (top // 6 % 2), SIZE[0], 6):
            draw.rectangle((left, top, left + 2, top + 2), fill=WEFT)
    for left in range(0, SIZE[0], 15):
        draw.rectangle((left, BAND - 9, left + 8, BAND - 8), fill=THREAD)
    return ground


def photograph(browser: Any, url: str, role: str, screen: str, width: int) -> bytes:
    """One screen as its role sees it at first, twice as sharp as it is shown."""
    size = {"width": width, "height": HEIGHTS[width] + 120}
    context = browser.new_context(
        viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", device_scale_factor=2
    )
    page = context.new_page()
    if role != "visitor":
        log_in(page, url, role)
    for fault in visit(page, url, screen, "zh"):
        print(fault)
    page.evaluate(WHOLE)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)  # the chart draws itself
    taken: bytes = page.screenshot()
    context.close()
    return taken


def slug(screen: str) -> str:
    """A file name from an address."""
    return (
        re.sub(r"[^a-z0-9]+", "-", screen.split(" > ")[-1].replace("[0-9]+", "id").lower()).strip(
            "-"
        )
        or "home"
    )


if __name__ == "__main__":
    sys.exit(main())
