"""The concordance page, and what programs are given of it."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement

from corpus.document import Document
from tests.indexer.articles import engine_of
from tests.indexer.concordance.texts import scan
from tests.tables import csv_rows
from tests.webui.documents import DOCUMENTS
from tests.webui.reading import find, link, parse, texts
from webui import concordance as module
from webui.app import create_app


def opened(client: FlaskClient, **query: str) -> HtmlElement:
    return parse(client.get("/concordance", query_string=query))


def answer(client: FlaskClient, **query: object) -> dict:
    response = client.get("/api/v1/concordance", query_string=query)
    assert response.status_code == 200
    return response.get_json()


def test_the_page_shows_every_place_and_how_many_there_are(client):
    page = opened(client, q="自贸区")
    there = scan("自[贸貿][区區]", DOCUMENTS)
    assert texts(page, "h1") == [f"{len(there)} 处 见于 {len({id for id, *_ in there})} 篇文献"]
    assert len(find(page, ".line")) == len(there)
    assert set(texts(page, "mark")) == {"自贸区", "自貿區"}


def test_a_line_has_its_script_its_document_and_what_is_beside(client):
    page = opened(client, q="金融服務")
    (line,) = find(page, ".line")
    assert find(line, ".around")[0].get("lang") == "zh-Hant"
    assert texts(line, ".before")[0].endswith("深化合作，推動")
    assert texts(line, ".after") == ["金融服務互通。參照海政發[2020]8號和《灣區辦法》（灣辦〔2019〕1號）。"]
    assert texts(line, "time") == ["2021-03-01"]
    href = link(line, ".after", "金融服務")
    assert href.startswith("/documents/hk/ftz%3Fa=1%23b?q=")
    assert client.get(href).status_code == 200


def test_a_place_in_a_title_is_marked_as_one(client):
    page = opened(client, q="科技创新片区")
    assert [texts(line, ".badge") for line in find(page, ".line")].count(["标题"]) == 1


def test_terms_are_literal_until_equals_are_asked_for(client):
    page = opened(client, q="自贸区")
    assert "free trade zone" not in texts(page, "mark")
    more = parse(client.get(link(page, ".choices", "同义表达")))
    assert {"自贸区", "自貿區", "free trade zone"} <= set(texts(more, "mark"))


def test_lines_are_put_in_each_order(client):
    page = opened(client, q="通知")
    for name, order in (("左侧语境", "left"), ("日期", "date"), ("地区", "place")):
        ordered = parse(client.get(link(page, ".choices", name)))
        lines = answer(client, q="通知", sort=order, limit=50)["lines"]
        assert texts(ordered, "time") == [line["published"] for line in lines]
        assert find(ordered, ".choices")[0].xpath(".//a[@aria-current]")[0].text_content() == name


def test_filters_and_tabs_keep_the_search_and_the_order(client):
    page = opened(client, q="通知", order="date", district="110105")
    assert ["朝阳区" in chip for chip in texts(page, ".chip")] == [True]
    assert {
        line["districts"][0]["code"]
        for line in answer(client, q="通知", district="110105", limit=50)["lines"]
    } == {"110105"}
    wider = urlsplit(link(page, ".chips", "朝阳区"))
    assert (wider.path, parse_qs(wider.query)) == ("/concordance", {"q": ["通知"], "order": ["date"]})
    tab = urlsplit(link(page, ".views", "结果"))
    assert tab.path == "/"
    assert parse_qs(tab.query)["district"] == ["110105"]
    assert client.get(link(page, ".views", "结果")).status_code == 200
    (current,) = find(page, ".views")[0].xpath(".//a[@aria-current='page']")
    assert current.text_content() == "语境索引"


def test_results_lead_to_their_concordance_whatever_their_order(client):
    page = parse(client.get("/", query_string={"q": "通知", "sort": "newest", "from": "2019"}))
    there = parse(client.get(link(page, ".views", "语境索引")))
    assert find(there, ".line")
    assert texts(there, ".chip")


def test_pages_turn(client, monkeypatch):
    monkeypatch.setattr(module, "LINES", 30)
    page = opened(client, q="北京市", order="date")
    assert len(find(page, ".line")) == module.LINES
    following = parse(client.get(link(page, ".pager", "下一页")))
    every = answer(client, q="北京市", sort="date", limit=100)["lines"]
    assert len(every) > module.LINES
    assert len(find(following, ".line")) == len(every) - module.LINES
    assert client.get("/concordance?q=北京市&page=400").status_code == 422


def test_a_sample_is_offered_where_there_is_much(client, monkeypatch):
    monkeypatch.setattr(module, "SAMPLE_SIZE", 7)
    page = opened(client, q="通知")
    few = parse(client.get(link(page, ".choices", "随机抽取 7 处")))
    assert len(find(few, ".line")) == 7
    assert texts(few, "h1") == texts(page, "h1")


def test_words_beside_it_lead_to_both(client):
    page = opened(client, q="人工智能")
    words = texts(page, ".collocates bdi")
    assert "企业" in words
    assert all(int(one) >= 3 for one in texts(page, ".collocates .count"))
    there = parse(client.get(link(page, ".collocates", "企业")))
    assert set(texts(there, "mark")) == {"人工智能"}
    assert "企业" in texts(there, ".after")[0]


@pytest.mark.parametrize(
    ("query", "said"),
    [({}, "语境索引列出"), ({"q": "无处可寻的话"}, "逐字"), ({"q": "通知", "page": "9"}, "结果到不了这一页")],
)
def test_where_there_are_no_lines_the_page_says_why(client, query, said):
    page = opened(client, **query)
    assert not find(page, ".line")
    (notice,) = texts(page, ".notice")
    assert said in notice or texts(page, ".notice a")


def test_what_documents_hold_is_text(client):
    response = client.get("/concordance", query_string={"q": "自贸区"})
    body = response.get_data(as_text=True)
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    assert "&lt;script&gt;" in body


def test_the_table_of_the_page_has_all_lines_in_its_order(client):
    page = opened(client, q="北京市", order="left")
    response = client.get(link(page, ".findings", "全部下载"))
    assert response.mimetype == "text/csv"
    assert 'filename="zhengsou-' in response.headers["Content-Disposition"]
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeff")
    rows = csv_rows(text)
    lines = answer(client, q="北京市", sort="left", limit=100)["lines"]
    assert [(row["id"], int(row["start"])) for row in rows] == [(one["id"], one["start"]) for one in lines]


def test_no_cell_of_a_table_runs_as_a_formula():
    client = create_app(engine_of([Document("-a", "=1+1", "=2+2 自贸区@3", source="+甲")])).test_client()
    (row,) = csv_rows(client.get("/api/v1/concordance?q=自贸区&format=csv").get_data(as_text=True))
    assert {"'-a", "'=1+1", "'=2+2 ", "'@3", "'+甲"} <= set(row.values())
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_programs_get_every_place(client):
    found = answer(client, q="自贸区", limit=100, width=5)
    assert set(found) == {"query", "total", "documents", "drawn", "sort", "width", "took_ms", "lines"}
    places = sorted((one["id"], one["field"], one["start"], one["end"]) for one in found["lines"])
    assert places == sorted(scan("自[贸貿][区區]", DOCUMENTS))
    assert all(len(one["left"]) <= 5 and len(one["right"]) <= 5 for one in found["lines"])


def test_programs_get_lines_one_by_one(client):
    text = client.get("/api/v1/concordance?q=自贸区&format=jsonl&sort=date").get_data(as_text=True)
    read = [json.loads(line) for line in text.splitlines()]
    assert read == answer(client, q="自贸区", sort="date", limit=100)["lines"]


def test_programs_get_collocates(client):
    response = client.get("/api/v1/collocates", query_string={"q": "人工智能", "span": "4", "limit": "3"})
    found = response.get_json()
    assert (found["span"], found["minimum"], len(found["collocates"])) == (4, 3, 3)
    table = client.get("/api/v1/collocates?q=人工智能&format=csv").get_data(as_text=True)
    assert table.startswith("\ufeffword,form,")


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/api/v1/concordance?q=a&by=left", "by"),
        ("/api/v1/concordance?q=a&order=left", "order"),
        ("/api/v1/concordance?q=a&q=b", "q"),
        ("/api/v1/concordance?q=a&sort=relevance", "sort"),
        ("/api/v1/concordance?q=a&width=999", "width"),
        ("/api/v1/concordance?q=a&limit=101", "limit"),
        ("/api/v1/concordance?q=a&offset=10000", "offset"),
        ("/api/v1/concordance?q=a&sample=0", "sample"),
        ("/api/v1/concordance?q=a&format=xlsx", "format"),
        ("/api/v1/concordance?q=a&district=nowhere&format=csv", "district"),
        ("/api/v1/collocates?q=a&width=5", "width"),
        ("/api/v1/collocates?q=a&span=51", "span"),
        ("/api/v1/collocates?q=a&minimum=0", "minimum"),
    ],
)
def test_unknown_names_and_bad_values_are_named(client, path, parameter):
    response = client.get(path)
    assert response.status_code == 422
    assert response.get_json()["error"]["parameter"] == parameter


@pytest.mark.parametrize("query", ["order=newest", "sample=x", "page=0", "match=most"])
def test_the_page_refuses_bad_values_too(client, query):
    assert client.get(f"/concordance?q=a&{query}").status_code == 422


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ("q", "order", "sort", "width", "sample", "page", "expand", "from", "format", "span")
            ),
            st.one_of(st.sampled_from(("left", "1", "自贸区", "*", "a NEAR/3 b", '"')), st.text(max_size=12)),
        ),
        max_size=4,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_sent_is_a_failure(client, pairs):
    for path in ("/concordance", "/api/v1/concordance", "/api/v1/collocates"):
        assert client.get(path, query_string=pairs).status_code in (200, 422)


def test_the_files_of_a_page_answer_however_the_page_is_looked_at(client):
    page = parse(client.get("/concordance?q=自贸区&open=district&script=zh-Hans&limit=20&ui=zh-Hant"))
    files = [one.get("href") for one in find(page, "a") if one.get("download") is not None]
    assert len(files) == 2
    for address in files:
        with client.get(address) as answer:
            assert answer.status_code == 200, address
            assert answer.mimetype == "text/csv"
    assert "labels=zh-Hant" in files[0]
