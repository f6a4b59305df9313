"""The page that explains a search, and what became of a document in it."""

import re

import pytest

from tests.webui.reading import find, link, parse, texts


def why(client, **query):
    return parse(client.get("/why", query_string=query))


def fares(page) -> dict[str, str]:
    """How each part fares, by how it is written."""
    lines = find(page, ".part-line")
    return {
        texts(line, ".part-what")[0].split()[0]: texts(line, ".part-fares")[0] for line in reversed(lines)
    }


def test_each_hit_says_why_and_the_parts_add_up_to_its_score(client):
    results = parse(client.get("/?q=自贸区 海淀"))
    page = parse(client.get(link(results, ".hit .meta", "为什么")))
    assert texts(page, "h1") == ["为什么找到了这篇文献"]
    assert "排在第 1 位" in texts(page, ".verdict")[0]
    score = float(re.search(r"得分 ([\d.]+)", texts(page, ".verdict")[0])[1])
    parts = find(page, ".parts")[0].xpath("./li/ul/li/div")
    shown = [float(texts(part, ".part-fares")[0]) for part in parts]
    assert len(shown) == 2
    (together,) = find(page, ".parts")[0].xpath("./li/p/span[@class='share']")
    besides = float(together.text_content().rpartition("+")[2])
    assert sum(shown) + besides == pytest.approx(score, abs=0.02)
    assert link(page, ".why-title", "") == link(results, ".hit h3", "")


def test_the_place_is_that_on_the_page(client):
    address = "/?q=通知&sort=oldest&page=2"
    results = parse(client.get(address))
    for number, hit in enumerate(find(results, ".hit"), 11):
        page = parse(client.get(link(hit, ".meta", "为什么")))
        assert f"排在第 {number} 位，共 24 篇" in texts(page, ".verdict")[0]


def test_an_empty_page_asks_which_document_was_expected(client):
    results = parse(client.get("/", query_string={"q": "“科技创新园区”", "lang": "zh-Hans"}))
    (form,) = (form for form in find(results, "form") if form.get("action") == "/why")
    hidden = {field.get("name"): field.get("value") for field in find(form, "input")}
    assert hidden == {"q": "“科技创新园区”", "lang": "zh-Hans", "doc": ""}
    assert not find(parse(client.get("/?q=自贸区")), ".why-form")


def test_a_document_that_was_not_found_is_told_with_what_it_lacks_and_holds(client):
    page = why(client, q="“科技创新园区” AND 海淀", doc="https://news.example/hd-ftz")
    assert texts(page, "h1") == ["为什么没有找到这篇文献"]
    assert texts(page, ".verdict") == ["它没有检索式所要求的内容。"]
    assert fares(page)['"科技创新园区"'] == "这里没有" and fares(page)["海淀"] == "这里有"
    assert texts(page, ".held") == ["科技创新"]
    assert texts(page, ".excerpt mark") == ["科技创新"]


def test_a_filter_that_keeps_it_out_is_told_with_what_the_document_has(client):
    page = why(client, q="自贸区", doc="hd-ftz", district="上海", **{"from": "2021"})
    assert "筛选条件" in texts(page, ".verdict")[0]
    assert texts(page, ".held") == ["海淀区", "2020-09-28"]
    assert link(page, ".verdict", "") == "/?q=%E8%87%AA%E8%B4%B8%E5%8C%BA"


def test_what_is_not_shown_because_others_satisfy_all_is_one_click_away(client):
    page = why(client, q="人工智能 自贸区", doc="hd-ftz", match="all", source="京城政务")
    assert "部分" in texts(page, ".verdict")[0]
    results = parse(client.get(link(page, ".verdict", "任一")))
    assert any("hd-ftz" in anchor.get("href") for anchor in find(results, ".hit h3 a"))


def test_what_satisfies_part_is_told_by_what_scored_it(client):
    page = why(client, q="自贸区 实施方案 无此词", doc="hd-ftz")
    assert "一部分" in texts(page, ".verdict")[0]
    assert "下列至少 2 项" in texts(page, ".asks")
    assert "各部分合计的增减" in texts(page, ".share")[0]


@pytest.mark.parametrize(
    "named",
    [
        "hk/ftz?a=1#b",
        "http://news.example/hk",
        "https://www.news.example/hk/",
        "http://127.0.0.1:5000/documents/hk/ftz%3Fa=1%23b?q=自贸区",
        "/documents/hk/ftz%3Fa=1%23b",
    ],
)
def test_a_document_is_named_by_its_id_its_address_or_its_page_here(client, named):
    response = client.get("/why", query_string={"q": "自贸区", "doc": named})
    assert response.status_code == 200
    assert "香港與內地自貿區深化合作" in texts(parse(response), ".why-title")


@pytest.mark.parametrize(
    "named", ["none", "https://news.example/none", "javascript:alert(1)", "http://[", "%", "\x00"]
)
def test_a_document_that_is_not_there_is_said_so_and_the_search_explained(client, named):
    response = client.get("/why", query_string={"q": "自贸区", "doc": named})
    assert response.status_code == 404
    page = parse(response)
    assert texts(page, "h1") == ["检索式是怎样理解的"]
    assert "没有标识或网址如此的文献" in texts(page, ".warning")[0]
    assert fares_nothing(page)


def fares_nothing(page) -> bool:
    return bool(find(page, ".part")) and not find(page, ".part-fares")


def test_without_a_document_the_reading_is_explained(client):
    page = why(client, q='簡化 -公司 "自貿')
    assert fares_nothing(page)
    assert "引号没有闭合" in texts(page, ".warning")[0]
    assert "视同 简化" in texts(page, ".part-detail")[0]
    assert [text for text in texts(page, ".count") if text == "0 篇文献"]
    assert link(parse(client.get("/?q=自贸区")), ".missing", "") == "/why?q=%E8%87%AA%E8%B4%B8%E5%8C%BA"
    assert client.get("/why").status_code == 200


def test_equals_that_stand_nowhere_are_folded_away(client):
    page = why(client, q="自贸区")
    assert "FTZ" in texts(page, ".idle .equal")
    assert "FTZ" not in texts(page, ".part-what code")
    assert "free trade zone" in texts(page, ".part-what code")


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("zh-Hans", "为什么找到了这篇文献"),
        ("zh-Hant", "為什麼找到了這篇文獻"),
        ("en", "Why this document was found"),
    ],
)
def test_the_page_speaks_three_languages(client, language, heading):
    page = why(client, q="自贸区", doc="hd-ftz", ui=language)
    assert texts(page, "h1") == [heading]
    assert page.get("lang") == language


def test_what_documents_and_queries_hold_stays_text(client):
    page = why(
        client, q='"<b>粗体</b>" 标题:“onerror” 自贸区', doc="hostile", source='<i onclick="x()">来源</i>'
    )
    assert not find(page, ".why script") and not find(page, "b") and not find(page, "i")
    assert texts(page, ".why-title bdi") == [
        "<script>alert('title')</script> 自贸区 \"quoted\" & <b>bold</b>"
    ]
    assert "onerror" in texts(page, ".excerpt mark")


@pytest.mark.parametrize("query", ["q=a&from=x", "q=" + "a" * 1001, "q=a&match=most"])
def test_a_bad_value_is_named(client, query):
    assert client.get(f"/why?{query}&doc=bare").status_code == 422


def test_nothing_is_explained_before_someone_asks(client, monkeypatch):
    def explain(*_arguments):
        raise AssertionError("explained")

    monkeypatch.setattr("webui.pages.explain_query", explain)
    for path in ("/?q=自贸区", "/?q=“没有这样的话”", "/documents/hd-ftz?q=自贸区"):
        assert client.get(path).status_code == 200
