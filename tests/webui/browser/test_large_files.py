"""Large files on their way: how much has arrived, an end to it, and what is kept."""

import re
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.webui.browser.contexts import WITHOUT_SCRIPT

pytestmark = pytest.mark.browser

SEARCH = "/export?q=人工智能&district=110108"
LARGE = 5_000_000
"""Bytes that a file is said to have, for what the tests search is small."""


@pytest.fixture
def offered(page: Page, address: str, problems: list[str]):
    """The page of exports in some language, where the table is said to be large."""

    def offered(ui: str = "en") -> Page:
        page.goto(f"{address}{SEARCH}&ui={ui}")
        page.locator(".file").first.evaluate("(link, bytes) => { link.dataset.bytes = bytes; }", LARGE)
        return page

    yield offered
    # What is saved has an address of the page's own.
    problems[:] = [one for one in problems if not one.startswith(f"blob:{address}/")]


def plain(address: str, page: Page) -> bytes:
    """What the link leads to, asked for without a browser."""
    href = page.locator(".file").first.get_attribute("href")
    with urllib.request.urlopen(address + quote(href, safe="/?&=:%+")) as answer:
        return answer.read()


@pytest.mark.parametrize(
    ("ui", "saved"), [("en", "Saved as "), ("zh-Hans", "已保存为 "), ("zh-Hant", "已儲存為 ")]
)
def test_a_large_file_is_saved_as_the_link_gives_it(
    offered, address: str, tmp_path: Path, ui: str, saved: str
) -> None:
    page = offered(ui)
    link = page.locator(".file").first
    with page.expect_download() as begun:
        link.press("Enter")
    file = begun.value
    assert file.url.startswith("blob:")
    assert re.fullmatch(r"政搜 人工智能 \d{4}-\d\d-\d\d\.csv", file.suggested_filename)
    file.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes() == plain(address, page)
    expect(page.locator(".arriving")).to_have_text(saved + file.suggested_filename)
    expect(page.locator("#status")).to_have_text(saved + file.suggested_filename)
    expect(link).to_be_focused()


def test_a_small_file_is_left_to_the_browser(page: Page, address: str) -> None:
    page.goto(f"{address}{SEARCH}&ui=en")
    with page.expect_download() as begun:
        page.locator(".file").first.click()
    assert begun.value.url.startswith(address)
    expect(page.locator(".arriving")).to_have_count(0)


def stopped(page: Page, sent: int = LARGE // 4) -> None:
    """Let answers begin, send so many bytes, and not go on."""
    page.evaluate(
        """bytes => {
          window.aborted = false;
          window.fetch = async (url, { signal }) => {
            const body = new ReadableStream({
              start(controller) {
                controller.enqueue(new Uint8Array(bytes));
                window.breakOff = () => controller.error(new TypeError('broken off'));
                signal.addEventListener('abort', () => {
                  window.aborted = true;
                  controller.error(signal.reason);
                });
              },
            });
            const headers = { 'Content-Disposition': "attachment; filename*=UTF-8''large.csv" };
            return new Response(body, { headers });
          };
        }""",
        sent,
    )


def test_how_much_has_arrived_is_seen_and_heard_and_can_be_ended(offered) -> None:
    page = offered()
    stopped(page)
    link = page.locator(".file").first
    link.press("Enter")
    progress = page.get_by_role("progressbar", name="Downloading CSV")
    expect(progress).to_have_js_property("value", LARGE // 4)
    expect(progress).to_have_js_property("max", LARGE)
    expect(page.locator(".arriving .count")).to_have_text("1.3 MB of about 5 MB")
    expect(page.locator("#status")).to_have_text("1.3 MB of about 5 MB")
    # A second click begins nothing, and leads to the button.
    link.click()
    cancel = page.get_by_role("button", name="Cancel")
    expect(cancel).to_have_count(1)
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".arriving")).to_have_text("The download was cancelled.")
    expect(page.locator("#status")).to_have_text("The download was cancelled.")
    expect(link).to_be_focused()
    assert page.evaluate("window.aborted")


def test_who_leaves_the_page_is_asked_while_a_file_arrives(offered) -> None:
    page = offered()
    stopped(page)
    page.locator(".file").first.click()
    expect(page.get_by_role("progressbar")).to_have_js_property("value", LARGE // 4)
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.dismiss())
    back = page.get_by_role("link", name="Back to the results")
    back.click(no_wait_after=True)
    page.get_by_role("button", name="Cancel").click()
    assert asked == ["beforeunload"]
    back.click()
    expect(page.locator(".hit").first).to_be_visible()
    assert asked == ["beforeunload"]


def test_more_than_was_thought_is_no_share_of_it(offered) -> None:
    page = offered()
    stopped(page, LARGE + 1_000_000)
    page.locator(".file").first.click()
    expect(page.locator(".arriving .count")).to_have_text("6 MB")
    assert page.get_by_role("progressbar").evaluate("bar => bar.position") == -1


def test_what_breaks_off_is_told_with_the_plain_link(offered, address: str) -> None:
    page = offered()
    stopped(page)
    link = page.locator(".file").first
    link.click()
    expect(page.get_by_role("progressbar")).to_have_js_property("value", LARGE // 4)
    page.evaluate("window.breakOff()")
    expect(page.locator(".arriving")).to_contain_text("broke off, and nothing was saved")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Let the browser download it").click()
    assert begun.value.url == f"{address}{quote(link.get_attribute('href'), safe='/?&=%')}"


def test_an_answer_that_is_an_error_saves_nothing(offered, problems: list[str]) -> None:
    page = offered()
    page.route("**/api/v1/export?**", lambda route: route.fulfill(status=503, body="{}"))
    page.locator(".file").first.click()
    expect(page.locator(".arriving")).to_contain_text("broke off, and nothing was saved")
    assert [one for one in problems if "503" in one] == problems
    problems.clear()


@WITHOUT_SCRIPT
def test_without_script_the_link_downloads(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}{SEARCH}&ui=en")
    with page.expect_download() as begun:
        page.locator(".file").first.click()
    begun.value.save_as(tmp_path / "plain.csv")
    assert (tmp_path / "plain.csv").read_bytes() == plain(address, page)
    expect(page.get_by_role("progressbar")).to_have_count(0)
