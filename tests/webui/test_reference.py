"""The page about the interface: it leaves nothing out, and what it offers to click answers."""

from __future__ import annotations

import pytest

from indexer.engines.memory import MemoryEngine
from indexer.settings import LINKED_CITERS
from tests.webui.reading import find, parse, texts
from webui.app import create_app
from webui.endpoints import declared

LANGUAGES = [("en", "Interface for programs"), ("zh-Hans", "程序接口"), ("zh-Hant", "程式介面")]


@pytest.mark.parametrize(("language", "heading"), LANGUAGES)
def test_every_endpoint_and_parameter_stands_on_the_page(app, client, language, heading):
    page = parse(client.get(f"/api?ui={language}"))
    assert texts(page, "h1") == [heading]
    for one in declared(app).values():
        (section,) = page.xpath(f"//section[@aria-labelledby='{one.name}']")
        assert texts(section, "h2") == [f"GET {one.path}"]
        assert texts(section, "tbody th") == [each.name for each in (*one.places, *one.parameters)]


def test_bounds_and_defaults_are_told(client):
    page = parse(client.get("/api?ui=en"))
    rows = {texts(row, "th")[0]: texts(row, "td") for row in find(page, "tbody tr")[:13]}
    assert rows["q"][1:] == ["1,000 characters at most", "—"]
    assert rows["limit"][1:] == ["0 – 100", "10"]
    assert rows["sort"][1:] == ["relevance · newest · oldest", "relevance"]
    assert rows["district"][1].endswith("several times: either of the values")


def test_every_example_answers(app, client):
    page = parse(client.get("/api"))
    examples = [link.get("href") for link in find(page, ".answers a") if link.get("href").startswith("/")]
    assert len(examples) >= sum(len(one.examples) for one in declared(app).values())
    for address in examples:
        assert client.get(address).status_code == 200, address


def test_every_shape_that_is_named_is_shown(client):
    page = parse(client.get("/api"))
    named = {link.get("href") for link in find(page, "a") if link.get("href").startswith("#")}
    assert {"#Results", "#Hit", "#DocumentView", "#Suggestion"} <= named
    assert named <= {f"#{element.get('id')}" for element in page.xpath("//*[@id]")}
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_settings_stand_with_their_values(client):
    assert f"the newest {LINKED_CITERS} of them" in client.get("/api").get_data(as_text=True)


def test_without_documents_none_is_offered():
    page = parse(create_app(MemoryEngine()).test_client().get("/api"))
    assert not [link for link in find(page, ".answers a") if "/documents/" in link.get("href")]


def test_the_page_is_found_from_every_other(client):
    assert any(link.get("href") == "/api" for link in find(parse(client.get("/")), ".footer a"))
