"""Asking for less: what documents follow those that satisfy the whole of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal as Choice
from typing import TypeAlias

from indexer.language.fold import fold
from indexer.language.units import HAN, WORD, is_single
from indexer.language.words import content_words, stopwords, words
from indexer.query.ast import And, Boosted, Expanded, Literal, Node, SomeOf, Span, Term, Wildcard
from indexer.query.joining import boosted
from indexer.query.matching import term_words
from indexer.settings import MAX_QUERY_TERMS

LONG_TERM_WORDS = 3
"""Content words of two characters or more from which on a term may be taken apart: 安平區 never relaxes to 區."""

FEW_PARTS = 3
"""Parts up to which documents are ranked by those that they satisfy, and no evidence is looked for."""

AtLeast: TypeAlias = Choice["half", "one"]

_RUN = rf"[{HAN}]+|{WORD}"


def relax(node: Node, at_least: AtLeast) -> Node | None:
    """The query that asks for ``half`` of its text parts, rounded up, or for ``one``; None where it is one whole.

    The text parts are what stands side by side without an operator: a long term or a question is as many parts as it
    has content words, an expanded term is one unless it names parts of its own, and what was quoted is one that counts
    as many; function words such as ``what`` and ``is`` are not asked for at all. Everything else stays required:
    exclusions, facets, dates, document numbers and whatever the user joined with an operator.

    Of a long term, a question and more than a few parts the whole text is evidence.
    """
    loose = _loosened(node)
    return None if loose is None else loose.asking_for(at_least)


def relaxations(node: Node, match: Choice["auto", "all", "any"]) -> Iterator[Node]:
    """The queries that ask for less, the stricter first: the next one is for where those before find too little.

    One part does for itself only where there is evidence to rank by, or where that is what was asked for.
    """
    if match == "all" or (loose := _loosened(node)) is None:
        return
    if match == "auto" and loose.half > 1:
        yield loose.asking_for("half")
        if not loose.evidence:
            return
    yield loose.asking_for("one")


@dataclass(frozen=True, slots=True)
class _Loosened:
    """A query in its text parts, with what they count as, what is evidence and what stays required."""

    parts: tuple[Node, ...]
    sizes: tuple[int, ...]
    evidence: tuple[Node, ...]
    required: tuple[Node, ...]
    span: Span

    @property
    def half(self) -> int:
        """Half of what the parts count as, rounded up."""
        return (sum(self.sizes) + 1) // 2

    def asking_for(self, at_least: AtLeast) -> Node:
        """The query that asks for so much of them."""
        if len(self.parts) == 1 and not self.evidence:
            some = self.parts[0]
        else:
            sizes = self.sizes if max(self.sizes) > 1 else ()
            some = SomeOf(self.parts, self.half if at_least == "half" else 1, sizes, self.evidence, self.span)
        return And((some, *self.required), explicit=True, span=self.span) if self.required else some


def _loosened(node: Node) -> _Loosened | None:
    side_by_side = node.parts if isinstance(node, And) and not node.explicit else (node,)
    pieces = {part: _pieces(part) for part in side_by_side}
    typed = tuple(part for part, found in pieces.items() if found)
    distinct = tuple(dict.fromkeys(piece for part in typed for piece in pieces[part]))
    if len(distinct) < 2 and typed == distinct:
        return None
    parts = tuple(piece for piece in distinct if not is_function_word(piece))[:MAX_QUERY_TERMS] or distinct
    whole = len(parts) <= FEW_PARTS and all(map(pieces.__contains__, parts))
    return _Loosened(
        parts=parts,
        sizes=tuple(map(_size, parts)),
        evidence=() if whole else tuple(_joined(_spoken_for(typed))),
        required=tuple(part for part, found in pieces.items() if not found),
        span=node.span,
    )


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


def _spoken_for(parts: Iterable[Node]) -> Iterator[Node]:
    """The parts, and beside what names parts of its own those of them that have equals, which the whole has not."""
    for part in parts:
        if isinstance(part, Expanded) and part.apart:
            yield part.typed
            yield from (one for one in part.apart if isinstance(one, Expanded))
        else:
            yield part


def _size(part: Node) -> int:
    """How many parts a part counts as: what was quoted as many as it has content words."""
    match part:
        case Literal(text=text):
            return max(1, len(content_words(term_words(text).every)))
        case Boosted(part=inner):
            return _size(inner)
        case _:
            return 1


def _joined(parts: Iterable[Node]) -> Iterator[Node]:
    """The parts, with terms that stand side by side as one, so that pairs reach from one into the next."""
    for where, group in groupby(parts, lambda part: part.where if isinstance(part, Term) else None):
        if where is None:
            yield from group
        else:
            yield Term(" ".join(part.text for part in group if isinstance(part, Term)), where)


def taken_apart(term: Term) -> tuple[Node, ...]:
    """The content words of a long term or of a question in its order, each a term; another one as it is.

    A question is told by its function words: there are two of them, or one at an end, as in 什么是扒窃.
    """
    every = term_words(term.text).every
    telling = sum(len(word) > 1 for word in content_words(every))
    # The words of a term are known, and most terms end here.
    if not telling or (telling < LONG_TERM_WORDS and not _is_question(every)):
        return (term,)
    found = dict.fromkeys(word for word in _content(term.text) if len(word) > 1)
    return tuple(Term(word, term.where, term.span) for word in found)


def _is_question(every: Sequence[str]) -> bool:
    functions = stopwords().intersection(every)
    return bool(functions) and (len(functions) > 1 or every[0] in functions or every[-1] in functions)


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
