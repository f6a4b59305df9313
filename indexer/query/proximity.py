"""How near to each other the parts of a query stand: the one definition that engines share.

Between two parts of a conjunction that follow one another lie so many units as lie in the text, not the title, between
those of their occurrences that are nearest to each other, whichever comes first, and do not overlap. Terms are taken
literally, and their equals do not count, since those of several words stand together by chance. Where either part does
not stand in the text, they are not near.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from indexer.language.units import unit_texts
from indexer.query.ast import And, Boosted, Expanded, Literal, Node, Span, Term
from indexer.settings import PROXIMITY_REACH, PROXIMITY_WEIGHT

Row = tuple[str, ...]
"""Units that stand one after the other."""


def neighbours(node: And) -> tuple[tuple[int, int], ...]:
    """The text parts of a conjunction, by number, that follow one another, whatever else there is between them."""
    return tuple(pairwise([number for number, part in enumerate(node.parts) if row(part)]))


def row(part: Node) -> Row:
    """The units that a part was typed as; none for a part that is no text, or is looked for in titles alone."""
    match part:
        case Term(text=text, where="any") | Literal(text=text, where="any"):
            return unit_texts(text)
        case Expanded(typed=typed):
            return row(typed)
        case Boosted(part=inner):
            return row(inner)
        case _:
            return ()


def least_gap(one: Sequence[Span], other: Sequence[Span]) -> int | None:
    """How many units lie between the nearest two of the occurrences of two parts; None where there are none such."""
    firsts, ends = sorted(first for first, _ in other), sorted(end for _, end in other)
    gaps = []
    for first, end in one:
        if (after := bisect_left(firsts, end)) < len(firsts):
            gaps.append(firsts[after] - end)
        if before := bisect_right(ends, first):
            gaps.append(first - ends[before - 1])
    return min(gaps, default=None)


def together(one: float, other: float, gap: int | None) -> float:
    """What two parts that score so much in a document count besides, with so many units between them."""
    return 0.0 if gap is None else PROXIMITY_WEIGHT * min(one, other) / (1 + gap / PROXIMITY_REACH)
