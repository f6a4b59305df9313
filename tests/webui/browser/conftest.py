import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.webui.browser.serving import served

NAMES = ("chromium", "chromium-browser", "google-chrome")
PICTURES = Path(__file__).parents[3] / "test-pictures"
"""Where each test leaves a picture of the page it saw last, outside what is committed."""
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: the one place where a test may be skipped, and only where nobody asked for all."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    reason = f"no Chromium found: install one, or name one in CHROMIUM (looked for {', '.join(NAMES)})"
    if os.environ.get("ZHENGSOU_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    # What there is to suggest is collected once, and takes longer than a test waits for what it expects.
    assert app.test_client().get("/api/v1/suggest?q=政").status_code == 200
    with served(app) as address:
        yield address


@pytest.fixture
def context_options() -> dict[str, object]:
    """What a test may change about the browser's context, by overriding or parametrizing this."""
    return {}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, object]) -> Iterator[BrowserContext]:
    context = browser.new_context(**({"locale": "zh-CN"} | context_options))
    yield context
    context.close()


@pytest.fixture
def problems() -> list[str]:
    """What was wrong with the page; a test that provokes something looks at it and clears it."""
    return []


@pytest.fixture
def page(
    request: pytest.FixtureRequest, context: BrowserContext, address: str, problems: list[str]
) -> Iterator[Page]:
    """A page of which, at the end of the test, nothing was wrong: no message, no error, no request elsewhere.

    A picture of what it showed then is kept.
    """
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: request.url.startswith(address) or problems.append(request.url))
    yield page
    if not page.is_closed():
        page.screenshot(path=PICTURES / f"{_NOT_IN_NAMES.sub('-', request.node.name)[:100]}.png")
    assert problems == []
