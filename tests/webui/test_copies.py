"""One document of each family: the switch, what a hit says of its copies, and where they are listed."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webui.reading import find, link, parse, texts


@pytest.fixture
def copied(copies_app: Flask) -> Iterator[FlaskClient]:
    with copies_app.test_client() as client:
        yield client


def answer(client, address):
    return client.get(f"/api/v1/search?q=夜间经济&{address}").get_json()


def test_the_interface_shows_one_of_each_where_that_is_asked_for(copied):
    every = answer(copied, "")
    assert every["total"] == 4
    assert "documents_total" not in every
    assert all("family" not in hit for hit in every["hits"])
    collapsed = answer(copied, "collapse=1")
    assert (collapsed["total"], collapsed["documents_total"]) == (2, 4)
    assert {hit["family"]: hit["copies"] for hit in collapsed["hits"]} == {"night": 2, "comment": 0}
    assert answer(copied, "collapse=0")["total"] == 4


def test_facets_count_families(copied):
    facets = answer(copied, "collapse=1&facets=source,lang")["facets"]
    assert {value["code"]: value["count"] for value in facets["source"]} == {"甲报": 2, "乙报": 1}
    assert {value["code"]: value["count"] for value in facets["lang"]} == {"zh-Hans": 2, "zh-Hant": 1}


def test_a_switch_that_is_neither_on_nor_off_is_refused(copied):
    refused = copied.get("/api/v1/search?collapse=maybe")
    assert refused.status_code == 422
    assert "collapse" in refused.get_data(as_text=True)


def test_a_document_is_told_with_its_copies(copied):
    copies = copied.get("/api/v1/documents/night").get_json()["copies"]
    assert (copies["family"], copies["total"]) == ("night", 2)
    assert [one["id"] for one in copies["documents"]] == ["night-again", "night-hant"]


@pytest.mark.parametrize(
    ("language", "switch", "count", "heading"),
    [
        ("zh-Hans", "相同内容只显示一篇", "2 篇副本", "2 篇文献 另有 2 篇副本"),
        ("zh-Hant", "相同內容只顯示一篇", "2 篇副本", "2 篇文獻 另有 2 篇副本"),
        ("en", "Show one of each", "2 copies", "2 documents and 2 copies"),
    ],
)
def test_a_reader_switches_copies_off_and_on_and_finds_them_listed(copied, language, switch, count, heading):
    page = parse(copied.get("/", query_string={"q": "夜间经济", "ui": language}))
    assert len(find(page, ".hit")) == 4
    assert not find(page, ".copies")
    collapsed = parse(copied.get(link(page, ".filters", switch)))
    assert len(find(collapsed, ".hit")) == 2
    assert texts(collapsed, "h1") == [heading]
    assert texts(collapsed, ".copies summary") == [count]
    unfolded = {find(one, "a")[0].get("href").partition("?")[0] for one in find(collapsed, ".copies li")}
    (whole,) = (hit for hit in find(collapsed, ".hit") if find(hit, ".copies"))
    document = parse(copied.get(find(whole, "h3 a")[0].get("href").partition("?")[0]))
    assert unfolded == {find(one, "a")[0].get("href") for one in find(document, ".copy")}
    assert {"乙报", "甲报"} == {text for one in find(document, ".copy") for text in texts(one, "bdi")[1:]}
    again = parse(copied.get(link(collapsed, ".filters", switch)))
    assert len(find(again, ".hit")) == 4


def test_the_switch_stays_on_when_something_else_is_chosen(copied):
    page = parse(copied.get("/?q=夜间经济&collapse=1&ui=en"))
    assert all("collapse=1" in link(page, ".filters", label) for label in ("甲报", "Year by year"))
    assert [box.get("value") for box in find(page, "input") if box.get("name") == "collapse"] == ["1", "1"]


def test_copies_that_the_search_does_not_find_are_not_unfolded(copied):
    page = parse(copied.get("/?q=夜间经济&collapse=1&source=甲报&ui=zh-Hans"))
    assert texts(page, ".copies summary") == ["1 篇副本"]
    assert [find(one, "a")[0].get("href").partition("?")[0] for one in find(page, ".copies li")] == [
        "/documents/night-hant"
    ]
    assert not find(parse(copied.get("/?q=夜间经济&collapse=1&source=乙报")), ".copies")
