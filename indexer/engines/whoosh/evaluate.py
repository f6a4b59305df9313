"""Holding a query against all documents of a generation at once: first which match and how, then how well.

The definitions are those of :mod:`indexer.ranking` and :mod:`indexer.query.matching`; sums are taken in the order of
the reference engine, so that equal documents score equal to the last bit. Only documents of the result are scored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from typing import TypeAlias, assert_never, get_args

import numpy as np
from numpy.typing import NDArray

from corpus.metadata.doc_number import normalise_doc_number
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.generation import Generation, Mask
from indexer.engines.whoosh.schema import day_number
from indexer.engines.whoosh.words import Postings
from indexer.language.words import mean_something_apart, words
from indexer.query import ast
from indexer.query.ast import MatchKind, Node, TextField
from indexer.query.matching import compile_doc_number, compile_leaf
from indexer.query.nearness import literal_parts
from indexer.ranking import APART_WEIGHT, LITERAL_WEIGHT, TITLE_WEIGHT, bm25, inverse_frequency

KINDS: tuple[MatchKind, ...] = get_args(MatchKind)
BITS: Mapping[MatchKind, int] = {kind: 1 << number for number, kind in enumerate(KINDS)}
"""The kinds of match as bits, in their order from the lowest."""
MATCHED = 128
"""The bit of a mark that says that a document matches."""

Marks: TypeAlias = NDArray[np.uint8]
"""For each document of a generation :data:`MATCHED` and the kinds of match as bits, or 0 where it does not match."""
Scores: TypeAlias = NDArray[np.float64]

_FIELDS = ("title", "body")
_WEIGHTS = {"title": TITLE_WEIGHT, "body": 1.0}
_FEW = 16
"""Up to one in so many postings, looking each document up among them is faster than looking at all of them."""


class Evaluation:
    """Evaluates nodes over one generation; what comes again is not evaluated again."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._marks: dict[Node, Marks] = {}
        self._postings: dict[tuple[str, Node | str], Postings] = {}
        self._words: dict[ast.Term, tuple[str, ...]] = {}

    def marks(self, node: Node) -> Marks:
        """Which documents satisfy a node, and how."""
        if (marks := self._marks.get(node)) is None:
            marks = self._marks[node] = self._marked(node)
        return marks

    def scores(self, node: Node, documents: Integers) -> Scores:
        """How well documents satisfy a node, all of which do; they ascend."""
        return self._scored(node, _Chosen(documents, self._generation.size))

    def bearing(self, field: str, values: tuple[str, ...]) -> Mask:
        """The documents that bear any of the values of a facet."""
        mask = np.zeros(self._generation.size, np.bool_)
        for value in values:
            mask[self._generation.value(field, value)] = True
        return mask

    def dated(self, first: date | None, last: date | None) -> Mask:
        """The documents of the days from ``first`` to ``last``."""
        days = self._generation.days
        mask = self._generation.alive & (days > 0)
        if first is not None:
            mask &= days >= day_number(first)
        if last is not None:
            mask &= days <= day_number(last)
        return mask

    def _marked(self, node: Node) -> Marks:
        match node:
            case ast.Everything():
                return _bare(self._generation.alive)
            case ast.Term():
                return self._term_marks(node)
            case ast.Literal() | ast.Wildcard():
                marks = self._nothing()
                for name in _fields(node.where):
                    marks[self._occurrences(name, node).documents] = MATCHED | BITS["literal"]
                return marks
            case ast.FacetIs(facet=facet, values=values):
                return _bare(self.bearing(facet, values))
            case ast.DocNumber(number=number):
                return self._numbered(number)
            case ast.DateRange(first=first, last=last):
                return _bare(self.dated(first, last))
            case ast.And(parts=parts):
                satisfied = reduce(np.logical_and, map(self._matching, parts), self._generation.alive)
                return np.where(satisfied, self._any(parts) | MATCHED, 0)
            case ast.Or(parts=parts):
                return self._any(parts)
            case ast.SomeOf(parts=parts, minimum=minimum):
                return np.where(self._satisfied(parts) >= minimum, self._any(parts), 0)
            case ast.Not(part=part):
                return _bare(self._generation.alive & ~self._matching(part))
            case ast.Near():
                near = self._nothing()
                near[self._generation.near(node)] = MATCHED
                return np.where(near, self._any(literal_parts(node)), 0)
            case ast.Boosted(part=part):
                return self.marks(part)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                equals = self._nothing()
                for one in alternatives:
                    equals[self._matching(one.literal)] |= MATCHED | BITS[one.kind]
                # What was typed says how a document matches wherever it does.
                return np.where(self.marks(typed), self.marks(typed), equals)
        assert_never(node)

    def _scored(self, node: Node, chosen: _Chosen) -> Scores:
        match node:
            case ast.Term():
                return self._term_scores(node, chosen)
            case ast.Literal() | ast.Wildcard():
                return self._literal_scores(node, chosen)
            case ast.Near():
                return self._sum([self._scored(part, chosen) for part in literal_parts(node)], chosen)
            case ast.And(parts=parts):
                return self._sum([self._scored(part, chosen) for part in parts], chosen)
            case ast.Or(parts=parts):
                return self._sum([self._where_matching(part, chosen) for part in parts], chosen)
            case ast.SomeOf(parts=parts):
                scores = self._sum([self._where_matching(part, chosen) for part in parts], chosen)
                return scores * (self._satisfied(parts)[chosen.documents] / len(parts))
            case ast.Boosted(part=part, weight=weight):
                return weight * self._scored(part, chosen)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                scores = self._where_matching(typed, chosen)
                for one in alternatives:
                    equal = self._where_matching(one.literal, chosen)
                    scores = np.maximum(scores, one.weight * equal)
                return scores
            case _:
                return np.zeros(len(chosen.documents))

    def _sum(self, parts: Sequence[Scores], chosen: _Chosen) -> Scores:
        return reduce(np.add, parts, np.zeros(len(chosen.documents)))

    def _where_matching(self, node: Node, chosen: _Chosen) -> Scores:
        """The scores of those documents that satisfy the node, and 0 of the others."""
        matching = self.marks(node)[chosen.documents] >= MATCHED
        if matching.all():
            return self._scored(node, chosen)
        scores = np.zeros(len(matching))
        if matching.any():
            scores[matching] = self.scores(node, chosen.documents[matching])
        return scores

    def _matching(self, node: Node) -> Mask:
        return self.marks(node) >= MATCHED

    def _any(self, parts: tuple[Node, ...]) -> Marks:
        """The documents that satisfy any of the parts, and how they satisfy those they do."""
        return reduce(np.bitwise_or, map(self.marks, parts), self._nothing())

    def _satisfied(self, parts: tuple[Node, ...]) -> Integers:
        """How many of the parts each document satisfies; there are at most settings.MAX_QUERY_TERMS."""
        number = self._nothing()
        for part in parts:
            number += self.marks(part) >> 7
        return number

    def _term_marks(self, term: ast.Term) -> Marks:
        wanted = self._wanted(term)
        marks = self._nothing()
        if mean_something_apart(wanted):
            held = [self._nothing() for _ in wanted]
            for word, holds in zip(wanted, held, strict=True):
                for name in _fields(term.where):
                    holds[self._word(name, word).documents] = MATCHED | BITS["words"]
            marks = reduce(np.bitwise_and, held)
        for name in _fields(term.where):
            marks[self._occurrences(name, term).documents] = MATCHED | BITS["literal"]
        return marks

    def _term_scores(self, term: ast.Term, chosen: _Chosen) -> Scores:
        scores = np.zeros(len(chosen.documents))
        wanted = self._wanted(term)
        for word in wanted:
            for name in _fields(term.where):
                self._add(scores, name, self._word(name, word), chosen)
        if len(wanted) > 1:
            literal = self.marks(term)[chosen.documents] & BITS["literal"] > 0
            scores = np.where(literal, scores, APART_WEIGHT * scores)
        return scores + self._literal_scores(term, chosen)

    def _literal_scores(self, leaf: ast.TextLeaf, chosen: _Chosen) -> Scores:
        scores = np.zeros(len(chosen.documents))
        for name in _fields(leaf.where):
            self._add(scores, name, self._occurrences(name, leaf), chosen)
        return LITERAL_WEIGHT * scores

    def _add(self, scores: Scores, name: str, postings: Postings, chosen: _Chosen) -> None:
        """Add the field score of a thing to the documents that hold it."""
        places, counts = chosen.among(postings)
        if len(places):
            generation = self._generation
            weight = inverse_frequency(generation.count, len(postings.documents))
            norms = generation.length_norms(f"{name}_words")[chosen.documents[places]]
            scores[places] += _WEIGHTS[name] * bm25(weight, counts.astype(np.float64), norms)

    def _wanted(self, term: ast.Term) -> tuple[str, ...]:
        """The distinct words of a term."""
        if (wanted := self._words.get(term)) is None:
            wanted = self._words[term] = tuple(dict.fromkeys(words(term.text)))
        return wanted

    def _word(self, name: str, word: str) -> Postings:
        return self._once((name, word), lambda: self._generation.word(f"{name}_words", word))

    def _occurrences(self, name: str, leaf: ast.TextLeaf) -> Postings:
        """The documents in whose field a leaf stands literally."""
        return self._once((name, leaf), lambda: self._generation.pattern(f"{name}_units", compile_leaf(leaf)))

    def _once(self, key: tuple[str, Node | str], find: Callable[[], Postings]) -> Postings:
        if (postings := self._postings.get(key)) is None:
            postings = self._postings[key] = find()
        return postings

    def _numbered(self, number: str) -> Marks:
        mask = self.bearing("doc_number", (normalise_doc_number(number),))
        pattern = compile_doc_number(number)
        for name in _FIELDS:
            mask[self._generation.pattern(f"{name}_units", pattern).documents] = True
        return _bare(mask)

    def _nothing(self) -> Marks:
        return np.zeros(self._generation.size, np.uint8)


class _Chosen:
    """Documents to score, ascending, of ``size`` there are."""

    def __init__(self, documents: Integers, size: int) -> None:
        self.documents = documents
        self._size = size

    def among(self, postings: Postings) -> tuple[Integers, Integers]:
        """At which places among the documents those of the postings stand, and their counts."""
        holders = postings.documents
        if len(self.documents) * _FEW < len(holders):
            found = np.searchsorted(holders, self.documents.astype(holders.dtype))
            found[found == len(holders)] = 0
            places = np.flatnonzero(holders[found] == self.documents)
            return places, postings.counts[found[places]]
        every_place = self._places[holders]
        inside = every_place >= 0
        return every_place[inside], postings.counts[inside]

    @cached_property
    def _places(self) -> NDArray[np.int32]:
        """At which place each document of the generation stands among these, or -1."""
        places = np.full(self._size, -1, np.int32)
        places[self.documents] = np.arange(len(self.documents), dtype=np.int32)
        return places


def _bare(mask: Mask) -> Marks:
    """Documents that match in no kind."""
    return mask * np.uint8(MATCHED)


def _fields(where: TextField) -> tuple[str, ...]:
    return ("title",) if where == "title" else _FIELDS
