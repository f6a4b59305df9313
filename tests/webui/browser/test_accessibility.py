"""WCAG 2.2 A and AA: every page, light and dark, in Chinese and English, wide and narrow, as axe-core tests it.

What axe cannot see is reflow: that no page, a narrow one least of all, is read by scrolling sideways.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.webui.browser.contexts import PHONE_SIZE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/?q=自贸区",
    "/?q=通知&district=110000&from=2018&open=source",
    "/?q=“没有这样的话”&district=110108",
    "/?q=" + "a" * 2000,
    "/documents/hostile?q=自贸区",
    "/documents/hd-ftz?q=自贸区&script=zh-Hant-HK",
    "/diff?a=hd-ftz&b=hostile",
    "/why?q=“科技创新园区” 海淀 NEAR/3 人工智能 标题:自贸区&doc=hk/ftz%3Fa=1%23b&district=上海",
    "/concordance?q=自贸区",
    "/trends?q=自贸区&q=人工智能&split=district",
    "/trends?q=通知&by=year&show=share",
    "/compare?q=通知&a_district=海淀&b_from=2019",
    "/export?q=人工智能&from=2018&to=2020&district=110108",
    "/api",
    "/nowhere",
]


def scrolls_sideways(page: Page) -> bool:
    """Whether something is wider than the page, which leaves room for a bar to scroll down by."""
    return page.evaluate("document.documentElement.scrollWidth > document.body.clientWidth")


def violations(page: Page) -> list[str]:
    answer = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    return [f"{found['id']}: {node['html']}" for found in answer["violations"] for node in found["nodes"]]


@pytest.mark.browser
@pytest.mark.parametrize(
    "context_options",
    [{"color_scheme": "light"}, {"color_scheme": "dark", "locale": "en-GB"}],
    ids=["light", "dark-en"],
)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_a_page_from_anybody(
    page: Page, address: str, path: str, context_options: dict[str, str], problems: list[str]
) -> None:
    page.goto(address + path)
    # Pages that tell of an error come with its status, which browsers note.
    problems[:] = [problem for problem in problems if "Failed to load resource" not in problem]
    assert violations(page) == []
    assert not scrolls_sideways(page)
    page.set_viewport_size(PHONE_SIZE)
    # Colours are the same on a narrow page.
    if context_options["color_scheme"] == "light":
        assert violations(page) == []
    # With all that can be unfolded, too.
    for unfold in (False, True):
        page.locator("details").evaluate_all("(all, open) => all.forEach(one => one.open ||= open)", unfold)
        assert not scrolls_sideways(page)
