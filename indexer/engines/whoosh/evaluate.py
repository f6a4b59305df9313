"""Holding a query against all documents of a generation at once: masks, scores and kinds of match as arrays.

The definitions are those of :mod:`indexer.ranking` and :mod:`indexer.query.matching`; sums are taken in the order of
the reference engine, so that equal documents score equal to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never, get_args

import numpy as np
from numpy.typing import NDArray

from corpus.metadata.doc_number import normalise_doc_number
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

_FIELDS = ("title", "body")
_WEIGHTS = {"title": TITLE_WEIGHT, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Found:
    """Which documents satisfy a node, how well, and how; scores and kinds are 0 for those that do not."""

    mask: Mask
    scores: NDArray[np.float64]
    kinds: NDArray[np.uint8]

    def within(self, mask: Mask) -> Found:
        """The same without the documents outside a mask, all of whose documents are found."""
        return Found(mask, np.where(mask, self.scores, 0.0), np.where(mask, self.kinds, 0).astype(np.uint8))


class Evaluation:
    """Evaluates nodes over one generation; leaves that come again are not evaluated again."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._leaves: dict[Node, Found] = {}

    def __call__(self, node: Node) -> Found:
        """The documents that satisfy a node."""
        match node:
            case ast.Everything():
                return self._bare(self._generation.alive)
            case ast.Term():
                return self._leaf(node)
            case ast.Literal() | ast.Wildcard():
                return self._leaf(node)
            case ast.FacetIs(facet=facet, values=values):
                return self._bare(self.bearing(facet, values))
            case ast.DocNumber(number=number):
                return self._bare(self._numbered(number))
            case ast.DateRange(first=first, last=last):
                return self._bare(self.dated(first, last))
            case ast.And(parts=parts):
                return self._some(parts, len(parts))
            case ast.Or(parts=parts):
                return self._some(parts, 1)
            case ast.SomeOf(parts=parts, minimum=minimum):
                found = self._some(parts, minimum)
                share = sum(self(part).mask.astype(np.int64) for part in parts) / len(parts)
                return Found(found.mask, found.scores * share, found.kinds)
            case ast.Not(part=part):
                return self._bare(self._generation.alive & ~self(part).mask)
            case ast.Near():
                return self._near(node)
            case ast.Expanded():
                return self._expanded(node)
        assert_never(node)

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

    def _bare(self, mask: Mask) -> Found:
        """Documents that match without a score."""
        return Found(mask, np.zeros(len(mask)), np.zeros(len(mask), np.uint8))

    def _leaf(self, leaf: ast.TextLeaf) -> Found:
        if leaf not in self._leaves:
            self._leaves[leaf] = self._term(leaf) if isinstance(leaf, ast.Term) else self._literal(leaf)
        return self._leaves[leaf]

    def _some(self, parts: tuple[Node, ...], minimum: int) -> Found:
        found = [self(part) for part in parts]
        number = np.zeros(self._generation.size, np.int64)
        scores = np.zeros(self._generation.size)
        kinds = np.zeros(self._generation.size, np.uint8)
        for one in found:
            number += one.mask
            scores += one.scores
            kinds |= one.kinds
        return Found(self._generation.alive, scores, kinds).within(
            self._generation.alive & (number >= minimum)
        )

    def _near(self, near: ast.Near) -> Found:
        sides = literal_parts(near)
        mask = np.zeros(self._generation.size, np.bool_)
        mask[self._generation.near(near)] = True
        return self._some(sides, len(sides)).within(mask)

    def _expanded(self, node: ast.Expanded) -> Found:
        typed = self(node.typed)
        mask, scores = typed.mask, typed.scores
        kinds = np.zeros(len(mask), np.uint8)
        for alternative in node.alternatives:
            equal = self(alternative.literal)
            mask = mask | equal.mask
            scores = np.maximum(scores, alternative.weight * equal.scores)
            kinds[equal.mask] |= BITS[alternative.kind]
        # What was typed says how a document matches wherever it does.
        return Found(mask, scores, np.where(typed.mask, typed.kinds, kinds))

    def _term(self, term: ast.Term) -> Found:
        literal = self._literal(term)
        wanted = dict.fromkeys(words(term.text))
        scores = np.zeros(self._generation.size)
        holds_all = np.full(self._generation.size, mean_something_apart(wanted))
        for word in wanted:
            holds = np.zeros(self._generation.size, np.bool_)
            for name in _fields(term.where):
                postings = self._generation.word(f"{name}_words", word)
                self._add_scores(scores, name, postings)
                holds[postings.documents] = True
            holds_all &= holds
        if len(wanted) > 1:
            scores = np.where(literal.mask, scores, APART_WEIGHT * scores)
        kinds = np.where(literal.mask, BITS["literal"], BITS["words"]).astype(np.uint8)
        return Found(holds_all, scores + literal.scores, kinds).within(literal.mask | holds_all)

    def _literal(self, leaf: ast.TextLeaf) -> Found:
        pattern = compile_leaf(leaf)
        found = self._bare(np.zeros(self._generation.size, np.bool_))
        for name in _fields(leaf.where):
            postings = self._generation.pattern(f"{name}_units", pattern)
            self._add_scores(found.scores, name, postings)
            found.mask[postings.documents] = True
            found.kinds[postings.documents] = BITS["literal"]
        return Found(found.mask, LITERAL_WEIGHT * found.scores, found.kinds)

    def _add_scores(self, scores: NDArray[np.float64], name: str, postings: Postings) -> None:
        """Add the field score of a thing to the documents that hold it."""
        documents, counts = postings.documents, postings.counts
        if not len(documents):
            return
        generation = self._generation
        weight = inverse_frequency(generation.count, len(documents))
        lengths = generation.lengths(f"{name}_words")[documents]
        mean = generation.mean_length(f"{name}_words")
        scores[documents] += _WEIGHTS[name] * bm25(weight, counts.astype(np.float64), lengths, mean)

    def _numbered(self, number: str) -> Mask:
        mask = self.bearing("doc_number", (normalise_doc_number(number),))
        pattern = compile_doc_number(number)
        for name in _FIELDS:
            mask[self._generation.pattern(f"{name}_units", pattern).documents] = True
        return mask


def _fields(where: TextField) -> tuple[str, ...]:
    return ("title",) if where == "title" else _FIELDS
