"""Highlighting: what of a document a query matched, as spans of its original text.

Marked are the literals, wildcards and document numbers of the query, its terms wherever they stand literally, the
equals of its terms, and the content words of its terms: the same Han characters in a row, or an English word with the
same stem. Where a text holds a term or one of its equals as a whole, only words of two or more Han characters are
marked beside it. Function words that stand beside other terms, as in a question, are not marked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal as Choice
from typing import TypeAlias

from indexer.language.fold import fold
from indexer.language.units import is_single
from indexer.language.words import content_words
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
from indexer.query.finding import Finder, finder
from indexer.query.matching import Pattern, compile_doc_number, compile_leaf, compile_word, term_words
from indexer.query.nearness import literal_parts
from indexer.query.relax import is_function_word
from indexer.results import Snippet
from indexer.settings import SNIPPET_LENGTH, SNIPPETS
from indexer.snippets import Mark, cut_snippets

_Field: TypeAlias = Choice["title", "text"]

_SEPARATOR = "\uffff"
"""Stands between texts that are read as one: a mark, which no match reaches over, and in no text."""


def highlight(query: Node, text: str, field: _Field = "text") -> tuple[Span, ...]:
    """What a query matches in a title or a text, in order, in code points; matches that overlap are one."""
    (marks,) = highlighter(query).marks((text,), field)
    return spans(marks)


def snippets(
    query: Node, text: str, count: int = SNIPPETS, length: int = SNIPPET_LENGTH
) -> tuple[Snippet, ...]:
    """At most ``count`` pieces of a text of about ``length`` code points that show best what a query matches.

    They stand in the order of the text. Where nothing matches, the beginning of the text is shown.
    """
    (marks,) = highlighter(query).marks((text,))
    return cut_snippets(text, marks, count, length)


def spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Where marks stand."""
    return tuple([(start, end) for start, end, _ in marks])


@dataclass(frozen=True, slots=True)
class _Target:
    """What to mark for one leaf of the query with its equals."""

    wholes: tuple[Finder, ...]
    words: tuple[Finder, ...] = ()
    long_words: tuple[Finder, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlighter:
    """A query made ready to be marked in many titles and texts."""

    in_title: tuple[_Target, ...]
    in_text: tuple[_Target, ...]

    def marks(self, texts: Sequence[str], field: _Field = "text") -> list[list[Mark]]:
        """The marks of several titles or texts, which are read as one: that is faster than one by one."""
        return _marks(self.in_title if field == "title" else self.in_text, texts)

    def page(self, titles: Sequence[str], texts: Sequence[str]) -> tuple[list[list[Mark]], list[list[Mark]]]:
        """The marks of titles and those of texts; where they are looked for alike, all are read as one."""
        if self.in_title is not self.in_text:
            return self.marks(titles, "title"), self.marks(texts)
        marks = self.marks([*titles, *texts])
        return marks[: len(titles)], marks[len(titles) :]


@lru_cache(maxsize=64)
def highlighter(query: Node) -> Highlighter:
    """What marks a query; who has many texts to mark asks once."""
    in_text = _targets(query, "text")
    return Highlighter(_targets(query, "title") if _names_title(query) else in_text, in_text)


def _names_title(node: Node) -> bool:
    """Whether a part of a query looks in titles alone."""
    if isinstance(node, Term | Literal | Wildcard):
        return node.where == "title"
    return any(map(_names_title, children(node)))


def _marks(targets: tuple[_Target, ...], texts: Sequence[str]) -> list[list[Mark]]:
    found: list[list[Mark]] = [[] for _ in texts]
    if not targets:
        return found
    folded = fold(_SEPARATOR.join(texts))
    starts = [0, *accumulate(len(text) + len(_SEPARATOR) for text in texts)]
    for number, target in enumerate(targets):
        # The whole term shows its words too, so a snippet with it shows more than one with the words alone.
        word = 2 << 2 * number
        whole = word | 1 << 2 * number
        held = set()
        for text, start, end in _places(target.wholes, folded, starts):
            held.add(text)
            found[text].append((start, end, whole))
        if len(held) < len(texts):
            for text, start, end in _places(target.words, folded, starts):
                if text not in held:
                    found[text].append((start, end, word))
        if held:
            for text, start, end in _places(target.long_words, folded, starts):
                if text in held:
                    found[text].append((start, end, word))
    return [_merged(sorted(marks)) if len(marks) > 1 else marks for marks in found]


def _places(finders: Iterable[Finder], folded: str, starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """What is found in texts that stand in a row: the number of the text, and the span in it."""
    for one in finders:
        for start, end in one.spans(folded):
            text = bisect_right(starts, start) - 1
            begin = starts[text]
            # Only who searches for the separator itself finds what reaches over it.
            if end < starts[text + 1]:
                yield text, start - begin, end - begin


def _merged(found: list[Mark]) -> list[Mark]:
    """Overlapping marks as one; those that only touch stay apart."""
    marks: list[Mark] = []
    start, end, shows = found[0]
    for next_start, next_end, next_shows in found:
        if next_start >= end:
            marks.append((start, end, shows))
            start, end, shows = next_start, next_end, next_shows
        else:
            end = max(end, next_end)
            shows |= next_shows
    marks.append((start, end, shows))
    return marks


def _targets(query: Node, field: _Field) -> tuple[_Target, ...]:
    return tuple(dict.fromkeys(_walk(query, field)))


def _walk(node: Node, field: _Field) -> Iterator[_Target]:
    match node:
        case Term() | Literal() | Wildcard():
            if _looks_in(node, field):
                yield _target(node, (node,))
        case Expanded(typed=typed, alternatives=alternatives, apart=apart):
            if _looks_in(typed, field):
                yield _target(typed, (typed, *(one.literal for one in alternatives)))
            for part in apart:
                yield from _walk(part, field)
        case DocNumber(number=number):
            yield _Target(_finders(compile_doc_number(number)))
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


def _looks_in(leaf: TextLeaf, field: _Field) -> bool:
    return field == "title" or leaf.where != "title"


@lru_cache(maxsize=1024)
def _target(typed: TextLeaf, leaves: tuple[TextLeaf, ...]) -> _Target:
    wholes = tuple(dict.fromkeys(map(compile_leaf, leaves)))
    if not isinstance(typed, Term):
        return _Target(_finders(wholes))
    marked = content_words(term_words(typed.text).apart)
    # What is a whole is marked as one already.
    apart = {word: pattern for word in marked if (pattern := compile_word(word)) not in wholes}
    long_words = (pattern for word, pattern in apart.items() if len(word) > 1 and is_single(word[0]))
    return _Target(_finders(wholes), _finders(apart.values()), _finders(long_words))


def _finders(patterns: Iterable[Pattern]) -> tuple[Finder, ...]:
    return tuple(map(finder, patterns))
