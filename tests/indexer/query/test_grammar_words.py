"""What quotes and punctuation around and inside the words of a query are read as."""

from __future__ import annotations

import pytest

from indexer.query.ast import Literal, Not, Term
from indexer.query.grammar import parse
from tests.indexer.query.reading import A, B, both, read


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"科技创新片区"', "科技创新片区"),
        ("“科技创新片区”", "科技创新片区"),
        ("「科技创新片区」", "科技创新片区"),
        ("『科技创新片区』", "科技创新片区"),
        ("＂科技创新片区＂", "科技创新片区"),
        ("«科技创新片区»", "科技创新片区"),
        ("„科技创新片区“", "科技创新片区"),
        ("‘科技创新片区’", "科技创新片区"),
        ("'free trade zone'", "free trade zone"),
        ("'China's policy'", "China's policy"),
        ("”科技创新片区”", "科技创新片区"),
        ("“科技创新片区“", "科技创新片区"),
        ('“科技创新片区"', "科技创新片区"),
        ('"科技创新片区”', "科技创新片区"),
        ('" free\u3000 trade  zone "', "free trade zone"),
        ('"A OR (B -C) title:D 人*"', "A OR (B -C) title:D 人*"),
        ("“关于“放管服”的意见”", '关于"放管服"的意见'),
        ("“关于「放管服」的意见”", '关于"放管服"的意见'),
        ("「“放管服”」", '"放管服"'),
        ("“关于‘放管服’的意见”", "关于‘放管服’的意见"),
        ('"，"', "，"),
    ],
)
def test_quotes(text: str, inside: str) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (Literal(inside), ())


def test_quotes_stand_beside_words_and_each_other() -> None:
    assert read("北京“十四五”规划") == both(Term("北京"), Literal("十四五"), Term("规划"))
    assert read('"A""B"') == both(Literal("A"), Literal("B"))
    assert read('A -"B"') == both(A, Not(Literal("B")))
    assert read('title:"A" B') == both(Literal("A", "title"), B)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "AI+制造",
            "12.5%",
            "国发〔2015〕12号",
            "C++",
            "C#",
            "R&D",
            "gen-itgc",
            "2020年-2022年",
            "COVID-19",
        ),
        *(
            "中国（北京）自由贸易试验区",
            "函(2020)12号",
            "China's",
            "it’s",
            "http://www.gov.cn/a?b=c*d",
            "12:30",
        ),
        *("注意：安全", "标题党", "123,244.2", "《A》和《B》", "1〔2〕", "user@example.org", "a=b", "㐀𠮷"),
    ],
)
def test_a_word_with_punctuation_inside_is_one_term(text: str) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (Term(text), ())


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("，自贸区。", "自贸区"),
        ("《外商投资法》", "外商投资法"),
        ("【快讯】", "快讯"),
        ("《外商投资法》，", "外商投资法"),
        ("外商投资法》", "外商投资法"),
        ("+自贸区", "自贸区"),
        ("——自贸区！", "自贸区"),
        ("--自贸区", "自贸区"),
        ("自贸区？", "自贸区"),
        ("北京市对暂停举办的展会有何支持政策？", "北京市对暂停举办的展会有何支持政策"),
        ("北京市对暂停举办的展会有何支持政策?", "北京市对暂停举办的展会有何支持政策"),
        ("自贸区给补贴?", "自贸区给补贴"),
        ("谁可办?", "谁可办"),
        ("有用嗎?", "有用嗎"),
    ],
)
def test_punctuation_around_a_term_falls_away(text: str, term: str) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (Term(term), ())


def test_punctuation_alone_is_searched_for_only_when_nothing_else_is() -> None:
    assert read("，") == Literal("，")
    assert read("A - B") == both(A, B)
    assert [(one.code, one.start, one.end) for one in parse("A - B").warnings] == [
        ("stray-punctuation", 2, 3)
    ]
    assert read('A "-" B') == both(A, Literal("-"), B)
