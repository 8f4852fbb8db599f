"""Can one person walk from a course page to a counted placement, on a phone, in Chinese?

Nothing is done behind the screens but the passing of time (`stage.let_classes_pass`). Six people, six browsers.
In production shape Redis is emptied, stopped and started and the database restarted on the way: nothing acknowledged is lost.
"""

import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core import clock
from tests.harness.site import Site
from tests.journeys.stage import CLASSES, NAME, PHONE

pytestmark = [pytest.mark.chromium, pytest.mark.slow]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc00000030101009c6e8d0b0000000049454e44ae426082"
)
MONTH = timedelta(days=30)
PASSWORD = "yi-bu-yi-bu-2026"


def press(page: Any, action: str) -> None:
    """Press the button of the form that goes to an address; the details around it are opened first."""
    form = page.locator(f'form[action$="{action}"]').first
    page.locator(f'details:has(form[action$="{action}"])').evaluate_all(
        "all => all.forEach(each => each.open = true)"
    )
    with page.expect_navigation():
        form.locator("button:not([type=button])").first.click()


def figures(page: Any) -> tuple[int, int]:
    """What the office board says: persons, verified placements."""
    page.goto("/office/")
    return figure(page, "annual_trained"), figure(page, "placements")


def figure(page: Any, code: str) -> int:
    """The value beside the first figure with this definition."""
    text = page.locator(
        f'.figure:has(a[href$="/figures/{code}/"]) .figure-value'
    ).first.inner_text()
    return int(re.sub(r"\D", "", text))


def matches(page: Any) -> list[str]:
    """The recommendations with how well they fit and what is missing."""
    page.goto("/my/matches/")
    return page.locator("main article.card").all_inner_texts()


class Journey:
    """The people at their devices, and what they learn on the way."""

    def __init__(self, site: Site, stage: dict[str, Any], phone: Callable[..., Any]) -> None:
        self.site, self.stage, self.phone = site, stage, phone
        self.trainee = phone()
        self.desks: dict[str, Any] = {}

    def desk(self, role: str) -> Any:
        """The window of somebody with a login, logged in once."""
        if role not in self.desks:
            page = self.desks[role] = self.phone()
            page.goto("/accounts/login/")
            page.fill("[name=login]", f"{role}@stage.example")
            page.fill("[name=password]", self.stage["password"])
            press(page, "/accounts/login/")
        return self.desks[role]

    def open_the_course_page(self) -> str:
        """From the catalogue to the course, to a session; returns the address of the session."""
        page = self.trainee
        page.goto("/courses/?q=直播")
        page.locator('a[href$="/courses/lv-101/"]').first.click()
        page.wait_for_url("**/courses/lv-101/")
        assert "直播带货" in page.inner_text("h1")
        link = page.locator(f'a[href*="/runs/{self.stage["run"]}/enrol/"]').first
        assert link.is_visible()
        return str(link.get_attribute("href"))

    def sign_up(self) -> None:
        """Through the trainee's door: a phone number, a code, the desk."""
        page = self.trainee
        page.goto("/join/")
        page.locator('main a[href$="/join/trainee/"]').first.click()
        page.fill("[name=real_name]", NAME)
        page.fill("[name=phone]", PHONE)
        page.fill("[name=password1]", PASSWORD)
        page.fill("[name=birth_on]", "2004-05-06")
        page.check("[name=agrees_terms]")
        page.check("[name=agrees_privacy]")
        page.check("[name=wants_recommendations]")
        with page.expect_navigation():
            page.locator("main form.form button[type=submit]").first.click()
        page.fill("[name=code]", self.site.latest_code())
        with page.expect_navigation():
            page.locator("main form:has([name=code]) button[type=submit]").first.click()
        page.wait_for_url("**/my/")

    def enrol(self, address: str) -> str:
        """Step 1 opens the session, step 2 confirms, step 3 says what comes; returns the page of the enrolment."""
        page = self.trainee
        page.goto(address)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").last.click()
        assert "你有座位了" in page.inner_text("main") or page.url.endswith("/enrolled/")
        assert page.locator("ol.steps li").count() <= 3
        return page.url.removesuffix("enrolled/")

    def teach(self) -> None:
        """Every class is marked, a mark is given, the course is completed."""
        page = self.desk("teacher")
        page.goto("/teaching/")
        page.locator(f'a[href$="/teaching/runs/{self.stage["run"]}/"]').first.click()
        page.wait_for_url("**/teaching/runs/*/")
        sheets = page.locator('main a[href*="/teaching/meetings/"]').evaluate_all(
            "all => all.map(each => each.href)"
        )
        assert len(sheets) == CLASSES
        for sheet in sheets:
            page.goto(sheet)
            with page.expect_navigation():
                page.locator("button[name=everybody]").click()
        page.locator('main a[href*="/teaching/records/"]', has_text=NAME).first.click()
        page.wait_for_url("**/teaching/records/*/")
        page.fill("[name=mark]", "88")
        with page.expect_navigation():
            page.locator("form:has([name=mark]) button").first.click()
        page.locator('main a[href$="/complete/"]').first.click()
        page.wait_for_url("**/complete/")
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()
        assert page.locator('main a[href*="/verify/"]').count()

    def fetch_certificate(self, enrolment: str) -> str:
        """The PDF is one, and the public page calls it valid; returns the number."""
        page = self.trainee
        page.goto(enrolment)
        link = str(page.locator('main a[href$=".pdf"]').first.get_attribute("href"))
        answer = page.request.get(link)
        body = answer.body()
        assert (answer.status, body[:4], len(body) > 20_000) == (200, b"%PDF", True)
        number = Path(link).stem
        stranger = self.phone()
        stranger.goto(f"/verify/{number}/")
        shown = stranger.inner_text("main")
        assert "有效" in shown and number in shown and NAME not in shown
        return number

    def publish(self) -> str:
        """The company posts an opening of the occupation, the office approves it; returns its title."""
        page, title = self.desk("company"), "晚场女装主播"
        page.goto("/company/openings/new/?occupation=live_anchor")
        words = {
            "title": title,
            "duties": "试穿讲解女装，回答弹幕。",
            "conditions": "愿意学习。",
            "shift": "18:00–24:00，月休四天",
        }
        until = f"{clock.today() + MONTH:%Y-%m-%d}"
        facts = {"pay_min": "6000", "pay_max": "9000", "address": "示例路2号", "valid_until": until}
        for name, value in {**words, **facts}.items():
            page.fill(f"[name={name}]", value)
        page.locator("[name=division]").select_option(index=1)
        with page.expect_navigation():
            page.locator("main form.form-wide .buttons button").click()
        page.wait_for_url(re.compile(r"/company/openings/\d+/$"))
        opening = re.search(r"(\d+)/$", page.url)[1]
        press(page, f"/company/openings/{opening}/submit/")
        office = self.desk("office")
        office.goto(f"/office/openings/{opening}/")
        with office.expect_navigation():
            office.locator(f'button[formaction$="/office/openings/{opening}/approve/"]').click()
        return title

    def apply(self) -> int:
        """One tap on the opening's page; returns the application."""
        page = self.trainee
        page.goto(f"/openings/{self.stage['opening']}/")
        press(page, "/apply/")
        page.goto("/my/applications/")
        page.locator('main a[href*="/my/applications/"]').first.click()
        page.wait_for_url(re.compile(r"/my/applications/\d+/"))
        return int(re.search(r"(\d+)/$", page.url)[1])

    def hire(self, application: int) -> None:
        """The company reads, shortlists and offers; the person accepts; the company says that the person started."""
        page = self.desk("company")
        page.goto("/company/")
        page.locator(f'a[href$="/company/applications/{application}/"]').first.click()
        page.wait_for_url(f"**/company/applications/{application}/")
        for verb in ("review", "shortlist"):
            press(page, f"/{application}/{verb}/")
        today = f"{clock.today():%Y-%m-%d}"
        self.fill(page, application, "offer", pay="6500", start_on=today, expires_on=today)
        person = self.trainee
        person.goto(f"/my/applications/{application}/")
        press(person, f"/{application}/accept/")
        page.goto(f"/company/applications/{application}/")
        self.fill(page, application, "claim_hire", start_on=today, pay="6500")
        person.goto(f"/my/applications/{application}/")
        press(person, f"/{application}/confirm/")

    def fill(self, page: Any, application: int, verb: str, **values: str) -> None:
        """Open a step, fill it in, send it."""
        form = page.locator(f'form[action$="/company/applications/{application}/{verb}/"]')
        page.locator(f'details:has(form[action$="/{verb}/"]) > summary').click()
        for name, value in values.items():
            form.locator(f"[name$={name}]").fill(value)
        with page.expect_navigation():
            form.locator("button").last.click()

    def prove(self) -> int:
        """The person hands in the contract, the school accepts it and verifies; returns the placement."""
        page = self.trainee
        form = page.locator('form[action$="/papers/"]')
        placement = int(re.search(r"/placements/(\d+)/", str(form.get_attribute("action")))[1])
        form.locator("[name=kind]").select_option("labour_contract")
        form.locator("[name=file]").set_input_files(
            {"name": "contract.png", "mimeType": "image/png", "buffer": PNG}
        )
        with page.expect_navigation():
            form.locator("button").last.click()
        school = self.desk("coordinator")
        school.goto("/university/evidence/")
        school.locator("main a", has_text=NAME).first.click()
        school.wait_for_url(f"**/university/evidence/{placement}/")
        with school.expect_navigation():
            school.locator("button[value=accept]").first.click()
        school.goto(f"/university/evidence/{placement}/")
        press(school, f"/university/evidence/{placement}/verify/")
        return placement

    def open_the_figures(self, certificate: str, placement: int) -> None:
        """From each figure to the list, to the person, to the evidence."""
        page = self.desk("office")
        page.goto("/office/")
        page.locator('.figure-value a[href*="/office/persons/"]').first.click()
        page.locator("main table a", has_text=NAME).first.click()
        page.wait_for_url(re.compile(r"/office/persons/\d+/"))
        shown = page.inner_text("main")
        assert certificate in shown and "88" in shown
        assert page.locator("main details table tbody tr").count() == CLASSES
        page.locator(f'main a[href$="/university/evidence/{placement}/"]').first.click()
        page.wait_for_url(f"**/university/evidence/{placement}/")
        paper = str(
            page.locator(f'main a[href*="/placements/{placement}/papers/"]').first.get_attribute(
                "href"
            )
        )
        with (
            Image.open(io.BytesIO(page.request.get(paper).body())) as kept,
            Image.open(io.BytesIO(PNG)) as sent,
        ):
            assert (kept.format, kept.size) == (
                "PNG",
                sent.size,
            )  # drawn anew: what was in the file besides is gone
        page.goto("/office/")
        page.locator('.figure:has(a[href$="/figures/placements/"]) .figure-value a').first.click()
        page.wait_for_url("**/office/placements/*")
        assert page.locator(f'main a[href$="/university/evidence/{placement}/"]').count() == 1


def disturbances(site: Site) -> Iterator[str]:
    """What happens to the servers behind the site between two steps, one after another; nothing in the embedded shape."""
    if site.redis is None or not site.database:
        yield from repeat("nothing")
        return
    while True:
        site.redis.stop()
        yield "Redis is away"
        site.restart_database()
        yield "the database was restarted, Redis is away"
        site.redis.start()
        yield "Redis is back, empty"
        site.redis.empty()
        yield "Redis was emptied"
        site.restart_database()
        yield "the database was restarted"


def test_one_person_from_a_course_page_to_a_counted_placement(
    site: Site, stage: dict[str, Any], phone: Callable[..., Any]
):
    journey, disturbed = Journey(site, stage, phone), disturbances(site)
    before = figures(journey.desk("office"))
    session = journey.open_the_course_page()
    next(disturbed)
    journey.sign_up()
    next(disturbed)
    enrolment = journey.enrol(session)
    next(disturbed)
    recommended = matches(journey.trainee)
    site.manage(
        "shell",
        "-v",
        "0",
        "-c",
        f"from tests.journeys import stage; stage.let_classes_pass({stage['run']})",
    )
    journey.teach()
    next(disturbed)
    certificate = journey.fetch_certificate(enrolment)
    learned = matches(journey.trainee)
    assert learned != recommended
    title = journey.publish()
    assert not any(title in card for card in learned)
    assert any(title in card for card in matches(journey.trainee))  # in the very next request
    assert figures(journey.desk("office")) == (before[0] + 1, before[1])
    next(disturbed)
    application = journey.apply()
    next(disturbed)
    journey.hire(application)
    next(disturbed)
    assert figures(journey.desk("office")) == (before[0] + 1, before[1])
    placement = journey.prove()
    next(disturbed)
    assert figures(journey.desk("office")) == (before[0] + 1, before[1] + 1)
    journey.open_the_figures(certificate, placement)
