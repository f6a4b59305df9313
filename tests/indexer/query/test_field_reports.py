"""What users of other systems ran into, as far as it lies in reading the query."""

from __future__ import annotations

import pytest

from corpus.errors import QueryLimitError
from indexer.language.units import unit_texts
from indexer.query.ast import And, Literal, Node, Not, Or, Term, Wildcard
from indexer.query.grammar import parse
from indexer.settings import MAX_QUERY_LENGTH
from tests.growth import growth


def read(text: str) -> Node:
    parsed = parse(text)
    assert parsed.warnings == ()
    return parsed.node


def test_a_minus_before_a_chinese_word_excludes_it() -> None:
    assert read("招商 -公司") == And((Term("招商"), Not(Term("公司"))))


def test_a_not_inside_parentheses_counts() -> None:
    inside = And((Term("東京"), Not(Term("secret"))), explicit=True)
    assert read("(東京 AND NOT secret) OR bill") == Or((inside, Term("bill")))


def test_a_quoted_chinese_phrase_is_one_literal() -> None:
    for text in ('"高质量发展"', "“高质量发展”", "「高质量发展」"):
        assert read(text) == Literal("高质量发展")


@pytest.mark.parametrize(
    "text",
    [
        *("简单", "维修信息", "中国农业发展银行", "美国力特", "李建光", "在建工程"),
        *("灯", "蝶", "数", "的", "了", "和", "5", "第5条", "2020年", "24口", "1号", "3月", "10", "１０"),
        *(
            "ＧＤＰ",
            "５．２％",
            "123,244.2",
            "㐀",
            "𠮷野家",
            "重跑gen-itgc后",
            "铁路12306",
            "國際論坛",
            "王后",
        ),
    ],
)
def test_nothing_typed_without_space_is_cut_or_lost(text: str) -> None:
    assert read(text) == Term(text)


def test_white_space_between_han_and_latin_does_not_matter_to_a_literal() -> None:
    spaced, joined = read('"人工智能 AI 大模型"'), read('"人工智能AI大模型"')
    assert isinstance(spaced, Literal)
    assert isinstance(joined, Literal)
    assert unit_texts(spaced.text) == unit_texts(joined.text)


def test_a_zero_width_space_splits_no_word() -> None:
    assert read("自贸\u200b区 gen\u200b-itgc") == And((Term("自贸区"), Term("gen-itgc")))


def test_a_long_run_of_word_characters_is_read_at_once_and_a_longer_one_refused() -> None:
    def work(length: int) -> None:
        assert read("a" * length) == Term("a" * length)
        assert read("中" * (length - 1) + "*") == Wildcard("中" * (length - 1) + "*")

    assert growth(work, MAX_QUERY_LENGTH // 8) < 20
    with pytest.raises(QueryLimitError):
        parse("a" * 1_000_000)
