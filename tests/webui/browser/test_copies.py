"""The switch for copies, in a real browser."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.webui.browser.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def address(copies_app: Flask) -> Iterator[str]:
    """Where the pages with copies are served."""
    with served(copies_app) as address:
        yield address


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
