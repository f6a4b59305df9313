"""How the tests of the query language read a query, and write down what it should be read as."""

from __future__ import annotations

from indexer.query.ast import And, Node, Term
from indexer.query.grammar import parse

A, B, C, D = map(Term, "ABCD")


def read(text: str) -> Node:
    return parse(text).node


def both(*parts: Node) -> And:
    return And(parts)


def all_of(*parts: Node) -> And:
    return And(parts, explicit=True)


def warned(text: str) -> list[tuple[str, str]]:
    """The code of each warning and the part of the query it points at."""
    return [(warning.code, text[warning.start : warning.end]) for warning in parse(text).warnings]
