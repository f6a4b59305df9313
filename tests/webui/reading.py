"""Reading pages back: HTML parsed, so that tests look at elements and not at strings."""

from lxml import html
from werkzeug.test import TestResponse


def parse(response: TestResponse) -> html.HtmlElement:
    return html.fromstring(response.get_data(as_text=True))


def texts(page: html.HtmlElement, selector: str) -> list[str]:
    """The texts of the elements with a class or of a name, white space made plain."""
    return [" ".join(element.text_content().split()) for element in find(page, selector)]


def find(page: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """The elements below ``.class``, or of a name, in the order of the page; a space goes further down."""
    found = [page]
    for step in selector.split():
        if step.startswith("."):
            path = f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {step[1:]} ')]"
        else:
            path = f".//{step}"
        found = [inner for element in found for inner in element.xpath(path)]
    return found


def link(page: html.HtmlElement, selector: str, text: str) -> str:
    """Where the first link below a selector leads whose text holds another."""
    for element in find(page, selector):
        anchors = [element] if element.tag == "a" else find(element, "a")
        for anchor in anchors:
            if text in anchor.text_content():
                return anchor.get("href")
    raise AssertionError(f"no link with {text!r} in {selector}")
