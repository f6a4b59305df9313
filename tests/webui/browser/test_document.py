"""Reading a document, in a real browser: matches by key, citations to copy, two side by side, another script, paper."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from indexer.citing import cite
from tests.webui.browser.contexts import PHONE, WITHOUT_SCRIPT
from tests.webui.browser.serving import served
from tests.webui.readable import SOFTWARE, TEXT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def address(readable_app: Flask) -> Iterator[str]:
    """Where the documents to read are served."""
    with served(readable_app) as address:
        yield address


def current(page: Page) -> list[str | None]:
    return [mark.get_attribute("id") for mark in page.locator(".body mark.current").all()]


def test_keys_go_from_match_to_match(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/software?q=互联网")
    total = TEXT.count("互联网")
    expect(page.locator(".match-total")).to_have_text(f"正文中有 {total} 处匹配")
    for key, place in (("n", 1), ("n", 2), ("p", 1), ("p", total), ("n", 1)):
        page.keyboard.press(key)
        expect(page.locator(".match-place")).to_have_text(f"第 {place} 处，共 {total} 处")
        assert current(page) == [f"match-{place}"]
        expect(page.locator(f"#match-{place}")).to_be_in_viewport()
    assert page.url.endswith("#match-1")
    page.get_by_role("link", name="下一处").click()
    assert current(page) == ["match-2"]
    # In the box they are letters.
    page.locator("#q").press("n")
    assert current(page) == ["match-2"]
    page.reload()
    expect(page.locator(".match-place .place")).to_have_text("2")


@WITHOUT_SCRIPT
def test_links_go_from_match_to_match_without_script(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/software?q=互联网")
    for place in (1, 2):
        page.get_by_role("link", name="下一处").click()
        expect(page.locator(".match-place .place")).to_have_text(str(place))
        assert current(page) == [f"match-{place}"]
        expect(page.locator(f"#match-{place}")).to_be_in_viewport()
    page.locator(".cite summary").click()
    expect(page.locator(".citation pre").first).to_be_visible()
    expect(page.locator(".copy-text").first).to_be_hidden()


@pytest.mark.parametrize("context_options", [{"permissions": ["clipboard-read", "clipboard-write"]}])
def test_a_citation_is_copied(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/software")
    page.locator(".cite summary").click()
    page.locator(".copy-text").last.click()
    expect(page.locator(".copy-text").last).to_have_text("已复制")
    shown = page.locator(".citation pre").last.text_content()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    assert (shown or "").startswith("TY  - ") and SOFTWARE.title in cite(SOFTWARE, "ris", SOFTWARE.published)


def test_words_that_say_something_are_shown_in_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/software")
    origin = page.locator("dd", has_text="园区管理委员会").locator(".origin")
    origin.locator("summary").click()
    origin.get_by_role("link").click()
    said = page.locator(".said:target")
    expect(said).to_have_text("园区管理委员会")
    expect(said).to_be_in_viewport()


def test_marks_stay_on_the_right_characters_in_another_script(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=互联网&lang=zh-Hans")
    expect(page.locator(".snippet mark").first).to_have_text("互联网")
    page.get_by_role("link", name="繁体（台湾）").click()
    expect(page.locator(".snippet mark").first).to_have_text("網際網路")
    page.get_by_role("link", name="軟體園區").click()
    expect(page.locator(".body mark").first).to_have_text("網際網路")
    fonts = page.locator(".body p").first.evaluate("element => getComputedStyle(element).fontFamily")
    assert "Noto Serif CJK TC" in fonts
    page.get_by_role("link", name="繁体（香港）").click()
    expect(page.locator(".body mark").first).to_have_text("互聯網")
    fonts = page.locator(".body p").first.evaluate("element => getComputedStyle(element).fontFamily")
    assert "Noto Serif CJK HK" in fonts


@WITHOUT_SCRIPT
def test_copies_unfold_and_lead_to_what_differs(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=夜间经济&collapse=1")
    page.locator(".copies summary").first.click()
    page.locator(".copies li").first.get_by_role("link", name="不同之处").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("两篇并排对照")


def test_two_documents_stand_side_by_side(page: Page, address: str) -> None:
    page.goto(f"{address}/diff?a=night&b=night-2022")
    change = page.locator(".change-changed").last
    left, right = (change.locator(f".side-{side}").bounding_box() for side in ("left", "right"))
    assert left["x"] + left["width"] <= right["x"] and left["y"] == right["y"]
    removed = page.locator("del").first
    assert "line-through" in removed.evaluate("element => getComputedStyle(element).textDecorationLine")
    assert "underline" in page.locator("ins").first.evaluate(
        "element => getComputedStyle(element).textDecorationLine"
    )


@PHONE
def test_on_a_phone_two_documents_stand_one_over_the_other(page: Page, address: str) -> None:
    page.goto(f"{address}/diff?a=night&b=night-2022")
    change = page.locator(".change-changed").last
    left, right = (change.locator(f".side-{side}").bounding_box() for side in ("left", "right"))
    assert left["y"] + left["height"] <= right["y"] and left["x"] == right["x"]


@pytest.mark.parametrize("context_options", [{"color_scheme": "dark"}], ids=["dark"])
def test_on_paper_there_is_the_document_and_what_is_known_of_it(page: Page, address: str) -> None:
    page.goto(f"{address}/documents/night?q=措施")
    page.emulate_media(media="print")
    for shown in (".body", ".about time", ".permalink"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (".masthead", ".way", ".origin", ".cite", ".others", ".footer"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()
    assert page.locator("body").evaluate(
        "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    ) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    mark = page.locator(".body mark").first
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") == "rgba(0, 0, 0, 0)"
