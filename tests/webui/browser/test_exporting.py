"""Taking a result along, in a real browser, without script as with it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from indexer.recording.record import read_record
from tests.tables import csv_rows

pytestmark = pytest.mark.browser

SCRIPT = pytest.mark.parametrize(
    "context_options",
    [{"java_script_enabled": False}, {"java_script_enabled": True, "locale": "zh-TW"}, {"locale": "en-GB"}],
    ids=["no-script", "zh-TW", "en"],
)


@SCRIPT
def test_a_result_is_taken_along_with_its_record(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/?q=人工智能&district=110108&sort=oldest")
    page.locator(".along a").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("导出与引用|匯出與引用|Export and cite"))
    expect(page.locator("#files")).to_contain_text("12")
    with page.expect_download() as begun:
        page.get_by_role("link", name="CSV").click()
    file = begun.value
    assert file.suggested_filename.startswith("政搜 人工智能 ")
    assert file.suggested_filename.endswith(".csv")
    file.save_as(tmp_path / "found.csv")
    content = (tmp_path / "found.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    rows = csv_rows(content.decode("utf-8"))
    days = [row["published"] for row in rows]
    assert (len(days), days) == (12, sorted(days))
    with page.expect_download() as begun:
        page.get_by_role("link", name=re.compile("JSON[）)]|record, JSON")).click()
    begun.value.save_as(tmp_path / "record.json")
    assert [id for id, _ in read_record(tmp_path / "record.json").hits] == [row["id"] for row in rows]


@pytest.mark.parametrize("context_options", [{"color_scheme": "light"}, {"color_scheme": "dark"}])
def test_links_are_seen_in_focus(page: Page, address: str) -> None:
    page.goto(f"{address}/export?q=人工智能")
    link = page.get_by_role("link", name="CSV")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
