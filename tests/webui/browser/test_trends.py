"""Counts over time and two sides of a search in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.webui.browser.contexts import PHONE, WITHOUT_SCRIPT

pytestmark = pytest.mark.browser


@WITHOUT_SCRIPT
def test_queries_are_added_and_taken_out_without_script(page, address):
    page.goto(f"{address}/trends?q=自贸区")
    expect(page.locator(".figure .wide svg")).to_be_visible()
    expect(page.locator(".figure .narrow")).to_be_hidden()
    page.get_by_label("添加一个检索词").fill("人工智能")
    page.get_by_role("button", name="添加").click()
    expect(page.locator(".wide .chart-curve")).to_have_count(2)
    page.get_by_role("link", name="年份", exact=True).click()
    expect(page.locator(".numbers tbody tr")).to_have_count(5)
    page.get_by_role("link", name="移除这个检索词： 自贸区").click()
    expect(page.locator(".wide .chart-curve")).to_have_count(1)


@PHONE
@pytest.mark.parametrize("choices", ["q=自贸区&q=人工智能&split=district", "q=通知&by=year&show=share"])
def test_a_phone_has_its_own_drawing(page, address, choices):
    page.goto(f"{address}/trends?{choices}")
    expect(page.locator(".figure .narrow svg")).to_be_visible()
    expect(page.locator(".figure .wide")).to_be_hidden()


def test_curves_have_colours_and_dashes_of_their_own(page, address):
    page.goto(f"{address}/trends?q=自贸区&q=人工智能")
    looks = page.locator(".wide .chart-curve").evaluate_all(
        "curves => curves.map(one => [getComputedStyle(one).stroke, getComputedStyle(one).strokeDasharray])"
    )
    assert looks[0][0] == "rgb(176, 52, 31)"
    assert looks[0] != looks[1]
    assert looks[0][1] != looks[1][1]


def test_the_file_looks_the_same_outside_of_the_pages(context, page, address):
    page.goto(f"{address}/trends?q=自贸区&split=district")
    with page.expect_download() as started:
        page.get_by_role("link", name="SVG").click()
    text = started.value.path().read_text(encoding="utf-8")
    alone = context.new_page()
    alone.set_content(text.partition("?>")[2])
    drawn = alone.locator("svg")
    assert drawn.bounding_box()["width"] == 900
    assert drawn.locator("rect").first.evaluate("one => getComputedStyle(one).fill") == "rgb(255, 255, 255)"
    assert "rgb(176, 52, 31)" in drawn.locator("g path").evaluate_all(
        "paths => paths.map(one => getComputedStyle(one).stroke)"
    )
    alone.close()


def test_two_sides_are_chosen_in_a_form(page, address):
    page.goto(f"{address}/compare?q=通知")
    page.get_by_role("group", name="A 组").get_by_label("地区").fill("海淀区")
    page.get_by_role("button", name="比较").click()
    expect(page.get_by_role("columnheader").nth(0)).to_contain_text("海淀区")
    expect(page.get_by_role("columnheader").nth(1)).to_contain_text("其余")
