from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.highlight import highlight, highlighter, snippets
from indexer.query.ast import (
    Alternative,
    And,
    Boosted,
    DocNumber,
    Everything,
    Expanded,
    Literal,
    Near,
    Node,
    Not,
    Or,
    Term,
    Wildcard,
)
from tests.growth import growth

TEXT = "北京自貿區，海淀组团。"


def marked(query: Node, text: str) -> list[str]:
    return [text[start:end] for start, end in highlight(query, text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (Literal("自贸区"), TEXT, ["自貿區"]),
        (Term("自贸区"), TEXT, ["自貿區"]),
        (Literal("ＧＤＰ"), "GDP与gdp", ["GDP", "gdp"]),
        (Literal("5.2%"), "增长５．２％。", ["５．２％"]),
        (Literal("𠮷野"), "在𠮷野山", ["𠮷野"]),
        (Literal("自贸区"), "自贸\n 区", ["自贸\n 区"]),
        (Literal("大卫"), "大卫到了扫", ["大卫"]),
        (Literal("main"), "maintain the main road", ["main"]),
        (Wildcard("第?条"), "第5条和第十条，第二十条", ["第5条", "第十条"]),
        (Wildcard("govern*"), "Governments govern.", ["Governments", "govern"]),
        (And((Term("海淀"), Not(Term("北京")))), TEXT, ["海淀"]),
        (Or((Literal("北京"), Literal("海淀"))), TEXT, ["北京", "海淀"]),
        (DocNumber("国发〔2015〕12号"), "依國發[2015]12號", ["國發[2015]12號"]),
        (DocNumber("国发〔2015〕12号", "cited"), "依国发〔2015〕第12号", ["国发〔2015〕第12号"]),
        (And((Term("how"), Term("to"), Term("govern"))), "How to govern: go to it.", ["govern"]),
        (And((Term("how"), Term("to"))), "How to govern", ["How", "to"]),
        (And((Term("的"), Not(Term("海淀")))), "我的家", ["的"]),
        (And((Term("的"), Term("家")), explicit=True), "我的家", ["的", "家"]),
        (Near((Term("海淀组团"), Term("北京海淀")), (5,)), TEXT, ["海淀组团"]),
        (And((Boosted(Term("海淀"), 2), Literal("北京"))), TEXT, ["北京", "海淀"]),
        (Expanded(Literal("海淀之路"), (), (Term("海淀"), Term("路"))), TEXT, ["海淀"]),
        (Everything(), TEXT, []),
        (Literal(""), TEXT, []),
    ],
)
def test_what_is_marked(query: Node, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_overlapping_matches_are_one_and_touching_ones_are_not() -> None:
    text = "中国人民银行，中国银行"
    assert marked(Or((Literal("中国人民"), Literal("人民银行"), Literal("人民"))), text) == ["中国人民银行"]
    assert marked(And((Literal("中国"), Literal("银行"))), "中国银行") == ["中国", "银行"]
    assert marked(Literal("哈哈"), "哈哈哈哈") == ["哈哈哈哈"]


def test_words_apart_are_marked() -> None:
    assert marked(Term("北京政策"), "政策由北京發布") == ["政策", "北京"]
    assert marked(Term("regulates markets"), "The market is regulated.") == ["market", "regulated"]


def test_beside_a_whole_term_only_long_words_are_marked() -> None:
    assert marked(Term("北京政策"), "北京政策一览。北京简介") == ["北京政策", "北京"]
    assert marked(Term("free zone"), "The free zone is free.") == ["free zone"]


def test_single_characters_are_marked_only_where_the_term_stands() -> None:
    assert marked(Term("灯"), "大灯") == ["灯"]
    assert marked(Term("的了"), "了却的事，是的了") == ["的了"]
    assert marked(Term("5.2%"), "2020年增长5.2%，5月") == ["5.2%"]


def test_equals_are_marked_and_count_as_the_whole_term() -> None:
    query = Expanded(
        Term("free zone"),
        (Alternative(Literal("自贸区"), "translation", 0.6), Alternative(Literal("自由区"), "synonym", 0.8)),
    )
    assert marked(query, "自貿區，free") == ["自貿區"]
    assert marked(query, "a zone, free") == ["zone", "free"]


def test_a_leaf_for_titles_marks_titles_alone() -> None:
    query = And((Term("北京", "title"), Term("海淀")))
    assert highlight(query, "北京海淀", "title") == ((0, 2), (2, 4))
    assert highlight(query, "北京海淀", "text") == ((2, 4),)


FRAGMENTS = [
    "自贸区",
    "自貿區",
    "政策",
    "北京",
    "的",
    "，",
    "。",
    " ",
    "\n",
    "\u200b",
    "zone",
    "zones",
    "5.2",
    "𠮷",
    "é",
    "\ud800",
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=80).map("".join)
leaves = st.one_of(
    st.builds(Term, texts),
    st.builds(Literal, texts),
    st.sampled_from(
        [Term("北京政策"), Term("zone"), Literal("自贸"), Wildcard("自*区"), Wildcard("zo*"), Literal("的")]
    ),
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(leaves, min_size=1, max_size=4).map(lambda parts: And(tuple(parts))),
    st.lists(st.one_of(texts, texts.map("\uffff".join)), max_size=5),
)
def test_texts_read_together_are_marked_as_each_by_itself(query: Node, several: list[str]) -> None:
    found = highlighter(query).marks(several)
    assert found == [one for text in several for one in highlighter(query).marks((text,))]


def test_no_mark_reaches_from_one_text_into_the_next() -> None:
    query = Or((Literal("自贸区"), Literal("区\uffff海"), Wildcard("自*海")))
    assert highlighter(query).marks(("自贸", "区", "海淀")) == [[], [], []]


@settings(deadline=None, max_examples=150)
@given(st.lists(leaves, min_size=1, max_size=4).map(lambda parts: And(tuple(parts))), texts)
def test_spans_are_in_order_and_within_the_text(query: Node, text: str) -> None:
    spans = highlight(query, text)
    ends = [place for span in spans for place in span]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in spans)
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(leaves, min_size=1, max_size=4).map(lambda parts: And(tuple(parts))), texts, st.integers(1, 3)
)
def test_snippets_are_pieces_of_the_text(query: Node, text: str, count: int) -> None:
    found = snippets(query, text, count, 20)
    assert len(found) <= count
    assert bool(found) == bool(text.strip())
    spans = highlight(query, text)
    for snippet in found:
        assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
        assert snippet.text == snippet.text.strip() != ""
        assert list(snippet.matches) == [
            (max(start - snippet.start, 0), min(end - snippet.start, len(snippet.text)))
            for start, end in spans
            if start < snippet.start + len(snippet.text) and end > snippet.start
        ]
    if spans:
        assert any(snippet.matches for snippet in found)


@pytest.mark.parametrize("pieces", [("的政策",), ("a",), ("1.5,",), ("的", " ", "政")])
def test_long_texts_do_not_hang(pieces: tuple[str, ...]) -> None:
    query = And((Literal("的"), Literal("政策"), Wildcard("的*的*的")))

    def work(times: int) -> None:
        found = snippets(query, "".join(piece * times for piece in pieces))
        assert found and all(len(snippet.text) <= 500 for snippet in found)

    assert growth(work, 5_000) < 20


@pytest.mark.parametrize(
    "query", [Term("北京"), Literal("北京", "title"), And((Term("北京", "title"), Term("海淀"), Term("的")))]
)
def test_a_page_is_marked_as_its_titles_and_texts_are(query: Node) -> None:
    titles, texts = ["北京", "的", ""], ["海淀在北京。", "", "的海淀"]
    ready = highlighter(query)
    assert ready.page(titles, texts) == (ready.marks(titles, "title"), ready.marks(texts))
