"""What a reader does, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.webui.browser.contexts import PHONE, WITHOUT_SCRIPT

pytestmark = pytest.mark.browser


def open_results(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}/?q={query}")


def count_in(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_typing_and_enter_search_and_marks_can_be_seen(page, address):
    page.goto(address)
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("自貿區")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("5 篇文献")
    mark = page.locator(".hit mark").first
    expect(mark).to_be_visible()
    background = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    assert background == "rgb(255, 229, 154)"


@WITHOUT_SCRIPT
def test_everything_works_without_script(page, address):
    page.goto(address)
    page.get_by_role("searchbox").fill("自贸区")
    page.get_by_role("button", name="检索").click()
    value = page.locator(".facets .value", has_text="北京市")
    count = count_in(value.locator(".count").inner_text())
    value.click()
    expect(page.locator(".hit")).to_have_count(count)
    page.locator(".hit h3 a").first.click()
    expect(page.locator(".body mark").first).to_be_visible()
    page.get_by_role("link", name="返回检索结果").click()
    page.locator(".chip").click()
    expect(page.locator(".hit")).to_have_count(5)
    page.get_by_role("link", name="北京市的下级").click()
    expect(page.locator("#values-district .tree .tree bdi")).to_have_text(["海淀区"])
    page.goto(f"{address}/?q=通知")
    bar = page.locator(".plot a").first
    bar.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 篇文献")
    expect(page.locator(".chip")).to_contain_text("2018-")


def test_a_facet_narrows_to_as_many_as_it_says(page, address):
    open_results(page, address, "通知")
    page.get_by_role("link", name="按年列出").click()
    value = page.locator(".facets .value", has_text="2019")
    count = count_in(value.locator(".count").inner_text())
    value.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{count} 篇文献")
    expect(page.locator(".chip")).to_contain_text("2019")


def test_dates_can_be_typed(page, address):
    open_results(page, address, "通知")
    page.get_by_label("从").fill("2019-01")
    page.get_by_label("至").fill("2019-06")
    page.get_by_role("button", name="应用").click()
    expect(page.locator(".chip")).to_contain_text("2019-01 – 2019-06")


def test_pages_turn(page, address):
    open_results(page, address, "通知")
    first = page.locator(".hit h3").all_inner_texts()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pager [aria-current=page]")).to_have_text("2")
    assert not set(first) & set(page.locator(".hit h3").all_inner_texts())


def test_the_language_is_switched_and_kept(page, address):
    open_results(page, address, "自贸区")
    page.get_by_role("link", name="繁體").click()
    expect(page.get_by_role("button", name="檢索")).to_be_visible()
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    cookies = page.context.cookies()
    assert [(cookie["name"], cookie["sameSite"]) for cookie in cookies] == [("ui", "Lax")]


def test_each_script_is_drawn_in_its_own_fonts(page, address):
    open_results(page, address, "自贸区")
    for language, font in (("zh-Hans", "Noto Sans CJK SC"), ("zh-Hant", "Noto Sans CJK TC")):
        title = page.locator(f".hit h3[lang={language}]").first
        assert font in title.evaluate("element => getComputedStyle(element).fontFamily")


@pytest.mark.parametrize("context_options", [{"color_scheme": "dark"}], ids=["dark"])
def test_a_dark_system_gets_dark_pages(page, address):
    open_results(page, address, "自贸区")
    assert (
        page.locator("body").evaluate("element => getComputedStyle(element).backgroundColor")
        == "rgb(24, 22, 19)"
    )


@PHONE
def test_on_a_phone_the_filters_are_folded_away(page, address):
    open_results(page, address, "自贸区")
    value = page.locator(".facets .value", has_text="北京市")
    expect(value).to_be_hidden()
    page.locator(".filters summary").first.click()
    value.click()
    expect(page.locator(".chip")).to_contain_text("北京市")


def test_on_a_wide_screen_the_filters_stand_open(page, address):
    open_results(page, address, "自贸区")
    expect(page.locator(".facets .value", has_text="北京市")).to_be_visible()
    expect(page.locator(".filters summary").first).to_be_hidden()


def test_a_citation_is_followed_there_and_back(page, address):
    open_results(page, address, "香港")
    page.locator(".hit h3 a", has_text="香港").first.click()
    page.locator(".about .cites a", has_text="海淀区发布").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("海淀区发布自贸试验区科技创新片区方案")
    page.locator(".about .cited-by a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("香港與內地自貿區深化合作")


def test_the_keyboard_reaches_everything(page, address):
    page.goto(address)
    # A character typed before the box has the focus would be lost.
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("自贸区")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("5 篇文献")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    title = page.locator(".hit h3 a").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if title.evaluate("element => element === document.activeElement"):
            break
    assert title.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".document mark").first).to_be_visible()


def test_a_hostile_document_stays_text(page, address):
    page.on("dialog", lambda dialog: pytest.fail(f"a document ran a script: {dialog.message}"))
    page.goto(f"{address}/documents/hostile?q=自贸区")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert('title')</script>")


def test_a_printed_document_is_the_document_alone(page, address):
    page.goto(f"{address}/documents/hd-ftz?q=自贸区")
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".body")).to_be_visible()


def test_a_reader_asks_why_a_document_is_there_and_why_another_is_missing(page, address):
    open_results(page, address, "自贸区 海淀")
    page.get_by_role("link", name="为什么？").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("为什么找到了这篇文献")
    page.get_by_label("再问一篇").fill("https://news.example/ai/3")
    page.get_by_role("button", name="问为什么").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("为什么没有找到这篇文献")
    expect(page.locator(".part-lacking").first).to_be_visible()
    page.get_by_role("link", name="返回检索结果").click()
    expect(page.get_by_role("combobox")).to_have_value("自贸区 海淀")
