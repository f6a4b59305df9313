"""The canonical form reads back as the tree it was written from."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import QueryLimitError
from indexer.query.ast import (
    Alternative,
    And,
    DateRange,
    DocNumber,
    Expanded,
    FacetIs,
    Literal,
    Near,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    Wildcard,
)
from indexer.query.canonical import canonical
from indexer.query.grammar import parse
from indexer.query.joining import boosted, both, either, near
from indexer.settings import MAX_BOOST, MAX_NEAR_DISTANCE


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("", ""),
        ("自贸区\u3000“海淀” ", '自贸区 "海淀"'),
        ("“关于「放管服」的意见”", '“关于"放管服"的意见”'),
        ("A|B C -D", "A OR (B C NOT D)"),
        ("A 与 (B 或 C)", "A AND (B OR C)"),
        ("A AND B C", "(A AND B) C"),
        ("-(A B)", "NOT (A B)"),
        ("标题:(A OR B)", "title:A OR title:B"),
        ("标题:“A”", 'title:"A"'),
        ("地区:海淀", "district:110108"),
        ("来源:北京日报", "source:北京日报"),
        ('来源:"A, B"', 'source:"A, B"'),
        ("语言:中文", "lang:zh-Hans,zh-Hant"),
        ("日期:2020年7月", "date:2020-07-01..2020-07-31"),
        ("date:2020-07-30", "date:2020-07-30"),
        ("date:2020..", "date:2020-01-01.."),
        ("文号:国发(2015)12号", "number:国发〔2015〕12号"),
        ("人工＊ 政?", "人工* 政?"),
        ("zone?", "(zone?)"),
        ("A NEAR B", "A NEAR/10 B"),
        ("A NEAR／5 (“B” NEAR/03 C*)", 'A NEAR/5 "B" NEAR/3 C*'),
        ("(A OR B) NEAR/5 C D", "(A OR B) NEAR/5 C D"),
        ("A AND (B NEAR/5 C)", "A AND B NEAR/5 C"),
        ("NOT (A NEAR/5 B)", "NOT (A NEAR/5 B)"),
        ("A^2.50 (“B”^0.10 OR zone?^3)", 'A^2.5 ("B"^0.1 OR (zone?)^3)'),
        ("(A B)^2 (A NEAR B)^10", "(A B)^2 (A NEAR/10 B)^10"),
    ],
)
def test_the_canonical_form(text: str, read_as: str) -> None:
    assert canonical(parse(text).node) == read_as


def test_a_chain_is_one_whichever_way_it_is_put_together() -> None:
    a, b, c = map(Term, "ABC")
    first, last = near(a, b, 5), near(b, c, 3)
    assert first and last
    assert near(first, c, 3) == near(a, last, 5) == Near((a, b, c), (5, 3))
    assert near(Not(a), b, 5) is None


def test_what_nobody_types_is_written_as_what_it_came_from() -> None:
    equals = (Alternative(Literal("free trade zone"), "translation", 0.5),)
    assert canonical(Expanded(Term("自贸区"), equals)) == "自贸区"
    assert canonical(SomeOf((Term("A"), Term("B")), 1)) == "A B"
    assert canonical(And((SomeOf((Term("A"), Term("B")), 1), Term("C")), explicit=True)) == "(A B) AND C"


FIELDS = st.sampled_from(["any", "title"])
WORDS = st.sampled_from(
    ["自贸区", "AI+制造", "12.5%", "C++", "中国（北京）自贸区", "and", "2020年-2022年", "x^y", "a:b"]
)
QUOTED = st.lists(
    st.sampled_from([*'AB政策 ，"()-*?|', "OR", "title:", "‘", "’", "'"]), min_size=1, max_size=6
).map(lambda pieces: " ".join("".join(pieces).split()))
TEXT_LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Term, WORDS, FIELDS),
    st.builds(Literal, QUOTED.filter(bool), FIELDS),
    st.builds(Wildcard, st.sampled_from(["人工*", "政?", "*智?", "govern*", "zone?", "AI?策"]), FIELDS),
)
SIDES = st.one_of(
    TEXT_LEAVES,
    st.builds(Or, st.tuples(TEXT_LEAVES, TEXT_LEAVES)),
    st.builds(boosted, TEXT_LEAVES, st.just(2.5)),
)
LEAVES: st.SearchStrategy[Node] = st.one_of(
    TEXT_LEAVES,
    st.builds(near, SIDES, SIDES, st.integers(0, MAX_NEAR_DISTANCE)),
    st.builds(near, st.builds(near, SIDES, SIDES, st.just(5)), SIDES, st.just(3)),
    st.builds(FacetIs, st.just("source"), st.tuples(QUOTED.filter(bool))),
    st.builds(FacetIs, st.just("district"), st.sampled_from([("110108",), ("110000-bda", "110105")])),
    st.builds(FacetIs, st.just("issued"), st.sampled_from([("110108",), ("310000", "440300")])),
    st.builds(FacetIs, st.just("lang"), st.sampled_from([("en",), ("zh-Hans", "zh-Hant")])),
    st.builds(
        DocNumber, st.sampled_from(["国发〔2015〕12号", "令第5号", "x|y"]), st.sampled_from(["any", "cited"])
    ),
    st.builds(
        DateRange,
        st.none() | st.dates(max_value=date(2020, 1, 1)),
        st.dates(min_value=date(2020, 1, 1)),
    ),
)


WEIGHTS = st.integers(0, MAX_BOOST * 1_000).map(lambda thousandths: thousandths / 1_000)


def _boosted(node: Node, weight: float) -> Node:
    return node if isinstance(node, FacetIs | DocNumber | DateRange | Not) else boosted(node, weight)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        st.builds(both, several),
        st.builds(both, several, st.just(True)),
        st.builds(either, several),
        parts.map(lambda part: part.part if isinstance(part, Not) else Not(part)),
        st.builds(_boosted, parts, WEIGHTS),
    )


@settings(deadline=None, max_examples=300)
@given(st.recursive(LEAVES, _joined, max_leaves=12))
def test_every_tree_reads_back(node: Node) -> None:
    assert parse(canonical(node)).node == node


PIECES = [
    *(
        '"',
        "“",
        "”",
        "「",
        "」",
        "„",
        "«",
        "»",
        "'",
        "‘",
        "’",
        "＂",
        "(",
        ")",
        "（",
        "）",
        "|",
        "｜",
        "&",
        "-",
        "－",
    ),
    *(
        "*",
        "＊",
        "?",
        "？",
        "^2",
        "\u200b",
        "\x00",
        "\ufe0f",
        ":",
        "：",
        "..",
        ".",
        "，",
        "《",
        "》",
        "〔",
        "〕",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR/5",
        "NEAR",
        "与",
        "或",
        "非",
        "and",
        "+",
        "−",
        "~",
        "_",
        "#",
        "@",
        "`",
        "[",
        "]",
        "/",
        "\\",
    ),
    *(
        "title:",
        "标题：",
        "source:",
        "district:",
        "地区：",
        "lang:",
        "date:",
        "文号:",
        "海淀",
        "朝阳",
        "zh",
        "en",
    ),
    *(
        "2020",
        "2020-07",
        "2022-13",
        "自贸区",
        "政",
        "何",
        "a",
        "ab",
        "C++",
        "12.5%",
        "é",
        "𠮷",
        "http://",
        ",",
    ),
]
"""Everything that means something somewhere in a query, and things that mean nothing."""


def test_whatever_is_typed_is_read_quickly_and_reads_back() -> None:
    """20,000 queries of random pieces: nothing raises, and each tree is that of its own canonical form."""
    pick = random.Random(2020)
    parse("district:海淀")
    slowest = 0.0
    for number in range(20_000):
        gap = pick.choice(("", " ", "\u3000"))
        text = gap.join(pick.choices(PIECES, k=pick.choice((1, 2, 3, 5, 8, 13, 21))))
        begun = time.process_time()
        parsed = parse(text)
        slowest = max(slowest, time.process_time() - begun)
        assert all(0 <= warning.start < warning.end <= len(text) for warning in parsed.warnings), text
        read_as = canonical(parsed.node)
        assert parse(read_as).node == parsed.node, (number, text, read_as)
    assert slowest < 0.25


@pytest.mark.parametrize("piece", PIECES)
def test_a_thousand_characters_of_anything_are_read_quickly(piece: str) -> None:
    for filler in ("", " ", "a", " a"):
        unit = piece + filler
        text = unit * (1000 // len(unit))
        begun = time.process_time()
        try:
            parse(text)
        except QueryLimitError as error:
            assert error.parameter == "q"
        assert time.process_time() - begun < 0.25
