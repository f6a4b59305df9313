"""A query with its terms taken literally, as if each of them had been typed in quotes."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from indexer.language.units import HAN_RUN
from indexer.query.ast import And, Boosted, Expanded, Literal, Near, Node, Not, Or, SomeOf, Term, TextField


def literally(node: Node) -> Node:
    """The same query, in which every term is a literal, and words of English side by side are one.

    Equals of terms, which are literals already, stay.
    """
    match node:
        case Term(text=text, where=where, span=span):
            return Literal(text, where, span)
        case Expanded(typed=typed, apart=apart):
            typed = Literal(typed.text, typed.where, typed.span)
            return replace(node, typed=typed, apart=tuple(map(literally, apart)))
        case And(explicit=False) if (phrased := with_phrases(node)) != node:
            return literally(phrased)
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts) | SomeOf(parts=parts):
            return replace(node, parts=tuple(map(literally, parts)))
        case Boosted(part=part) | Not(part=part):
            return replace(node, part=literally(part))
        case _:
            return node


def with_phrases(node: Node) -> Node:
    """What stands side by side, in which words of English in a row are one literal: ``free trade zone``."""
    if not isinstance(node, And) or node.explicit:
        return node
    parts: list[Node] = []
    for where, group in groupby(node.parts, _field_of_word):
        run = list(group)
        if where is None or len(run) == 1:
            parts += run
        else:
            text = " ".join(part.text for part in run if isinstance(part, Term))
            parts.append(Literal(text, where, (run[0].span[0], run[-1].span[1])))
    return parts[0] if len(parts) == 1 else replace(node, parts=tuple(parts))


def _field_of_word(node: Node) -> TextField | None:
    """Where a word of English is looked for; None for anything else."""
    return node.where if isinstance(node, Term) and not HAN_RUN.search(node.text) else None
