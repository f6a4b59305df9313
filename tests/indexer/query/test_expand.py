"""Which terms of a query are joined by their equals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.language.lexicon import SYNONYM_WEIGHT, TRANSLATION_WEIGHT, Lexicon
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
from indexer.settings import NEAR_DISTANCE

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
    assert expanded("the free trade zone in 海淀")[0] == And((Term("the"), zone, Term("in"), Term("海淀")))
    assert expanded("the trade")[0] == And((Term("the"), TRADE))
    assert expanded("free trade zone OR trade")[0] == Or((zone, TRADE))


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
