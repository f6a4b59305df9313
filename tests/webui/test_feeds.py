"""Atom feeds: read by feedparser, and held to the rules of RFC 4287 by lxml."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import parse_qsl, urlsplit

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from corpus.document import Document
from indexer.settings import FEED_ENTRIES
from tests.indexer.articles import engine_of, put
from tests.webui.documents import DOCUMENTS
from tests.webui.reading import link, parse
from webui.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

FEED_CHILDREN = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1), "generator": (0, 1)}
ENTRY_CHILDREN = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (0, 1), "summary": (0, 1)}
REPEATED = {"author", "category", "link", "entry"}


def check(response: TestResponse) -> etree._Element:
    """The feed, once it has kept the rules of RFC 4287: the section of each stands behind it."""
    assert (response.status_code, response.content_type) == (200, "application/atom+xml; charset=utf-8")
    root = etree.fromstring(response.get_data())
    assert root.tag == f"{ATOM}feed"
    _check_children(root, FEED_CHILDREN)  # 4.1.1
    relations = [(one.get("rel"), one.get("type")) for one in root.findall(f"{ATOM}link")]
    assert relations.count(("self", "application/atom+xml")) == 1
    assert len(relations) == len(set(relations))
    assert root.find(f"{ATOM}author") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    for entry in root.findall(f"{ATOM}entry"):
        _check_children(entry, ENTRY_CHILDREN)  # 4.1.2
        # Without content there must be an alternate.
        assert [one.get("rel") for one in entry.findall(f"{ATOM}link")].count("alternate") == 1
    for element in root.iter():
        _check_element(element)
    return root


def _check_children(element: etree._Element, allowed: dict[str, tuple[int, int]]) -> None:
    names = [etree.QName(child).localname for child in element]
    assert set(names) <= allowed.keys() | REPEATED
    for name, (least, most) in allowed.items():
        assert least <= names.count(name) <= most, name


def _check_element(element: etree._Element) -> None:
    name, text = etree.QName(element).localname, element.text or ""
    lang = element.get(LANG)
    assert lang is None or re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", lang)  # 2
    if name in ("updated", "published"):  # 3.3, RFC 3339
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text)
        datetime.fromisoformat(text)
    if name == "id":  # 4.2.6
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text)
    if name == "link":  # 4.2.7
        parts = urlsplit(element.get("href"))
        assert parts.scheme in ("http", "https") and parts.netloc
        assert not re.search(r'[\s<>"{}|\\^`]', element.get("href"))
    if name in ("title", "summary"):  # 3.1
        assert element.get("type", "text") == "text" and not len(element)
    if name == "author":  # 3.2
        assert [etree.QName(child).localname for child in element] == ["name"]
        assert element[0].text
    if name == "category":  # 4.2.2
        assert element.get("term") and element.get("scheme").startswith("urn:")


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "q=自贸区",
        "q=自贸区&district=海淀&lang=zh-Hans",
        "q=“没有这句话的”",
        "q=人工智能&sort=oldest&match=any&collapse=1",
    ],
)
def test_a_feed_keeps_the_rules_and_feedparser_reads_it(client: FlaskClient, asked: str) -> None:
    response = client.get(f"/feed.atom?{asked}")
    root = check(response)
    read = feedparser.parse(response.get_data())
    assert not read.bozo
    expected = client.get(f"/api/v1/search?{asked}&limit=50".replace("sort=oldest&", "") + "&sort=newest")
    hits = expected.get_json()["hits"]
    assert [entry.title for entry in read.entries] == [hit["title"] or hit["id"] for hit in hits]
    assert len(read.entries) == len(root.findall(f"{ATOM}entry"))


def test_an_entry_tells_of_its_document(client: FlaskClient) -> None:
    response = client.get("/feed.atom?q=科技创新片区", headers={"Accept-Language": "en"})
    root = check(response)
    (entry,) = root.findall(f"{ATOM}entry")
    read = feedparser.parse(response.get_data())
    (told,) = read.entries
    assert (told.title, told.author) == ("海淀区发布自贸试验区科技创新片区方案", "海淀区人民政府办公室")
    assert told.updated == told.published == "2020-09-28T00:00:00+08:00"
    assert read.feed.updated == told.updated
    assert (entry.get(LANG), root.get(LANG)) == ("zh-Hans", "en")
    assert "科技创新片区实施方案" in told.summary
    links = {one.rel: one.href for one in told.links}
    assert links["via"] == "https://news.example/hd-ftz"
    page = client.get(links["alternate"])
    assert page.status_code == 200
    assert "<mark" in page.get_data(as_text=True)
    assert {(tag.term, tag.label) for tag in told.tags} >= {("110108", "Haidian District")}
    assert len({tag.scheme for tag in told.tags}) == 2


def test_what_documents_hold_is_text_and_never_markup(client: FlaskClient) -> None:
    response = client.get("/feed.atom?q=来源&source=" + "%3Ci onclick%3D%22x()%22%3E来源%3C/i%3E")
    root = check(response)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    (hostile,) = (one for one in DOCUMENTS if one.id == "hostile")
    assert titles in ([hostile.title], [])
    root = check(client.get("/feed.atom?q=反向文字"))
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == hostile.title
    # An address that would run as a script leads nowhere.
    assert [one.get("rel") for one in entry.findall(f"{ATOM}link")] == ["alternate"]


def test_characters_that_xml_cannot_hold_do_no_harm() -> None:
    odd = Document(
        id="怪/?#\x01",
        title="控\x00制\x1b字\ufffe符\udfff",
        text="自贸区\x0b正文\uffff" * 3,
        published=date(2024, 2, 29),
        source="来\x08源",
        url='https://news.example/a b"<c>|{d}?e=自贸&f=%E8%87%AA',
        lang="zh-Hans",
        districts=("110108",),
    )
    with create_app(engine_of([odd])).test_client() as client:
        response = client.get("/feed.atom?q=自贸区")
        (entry,) = check(response).findall(f"{ATOM}entry")
        assert not feedparser.parse(response.get_data()).bozo
        assert entry.findtext(f"{ATOM}title") == "控\ufffd制\ufffd字\ufffd符\ufffd"
        (via,) = (one.get("href") for one in entry.findall(f"{ATOM}link") if one.get("rel") == "via")
        assert via == "https://news.example/a%20b%22%3Cc%3E%7C%7Bd%7D?e=%E8%87%AA%E8%B4%B8&f=%E8%87%AA"


def test_a_feed_is_of_the_newest_and_of_not_too_many() -> None:
    documents = [
        Document(f"n{number}", f"第{number}号", "自贸区", published=date(2020, 1, 1 + number % 28))
        for number in range(FEED_ENTRIES + 20)
    ]
    with create_app(engine_of([*documents, Document("undated", "无日期", "自贸区")])).test_client() as client:
        read = feedparser.parse(client.get("/feed.atom?q=自贸区").get_data())
        assert len(read.entries) == FEED_ENTRIES
        days = [entry.published for entry in read.entries]
        assert days == sorted(days, reverse=True)
        assert days[0].startswith("2020-01-28")
        narrow = check(client.get("/feed.atom?q=无日期"))
        assert narrow.findtext(f"{ATOM}entry/{ATOM}updated", "").startswith("1970-")
        assert narrow.find(f"{ATOM}entry/{ATOM}published") is None


def test_ids_stay_the_same_wherever_the_service_moves(app: Flask) -> None:
    def ids(base_url: str, asked: str) -> tuple[str | None, list[str | None]]:
        with app.test_client() as client:
            root = check(client.get(f"/feed.atom?{asked}", base_url=base_url))
        entries = [one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")]
        return root.findtext(f"{ATOM}id"), entries

    here = ids("http://localhost", "q=自贸区&district=海淀&lang=zh-Hans")
    # Another host, another order of the same, other names for it, other labels.
    assert here == ids("https://other.example/proxy", "lang=zh-Hans&district=Haidian&q=自贸区&labels=en")
    assert here[0] != ids("http://localhost", "q=自贸区&district=朝阳&lang=zh-Hans")[0]
    assert len(set(here[1])) == len(here[1]) > 0


def test_a_feed_names_itself_also_behind_a_prefix(app: Flask) -> None:
    with app.test_client() as client:
        asked = "q=自贸区&district=110108&labels=zh-Hant"
        root = check(client.get(f"/feed.atom?{asked}", base_url="https://policy.example/zs"))
        links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
        parts = urlsplit(links["self"])
        assert (parts.scheme, parts.netloc, parts.path) == ("https", "policy.example", "/zs/feed.atom")
        assert set(parse_qsl(parts.query)) == set(parse_qsl(asked))
        assert links["alternate"].startswith("https://policy.example/zs/?q=")
        again = client.get(f"/feed.atom?{parts.query}", base_url="https://policy.example/zs")
        assert (
            again.get_data()
            == client.get(f"/feed.atom?{asked}", base_url="https://policy.example/zs").get_data()
        )


def test_a_feed_is_found_from_the_results(client: FlaskClient) -> None:
    page = parse(client.get("/?q=人工智能&district=海淀&sort=newest&page=2&ui=zh-Hant"))
    (announced,) = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    shown = link(page, ".along", "訂閱")
    assert announced.get("href") == shown
    assert "人工智能" in announced.get("title")
    assert set(parse_qsl(urlsplit(shown).query)) == {
        ("q", "人工智能"),
        ("district", "110108"),
        ("labels", "zh-Hant"),
    }
    check(client.get(shown))


def test_a_feed_that_has_not_changed_is_not_sent_again() -> None:
    engine = engine_of(DOCUMENTS[:2])
    with create_app(engine).test_client() as client:
        first = client.get("/feed.atom?q=自贸区")
        held = {"If-None-Match": first.headers["ETag"]}
        again = client.get("/feed.atom?q=自贸区", headers=held)
        assert (again.status_code, again.get_data()) == (304, b"")
        assert client.get("/feed.atom?q=自贸区&labels=en", headers=held).status_code == 200
        put(engine, *DOCUMENTS[2:5])
        assert client.get("/feed.atom?q=自贸区", headers=held).status_code == 200


def test_a_search_has_one_feed_however_it_is_written(client: FlaskClient) -> None:
    plain = check(client.get("/feed.atom?q=自贸区"))
    written_out = check(
        client.get("/feed.atom?q=自贸区&expand=1&match=auto&sort=relevance&collapse=0&source=")
    )
    assert etree.tostring(plain) == etree.tostring(written_out)
