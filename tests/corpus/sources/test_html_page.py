import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.sources import html_page
from corpus.sources.html_page import read_page
from tests.corpus.sources.reading import records

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

    @pytest.mark.parametrize(
        ("title", "headings", "expected"),
        [
            ("某市政府網-某區推動商圈轉型", "<h2>某區推動商圈轉型</h2>", "某區推動商圈轉型"),
            (
                "某市政府網 :: 某區推動商圈轉型",
                "<h3>最新消息</h3><h3>某區推動商圈轉型</h3>",
                "某區推動商圈轉型",
            ),
            (
                "某區推動商圈轉型-某市政府網",
                "<h2>某市政府網</h2><h2>某區推動商圈轉型</h2>",
                "某區推動商圈轉型",
            ),
            ("某市政府網-某區推動商圈轉型", "<h2>最新消息</h2>", "某市政府網"),
        ],
    )
    def test_the_name_of_the_site_may_stand_before_the_title(
        self, title: str, headings: str, expected: str
    ) -> None:
        markup = (
            f"<html><head><title>{title}</title></head><body>{headings}<p>{PARAGRAPHS[0]}</p></body></html>"
        )
        assert read_page(markup)["title"] == expected

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


CELLS = ("发文字号：", "某政发〔2021〕3号", "发布日期：", "2021-03-04", "来源：", "某某日报")
LABELS = "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in CELLS) + "</tr></table>"
UNDECLARED = PAGE.replace('<meta name="ContentSource" content="某某日报">', "").replace(
    '<meta name="PubDate" content="2021-03-04 09:30">', ""
)


def test_labels_outside_of_the_article_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = UNDECLARED.replace('<div class="main">', f'<div class="header">{LABELS}</div><div class="main">')
    for library in (html_page._library(), None):
        monkeypatch.setattr(html_page, "_library", lambda library=library: library)
        page = read_page(markup)
        assert "某政发" not in page["text"]
        assert (page["doc_number"], page["published"], page["source"]) == (
            "某政发〔2021〕3号",
            "2021-03-04",
            "某某日报",
        )


def test_labels_in_the_article_are_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = UNDECLARED.replace('<div id="text">', f'<div id="text">{LABELS}')
    for library in (html_page._library(), None):
        monkeypatch.setattr(html_page, "_library", lambda library=library: library)
        page = read_page(markup)
        assert "某政发〔2021〕3号" in page["text"]
        assert (page.get("doc_number", ""), page["published"], page["source"]) == ("", "", "")


def test_the_site_is_told_apart_from_the_source(tmp_path: Path) -> None:
    site = '<meta property="og:site_name" content="某某门户">'
    markup = f"<head><title>题</title>{site}</head><body><p>{PARAGRAPHS[0]}</p></body>"
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    (record,) = records(tmp_path)
    assert (record.source, record.otherwise) == ("", {"source": "某某门户"})


@pytest.mark.parametrize("text", ["今天开工。", PARAGRAPHS[0]])
def test_a_short_article_comes_without_the_menus(text: str) -> None:
    assert html_page._library(), "install the extra formats"
    page = read_page(PAGE.replace("".join(f"<p>{text}</p>" for text in PARAGRAPHS), f"<p>{text}</p>"))
    assert page["text"] == f"产业园区更新办法公布\n\n{text}"


def test_a_day_that_only_the_markup_suggests_gives_way_to_the_text(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://example.org/2021/03/04/a.html">'
    markup = f"<html lang='en'><head><title>题</title>{link}</head><body><p>{PARAGRAPHS[0]}</p></body></html>"
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    (record,) = records(tmp_path)
    assert (record.published, record.otherwise.get("published")) == ("", "2021-03-04")
    assert record.lang == "", "templates declare the language of their makers"


def test_markup_is_kept_as_paragraphs_lines_and_cells() -> None:
    inside = (
        f"<h2>一、总则</h2><p>{PARAGRAPHS[0]}<br>换行</p><ul><li>甲项</li><li>乙项</li></ul>"
        f"<table><tr><th>名称</th><th>数额</th></tr><tr><td>补助</td><td>5万</td></tr></table><p>{PARAGRAPHS[1]}</p>"
    )
    page = read_page(PAGE.replace("".join(f"<p>{text}</p>" for text in PARAGRAPHS), inside))
    expected = f"一、总则\n\n{PARAGRAPHS[0]}\n换行\n\n甲项\n乙项\n\n名称\t数额\n补助\t5万\n\n{PARAGRAPHS[1]}"
    assert page["text"].endswith(expected)
