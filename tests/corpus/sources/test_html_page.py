import sys
from collections.abc import Iterator

import pytest

from corpus.sources import html_page
from corpus.sources.html_page import read_page

PARAGRAPHS = (
    "本市今天公布产业园区更新办法，鼓励企业利用存量厂房建设研发中心，并对改造费用给予补助。",
    "办法提出，到期土地可以续期，园区可以分割转让一部分面积，但不得改变产业用途。",
    "主管部门表示，首批十个园区已经列入计划，今年内全部开工，配套道路同步建设。",
)
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>产业园区更新办法公布 - 某某市人民政府</title>
<meta name="ArticleTitle" content="产业园区更新办法公布"><meta name="PubDate" content="2021-03-04 09:30">
<meta name="ContentSource" content="某某日报"><link rel="canonical" href="https://example.org/a/1">
</head><body>
<div class="nav"><a href="/">首页</a><a href="/b">政务公开</a><a href="/c">办事服务</a><a href="/d">互动交流</a></div>
<div class="main"><h1>产业园区更新办法公布</h1><div id="text">{body}</div></div>
<div class="sidebar"><ul><li><a href="/1">无关的第一条新闻标题</a></li>
<li><a href="/2">无关的第二条新闻标题</a></li></ul></div>
<div class="footer">主办单位：某某市人民政府办公室 地址：某某路一号</div><script>var hidden = "无关";</script>
</body></html>""".replace("{body}", "".join(f"<p>{text}</p>" for text in PARAGRAPHS))


@pytest.fixture(params=["plain", "library"])
def page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    if request.param == "plain":
        monkeypatch.setattr(html_page, "_library", lambda: None)
    else:
        assert html_page._library(), "install the extra formats"
    yield read_page(PAGE)


def test_the_article_is_found_without_its_surroundings(page: dict[str, str]) -> None:
    assert [line for line in page["text"].split("\n") if line][-3:] == list(PARAGRAPHS)
    for surrounding in ("首页", "无关", "主办单位"):
        assert surrounding not in page["text"]


def test_the_page_declares_its_metadata(page: dict[str, str]) -> None:
    assert page["title"] == "产业园区更新办法公布"
    assert page["published"] == "2021-03-04 09:30"
    assert page["source"] == "某某日报"
    assert page["url"] == "https://example.org/a/1"
    assert page["lang"] == "zh-CN"


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "_library", lambda: None)


@pytest.mark.usefixtures("plain")
class TestWithoutTheLibrary:
    def test_a_page_of_bare_divisions(self) -> None:
        body = "<br><br>".join(PARAGRAPHS)
        markup = f"<html><head><title>新区规划 | 某站</title></head><body><div>{body}</div></body>"
        page = read_page(markup)
        assert page["title"] == "新区规划"
        assert page["text"].split("\n\n") == list(PARAGRAPHS)

    def test_an_article_element_is_believed(self) -> None:
        markup = f"<body><p>{PARAGRAPHS[0]}</p><article><h1>短讯</h1><p>今天开工。</p></article></body>"
        assert read_page(markup)["text"] == "短讯\n\n今天开工。"

    def test_a_short_page_is_taken_whole(self) -> None:
        assert read_page("<body><div>今天开工。</div></body>")["text"] == "今天开工。"

    def test_a_page_of_links_keeps_their_text(self) -> None:
        assert "目录一" in read_page("<body><ul><li><a href='1'>目录一</a></li></ul></body>")["text"]

    def test_hidden_parts_are_left_out(self) -> None:
        markup = f"<body><div><p style='display: none'>看不见</p><p>{PARAGRAPHS[0]}</p></div></body>"
        assert read_page(markup)["text"] == PARAGRAPHS[0]

    def test_a_declared_date_that_is_none_is_passed_over(self) -> None:
        linked = '<script>{"datePublished": "2022-01-02T03:04:05Z"}</script>'
        markup = f'<meta name="PubDate" content="昨天">{linked}<p>正文</p>'
        assert read_page(markup)["published"] == "2022-01-02T03:04:05Z"

    def test_nothing_is_no_page(self) -> None:
        assert read_page("") == {}


def test_a_library_that_cannot_be_imported_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    html_page._library.cache_clear()
    monkeypatch.delitem(sys.modules, "corpus.sources.main_text", raising=False)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert html_page._library() is None
    html_page._library.cache_clear()


def test_the_library_gives_way_where_it_finds_far_less(monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        @staticmethod
        def main_text(root: object) -> str:
            return "很少"

        @staticmethod
        def metadata(root: object) -> dict[str, str]:
            return {}

    monkeypatch.setattr(html_page, "_library", Library)
    assert PARAGRAPHS[2] in read_page(PAGE)["text"]
