"""Which leaves of a tree are found in a text."""

from __future__ import annotations

from indexer.query.ast import Alternative, And, Expanded, Literal, SomeOf, Term, Wildcard
from indexer.query.grammar import parse
from indexer.query.leaves import text_leaves


def test_text_leaves_stand_in_the_order_of_the_query_once_each() -> None:
    node = parse('A "B" (title:C* OR A) district:海淀 date:2020 number:1').node
    assert text_leaves(node) == (Term("A"), Literal("B"), Wildcard("C*", "title"))


def test_what_is_excluded_is_not_there_to_be_found() -> None:
    assert text_leaves(parse("A -B NOT (C OR D)").node) == (Term("A"),)
    assert text_leaves(parse("").node) == ()


def test_an_expanded_term_counts_with_its_equals() -> None:
    equal = Literal("free trade zone")
    expanded = Expanded(Term("自贸区"), (Alternative(equal, "translation", 0.5),))
    node = And((SomeOf((expanded, Term("海淀")), 1), Term("海淀")))
    assert text_leaves(node) == (Term("自贸区"), equal, Term("海淀"))
