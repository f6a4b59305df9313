"""Holding a query against all documents of a generation at once: which of them match, and how.

The definitions are those of :mod:`indexer.query.matching`. How well they match is left to
:mod:`indexer.engines.whoosh.scoring`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import TypeAlias, assert_never, get_args

import numpy as np
from numpy.typing import NDArray

from corpus.metadata.doc_number import normalise_doc_number
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.generation import Generation, Mask
from indexer.engines.whoosh.schema import day_number
from indexer.engines.whoosh.words import Postings
from indexer.language.words import is_own_word
from indexer.query import ast
from indexer.query.ast import MatchKind, Node, TextField
from indexer.query.matching import Pattern, compile_doc_number, compile_leaf, term_words
from indexer.query.nearness import literal_parts

KINDS: tuple[MatchKind, ...] = get_args(MatchKind)
BITS: Mapping[MatchKind, int] = {kind: 1 << number for number, kind in enumerate(KINDS)}
"""The kinds of match as bits, in their order from the lowest."""
MATCHED = 128
"""The bit of a mark that says that a document matches."""

Marks: TypeAlias = NDArray[np.uint8]
"""For each document of a generation :data:`MATCHED` and the kinds of match as bits, or 0 where it does not match."""

_Key: TypeAlias = tuple[str, Node | str | tuple[str, ...]]
"""A field, and a leaf, a word or units in a row that stand in it."""

_FIELDS = ("title", "body")

_FEW = 16
"""Of a thing that so many times as many documents hold as are asked about, only those are looked at."""


class Evaluation:
    """Evaluates nodes over one generation; what comes again is not evaluated again.

    ``among`` are documents, ascending, beyond which nobody asks: what it says of others means nothing.
    """

    def __init__(self, generation: Generation, among: Integers | None = None) -> None:
        self.generation = generation
        self._among = among
        self._inside: dict[Node, Evaluation] = {}
        self._marks: dict[Node, Marks] = {}
        self._postings: dict[_Key, Postings] = {}

    def marks(self, node: Node) -> Marks:
        """Which documents satisfy a node, and how."""
        if (marks := self._marks.get(node)) is None:
            marks = self._marks[node] = self._marked(node)
        return marks

    def inside(self, node: ast.And) -> Evaluation:
        """What evaluates the parts of a conjunction: the frequent ones among those documents that have the others."""
        if (inside := self._inside.get(node)) is None:
            inside = self._inside[node] = self._narrowed(node.parts)
        return inside

    def _narrowed(self, parts: tuple[Node, ...]) -> Evaluation:
        frequencies = [self._frequency(part) for part in parts]
        if not any(frequencies):
            return self
        least = min(frequencies)
        rare = [part for part, frequency in zip(parts, frequencies, strict=True) if frequency == least]
        inside = Evaluation(self.generation, np.flatnonzero(reduce(np.logical_and, map(self.matching, rare))))
        inside._marks.update(self._marks)
        inside._postings.update(self._postings)
        return inside

    def _frequency(self, node: Node) -> int:
        """In how many documents a node stands, if these are known to be very many; else 0."""
        match node:
            case ast.Term() | ast.Literal():
                pattern = compile_leaf(node)
                known = (self.generation.frequency(f"{name}_units", pattern) for name in fields(node.where))
                return sum(frequency or 0 for frequency in known)
            case ast.Expanded(typed=typed):
                return self._frequency(typed)
            case ast.Boosted(part=part):
                return self._frequency(part)
            case _:
                return 0

    def bearing(self, field: str, values: tuple[str, ...]) -> Mask:
        """The documents that bear any of the values of a facet."""
        mask = np.zeros(self.generation.size, np.bool_)
        for value in values:
            mask[self.generation.value(field, value)] = True
        return mask

    def dated(self, first: date | None, last: date | None) -> Mask:
        """The documents of the days from ``first`` to ``last``."""
        days = self.generation.days
        mask = self.generation.alive & (days > 0)
        if first is not None:
            mask &= days >= day_number(first)
        if last is not None:
            mask &= days <= day_number(last)
        return mask

    def _marked(self, node: Node) -> Marks:
        match node:
            case ast.Everything():
                return _bare(self.generation.alive)
            case ast.Term():
                return self._term_marks(node)
            case ast.Literal() | ast.Wildcard():
                marks = self._nothing()
                for name in fields(node.where):
                    marks[self.occurrences(name, node).documents] = MATCHED | BITS["literal"]
                return marks
            case ast.FacetIs(facet=facet, values=values):
                return _bare(self.bearing(facet, values))
            case ast.DocNumber():
                return self._numbered(node)
            case ast.DateRange(first=first, last=last):
                return _bare(self.dated(first, last))
            case ast.And(parts=parts):
                held = list(map(self.inside(node).marks, parts))
                satisfied = reduce(np.bitwise_and, held, _bare(self.generation.alive))
                return _where(satisfied, reduce(np.bitwise_or, held, satisfied))
            case ast.Or(parts=parts):
                return self._any(parts)
            case ast.SomeOf(parts=parts, minimum=minimum):
                return _where(self.satisfied(node) >= minimum, self._any(parts))
            case ast.Not(part=part):
                return _bare(self.generation.alive & ~self.matching(part))
            case ast.Near():
                near = self._nothing()
                near[self.generation.near(node)] = MATCHED
                return _where(near, self._any(literal_parts(node)))
            case ast.Boosted(part=part):
                return self.marks(part)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                equals = self._nothing()
                for one in alternatives:
                    for name in fields(one.literal.where):
                        equals[self.occurrences(name, one.literal).documents] |= MATCHED | BITS[one.kind]
                # What was typed says how a document matches wherever it does.
                return self.marks(typed) | _where(self.marks(typed) == 0, equals)
        assert_never(node)

    def matching(self, node: Node) -> Mask:
        """Which documents satisfy a node."""
        return self.marks(node) >= MATCHED

    def _any(self, parts: tuple[Node, ...]) -> Marks:
        """The documents that satisfy any of the parts, and how they satisfy those they do."""
        return reduce(np.bitwise_or, map(self.marks, parts), self._nothing())

    def satisfied(self, node: ast.SomeOf) -> Integers:
        """How many of the parts each document satisfies, every part counted by its size."""
        if not node.sizes:
            # There are at most settings.MAX_QUERY_TERMS.
            return reduce(np.add, (self.marks(part) >> 7 for part in node.parts))
        number = np.zeros(self.generation.size, np.int32)
        for part, size in zip(node.parts, node.sizes, strict=True):
            number[self.matching(part)] += size
        return number

    def _term_marks(self, term: ast.Term) -> Marks:
        marks = self._nothing()
        if apart := term_words(term.text).apart:
            held = [self._nothing() for _ in apart]
            for word, holds in zip(apart, held, strict=True):
                for name in fields(term.where):
                    holds[self.word(name, word).documents] = MATCHED | BITS["words"]
            marks = reduce(np.bitwise_and, held)
        for name in fields(term.where):
            marks[self.occurrences(name, term).documents] = MATCHED | BITS["literal"]
        return marks

    def word(self, name: str, word: str) -> Postings:
        """The documents whose field holds a word."""
        return self._once((name, word), lambda: self.generation.word(f"{name}_words", word))

    def occurrences(self, name: str, leaf: ast.TextLeaf) -> Postings:
        """The documents in whose field a leaf stands literally."""
        return self._once((name, leaf), lambda: self._standing(name, compile_leaf(leaf)))

    def standing(self, name: str, units: tuple[str, ...]) -> Postings:
        """The documents in whose field units stand in a row."""
        return self._once((name, units), lambda: self._standing(name, Pattern(units)))

    def _standing(self, name: str, pattern: Pattern) -> Postings:
        if len(pattern.slots) == 1 and isinstance(unit := pattern.slots[0], str) and is_own_word(unit):
            # A posting list is ready, where the places of a unit would have to be counted.
            return self.word(name, unit)
        field = f"{name}_units"
        if self._among is not None:
            frequency = self.generation.frequency(field, pattern)
            if frequency is not None and len(self._among) * _FEW < frequency:
                return self.generation.pattern_among(field, pattern, self._among)
        return self.generation.pattern(field, pattern)

    def _once(self, key: _Key, find: Callable[[], Postings]) -> Postings:
        if (postings := self._postings.get(key)) is None:
            postings = self._postings[key] = find()
        return postings

    def _numbered(self, node: ast.DocNumber) -> Marks:
        number = normalise_doc_number(node.number)
        if node.role == "borne":
            return _bare(self.bearing("doc_number", (number,)))
        mask = self.bearing("cites", (number,))
        if node.role == "any":
            mask |= self.bearing("doc_number", (number,))
            for pattern in compile_doc_number(number):
                for name in _FIELDS:
                    mask[self.generation.pattern(f"{name}_units", pattern).documents] = True
        return _bare(mask)

    def _nothing(self) -> Marks:
        return np.zeros(self.generation.size, np.uint8)


def _where(mask: Mask | Marks, marks: Marks) -> Marks:
    """The marks of those documents that a mask, or other marks, are not 0 for; several times as fast as where()."""
    kept: Marks = marks * mask.astype(np.bool_, copy=False)
    return kept


def _bare(mask: Mask) -> Marks:
    """Documents that match in no kind."""
    return mask * np.uint8(MATCHED)


def fields(where: TextField) -> tuple[str, ...]:
    """The fields that a leaf looks in."""
    return ("title",) if where == "title" else _FIELDS
