"""The canonical form reads back as the tree it was written from."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from indexer.settings import MAX_BOOST, MAX_NEAR_DISTANCE, MAX_QUERY_DEPTH


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
        ("zone?", "zone?"),
        ("zone? a", "zone? a"),
        ("a (title:zone?)", "(a title:zone?)"),
        ("a (zone?)^2", "(a zone?^2)"),
        ('a "b zone?"', 'a "b zone?"'),
        ("A NEAR B", "A NEAR/10 B"),
        ("A NEAR／5 (“B” NEAR/03 C*)", 'A NEAR/5 "B" NEAR/3 C*'),
        ("(A OR B) NEAR/5 C D", "(A OR B) NEAR/5 C D"),
        ("A AND (B NEAR/5 C)", "A AND B NEAR/5 C"),
        ("NOT (A NEAR/5 B)", "NOT (A NEAR/5 B)"),
        ("A^2.50 (“B”^0.10 OR zone?^3)", 'A^2.5 ("B"^0.1 OR zone?^3)'),
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


@pytest.mark.parametrize("outside", ["{}", "{}^2", "NOT {}", "NOT {}^2"])
@pytest.mark.parametrize("inside", ["zone?", "zone?^2", "(a NEAR (b OR c))", "NOT (a NEAR (b OR zone?))"])
def test_trees_as_deep_as_they_may_be_read_back(inside: str, outside: str) -> None:
    nested = inside
    for level in range(MAX_QUERY_DEPTH - inside.count("(")):
        nested = f"(a {('AND', 'OR')[level % 2]} {nested})"
    node = parse(outside.format(nested)).node
    assert parse(canonical(node)).node == node


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


YEARS = st.integers(1912, 2060)
MONTHS = st.integers(1, 12)
COUNTS = st.sampled_from(["1", "2", "11", "一", "两", "三", "十", "十二", "半"])
NAMED_TIMES = [*("今年", "去年", "前年", "本月", "上個月", "昨天"), *("this year", "last year", "yesterday")]
TYPED_DATES = st.one_of(
    st.builds("民國{}年".format, YEARS.map(lambda year: year - 1911)),
    st.builds("民国{}年{}月".format, YEARS.map(lambda year: year - 1911), MONTHS),
    st.builds("{}年{}月".format, YEARS, MONTHS),
    st.builds("{}年{}月{}日".format, st.integers(100, 149), MONTHS, st.integers(1, 28)),
    st.builds("{}..{}".format, YEARS, YEARS),
    st.builds("{}年{}月至今".format, YEARS, MONTHS),
    st.builds(
        "{}{}{}".format, st.sampled_from(["近", "最近", "過去"]), COUNTS, st.sampled_from(["年", "个月"])
    ),
    st.builds("last {} {}".format, st.integers(1, 999), st.sampled_from(["years", "months", "days"])),
    st.sampled_from(NAMED_TIMES),
)


@settings(deadline=None)
@given(TYPED_DATES, st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates())
def test_dates_read_back_on_any_other_day(typed: str, today: date, later: date) -> None:
    parsed = parse(f'日期："{typed}"', today)
    assert isinstance(parsed.node, DateRange)
    assert {warning.code for warning in parsed.warnings} <= {"reversed-dates"}
    assert parse(canonical(parsed.node), later).node == parsed.node


@settings(deadline=None, max_examples=300)
@given(st.recursive(LEAVES, _joined, max_leaves=12))
def test_every_tree_reads_back(node: Node) -> None:
    assert parse(canonical(node)).node == node
