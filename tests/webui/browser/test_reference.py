import pytest

pytestmark = pytest.mark.browser


def test_examples_of_the_page_about_the_interface_answer(page, address):
    page.goto(f"{address}/api")
    page.locator(".endpoints a").first.click()
    assert page.url.endswith("#search_answer")
    page.locator(".answers a").first.click()
    assert '"total":' in page.locator("body").inner_text()
