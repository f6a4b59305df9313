"""Taking a result along, in a real browser, without script as with it."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from indexer.recording.record import read_record

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
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    days = [row["published"] for row in rows]
    assert (len(days), days) == (12, sorted(days))
    with page.expect_download() as begun:
        page.get_by_role("link", name=re.compile("JSON[）)]|record, JSON")).click()
    begun.value.save_as(tmp_path / "record.json")
    assert [id for id, _ in read_record(tmp_path / "record.json").hits] == [row["id"] for row in rows]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_its_links_are_seen_in_focus(
    page: Page, address: str, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}/export?q=人工智能&from=2018&to=2020&district=110108&ui=en")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    link = page.get_by_role("link", name="CSV")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
