"""Which terms of a query are joined by their equals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from indexer.language.dictionary import Dictionary
from indexer.language.lexicon import Lexicon
from indexer.query.ast import (
    Alternative,
    And,
    Boosted,
    Expanded,
    Literal,
    MatchKind,
    Near,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    TextField,
)
from indexer.query.expand import expand
from indexer.query.grammar import parse
from indexer.query.reading import Expansion
from indexer.query.relax import relax
from indexer.query.translate import Translator
from indexer.settings import DICTIONARY_WEIGHT, NEAR_DISTANCE, SYNONYM_WEIGHT, TRANSLATION_WEIGHT

GROUPS = """
自贸区	自由贸易试验区	free trade zone
软件	软体	software
贸易	trade
自由港	free trade
智能	smart	AI
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.tsv"
    path.write_text(GROUPS, encoding="utf-8")
    return Lexicon(path)


Expand = Callable[[str], tuple[Node, tuple[Expansion, ...]]]


@pytest.fixture
def expanded(lexicon: Lexicon) -> Expand:
    return lambda text: expand(parse(text).node, lexicon)


def literal(text: str, kind: MatchKind, where: TextField = "any") -> Alternative:
    return Alternative(
        Literal(text, where), kind, SYNONYM_WEIGHT if kind == "synonym" else TRANSLATION_WEIGHT
    )


ZONE = (literal("自由贸易试验区", "synonym"), literal("free trade zone", "translation"))
ZONE_IN_ENGLISH = (literal("自贸区", "translation"), literal("自由贸易试验区", "translation"))
TRADE = Expanded(Term("trade"), (literal("贸易", "translation"),))
SOFTWARE = Expanded(Term("软件"), (literal("软体", "synonym"), literal("software", "translation")))


@pytest.mark.parametrize("typed", ["自贸区", "自貿區"])
def test_a_term_of_the_lexicon_is_expanded_in_either_script(expanded: Expand, typed: str) -> None:
    assert expanded(typed) == (
        Expanded(Term(typed), ZONE),
        (Expansion(typed, "自由贸易试验区", "synonym"), Expansion(typed, "free trade zone", "translation")),
    )


def test_words_side_by_side_that_are_one_term_become_one(expanded: Expand) -> None:
    text = "Free trade zone"
    node, expansions = expanded(text)
    assert node == Expanded(Term(text), ZONE_IN_ENGLISH)
    assert node.span == (0, len(text))
    assert [expansion.term for expansion in expansions] == [text, text]


def test_the_longest_run_wins_and_the_rest_stays(expanded: Expand) -> None:
    zone = Expanded(Term("free trade zone"), ZONE_IN_ENGLISH)
    assert expanded("new free trade zone rules")[0] == And((Term("new"), zone, Term("rules")))
    assert expanded("old trade")[0] == And((Term("old"), TRADE))
    assert expanded("free trade zone OR trade")[0] == Or((zone, TRADE))


def test_function_words_are_not_asked_for_beside_what_is_translated(expanded: Expand) -> None:
    zone = Expanded(Term("free trade zone"), ZONE_IN_ENGLISH)
    assert expanded("the free trade zone in 海淀")[0] == And((zone, Term("海淀")))
    assert expanded("the trade")[0] == TRADE
    assert expanded("the 的 trade")[0] == And((Term("的"), TRADE))
    assert expanded("the roads of 海淀")[0] == parse("the roads of 海淀").node
    assert expanded("the who AND trade")[0] == And((Term("the"), And((Term("who"), TRADE), explicit=True)))


def test_chinese_words_side_by_side_stay_apart(expanded: Expand) -> None:
    # 自由 and 贸易区 stand in 自由的贸易区域, whose words are 自由, 贸易 and 区域: none of them is 贸易区.
    assert expanded("自由 贸易 试验区")[0] == And(
        (Term("自由"), Expanded(Term("贸易"), (literal("trade", "translation"),)), Term("试验区"))
    )
    assert expanded("自由 贸易试验区 free trade zone")[0] == And(
        (Term("自由"), expanded("贸易试验区")[0], Expanded(Term("free trade zone"), ZONE_IN_ENGLISH))
    )


def test_one_form_of_each_term_is_told_and_never_the_one_typed(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_text("自贸区\tfree trade zone\tfree-trade zones\tFTZ\tFTZs\tfree port\n", encoding="utf-8")
    lexicon = Lexicon(path)
    told = {
        typed: [expansion.equal for expansion in expand(parse(typed).node, lexicon)[1]]
        for typed in ("自贸区", "Free trade zones", "FTZ")
    }
    assert told == {
        "自贸区": ["free trade zone", "FTZ", "free port"],
        "Free trade zones": ["自贸区", "FTZ", "free port"],
        "FTZ": ["自贸区", "free trade zone", "free port"],
    }


def test_a_run_breaks_where_the_user_put_something_between(expanded: Expand) -> None:
    assert expanded("free AND trade AND zone")[0] == And((Term("free"), TRADE, Term("zone")), explicit=True)
    assert expanded('"free" trade zone')[0] == And((Literal("free"), TRADE, Term("zone")))
    assert expanded("title:free trade zone")[0] == And((Term("free", "title"), TRADE, Term("zone")))


def test_the_field_of_a_term_holds_for_its_equals(expanded: Expand) -> None:
    node, _ = expanded("title:软件")
    equals = (literal("软体", "synonym", "title"), literal("software", "translation", "title"))
    assert node == Expanded(Term("软件", "title"), equals)


@pytest.mark.parametrize(
    "text", ['"自贸区"', '"twice cooked trade"', "-自贸区", "自贸*", "软件产业发展规划", "海淀", ""]
)
def test_what_is_quoted_excluded_or_no_term_of_the_lexicon_stays_as_it_is(
    expanded: Expand, text: str
) -> None:
    assert expanded(text) == (parse(text).node, ())


def test_expanding_reaches_into_the_tree_but_not_below_an_exclusion(
    expanded: Expand, lexicon: Lexicon
) -> None:
    node, expansions = expanded("(软件 OR A) AND 软件 AND NOT 软件")
    assert node == And((Or((SOFTWARE, Term("A"))), SOFTWARE, Not(Term("软件"))), explicit=True)
    assert expansions == (Expansion("软件", "软体", "synonym"), Expansion("软件", "software", "translation"))
    assert expand(SomeOf((Term("软件"), Term("A")), 1), lexicon)[0] == SomeOf((SOFTWARE, Term("A")), 1)


def test_expanding_twice_adds_nothing(expanded: Expand, lexicon: Lexicon) -> None:
    once, _ = expanded("自贸区 软件")
    assert expand(once, lexicon)[0] == once


def test_a_short_term_around_a_term_of_the_lexicon_takes_its_forms(expanded: Expand) -> None:
    assert expanded("某软件园") == (
        Expanded(Term("某软件园"), (literal("某软体园", "synonym"),)),
        (Expansion("某软件园", "某软体园", "synonym"),),
    )
    node, _ = expanded("某智能园")
    assert node == Expanded(Term("某智能园"), (literal("某AI园", "translation"),))
    node, _ = expanded("北京自贸区")
    assert node == Expanded(Term("北京自贸区"), (literal("北京自由贸易试验区", "synonym"),))


def test_terms_near_each_other_have_their_equals_too(expanded: Expand) -> None:
    near, found = expanded("(自贸区 OR x) NEAR/5 “贸易” NEAR trade^2")
    zone = Expanded(Term("自贸区"), ZONE)
    sides = (Or((zone, Term("x"))), Literal("贸易"), Boosted(TRADE, 2))
    assert near == Near(sides, (5, NEAR_DISTANCE))
    assert found == (
        Expansion("自贸区", "自由贸易试验区", "synonym"),
        Expansion("自贸区", "free trade zone", "translation"),
        Expansion("trade", "贸易", "translation"),
    )


ENTRIES = """\
道路 道路 [dao4 lu4] /road/
公路 公路 [gong1 lu4] /road/highway/
教育部 教育部 [Jiao4 yu4 bu4] /Ministry of Education/
部 部 [bu4] /ministry/
教育 教育 [jiao4 yu4] /education/
自由 自由 [zi4 you2] /free/
"""


def translator(held: Mapping[str, int], english: int = 100) -> Translator:
    return Translator(
        lambda texts: [held.get(text, 0) for text in texts],
        lambda: english,
        lambda: Dictionary(ENTRIES.encode()),
    )


HELD = {
    "道路": 4,
    "公路": 9,
    "教育部": 1,
    "部": 9,
    "教育": 9,
    "自由": 1,
    "road": 3,
    "roads": 5,
    "education": 1,
}


@pytest.fixture
def translated(lexicon: Lexicon) -> Expand:
    return lambda text: expand(parse(text).node, lexicon, translator(HELD))


def by_dictionary(typed: str, *equals: str, where: TextField = "any") -> Expanded:
    alternatives = (Alternative(Literal(equal, where), "translation", DICTIONARY_WEIGHT) for equal in equals)
    return Expanded(Term(typed, where), tuple(alternatives))


ROADS = by_dictionary("roads", "公路", "道路")


def test_what_the_lexicon_does_not_cover_is_translated(translated: Expand) -> None:
    assert translated("roads") == (
        ROADS,
        (Expansion("roads", "公路", "translation"), Expansion("roads", "道路", "translation")),
    )
    assert translated("trade roads")[0] == And((TRADE, ROADS))
    assert translated("free trade zone roads")[0] == And(
        (Expanded(Term("free trade zone"), ZONE_IN_ENGLISH), ROADS)
    )
    assert translated("title:roads")[0] == by_dictionary("roads", "公路", "道路", where="title")
    assert translated("道路")[0] == by_dictionary("道路", "roads", "road")
    assert translated("roads OR x")[0] == Or((ROADS, Term("x")))


def test_the_longest_phrase_is_translated_with_the_function_words_in_it(translated: Expand) -> None:
    ministry = by_dictionary("Ministry of Education", "教育部")
    assert translated("the Ministry of Education")[0] == ministry
    assert translated("Ministry of Education and roads")[0] == And((ministry, ROADS))
    # Nothing at the edge of a phrase is a function word.
    assert translated("of roads of")[0] == ROADS


@pytest.mark.parametrize("text", ['"roads"', "-roads", "road*", "NOT 道路", "xyzzy", "roads^2 海淀 -“roads”"])
def test_what_is_quoted_or_excluded_is_not_translated(translated: Expand, text: str) -> None:
    assert all(term == "roads" for term in {expansion.term for expansion in translated(text)[1]})
    assert "roads^2" in text or translated(text) == (parse(text).node, ())


def test_a_long_quote_that_stands_nowhere_is_taken_apart_beside_something_else(translated: Expand) -> None:
    quote = "Roads to the Ministry of Education"
    node, expansions = translated(f'x "{quote}"')
    apart = (ROADS, by_dictionary("ministry of education", "教育部"))
    assert node == And((Term("x"), Expanded(Literal(quote), (), apart)))
    assert ("ministry of education", "教育部") in {(one.term, one.equal) for one in expansions}
    relaxed = relax(node, "half")
    assert isinstance(relaxed, SomeOf)
    assert relaxed.parts == (Term("x"), *apart)
    assert translated(f'"{quote}"')[0] == Literal(quote)
    assert translated('x "roads"')[0] == And((Term("x"), Literal("roads")))


def test_a_long_quote_that_stands_somewhere_stays_whole(lexicon: Lexicon) -> None:
    quote = "Roads to the Ministry of Education"
    held = translator({**HELD, quote: 1})
    node = parse(f'x "{quote}"').node
    assert expand(node, lexicon, held) == (node, ())


def test_a_long_chinese_term_is_taken_apart_into_what_has_translations(lexicon: Lexicon) -> None:
    node = parse("教育道路建设规划").node
    expanded, expansions = expand(node, lexicon, translator(HELD))
    assert isinstance(expanded, Expanded)
    assert expanded.typed == node
    assert expanded.alternatives == ()
    assert by_dictionary("道路", "roads", "road") in expanded.apart
    assert Expansion("教育", "education", "translation") in expansions
    assert expand(node, lexicon, translator(HELD, english=0)) == (node, ())
