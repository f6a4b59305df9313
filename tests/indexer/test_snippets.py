from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.results import Snippet
from indexer.snippets import Mark, cut_snippets

SENTENCES = (
    "今天上午发布会举行。本市将建设三个园区，并出台补贴办法。企业反应热烈！下一步，各区抓紧落实；时间待定。"
)


def cut(text: str, wanted: str, count: int = 1, length: int = 20) -> list[str]:
    return [snippet.text for snippet in cut_snippets(text, marks_of(text, wanted), count, length)]


def marks_of(text: str, wanted: str) -> list[Mark]:
    """A mark wherever one of the words separated by ``|`` stands, each word a part of the query of its own."""
    numbers = {word: number for number, word in enumerate(wanted.split("|"))}
    return [(one.start(), one.end(), 1 << numbers[one[0]]) for one in re.finditer(wanted, text)]


def test_a_short_text_is_shown_whole() -> None:
    assert cut_snippets("  自贸区挂牌\n", [(2, 5, 1)], 3, 20) == (Snippet("自贸区挂牌", 2, ((0, 3),)),)


def test_nothing_of_nothing() -> None:
    assert cut_snippets("", [], 3, 20) == ()
    assert cut_snippets(" \n", [], 3, 20) == ()


def test_the_beginning_where_nothing_matched() -> None:
    assert cut(SENTENCES, "无") == ["今天上午发布会举行。"]


def test_sentences() -> None:
    assert cut(SENTENCES, "园区") == ["本市将建设三个园区，并出台补贴办法。"]
    assert cut(SENTENCES, "热烈") == ["企业反应热烈！下一步，各区抓紧落实；"]


def test_a_sentence_ends_behind_its_closing_quote() -> None:
    text = "他说：“今年要开工。”园区负责人表示赞同，各方随即签约。" + "此后按计划推进。" * 3
    assert cut(text, "赞同") == ["园区负责人表示赞同，各方随即签约。"]


def test_clauses_where_sentences_are_long() -> None:
    text = "甲" * 30 + "，乙乙乙乙乙丙乙乙乙乙，" + "丁" * 30
    assert cut(text, "丙") == ["乙乙乙乙乙丙乙乙乙乙，" + "丁" * 9]
    assert cut("甲" * 30 + "，乙乙丙乙乙乙乙乙乙乙乙乙乙乙乙，" + "丁" * 30, "丙") == [
        "乙乙丙乙乙乙乙乙乙乙乙乙乙乙乙，"
    ]


def test_english() -> None:
    text = "It rained all day and nobody went out. The free trade zone of Beijing opened on Monday. Many people came. "
    assert cut(text, "zone", length=60) == ["The free trade zone of Beijing opened on Monday."]
    assert cut("word " * 20 + "target " + "other " * 20, "target", length=40) == [
        "word word word target other other other"
    ]


def test_a_number_stays_whole() -> None:
    assert cut("甲" * 20 + "乙" + "丙" * 6 + "1,234.5678亿元", "乙", length=16) == [
        "甲" * 7 + "乙" + "丙" * 6
    ]


def test_a_word_longer_than_a_snippet_is_cut() -> None:
    assert cut("x" * 500, "无") == ["x" * 20]


def test_a_mark_longer_than_a_snippet_is_cut() -> None:
    (snippet,) = cut_snippets("哈" * 500, [(0, 500, 1)], 1, 20)
    assert (snippet.text, snippet.matches) == ("哈" * 20, ((0, 20),))


def test_a_mark_is_not_cut_where_it_fits() -> None:
    assert cut("甲" * 30 + "丙甲甲科技创新" + "乙" * 40, "丙|科技创新", length=6) == ["甲甲丙甲甲"]


def test_what_shows_most_of_the_query_comes_first() -> None:
    text = "海淀海淀海淀。" + "其他内容。" * 8 + "海淀芯片补贴。" + "其他内容。" * 8 + "补贴补贴。"
    assert cut(text, "海淀|芯片|补贴", length=12) == ["海淀芯片补贴。其他内容。"]


def test_the_next_ones_show_what_is_missing_and_stand_in_order() -> None:
    text = "补贴办法。" + "其他内容。" * 8 + "海淀，海淀，海淀。" + "其他内容。" * 8 + "海淀，芯片。"
    assert cut(text, "海淀|芯片|补贴", count=2, length=10) == ["补贴办法。其他内容。", "海淀，芯片。"]


def test_no_more_pieces_than_show_something() -> None:
    assert cut("甲" + "其他内容。" * 20, "甲", count=3) == ["甲其他内容。其他内容。其他内容。"]


texts = st.lists(
    st.sampled_from(
        ["自贸区", "政策", "，", "。", "；", " ", "\n", "word", "Zone. ", "5.2", "1,234", "“", "。”", "é"]
    ),
    max_size=60,
).map("".join)


@settings(deadline=None, max_examples=300)
@given(texts, st.integers(1, 4), st.integers(8, 40))
def test_pieces(text: str, count: int, length: int) -> None:
    marks = marks_of(text, "自贸区|word|政策")
    pieces = cut_snippets(text, marks, count, length)
    ends = [place for piece in pieces for place in (piece.start, piece.start + len(piece.text))]
    assert ends == sorted(ends)
    inside = {
        n
        for one in re.finditer(r"[a-zA-Zé]+|\d+(?:[.,]\d+)*", text)
        for n in range(one.start() + 1, one.end())
    }
    longest = max((len(one) for one in re.findall(r"[a-zA-Zé\d.,]+", text)), default=0)
    for piece in pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        assert piece.text and not piece.text[0].isspace() and not piece.text[-1].isspace()
        assert len(piece.text) <= length + longest
        assert piece.matches or not marks
        assert all(0 <= start < end <= len(piece.text) for start, end in piece.matches)
    if longest < length:
        assert not inside.intersection(ends)
