"""What each construct of the query language is read as."""

from __future__ import annotations

import pytest

from corpus.errors import QueryLimitError
from indexer.query.ast import (
    And,
    Boosted,
    Everything,
    FacetIs,
    Literal,
    Near,
    Node,
    Not,
    Or,
    Term,
    Wildcard,
)
from indexer.query.grammar import parse
from indexer.settings import (
    MAX_BOOST,
    MAX_NEAR_DISTANCE,
    MAX_QUERY_DEPTH,
    MAX_QUERY_LENGTH,
    MAX_QUERY_TERMS,
    NEAR_DISTANCE,
)
from tests.indexer.query.reading import A, B, C, D, all_of, both, read, warned


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b", "\x00"])
def test_nothing_typed_asks_for_everything(text: str) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings, parsed.q) == (Everything(), (), text)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("自贸区", Term("自贸区")),
        ("自贸区 海淀", both(Term("自贸区"), Term("海淀"))),
        ("自贸区\u3000海淀\t\n", both(Term("自贸区"), Term("海淀"))),
        ("A AND B", all_of(A, B)),
        ("A && B", all_of(A, B)),
        ("A ＆ B", all_of(A, B)),
        ("A 与 B", all_of(A, B)),
        ("A 與 B", all_of(A, B)),
        ("A OR B", Or((A, B))),
        ("A|B", Or((A, B))),
        ("A ｜ B", Or((A, B))),
        ("A || B", Or((A, B))),
        ("A 或 B", Or((A, B))),
        ("Ａ ＯＲ （Ｂ　ＡＮＤ　ＮＯＴ Ｃ）", Or((Term("Ａ"), all_of(Term("Ｂ"), Not(Term("Ｃ")))))),
        ("NOT A", Not(A)),
        ("非 A", Not(A)),
        ("-A", Not(A)),
        ("－A", Not(A)),
        ("NOT NOT A", A),
        ("-(-A)", A),
        ("-A -B", both(Not(A), Not(B))),
        ("A NOT B", both(A, Not(B))),
        ("A -B", both(A, Not(B))),
        ("A AND NOT B", all_of(A, Not(B))),
        ("A OR NOT B", Or((A, Not(B)))),
        ("A B AND C", both(A, all_of(B, C))),
        ("A OR B C", Or((A, both(B, C)))),
        ("A OR B AND C D", Or((A, both(all_of(B, C), D)))),
        ("NOT A AND B OR C", Or((all_of(Not(A), B), C))),
        ("(A OR B) C", both(Or((A, B)), C)),
        ("（A OR B）C", both(Or((A, B)), C)),
        ("(A) ((B))", both(A, B)),
        ("(A B) C", both(A, B, C)),
        ("(A B) AND C", all_of(both(A, B), C)),
        ("A OR (B OR C)", Or((A, B, C))),
        ("NOT(A OR B)", Not(Or((A, B)))),
        ("A OR(B AND(C))", Or((A, all_of(B, C)))),
        ("bread and butter or not", both(*map(Term, ["bread", "and", "butter", "or", "not"]))),
        ("A或B 张与李", both(Term("A或B"), Term("张与李"))),
    ],
)
def test_operators(text: str, node: Node) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (node, ())


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("A NEAR/5 B", Near((A, B), (5,))),
        ("A NEAR／５ B", Near((A, B), (5,))),
        ("A ＮＥＡＲ／５ B", Near((A, B), (5,))),
        ("A NEAR/0 B", Near((A, B), (0,))),
        ("A NEAR B", Near((A, B), (NEAR_DISTANCE,))),
        ("A NEAR/5 B NEAR/3 C", Near((A, B, C), (5, 3))),
        ("(A NEAR/5 B) NEAR/3 C", Near((A, B, C), (5, 3))),
        ("A NEAR/5 (B NEAR/3 C)", Near((A, B, C), (5, 3))),
        ("“A”NEAR/5“B”", Near((Literal("A"), Literal("B")), (5,))),
        ("govern* NEAR/5 政?", Near((Wildcard("govern*"), Wildcard("政?")), (5,))),
        ("(A OR B) NEAR/5 C", Near((Or((A, B)), C), (5,))),
        ("title:A NEAR/5 B", Near((Term("A", "title"), B), (5,))),
        ("title:(A NEAR/5 B)", Near((Term("A", "title"), Term("B", "title")), (5,))),
        ("A B NEAR/5 C D", both(A, Near((B, C), (5,)), D)),
        ("A AND B NEAR/5 C", all_of(A, Near((B, C), (5,)))),
        ("A NEAR/5 B OR C", Or((Near((A, B), (5,)), C))),
        ("-(A NEAR/5 B)", Not(Near((A, B), (5,)))),
        ("near NEAR/5 NEARBY", Near((Term("near"), Term("NEARBY")), (5,))),
        ("A near/5 B", both(A, Term("near/5"), B)),
        ("A NEAR/x B", both(A, Term("NEAR/x"), B)),
    ],
)
def test_nearness(text: str, node: Node) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (node, ())


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("A^2 B", both(Boosted(A, 2), B)),
        ("A^0.5", Boosted(A, 0.5)),
        ("A^２", Boosted(A, 2)),
        ("A＾２ “B”＾3", both(Boosted(A, 2), Boosted(Literal("B"), 3))),
        ("A^0", Boosted(A, 0)),
        ("A^1", A),
        ("A^1.00049", A),
        ("A^2^3", Boosted(A, 3)),
        ('"A"^1.5 (B)^3', both(Boosted(Literal("A"), 1.5), Boosted(B, 3))),
        ("“A”^2", Boosted(Literal("A"), 2)),
        ("(A B)^2 C", both(Boosted(both(A, B), 2), C)),
        ("(A^2 OR B)^0.5", Boosted(Or((Boosted(A, 2), B)), 0.5)),
        ("(A^2)^3", Boosted(A, 6)),
        ("(A^60)^60", Boosted(A, MAX_BOOST)),
        ("-A^2", Not(Boosted(A, 2))),
        ("title:A^2", Boosted(Term("A", "title"), 2)),
        ("人工*^2 《A》^3。", both(Boosted(Wildcard("人工*"), 2), Boosted(A, 3))),
        ("A^2 NEAR/5 B", Near((Boosted(A, 2), B), (5,))),
        ("(A NEAR/5 B)^2", Boosted(Near((A, B), (5,)), 2)),
        ("x^y ^2 A^-1", both(*map(Term, ("x^y", "^2", "A^-1")))),
    ],
)
def test_boosts(text: str, node: Node) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (node, ())


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("人工*", "人工*"),
        ("人工＊", "人工*"),
        ("人工***", "人工*"),
        ("*智能", "*智能"),
        ("人*能", "人*能"),
        ("政?", "政?"),
        ("govern*", "govern*"),
        ("organi?ation", "organi?ation"),
        ("zone?", "zone?"),
        ("《人工*》，", "人工*"),
        ("自贸?策", "自贸?策"),
        ("政?!", "政?"),
    ],
)
def test_wildcards(text: str, pattern: str) -> None:
    parsed = parse(text)
    assert (parsed.node, parsed.warnings) == (Wildcard(pattern), ())


def test_a_question_mark_that_ends_a_sentence_is_no_wildcard() -> None:
    assert read("what is a zone?") == both(*map(Term, ["what", "is", "a", "zone"]))
    assert read("zone? what") == both(Wildcard("zone?"), Term("what"))
    assert read("自贸区 政?") == both(Term("自贸区"), Wildcard("政?"))
    assert read("政？") == Term("政")


@pytest.mark.parametrize("text", ["*", "＊＊", "?", "*?", "-*"])
def test_a_wildcard_alone_is_left_out(text: str) -> None:
    assert read(text) == Everything()
    assert read(f"A {text}") == A
    assert warned(f"A {text}") == [("wildcard-without-text", text.removeprefix("-"))]


@pytest.mark.parametrize(
    ("text", "node", "warnings"),
    [
        ('A "B C', both(A, Literal("B C")), [("unclosed-quote", '"B C')]),
        ('A "', A, [("unclosed-quote", '"')]),
        ('A ""', A, [("empty-quote", '""')]),
        ("A “ ”", A, [("empty-quote", "“ ”")]),
        ("(A OR (B", Or((A, B)), [("unclosed-parenthesis", "("), ("unclosed-parenthesis", "(")]),
        ("A OR B) C", Or((A, both(B, C))), [("unopened-parenthesis", ")")]),
        ("A () B", both(A, B), [("empty-parentheses", "()")]),
        ("AND A", A, [("stray-operator", "AND")]),
        ("A OR", A, [("stray-operator", "OR")]),
        ("A AND OR B", Or((A, B)), [("stray-operator", "AND")]),
        ("A OR AND B", Or((A, B)), [("stray-operator", "AND")]),
        ("A OR OR B", Or((A, B)), [("stray-operator", "OR")]),
        ("A AND AND B", all_of(A, B), [("stray-operator", "AND")]),
        ("A NOT", A, [("stray-operator", "NOT")]),
        ("A (OR) B", both(A, B), [("stray-operator", "OR")]),
        ("OR", Literal("OR"), [("operator-as-text", "OR")]),
        ("非", Literal("非"), [("operator-as-text", "非")]),
        ("A title:", A, [("empty-field", "title:")]),
        ("title:date:2020 AND", read("date:2020"), [("empty-field", "title:"), ("stray-operator", "AND")]),
        ("A NEAR/5", A, [("stray-operator", "NEAR/5")]),
        ("NEAR/5 A", A, [("stray-operator", "NEAR/5")]),
        ("A NEAR NEAR/2 B", Near((A, B), (2,)), [("stray-operator", "NEAR")]),
        ("A NEAR () B", both(A, B), [("stray-operator", "NEAR"), ("empty-parentheses", "()")]),
        ("A AND NEAR B", all_of(A, B), [("stray-operator", "NEAR")]),
        ("A NEAR OR B", Or((A, B)), [("stray-operator", "NEAR")]),
        ("(A NEAR) B", both(A, B), [("stray-operator", "NEAR")]),
        ("NEAR/5", Literal("NEAR/5"), [("operator-as-text", "NEAR/5")]),
        ("A NEAR/1001 B", Near((A, B), (MAX_NEAR_DISTANCE,)), [("near-too-far", "NEAR/1001")]),
        ("A NEAR/5 -B", all_of(A, Not(B)), [("near-as-and", "NEAR/5")]),
        ("-A NEAR B", all_of(Not(A), B), [("near-as-and", "NEAR")]),
        ("A NEAR (B C) D", both(all_of(A, both(B, C)), D), [("near-as-and", "NEAR")]),
        (
            "A NEAR/1 B NEAR/2 date:2020 NEAR/3 C",
            all_of(Near((A, B), (1,)), read("date:2020"), C),
            [("near-as-and", "NEAR/2"), ("near-as-and", "NEAR/3")],
        ),
        ("A^100.5 B", both(A, B), [("boost-ignored", "^100.5")]),
        ('"A"^101', Literal("A"), [("boost-ignored", "^101")]),
        ("()^2 A", A, [("empty-parentheses", "()"), ("boost-ignored", "^2")]),
        ("source:x^2", FacetIs("source", ("x",)), [("boost-ignored", "^2")]),
        ('source:"x"^2', FacetIs("source", ("x",)), [("boost-ignored", "^2")]),
        ("(-A)^2", Not(A), [("boost-ignored", "^2")]),
        ("，title:A", Literal("title:A"), []),
        ("，OR B", both(Literal("OR"), B), []),
    ],
)
def test_whatever_is_typed_is_read(text: str, node: Node, warnings: list[tuple[str, str]]) -> None:
    assert (read(text), warned(text)) == (node, warnings)


def test_invisible_characters_are_ignored_and_places_are_those_typed() -> None:
    text = "\ufeff自\u200b贸\u200d区 \x00“海\u2060淀”^2"
    parsed = parse(text)
    assert parsed.node == both(Term("自贸区"), Boosted(Literal("海淀"), 2))
    assert isinstance(parsed.node, And)
    first, second = parsed.node.parts
    assert text[slice(*first.span)] == "自\u200b贸\u200d区"
    assert text[slice(*second.span)] == "“海\u2060淀”"
    assert warned(text + "^101") == [("boost-ignored", "^101")]


def test_spans_cover_what_was_typed() -> None:
    text = "《A》 -(title:B OR district:海淀)"
    node = read(text)
    assert isinstance(node, And)
    term, negation = node.parts
    assert text[slice(*term.span)] == "A"
    assert isinstance(negation, Not)
    assert isinstance(negation.part, Or)
    assert [text[slice(*part.span)] for part in negation.part.parts] == ["B", "海淀"]
    assert text[slice(*negation.span)] == "-(title:B OR district:海淀"


def test_limits_say_what_they_are_and_what_to_do() -> None:
    parse("中" * MAX_QUERY_LENGTH)
    with pytest.raises(QueryLimitError, match=f"{MAX_QUERY_LENGTH} are allowed; shorten"):
        parse("中" * (MAX_QUERY_LENGTH + 1))
    parse("a " * MAX_QUERY_TERMS)
    with pytest.raises(QueryLimitError, match=f"more than {MAX_QUERY_TERMS} terms; leave some out"):
        parse("a " * (MAX_QUERY_TERMS + 1))
    parse("(" * MAX_QUERY_DEPTH + "a")
    with pytest.raises(QueryLimitError, match=f"deeper than {MAX_QUERY_DEPTH} parentheses; take some out"):
        parse("(" * (MAX_QUERY_DEPTH + 1) + "a")
    with pytest.raises(QueryLimitError, match="deeper") as caught:
        parse("(a OR b AND c d " * 15)
    assert (caught.value.code, caught.value.limit) == ("query-depth", MAX_QUERY_DEPTH)


@pytest.mark.parametrize(
    "heading",
    [
        "MINISTRY OF TRANSPORT AND COMMUNICATIONS",
        "SMALL AND MEDIUM ENTERPRISES, MOEA Order",
        "Notice of PARKS AND GARDENS BUREAU",
    ],
)
def test_and_in_a_heading_in_capitals_joins_as_white_space_does(heading: str) -> None:
    assert read(heading) == read(heading.replace(" AND ", " "))
    assert warned(heading) == []


def test_and_between_abbreviations_is_an_operator() -> None:
    both = And((Term("FTZ"), Term("SEZ")), explicit=True)
    assert read("FTZ AND SEZ") == both
    assert read("FTZ AND SEZ subsidies") == And((both, Term("subsidies")))
    assert read("GRAND AND OLD") == And((Term("GRAND"), Term("OLD")), explicit=True)
    assert read("FREE TRADE AND 海淀") == And(
        (Term("FREE"), And((Term("TRADE"), Term("海淀")), explicit=True))
    )
