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
from indexer.query.literal import literally


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
    return tuple(map(literally, near.parts))


def leaves(node: Node) -> Iterator[TextLeaf]:
    """The text leaves of a side, equals of a term among them."""
    if isinstance(node, Term | Literal | Wildcard):
        yield node
    for child in children(node):
        yield from leaves(child)


def are_near(rows: Sequence[Sequence[Span]], distances: Sequence[int]) -> bool:
    """Whether occurrences of each side stand near one of the side before, by their first units and ends in a field."""
    return bool(leading(rows, distances))


def leading(rows: Sequence[Sequence[Span]], distances: Sequence[int]) -> list[Span]:
    """Those occurrences of the first side from which a chain leads through all the others."""
    near = list(rows[-1])
    for row, distance in zip(reversed(rows[:-1]), reversed(distances), strict=True):
        near = _near(row, near, distance)
    return near


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
