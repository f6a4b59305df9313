"""Nearness: what ``A NEAR/5 B`` asks for, the one definition that engines share.

A document holds it where, in one of its fields, an occurrence of one side and an occurrence of the other do not
overlap and have at most so many units between them, whichever comes first. Characters, words and marks are units
alike, so that sentences are no bounds. Of a chain ``A NEAR/5 B NEAR/3 C`` one occurrence of B must be near one of A
and near one of C.

Both sides are taken literally: a term stands where its units stand in a row, or those of an equal of it. A
disjunction stands where any of its parts does, a wildcard where its shortest matches do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.query.ast import (
    Boosted,
    Expanded,
    Literal,
    Near,
    Node,
    Or,
    Span,
    Term,
    TextLeaf,
    Wildcard,
    children,
)


def can_be_near(node: Node) -> bool:
    """Whether a node can be a side of a nearness: it stands somewhere, which leaves of metadata do not."""
    match node:
        case Term() | Literal() | Wildcard() | Expanded():
            return True
        case Or(parts=parts):
            return all(map(can_be_near, parts))
        case Boosted(part=part):
            return can_be_near(part)
        case _:
            return False


def literal_parts(near: Near) -> tuple[Node, ...]:
    """The sides of a nearness as they are looked for and scored: every term a literal."""
    return tuple(map(_literally, near.parts))


def leaves(node: Node) -> Iterator[TextLeaf]:
    """The text leaves of a side, equals of a term among them."""
    if isinstance(node, Term | Literal | Wildcard):
        yield node
    for child in children(node):
        yield from leaves(child)


def are_near(rows: Sequence[Sequence[Span]], distances: Sequence[int]) -> bool:
    """Whether occurrences of each side stand near one of the side before, by their first units and ends in a field."""
    near = rows[0]
    for row, distance in zip(rows[1:], distances, strict=True):
        near = _near(row, near, distance)
    return bool(near)


def _near(row: Sequence[Span], others: Sequence[Span], distance: int) -> list[Span]:
    """Those of a row of occurrences that have one of the others near them."""
    firsts = sorted(first for first, _ in others)
    ends = sorted(end for _, end in others)

    def is_near(first: int, end: int) -> bool:
        after = bisect_left(firsts, end)
        before = bisect_right(ends, first) - 1
        return (after < len(firsts) and firsts[after] <= end + distance) or (
            before >= 0 and ends[before] >= first - distance
        )

    return [(first, end) for first, end in row if is_near(first, end)]


def _literally(node: Node) -> Node:
    match node:
        case Term(text=text, where=where, span=span):
            return Literal(text, where, span)
        case Expanded(typed=typed):
            return replace(node, typed=Literal(typed.text, typed.where, typed.span))
        case Or(parts=parts):
            return replace(node, parts=tuple(map(_literally, parts)))
        case Boosted(part=part):
            return replace(node, part=_literally(part))
        case _:
            return node
