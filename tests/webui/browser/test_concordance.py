"""Concordances in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.webui.browser.contexts import PHONE

pytestmark = pytest.mark.browser


def left_edges(page: Page) -> set[float]:
    """Where the occurrences begin, in pixels from the left."""
    boxes = [mark.bounding_box() for mark in page.locator(".line mark").all()]
    return {round(box["x"]) for box in boxes if box}


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_occurrences_stand_below_each_other(page, address, language):
    page.goto(f"{address}/concordance?q=自贸区&ui={language}")
    assert len(left_edges(page)) == 1
    assert page.locator(".line mark").count() > 5


@PHONE
@pytest.mark.parametrize("query", ["自贸区", "free trade zone", "北京市&order=left"])
def test_a_phone_shows_aligned_lines(page, address, query):
    page.goto(f"{address}/concordance?q={query}")
    assert len(left_edges(page)) == 1


@PHONE
def test_what_is_cut_of_the_left_context_is_its_beginning(page, address):
    page.goto(f"{address}/concordance?q=服務互通")
    before = page.locator(".line .before").first
    assert before.evaluate("element => element.scrollWidth > element.clientWidth")
    # The text ends where the occurrence begins.
    ends = before.locator("bdi").bounding_box()
    begins = page.locator(".line mark").first.bounding_box()
    assert ends["x"] + ends["width"] == pytest.approx(begins["x"], abs=1)


def test_a_blank_beside_an_occurrence_is_seen(page, address):
    page.goto(f"{address}/concordance?q=trade zone&order=date")
    (before, *_) = [line.locator(".before bdi") for line in page.locator(".line").all()]
    assert before.inner_text().endswith("free ")
    narrower = before.evaluate(
        "bdi => { const wide = bdi.getBoundingClientRect().width; bdi.textContent = bdi.textContent.trimEnd();"
        " return wide - bdi.getBoundingClientRect().width }"
    )
    assert narrower > 1


def test_a_line_leads_to_its_place_in_the_document(page, address):
    page.goto(f"{address}/concordance?q=free trade zone&order=date")
    page.locator(".line", has_text="Companies in the").locator("a").last.click()
    assert page.url.endswith("#match-2")
    expect(page.locator("mark:target")).to_have_text("free trade zone")


def test_orders_filters_and_neighbours_are_a_click_away(page, address):
    page.goto(f"{address}/?q=人工智能")
    page.get_by_role("navigation", name="检索的各种视图").get_by_role("link", name="语境索引").click()
    page.get_by_role("link", name="日期").click()
    expect(page.locator(".choices [aria-current]", has_text="日期")).to_be_visible()
    page.locator(".facets .value", has_text="朝阳区").click()
    expect(page.locator(".chip")).to_contain_text("朝阳区")
    expect(page.locator(".choices [aria-current]", has_text="日期")).to_be_visible()
    page.locator(".collocates a", has_text="企业").click()
    expect(page.locator("#q")).to_have_value('人工智能 NEAR/10 "企业"')
    expect(page.locator(".line mark").first).to_have_text("人工智能")


def test_the_table_is_kept_as_a_file(page, address):
    page.goto(f"{address}/concordance?q=自贸区")
    with page.expect_download() as download:
        page.get_by_role("link", name="全部下载为表格（CSV）").click()
    assert download.value.suggested_filename.startswith("政搜 自贸区")
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("id,title,")
