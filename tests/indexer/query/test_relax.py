"""What a query asks for when too few documents satisfy the whole of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.query.ast import (
    Alternative,
    And,
    Boosted,
    Expanded,
    FacetIs,
    Literal,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    Wildcard,
)
from indexer.query.grammar import parse
from indexer.query.relax import relax, relaxations
from indexer.settings import MAX_QUERY_TERMS


def half(text: str) -> Node | None:
    return relax(parse(text).node, "half")


def some(minimum: int, *texts: str) -> SomeOf:
    return SomeOf(tuple(map(Term, texts)), minimum)


def test_words_side_by_side_are_asked_for_by_half_or_one() -> None:
    assert half("自贸区 海淀") == some(1, "自贸区", "海淀")
    assert half("自贸区 海淀 机器人") == some(2, "自贸区", "海淀", "机器人")
    assert relax(parse("自贸区 海淀 机器人").node, "one") == some(1, "自贸区", "海淀", "机器人")


def test_a_question_is_taken_apart_into_its_content_words() -> None:
    question = half("北京市对暂停举办的展会有何支持政策？")
    assert isinstance(question, SomeOf)
    words = [part.text for part in question.parts if isinstance(part, Term)]
    assert {"北京市", "暂停", "举办", "展会", "支持", "政策"} <= set(words)
    assert "对" not in words
    assert "的" not in words
    assert question.minimum == (len(words) + 1) // 2


def test_a_long_term_counts_by_its_words_and_keeps_its_field() -> None:
    assert half("title:人工智能产业发展 海淀") == SomeOf(
        (*(Term(word, "title") for word in ("人工智能", "产业", "发展")), Term("海淀")),
        2,
        evidence=(Term("人工智能产业发展", "title"), Term("海淀")),
    )


def test_latin_words_stay_as_typed() -> None:
    relaxed = half("Policies-supporting-Enterprises")
    assert isinstance(relaxed, SomeOf)
    assert relaxed.parts == some(2, "policies", "supporting", "enterprises").parts


def test_a_pasted_passage_is_asked_for_by_no_more_parts_than_a_query_may_have() -> None:
    relaxed = half("-".join(f"number{n}" for n in range(90)))
    assert isinstance(relaxed, SomeOf)
    assert len(relaxed.parts) == MAX_QUERY_TERMS


def test_short_terms_stay_whole() -> None:
    for text in ("安平區", "自贸区", "海淀区政策", "海", "2020年", "自贸区 自贸区", ""):
        assert half(text) is None


def test_function_words_are_not_asked_for() -> None:
    assert half("What is a free port?") == some(1, "free", "port")
    assert half("what is 自贸区") == Term("自贸区")
    assert half("what is") == some(1, "what", "is")


def test_boosts_stay_with_what_they_were_given_to() -> None:
    pieces = (Boosted(Term("自贸区"), 2), Term("海淀"))
    assert half("自贸区^2 海淀") == SomeOf(pieces, 1)
    assert half("人工智能产业发展^2 “海淀”^3") == SomeOf(
        (*(Boosted(Term(word), 2) for word in ("人工智能", "产业", "发展")), Boosted(Literal("海淀"), 3)),
        2,
        evidence=(Boosted(Term("人工智能产业发展"), 2), Boosted(Literal("海淀"), 3)),
    )
    group = Boosted(Or((Term("A"), Term("B"))), 2)
    assert half("自贸区^2 海淀 (A OR B)^2") == And((SomeOf(pieces, 1), group), explicit=True)


def test_what_was_joined_or_excluded_or_is_no_text_stays_required() -> None:
    relaxed = half("自贸区 海淀 -公司 source:x (A OR B)")
    required = (Not(Term("公司")), FacetIs("source", ("x",)), Or((Term("A"), Term("B"))))
    assert relaxed == And((some(1, "自贸区", "海淀"), *required), explicit=True)
    assert half("(自贸区 AND 机器人) 海淀") is None
    near = parse("自贸区 NEAR/5 海淀").node
    assert half("自贸区 NEAR/5 海淀 政策 公司") == And((some(1, "政策", "公司"), near), explicit=True)
    assert relax(near, "one") is None
    for text in ("自贸区 AND 海淀", "自贸区 OR 海淀", "-自贸区", '"自贸区"', "自贸区 source:x", "人*"):
        assert half(text) is None


def test_a_question_of_few_content_words_is_taken_apart_too() -> None:
    for text, *content in (
        ("什么是扒窃？", "扒窃"),
        ("导游有哪些义务", "导游", "义务"),
        ("扒窃怎么办", "扒窃"),
    ):
        assert half(text) == SomeOf(tuple(map(Term, content)), 1, evidence=(Term(text.rstrip("？")),))
    for name in ("经济和信息化局", "什么是", "安平區"):
        assert half(name) is None


def test_the_whole_text_of_a_long_query_is_evidence_with_terms_side_by_side_as_one() -> None:
    relaxed = half("甲乙 丙丁 title:戊己 庚辛^2 壬癸 子丑 -寅卯")
    assert isinstance(relaxed, And)
    assert relaxed.parts[0] == SomeOf(
        (
            *(Term("甲乙"), Term("丙丁"), Term("戊己", "title")),
            *(Boosted(Term("庚辛"), 2), Term("壬癸"), Term("子丑")),
        ),
        3,
        evidence=(
            Term("甲乙 丙丁"),
            Term("戊己", "title"),
            Boosted(Term("庚辛"), 2),
            Term("壬癸 子丑"),
        ),
    )
    short = half("自贸区 海淀 机器人")
    assert isinstance(short, SomeOf)
    assert short.evidence == ()


def test_what_was_quoted_counts_as_many_parts_as_it_has_content_words() -> None:
    assert half('海淀 "人工智能产业的发展"') == SomeOf(
        (Term("海淀"), Literal("人工智能产业的发展")), 2, sizes=(1, 3)
    )
    assert half('"12" 海淀') == SomeOf((Literal("12"), Term("海淀")), 1)


def test_one_part_does_where_half_finds_too_little_of_what_there_is_evidence_for() -> None:
    question = parse("人工智能产业发展").node
    one, two = relax(question, "half"), relax(question, "one")
    assert one != two
    assert list(relaxations(question, "auto")) == [one, two]
    assert list(relaxations(question, "any")) == [two]
    assert list(relaxations(question, "all")) == []
    short = parse("自贸区 海淀 机器人").node
    assert list(relaxations(short, "auto")) == [relax(short, "half")]
    pair = parse("自贸区 海淀").node
    assert list(relaxations(pair, "auto")) == list(relaxations(pair, "any")) == [relax(pair, "one")]


def test_wildcards_and_expanded_terms_count_as_one_part_each() -> None:
    expanded = Expanded(Term("free trade zone"), (Alternative(Literal("自贸区"), "translation", 0.5),))
    node = And((expanded, Literal("A B"), Wildcard("人*")))
    assert relax(node, "half") == SomeOf(node.parts, 2)
    assert relax(And((Term("what"), Term("is"), expanded)), "half") == expanded
    assert relax(expanded, "half") is None


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="自贸区海淀政策人工智能 的何a", max_size=200))
def test_relaxing_asks_for_at_least_one_part_and_for_no_more_than_there_are(text: str) -> None:
    parsed = parse(" ".join(text.split()[:MAX_QUERY_TERMS]))
    for at_least in ("half", "one"):
        relaxed = relax(parsed.node, at_least)
        if isinstance(relaxed, SomeOf):
            assert 1 <= len(relaxed.parts) <= MAX_QUERY_TERMS
            assert 1 <= relaxed.minimum <= len(relaxed.parts)
            # By itself a part is asked for only where it was taken out of a text that is evidence.
            assert relaxed.evidence or relaxed.minimum < len(relaxed.parts)
            assert len(set(relaxed.parts)) == len(relaxed.parts)


def test_a_part_may_name_the_parts_that_it_is_taken_apart_into() -> None:
    roads = Expanded(Term("roads"), (Alternative(Literal("道路"), "translation", 0.5),))
    whole = Expanded(Literal("roads and ports"), (), (roads, Term("ports")))
    for node, parts in (
        (And((Term("x"), whole)), (Term("x"), roads, Term("ports"))),
        (whole, (roads, Term("ports"))),
    ):
        relaxed = relax(node, "one")
        assert isinstance(relaxed, SomeOf)
        assert relaxed.parts == parts
