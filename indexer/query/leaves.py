"""The leaves of a tree that say what the text of a document holds."""

from __future__ import annotations

from indexer.query.ast import Literal, Node, Not, Term, TextLeaf, Wildcard, children


def text_leaves(node: Node) -> tuple[TextLeaf, ...]:
    """The distinct text leaves that a document may match by, in the order of the query.

    An expanded term counts with all its equals; what stands under a :class:`Not` is not there to be found and
    is left out.
    """
    return tuple(dict.fromkeys(_walk(node)))


def _walk(node: Node) -> list[TextLeaf]:
    match node:
        case Term() | Literal() | Wildcard():
            return [node]
        case Not():
            return []
        case _:
            return [leaf for part in children(node) for leaf in _walk(part)]
