"""Asking for less: what documents follow those that satisfy the whole of a query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal as Choice

from indexer.language.fold import fold
from indexer.language.units import HAN, WORD, is_single
from indexer.language.words import content_words, stopwords, words
from indexer.query.ast import And, Boosted, Expanded, Literal, Node, SomeOf, Term, Wildcard
from indexer.query.joining import boosted
from indexer.query.matching import term_words
from indexer.settings import MAX_QUERY_TERMS

LONG_TERM_WORDS = 3
"""Content words of two characters or more from which on a term may be taken apart: 安平區 never relaxes to 區."""

_RUN = rf"[{HAN}]+|{WORD}"


def relax(node: Node, at_least: Choice["half", "one"]) -> Node | None:
    """The query that asks for ``half`` of its text parts, rounded up, or for ``one``; None where it is one whole.

    The text parts are what stands side by side without an operator, a long term being as many parts as it has
    content words and an expanded term one, unless it names parts of its own; function words such as ``what`` and
    ``is`` are not asked for at all. Everything else stays required: exclusions, facets, dates, document numbers and
    whatever the user joined with an operator.
    """
    side_by_side = node.parts if isinstance(node, And) and not node.explicit else (node,)
    required: list[Node] = []
    pieces: dict[Node, None] = {}
    for part in side_by_side:
        if found := _pieces(part):
            pieces.update(dict.fromkeys(found))
        else:
            required.append(part)
    if len(pieces) < 2:
        return None
    parts = tuple(piece for piece in pieces if not is_function_word(piece))[:MAX_QUERY_TERMS] or tuple(pieces)
    minimum = (len(parts) + 1) // 2 if at_least == "half" else 1
    some = SomeOf(parts, minimum, node.span) if len(parts) > 1 else parts[0]
    return And((some, *required), explicit=True, span=node.span) if required else some


def is_function_word(node: Node) -> bool:
    """Whether a node is a term of nothing but words such as ``what``, which say nothing of what is looked for."""
    return isinstance(node, Term) and stopwords().issuperset(term_words(node.text).every)


def _pieces(part: Node) -> tuple[Node, ...]:
    """The text parts that a part is; none where it is to stay required."""
    match part:
        case Term():
            return taken_apart(part)
        case Expanded(apart=apart) if apart:
            return apart
        case Literal() | Wildcard() | Expanded():
            return (part,)
        case Boosted(part=inner, weight=weight):
            return tuple(boosted(piece, weight) for piece in _pieces(inner))
        case _:
            return ()


def taken_apart(term: Term) -> tuple[Node, ...]:
    """The content words of a long term in its order, each a term; a shorter one as it is."""
    found = dict.fromkeys(word for word in _content(term.text) if len(word) > 1)
    if len(found) < LONG_TERM_WORDS:
        return (term,)
    return tuple(Term(word, term.where, term.span) for word in found)


def runs_of(term: Term | Literal) -> tuple[Term, ...]:
    """The words of a text that white space or marks part, and its runs of Chinese between them, each a term."""
    runs = re.finditer(_RUN, fold(term.text))
    return tuple(Term(run[0], term.where, term.span) for run in runs)


def _content(text: str) -> Iterator[str]:
    for match in re.finditer(_RUN, fold(text)):
        run = match[0]
        content = content_words(words(run))
        # A Latin word stays as it was typed: its stem is no word that a text holds.
        yield from content if is_single(run[0]) else (run,) * len(content)
