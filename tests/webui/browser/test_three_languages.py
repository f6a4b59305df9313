"""What the workbench does, once in each language of the interface: it works by the names that the language has."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.support import NullTranslations, Translations
from playwright.sync_api import Page, expect

import webui

pytestmark = pytest.mark.browser

LANGUAGES = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en": "en"}

Say = Callable[..., str]
"""What the pages say, in the language of the test, for a string of the code, with values for what it leaves open."""


@pytest.fixture(scope="module", params=LANGUAGES)
def ui(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def catalogue(ui: str) -> NullTranslations:
    return Translations.load(Path(webui.__file__).parent / "translations", [LANGUAGES[ui]])


@pytest.fixture(scope="module")
def say(catalogue: NullTranslations) -> Say:
    def say(text: str, **values: object) -> str:
        said = catalogue.gettext(text)
        return said % values if values else said

    return say


@pytest.fixture(scope="module")
def several(catalogue: NullTranslations) -> Say:
    def several(one: str, more: str, number: int) -> str:
        return catalogue.ngettext(one, more, number) % {"number": number}

    return several


@pytest.fixture
def at(page: Page, address: str, ui: str) -> Callable[[str], None]:
    """Opens a page, chosen language included, and sees that it says which one it is in."""

    def at(path: str) -> None:
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}ui={ui}")
        assert page.locator("html").get_attribute("lang") == ui

    return at


@pytest.fixture
def documents(page: Page, several: Say) -> Callable[[int], None]:
    """Waits until so many documents are found."""

    def documents(number: int) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text(
            several("%(number)s document", "%(number)s documents", number)
        )

    return documents


def test_searching_as_one_types(page, at, say, documents):
    at("/")
    page.get_by_role("combobox", name=say("Search policy news")).fill("haidian")
    option = page.get_by_role("listbox", name=say("Suggestions")).get_by_role("option").first
    expect(option).to_contain_text(say("Place"))
    option.click()
    documents(1)


def test_narrowing(page, at, say, documents, ui):
    at("/?q=自贸区")
    documents(5)
    beijing = "Beijing" if ui == "en" else "北京市"
    page.get_by_role("link", name=say("What is below %(name)s", name=beijing)).click()
    page.locator("#values-district .tree .tree .value").click()
    documents(2)
    chip = page.get_by_role("group", name=say("Filters that are on")).get_by_role("link")
    expect(chip).to_contain_text(say("Remove the filter"))
    chip.click()
    documents(5)
    page.get_by_label(say("From")).fill("2019-01")
    page.get_by_label(say("To")).fill("2020-10")
    page.get_by_role("button", name=say("Apply")).click()
    documents(2)


def test_results(page, at, say, ui):
    at("/?q=自贸区")
    order = page.get_by_role("navigation", name=say("Order"))
    order.get_by_role("link", name=say("Newest"), exact=True).click()
    expect(page.locator(".hit time").first).to_have_attribute("datetime", "2022-01-01")
    scripts = page.get_by_role("navigation", name=say("Script of what is shown"))
    scripts.get_by_role("link").last.click()
    expect(page.locator(".hit h3").nth(2)).to_have_text("海淀區發佈自貿試驗區科技創新片區方案")
    expect(page.locator(".hit mark").first).to_have_text("自貿區")
    page.get_by_role("link", name=say("why?")).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", ui)


def test_a_document(page, at, say):
    at("/documents/hd-ftz?q=自贸区")
    page.keyboard.press("n")
    expect(page.locator(".match-place")).to_have_text(say("%(place)s of %(total)s", place=1, total=2))
    page.get_by_role("link", name=say("Next match")).click()
    expect(page.locator(".match-place")).to_have_text(say("%(place)s of %(total)s", place=2, total=2))
    about = page.get_by_role("complementary", name=say("About this document"))
    expect(about.get_by_role("term").first).to_have_text(say("Published"))
    about.get_by_text(say("Cite this document")).click()
    expect(page.locator(".citation pre").first).to_contain_text("海淀区发布自贸试验区科技创新片区方案")
    page.get_by_role("link", name=say("Back to the results")).click()
    expect(page.locator(".hit")).to_have_count(5)


def test_two_documents_side_by_side(page, at, ui):
    at("/diff?a=ai-01&b=ai-03")
    expect(page.locator("ins, del").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", ui)


@pytest.mark.parametrize(
    ("view", "seen"),
    [
        ("Concordance", ".line mark"),
        ("Trends", ".figure .wide svg"),
        ("Compare", ".sides"),
    ],
)
def test_the_other_views_of_a_search(page, at, say, view, seen):
    at("/?q=自贸区")
    tabs = page.get_by_role("navigation", name=say("Views of this search"))
    tabs.get_by_role("link", name=say(view)).click()
    expect(page.locator(seen).first).to_be_visible()
    expect(tabs.locator("[aria-current]")).to_have_text(say(view))


def test_files_and_feeds(page, at, say, ui):
    at("/?q=自贸区")
    feed = page.locator("link[rel=alternate][type='application/atom+xml']")
    assert f"labels={ui}" in feed.get_attribute("href")
    page.get_by_role("link", name=say("Export and cite")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Export and cite this search"))
    with page.expect_download() as begun:
        page.locator(".file").first.click()
    table = begun.value.path().read_text(encoding="utf-8-sig")
    assert table.count("\n") > 5
    assert ("Haidian" in table) == (ui == "en")


def test_the_interface_for_programs(page, at, say):
    at("/api")
    expect(page.locator(".endpoints a").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Interface for programs"))
