"""Joining nodes by operators in their simplest form, so that equal queries make equal trees."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.query.ast import And, Boosted, Near, Node, Or, Span, children
from indexer.query.nearness import can_be_near
from indexer.settings import MAX_BOOST


def both(nodes: Iterable[Node], explicit: bool = False) -> Node | None:
    """The conjunction of the nodes with conjunctions of its own kind taken up; None of none, one by itself."""
    parts: list[Node] = []
    for node in nodes:
        parts += node.parts if isinstance(node, And) and node.explicit == explicit else (node,)
    return And(tuple(parts), explicit, _hull(parts)) if len(parts) > 1 else next(iter(parts), None)


def either(nodes: Iterable[Node]) -> Node | None:
    """The disjunction of the nodes with disjunctions among them taken up; None of none, one by itself."""
    parts: list[Node] = []
    for node in nodes:
        parts += node.parts if isinstance(node, Or) else (node,)
    return Or(tuple(parts), _hull(parts)) if len(parts) > 1 else next(iter(parts), None)


def near(left: Node, right: Node, distance: int) -> Near | None:
    """Both sides with so many units between them at most; sides that are such already make one chain.

    None where a side can be near nothing.
    """
    sides = [side.parts if isinstance(side, Near) else (side,) for side in (left, right)]
    parts = [*sides[0], *sides[1]]
    if not all(map(can_be_near, parts)):
        return None
    inside = [side.distances if isinstance(side, Near) else () for side in (left, right)]
    return Near(tuple(parts), (*inside[0], distance, *inside[1]), _hull([left, right]))


def boosted(node: Node, weight: float) -> Node:
    """The node with so many times its score, at most ``settings.MAX_BOOST``; a boost of a boost is one of both."""
    if isinstance(node, Boosted):
        return boosted(node.part, node.weight * weight)
    weight = round(min(weight, MAX_BOOST), 3)
    return node if weight == 1 else Boosted(node, weight, node.span)


def depth(node: Node) -> int:
    """How deep conjunctions and disjunctions nest in a tree."""
    return isinstance(node, And | Or) + max(map(depth, children(node)), default=0)


def _hull(nodes: list[Node]) -> Span:
    return nodes[0].span[0], nodes[-1].span[1]
