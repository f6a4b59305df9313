from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.units import is_mark, split_units, unit_texts
from indexer.query.ast import Literal, Term, Wildcard
from indexer.query.matching import (
    Gap,
    Like,
    Pattern,
    Slot,
    compile_doc_number,
    compile_leaf,
    compile_word,
    term_words,
)
from indexer.settings import WILDCARD_GAP


def matches(pattern: Pattern, text: str) -> list[str]:
    return [text[start:end] for start, end in pattern.spans(split_units(text))]


@pytest.mark.parametrize(
    ("needle", "text", "expected"),
    [
        ("自贸区", "自貿區与自贸 区", ["自貿區", "自贸 区"]),
        ("哈哈", "哈哈哈", ["哈哈", "哈哈"]),
        ("AI", "maintain AI，ＡＩ", ["AI", "ＡＩ"]),
        ("5", "15年5月５日", ["5", "５"]),
        ("人工智能", "人工，智能", []),
        ("“片区”", "「片區」", ["「片區」"]),
        ("free trade", "Free\nTrade freetrade", ["Free\nTrade"]),
        ("", "自贸区", []),
        ("自贸区", "", []),
    ],
)
def test_literals(needle: str, text: str, expected: list[str]) -> None:
    assert matches(compile_leaf(Literal(needle)), text) == expected
    assert matches(compile_leaf(Term(needle)), text) == expected


STAR = Gap(0, WILDCARD_GAP)


@pytest.mark.parametrize(
    ("pattern", "slots"),
    [
        ("govern*", (Like("govern*"),)),
        ("*ment", (Like("*ment"),)),
        ("b?t", (Like("b?t"),)),
        ("GDP", ("gdp",)),
        ("5?年", (Like("5?"), "年")),
        ("人?a*", ("人", Like("?a*"))),
        ("人工*", ("人", "工")),
        ("*银行", ("银", "行")),
        ("中*行", ("中", STAR, "行")),
        ("中**行", ("中", Gap(0, 2 * WILDCARD_GAP), "行")),
        ("中?*行", ("中", Gap(1, 1 + WILDCARD_GAP), "行")),
        ("中??行", ("中", Gap(2, 2), "行")),
        ("政?", ("政", Gap(1, 1))),
        ("*?府*", (Gap(1, 1), "府")),
        ("gov * policy", ("gov", STAR, "policy")),
        ("第，*", ("第", ",")),
        ("*", ()),
        ("?*", ()),
        ("", ()),
    ],
)
def test_how_a_wildcard_is_read(pattern: str, slots: tuple[Slot, ...]) -> None:
    assert compile_leaf(Wildcard(pattern)).slots == slots


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("第?条", "第5条、第十条、第十五条、第条、第，条", ["第5条", "第十条"]),
        ("中*银行", "中国人民银行，中，银行", ["中国人民银行"]),
        ("中*行", "中行中国行行", ["中行", "中国行"]),
        ("中*行", "中" + "一" * WILDCARD_GAP + "行", ["中" + "一" * WILDCARD_GAP + "行"]),
        ("中*行", "中" + "一" * (WILDCARD_GAP + 1) + "行", []),
        ("政?", "政府。政，", ["政府"]),
        ("?府", "政府。府", ["政府"]),
        ("??府", "府政府大政府", ["府政府", "府大政府"[1:]]),
        ("govern*", "Government govern misgovern 治govern理", ["Government", "govern", "govern"]),
        ("*tain", "maintain tainted", ["maintain"]),
        ("m?in", "main min maain", ["main"]),
        ("20??年", "2020年 202年 1999年", ["2020年"]),
        ("free * zone", "free trade zone", ["free trade zone"]),
        ("a*b*c", "aXXbYYc ac abc", ["aXXbYYc", "abc"]),
    ],
)
def test_wildcards(pattern: str, text: str, expected: list[str]) -> None:
    assert matches(compile_leaf(Wildcard(pattern)), text) == expected


def test_a_wildcard_of_many_stars_is_answered_at_once() -> None:
    assert matches(compile_leaf(Wildcard("a*" * 30 + "b")), "a" * 5000) == []
    assert matches(compile_leaf(Wildcard("中*" * 30 + "行")), "中" * 3000) == []


@pytest.mark.parametrize(
    "number", ["国发〔2015〕12号", "國發[2015]第12號", "国发（2015）12号", "国发【２０１５】 12号"]
)
def test_document_numbers(number: str) -> None:
    text = "依国发〔2015〕12号、國發(2015)12號、国发〔2015〕第12号和国发〔2015〕112号"
    found = [matches(pattern, text) for pattern in compile_doc_number(number)]
    assert found == [["国发〔2015〕12号", "國發(2015)12號"], ["国发〔2015〕第12号"]]


def test_a_document_number_without_brackets_has_one_form() -> None:
    (pattern,) = compile_doc_number("主席令第12号")
    assert matches(pattern, "主席令第12號") == ["主席令第12號"]


def test_words() -> None:
    assert matches(compile_word("政策"), "政策，政 策，策政") == ["政策", "政 策"]
    assert matches(compile_word("regul"), "Regulated regulation; regal") == ["Regulated", "regulation"]
    assert matches(compile_word("2020"), "2020年与20200") == ["2020"]


units = st.lists(st.sampled_from(["中", "行", "，", "ab", "a", " ", "\n", "𠮷"]), max_size=25).map("".join)


@settings(deadline=None)
@given(units, units)
def test_a_literal_is_a_row_of_units(needle: str, text: str) -> None:
    wanted, texts = unit_texts(needle), unit_texts(text)
    naive = [
        (n, n + len(wanted)) for n in range(len(texts)) if wanted and texts[n : n + len(wanted)] == wanted
    ]
    assert compile_leaf(Literal(needle)).places(texts) == naive


@settings(deadline=None, max_examples=300)
@given(st.text("中行?*，", min_size=1, max_size=6), st.text("中行国，", max_size=20))
def test_a_wildcard_is_the_regular_expression_it_looks_like(pattern: str, text: str) -> None:
    found = compile_leaf(Wildcard(pattern)).places(unit_texts(text))
    trimmed = re.sub(r"^[?*]+|[?*]+$", lambda holes: holes[0].replace("*", ""), pattern)
    if not trimmed.strip("?"):
        assert found == []
        return
    holes = {"?": "[^，]", "*": f"[^，]{{0,{WILDCARD_GAP}}}"}
    expression = re.compile("".join(holes.get(char, char) for char in trimmed))
    starts = [n for n in range(len(text)) if expression.match(text, n)]
    assert [start for start, _ in found] == starts
    for start, end in found:
        assert expression.fullmatch(text, start, end)
        assert not any(expression.fullmatch(text, start, shorter) for shorter in range(start, end))


@settings(deadline=None)
@given(st.text("中行?*，ab ", max_size=8), units)
def test_spans_start_and_end_with_units(pattern: str, text: str) -> None:
    for start, end in compile_leaf(Wildcard(pattern)).spans(split_units(text)):
        assert unit_texts(text[:start]) + unit_texts(text[start:end]) + unit_texts(text[end:]) == unit_texts(
            text
        )
        assert not all(map(is_mark, unit_texts(text[start:end]))) or "，" in pattern


@pytest.mark.parametrize(
    ("text", "every", "apart"),
    [
        ("北京政策北京", ("北京", "政策"), ("北京", "政策")),
        ("政策", ("政策",), ()),
        ("regulated", ("regul",), ("regul",)),
        ("2020", ("2020",), ()),
        ("第5条", ("第", "5", "条"), ()),
        ("，", (), ()),
    ],
)
def test_words_of_a_term(text: str, every: tuple[str, ...], apart: tuple[str, ...]) -> None:
    assert term_words(text) == (every, apart)
