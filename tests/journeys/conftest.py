"""What does a journey through the screens start from?

`site`     the running installation (tests/harness/site.py): web processes and a worker on a database of its own
`stage`    what stands on it before anybody comes (tests/journeys/stage.py): ids by name
`phone`    makes a browser window of 390 px; `desk` one of 1280 px; each call is another person: `anna = phone()`.
           A page that asks another host for anything, throws in its script, complains in its console or answers 5xx fails the test.
With ZHICAI_WALK=production the same journeys walk the production shape (PostgreSQL, Redis, several web processes).
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.needs import CHROMIUM
from tests.harness.site import Site

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
PATIENCE_MS = 15_000


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The installation, with tables, texts and nobody in it."""
    folder = tmp_path_factory.mktemp("site")
    running = Site(folder, production=os.environ.get("ZHICAI_WALK") == "production")
    try:
        running.manage("compile_messages")
        running.migrate()
        running.manage("createcachetable")
        if running.production:
            running.manage("collectstatic", "--no-input", "-v", "0")
        running.start("web")
        running.start("worker")
        yield running
    finally:
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def stage(site: Site) -> dict[str, Any]:
    """What the journeys find there, by name."""
    printed = site.manage(
        "shell", "-v", "0", "-c", "from tests.journeys import stage; stage.build()"
    )
    return dict(json.loads(printed.strip().splitlines()[-1]))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium under Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Watched:
    """Collects what a page must never do."""

    def __init__(self, site_url: str) -> None:
        self.site_url, self.faults = site_url, []

    def watch(self, page: Any) -> None:
        """Listen to one window."""
        page.on("request", self.saw_request)
        page.on("response", self.saw_response)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self.saw_console)

    def saw_request(self, request: Any) -> None:
        """Every address asked for is the site's own."""
        if not request.url.startswith((self.site_url, "data:", "blob:")):
            self.faults.append(f"asked another host: {request.url}")

    def saw_response(self, response: Any) -> None:
        """No answer is an error of the server."""
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def saw_console(self, message: Any) -> None:
        """The browser itself complains about nothing, but the refusals (4xx) that a test asks for."""
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            self.faults.append(f"console: {message.text}")


@pytest.fixture
def watched(site: Site) -> Iterator[Watched]:
    """The watcher; its findings fail the test at the end."""
    watcher = Watched(site.url)
    yield watcher
    assert watcher.faults == []


@pytest.fixture
def window(
    browser: Any, site: Site, watched: Watched, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Any]]:
    """`window(width, height, language)` opens a window of a new person."""
    contexts = []

    def open_window(width: int, height: int, language: str = "zh-CN") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            base_url=site.url,
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watched.watch(page)
        return page

    yield open_window
    folder = os.environ.get("ZHICAI_SCREENSHOTS")
    for number, context in enumerate(contexts):
        if folder:
            for page in context.pages:
                page.screenshot(
                    path=str(Path(folder) / f"{request.node.name}-{number}.png"), full_page=True
                )
        context.close()


@pytest.fixture
def phone(window: Callable[..., Any]) -> Callable[..., Any]:
    """A person with a phone."""
    return lambda language="zh-CN": window(390, 844, language)


@pytest.fixture
def desk(window: Callable[..., Any]) -> Callable[..., Any]:
    """A person at a desk."""
    return lambda language="zh-CN": window(1280, 900, language)
