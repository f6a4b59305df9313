"""Highlighting: what of a document a query matched, as spans of its original text.

Marked are the literals, wildcards and document numbers of the query, its terms wherever they stand literally, the
equals of its terms, and the content words of its terms: the same Han characters in a row, or an English word with the
same stem. Where a text holds a term or one of its equals as a whole, only words of two or more Han characters are
marked beside it. Function words that stand beside other terms, as in a question, are not marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as Choice

from indexer.language.units import is_single, split_units
from indexer.language.words import content_words, mean_something_apart, words
from indexer.query.ast import (
    And,
    DocNumber,
    Expanded,
    Literal,
    Near,
    Node,
    Not,
    Span,
    Term,
    TextLeaf,
    Wildcard,
    children,
)
from indexer.query.matching import Pattern, compile_doc_number, compile_leaf, compile_word
from indexer.query.nearness import literal_parts
from indexer.query.relax import is_function_word
from indexer.results import Snippet
from indexer.settings import SNIPPET_LENGTH, SNIPPETS
from indexer.snippets import Mark, cut_snippets


def highlight(query: Node, text: str, field: Choice["title", "text"] = "text") -> tuple[Span, ...]:
    """What a query matches in a title or a text, in order, in code points; matches that overlap are one."""
    return tuple((mark.start, mark.end) for mark in _marks(query, text, field))


def snippets(
    query: Node, text: str, count: int = SNIPPETS, length: int = SNIPPET_LENGTH
) -> tuple[Snippet, ...]:
    """At most ``count`` pieces of a text of about ``length`` code points that show best what a query matches.

    They stand in the order of the text. Where nothing matches, the beginning of the text is shown.
    """
    return cut_snippets(text, _marks(query, text, "text"), count, length)


@dataclass(frozen=True, slots=True)
class _Target:
    """What to mark for one leaf of the query with its equals."""

    wholes: tuple[Pattern, ...]
    words: tuple[Pattern, ...] = ()
    long_words: tuple[Pattern, ...] = ()


def _marks(query: Node, text: str, field: Choice["title", "text"]) -> list[Mark]:
    targets = _targets(query, field)
    if not targets:
        return []
    units = split_units(text)
    found: list[tuple[int, int, int]] = []
    for number, target in enumerate(targets):
        wholes = [span for pattern in target.wholes for span in pattern.spans(units)]
        beside = target.long_words if wholes else target.words
        words_apart = [span for pattern in beside for span in pattern.spans(units)]
        # The whole term shows its words too, so a snippet with it shows more than one with the words alone.
        found += [(start, end, 2 * number) for start, end in wholes]
        found += [(start, end, 2 * number + 1) for start, end in wholes + words_apart]
    return list(_merged(sorted(found)))


def _merged(found: list[tuple[int, int, int]]) -> Iterator[Mark]:
    """Overlapping stretches as one; those that only touch stay apart."""
    if not found:
        return
    start, end, _ = found[0]
    leaves: set[int] = set()
    for next_start, next_end, number in found:
        if next_start >= end:
            yield Mark(start, end, frozenset(leaves))
            start, leaves = next_start, set()
        end = max(end, next_end)
        leaves.add(number)
    yield Mark(start, end, frozenset(leaves))


@lru_cache(maxsize=64)
def _targets(query: Node, field: Choice["title", "text"]) -> tuple[_Target, ...]:
    return tuple(dict.fromkeys(_walk(query, field)))


def _walk(node: Node, field: Choice["title", "text"]) -> Iterator[_Target]:
    match node:
        case Term() | Literal() | Wildcard():
            yield from _target(node, (node,), field)
        case Expanded(typed=typed, alternatives=alternatives):
            yield from _target(typed, (typed, *(one.literal for one in alternatives)), field)
        case DocNumber(number=number):
            yield _Target((compile_doc_number(number),))
        case Near():
            for part in literal_parts(node):
                yield from _walk(part, field)
        case Not():
            return
        case And(parts=parts, explicit=False):
            telling = [part for part in parts if not is_function_word(part)]
            found = [target for part in telling for target in _walk(part, field)]
            yield from found or (target for part in parts for target in _walk(part, field))
        case _:
            for part in children(node):
                yield from _walk(part, field)


def _target(
    typed: TextLeaf, leaves: tuple[TextLeaf, ...], field: Choice["title", "text"]
) -> Iterator[_Target]:
    if field != "title" and typed.where == "title":
        return
    wholes = tuple(map(compile_leaf, leaves))
    if not isinstance(typed, Term):
        yield _Target(wholes)
        return
    all_words = tuple(dict.fromkeys(words(typed.text)))
    marked = content_words(all_words) if mean_something_apart(all_words) else ()
    long_words = (word for word in marked if len(word) > 1 and is_single(word[0]))
    yield _Target(wholes, tuple(map(compile_word, marked)), tuple(map(compile_word, long_words)))
