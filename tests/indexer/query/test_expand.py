"""Which terms of a query are joined by their equals."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from indexer.language.fold import fold
from indexer.language.lexicon import Equal
from indexer.query.ast import Alternative, And, Expanded, Literal, Node, Not, Or, SomeOf, Term
from indexer.query.expand import expand
from indexer.query.grammar import parse
from indexer.query.reading import Expansion


@dataclass(frozen=True)
class TinyLexicon:
    """A few groups of equal terms."""

    groups: tuple[tuple[str, ...], ...] = (
        ("自贸区", "自由贸易试验区", "free trade zone"),
        ("软件", "software"),
        ("贸易", "trade"),
        ("自由港", "free trade"),
    )

    def equals(self, text: str) -> tuple[Equal, ...]:
        key = fold(text)
        return tuple(
            Equal(other, "translation" if other.isascii() != key.isascii() else "synonym", 0.5)
            for group in self.groups
            if key in group
            for other in group
            if other != key
        )


def expanded(text: str) -> tuple[Node, tuple[Expansion, ...]]:
    return expand(parse(text).node, TinyLexicon())


ZONE = (
    Alternative(Literal("自由贸易试验区"), "synonym", 0.5),
    Alternative(Literal("free trade zone"), "translation", 0.5),
)
ZONE_IN_ENGLISH = (
    Alternative(Literal("自贸区"), "translation", 0.5),
    Alternative(Literal("自由贸易试验区"), "translation", 0.5),
)


@pytest.mark.parametrize("typed", ["自贸区", "自貿區"])
def test_a_term_of_the_lexicon_is_expanded_in_either_script(typed: str) -> None:
    assert expanded(typed) == (
        Expanded(Term(typed), ZONE),
        (Expansion(typed, "自由贸易试验区", "synonym"), Expansion(typed, "free trade zone", "translation")),
    )


def test_words_side_by_side_that_are_one_term_become_one() -> None:
    text = "Free trade zone"
    node, expansions = expanded(text)
    assert node == Expanded(Term(text), ZONE_IN_ENGLISH)
    assert node.span == (0, len(text))
    assert [expansion.term for expansion in expansions] == [text, text]


def test_the_longest_run_wins_and_the_rest_stays() -> None:
    zone = Expanded(Term("free trade zone"), ZONE_IN_ENGLISH)
    trade = Expanded(Term("trade"), (Alternative(Literal("贸易"), "translation", 0.5),))
    assert expanded("the free trade zone in 海淀")[0] == And((Term("the"), zone, Term("in"), Term("海淀")))
    assert expanded("the trade")[0] == And((Term("the"), trade))
    assert expanded("free trade zone OR trade")[0] == Or((zone, trade))


def test_a_run_breaks_where_the_user_put_something_between() -> None:
    trade = Expanded(Term("trade"), (Alternative(Literal("贸易"), "translation", 0.5),))
    assert expanded("free AND trade AND zone")[0] == And((Term("free"), trade, Term("zone")), explicit=True)
    assert expanded('"free" trade zone')[0] == And((Literal("free"), trade, Term("zone")))
    assert expanded("title:free trade zone")[0] == And((Term("free", "title"), trade, Term("zone")))


def test_the_field_of_a_term_holds_for_its_equals() -> None:
    node, _ = expanded("title:软件")
    assert node == Expanded(
        Term("软件", "title"), (Alternative(Literal("software", "title"), "translation", 0.5),)
    )


@pytest.mark.parametrize(
    "text", ['"自贸区"', '"twice cooked trade"', "-自贸区", "自贸*", "北京自贸区", "海淀", ""]
)
def test_what_is_quoted_excluded_or_no_term_of_the_lexicon_stays_as_it_is(text: str) -> None:
    assert expanded(text) == (parse(text).node, ())


def test_expanding_reaches_into_the_tree_but_not_below_an_exclusion() -> None:
    software = Expanded(Term("软件"), (Alternative(Literal("software"), "translation", 0.5),))
    node, expansions = expanded("(软件 OR A) AND 软件 AND NOT 软件")
    assert node == And((Or((software, Term("A"))), software, Not(Term("软件"))), explicit=True)
    assert expansions == (Expansion("软件", "software", "translation"),)
    assert expand(SomeOf((Term("软件"), Term("A")), 1), TinyLexicon())[0] == SomeOf((software, Term("A")), 1)


def test_expanding_twice_adds_nothing() -> None:
    once, _ = expanded("自贸区 软件")
    assert expand(once, TinyLexicon())[0] == once
