"""Does every screen stand on a phone and on a desk, in both languages, for everybody who may see it?

Each page of each role: it answers, it does not scroll sideways at 390 or 1280 px, axe finds nothing serious, no English
sentence stands in a Chinese page and no Chinese in an English one. Requests to other hosts and console errors fail in
the fixtures. The same pages once more on a phone in dark colours with large print: contrast and width. What people and firms wrote is theirs and keeps its language: `WRITTEN` lists what the stage holds of it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.harness.site import Site

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.slow,
    pytest.mark.anywhere,
]  # how a page looks, no database changes

# Addresses by role; {names} are ids of the stage.
SCREENS: dict[str, tuple[str, ...]] = {
    "visitor": (
        "/", "/courses/", "/courses/lv-101/", "/runs/{run}/enrol/", "/openings/", "/openings/{opening}/",
        "/openings/{opening}/report/", "/recommendations/", "/search/?q=live", "/results/", "/figures/annual_trained/",
        "/verify/", "/verify/many/?numbers={certificate}", "/verify/{certificate}/", "/join/", "/join/trainee/", "/join/company/", "/accounts/login/",
        "/accounts/login/code/", "/accounts/password/reset/",
    ),
    "trainee": (
        "/my/", "/my/courses/", "/my/courses/{enrolment}/", "/my/matches/", "/my/applications/",
        "/my/applications/{application}/", "/openings/{opening}/", "/openings/{opening}/apply/", "/runs/{run}/enrol/",
        "/my/profile/", "/my/profile/skills/", "/my/profile/earlier/", "/my/profile/samples/", "/my/privacy/", "/my/privacy/close/", "/notices/",
    ),
    "company": (
        "/company/", "/company/applications/{application}/", "/company/applications/ended/", "/company/openings/",
        "/company/openings/{opening}/", "/company/openings/new/",
        "/company/profile/", "/company/licence/", "/company/members/", "/notices/",
    ),
    "coordinator": (
        "/university/", "/university/persons/", "/university/persons/{trainee}/", "/university/evidence/",
        "/university/evidence/{placement}/", "/notices/",
    ),
    "teacher": (
        "/teaching/", "/teaching/runs/{taught_run}/", "/teaching/meetings/{meeting}/", "/teaching/records/{enrolment}/",
        "/notices/",
    ),
    "office": (
        "/office/", "/office/persons/", "/office/persons/{trainee}/", "/office/placements/", "/office/companies/",
        "/office/companies/{company}/", "/office/people/", "/office/people/{trainee}/", "/office/runs/",
        "/office/runs/{run}/", "/office/runs/new/", "/office/openings/", "/office/openings/{opening}/", "/office/matching/",
        "/office/invite/", "/university/evidence/", "/notices/",
    ),
}  # fmt: skip
# Names of the fictional cast and what they wrote in Chinese.
WRITTEN = (
    "织才",
    "中文",
    "示例[一-鿿（）0-9]*",
    "女装主播(助理)?",
    "负责女装直播.*",
    "普通话清楚.*",
    "早八晚五.*",
    "（虚构）",
)
EXEMPT = "code, pre, script, style, template, [lang], .letter, option"
STRAY = """([language, exempt, written]) => {
  const chinese = /[\\u4e00-\\u9fff]/, english = /[A-Za-z]{2,}(?: [A-Za-z’',-]{2,}){3,}/;
  const pattern = language === "en" ? chinese : english;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement;
    if (holder.closest(exempt) || !holder.checkVisibility()) continue;
    const text = written.reduce((rest, each) => rest.replaceAll(new RegExp(each, "g"), ""), node.textContent);
    if (pattern.test(text)) found.push(text.trim().slice(0, 90));
  }
  return found;
}"""
WIDER = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
WIDTHS = {"zh": (1280, 390), "en": (390, 1280)}  # axe looks at the last


def faults_of(page: Any, language: str, is_ok: bool) -> list[str]:
    """What is wrong with the screen that is open."""
    faults = [] if is_ok else ["does not answer 200"]
    for width in WIDTHS[language]:
        page.set_viewport_size({"width": width, "height": 900})
        wider = page.evaluate(WIDER)
        faults += [f"{wider} px wider than {width}"] if wider > 0 else []
    faults += [
        f"stray text: {text}" for text in page.evaluate(STRAY, [language, EXEMPT, list(WRITTEN)])
    ]
    found = Axe().run(page).response["violations"]
    return faults + [
        f"axe {each['id']}: {each['nodes'][0]['target']}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def sign_in(page: Any, role: str, password: str) -> None:
    """Come in as somebody of the stage."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", f"{role}@stage.example")
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("role", list(SCREENS))
def test_every_screen_stands(
    site: Site, stage: dict[str, Any], desk: Callable[..., Any], role: str, language: str
):
    page = desk("zh-CN" if language == "zh" else "en-GB")
    if role != "visitor":
        sign_in(page, role, stage["password"])
    prefix = "" if language == "zh" else "/en"

    faults = {}
    for screen in SCREENS[role]:
        address = prefix + screen.format(**stage)
        answer = page.goto(address)
        faults[address] = faults_of(page, language, is_ok=bool(answer and answer.ok))

    assert {address: found for address, found in faults.items() if found} == {}


CONTRAST = {"runOnly": ["color-contrast"]}


@pytest.mark.parametrize("role", list(SCREENS))
def test_every_screen_stands_dark_and_in_large_print(
    site: Site, stage: dict[str, Any], phone: Callable[..., Any], role: str
):
    page = phone()
    if role != "visitor":
        sign_in(page, role, stage["password"])
    cookies = {"theme": "dark", "elder": "1"}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
    )

    faults: dict[str, list[str]] = {}
    for screen in SCREENS[role]:
        address = screen.format(**stage)
        page.goto(address)
        wider = page.evaluate(WIDER)
        faults[address] = [f"{wider} px wider than 390"] if wider > 0 else []
        for found in Axe().run(page, options=CONTRAST).response["violations"]:
            faults[address] += [f"contrast: {node['target']}" for node in found["nodes"]]
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert {address: found for address, found in faults.items() if found} == {}
