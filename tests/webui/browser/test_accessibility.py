"""WCAG 2.2 A and AA as axe-core tests them: every page, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/?q=自贸区",
    "/?q=通知&district=110000&from=2018&open=source",
    "/?q=“没有这样的话”",
    "/?q=" + "a" * 2000,
    "/documents/hostile?q=自贸区",
    "/diff?a=hd-ftz&b=hostile",
    "/why?q=自贸区 海淀&doc=hd-ftz",
    "/concordance?q=自贸区",
    "/trends?q=自贸区&q=人工智能&by=year",
    "/compare?q=通知&a_from=2018&a_to=2018&b_from=2019&b_to=2019",
    "/export?q=自贸区",
    "/api",
    "/nowhere",
]


def violations(page: Page) -> list[str]:
    answer = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    return [f"{found['id']}: {node['html']}" for found in answer["violations"] for node in found["nodes"]]


@pytest.mark.browser
@pytest.mark.parametrize(
    "context_options", [{"color_scheme": "light"}, {"color_scheme": "dark"}], ids=["light", "dark"]
)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_a_page_from_anybody(page: Page, address: str, path: str, problems: list[str]) -> None:
    page.goto(address + path)
    # Pages that tell of an error come with its status, which browsers note.
    problems[:] = [problem for problem in problems if "Failed to load resource" not in problem]
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert violations(page) == []
