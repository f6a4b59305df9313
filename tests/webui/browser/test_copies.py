"""The switch for copies, in a real browser."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.webui.copies import copies_app

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the pages with copies are served."""
    server = make_server("127.0.0.1", 0, copies_app(), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_reader_shows_one_of_each_and_goes_to_the_copies(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=夜间经济")
    expect(page.locator(".hit")).to_have_count(4)
    page.get_by_role("link", name="相同内容只显示一篇").click()
    expect(page.locator(".hit")).to_have_count(2)
    expect(page.get_by_role("link", name="相同内容只显示一篇")).to_have_attribute("aria-current", "true")
    page.locator(".copies summary").click()
    expect(page.locator(".copies li")).to_have_count(2)
    page.locator(".copies li a").first.click()
    expect(page.locator(".copy")).to_have_count(2)
    there = page.url
    page.locator(".copy a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("的措施公")
    assert page.url != there
