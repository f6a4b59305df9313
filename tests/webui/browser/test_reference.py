import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("context_options", [{"viewport": {"width": 360, "height": 740}}])
def test_the_page_about_the_interface_fits_a_phone_and_its_examples_answer(page, address, language):
    page.goto(f"{address}/api?ui={language}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator(".endpoints a").first.click()
    assert page.url.endswith("#search_answer")
    page.locator(".answers a").first.click()
    assert '"total":' in page.locator("body").inner_text()
