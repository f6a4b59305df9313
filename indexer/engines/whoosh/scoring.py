"""How well documents satisfy a query, by array operations over those documents only.

The definitions are those of :mod:`indexer.ranking`; sums are taken in the order of the reference engine, so that equal
documents score equal to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.evaluate import BITS, Evaluation, fields
from indexer.engines.whoosh.proximity import Together
from indexer.engines.whoosh.words import WORD_FIELDS, Postings
from indexer.query import ast
from indexer.query.ast import Node
from indexer.query.evidence import signs
from indexer.query.matching import term_words
from indexer.query.nearness import literal_parts
from indexer.query.proximity import neighbours
from indexer.ranking import bm25, evidence_weight, inverse_frequency
from indexer.settings import (
    APART_WEIGHT,
    BEARER_SCORE,
    COVERAGE_WEIGHT,
    LITERAL_WEIGHT,
    TITLE_WEIGHT,
)

Scores: TypeAlias = NDArray[np.float64]

_WEIGHTS = {"title": TITLE_WEIGHT, "body": 1.0}
_LOOKED_AT = 30
"""Documents at least in which is looked up how near to each other parts of a query stand."""
_FEW = 16
"""Up to one in so many, looking each of a few documents up among many is faster than looking at all of these."""


class Scoring:
    """Scores documents for nodes that were evaluated."""

    def __init__(self, evaluate: Evaluation) -> None:
        self._evaluate = evaluate

    def __call__(self, node: Node, documents: Integers) -> Scores:
        """How well documents satisfy a node, all of which do; they ascend."""
        return self._scored(node, _Chosen(documents, self._evaluate.generation.size))

    def ranking(self, node: Node, documents: Integers) -> Ranking:
        """The documents that satisfy a node, ascending, to be ranked by how well they do."""
        chosen = _Chosen(documents, self._evaluate.generation.size)
        if isinstance(node, ast.And) and neighbours(node):
            return Ranking(self._together(node, chosen), len(documents))
        return Ranking(self._scored(node, chosen), len(documents))

    def _together(self, node: ast.And, chosen: _Chosen) -> Together:
        inside = Scoring(self._evaluate.inside(node))
        parts = [inside._scored(part, chosen) for part in node.parts]
        return Together(self._evaluate.generation, node, parts, chosen.documents)

    def _scored(self, node: Node, chosen: _Chosen) -> Scores:
        match node:
            case ast.Term():
                return self._term_scores(node, chosen)
            case ast.Literal() | ast.Wildcard():
                return self._literal_scores(node, chosen)
            case ast.Near():
                return self._sum([self._scored(part, chosen) for part in literal_parts(node)], chosen)
            case ast.And():
                return self._together(node, chosen).scores(np.arange(len(chosen.documents)))
            case ast.Or(parts=parts):
                return self._sum([self._where_matching(part, chosen) for part in parts], chosen)
            case ast.SomeOf():
                return self._some_of_scores(node, chosen)
            case ast.Boosted(part=part, weight=weight):
                return weight * self._scored(part, chosen)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                scores = self._where_matching(typed, chosen)
                for one in alternatives:
                    # Where a literal does not stand it scores nothing.
                    if self._stands(one.literal):
                        equal = self._literal_scores(one.literal, chosen)
                        scores = np.maximum(scores, one.weight * equal)
                return scores
            case ast.DocNumber(number=number, role="any"):
                bearers = self._evaluate.matching(ast.DocNumber(number, "borne"))
                return np.where(bearers[chosen.documents], BEARER_SCORE, 0.0)
            case _:
                return np.zeros(len(chosen.documents))

    def _sum(self, parts: Sequence[Scores], chosen: _Chosen) -> Scores:
        return reduce(np.add, parts, np.zeros(len(chosen.documents)))

    def _where_matching(self, node: Node, chosen: _Chosen) -> Scores:
        """The scores of those documents that satisfy the node, and 0 of the others."""
        leaf = node.part if isinstance(node, ast.Boosted) else node
        if isinstance(leaf, ast.Literal | ast.Wildcard):
            # Where it does not stand it scores nothing.
            return self._scored(node, chosen)
        matching = self._evaluate.matching(node)[chosen.documents]
        if matching.all():
            return self._scored(node, chosen)
        scores = np.zeros(len(matching))
        if matching.any():
            scores[matching] = self(node, chosen.documents[matching])
        return scores

    def _some_of_scores(self, node: ast.SomeOf, chosen: _Chosen) -> Scores:
        share = self._evaluate.satisfied(node)[chosen.documents] / (sum(node.sizes) or len(node.parts))
        if not node.evidence:
            return self._sum([self._where_matching(part, chosen) for part in node.parts], chosen) * share
        evidence = self._sum([self._evidence(part, chosen) for part in node.evidence], chosen)
        return evidence * (1 + COVERAGE_WEIGHT * share)

    def _evidence(self, node: Node, chosen: _Chosen) -> Scores:
        """How much of a text part documents have."""
        evaluate = self._evaluate
        scores = np.zeros(len(chosen.documents))
        match node:
            case ast.Term(text=text, where=where) | ast.Literal(text=text, where=where):
                for weight, word, units in signs(text):
                    held = (
                        evaluate.word(name, word) if word else evaluate.standing(name, units)
                        for name in fields(where)
                    )
                    self._add_evidence(scores, weight, held, chosen)
            case ast.Wildcard(where=where):
                found = (evaluate.occurrences(name, node) for name in fields(where))
                self._add_evidence(scores, 1.0, found, chosen)
            case ast.Boosted(part=part, weight=weight):
                return weight * self._evidence(part, chosen)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                equals = (one.weight * self._evidence(one.literal, chosen) for one in alternatives)
                return reduce(np.maximum, equals, self._evidence(typed, chosen))
        return scores

    def _add_evidence(self, scores: Scores, weight: float, held: Iterable[Postings], chosen: _Chosen) -> None:
        """Add what a sign counts, the postings of which in each field are given, to the documents that hold it."""
        generation = self._evaluate.generation
        counts = np.zeros(len(scores))
        frequency = 0
        for postings in held:
            places, _, here = chosen.among(postings)
            counts[places] += here
            frequency = max(frequency, _frequency(postings))
        holders = np.flatnonzero(counts)
        if len(holders):
            rarity = evidence_weight(generation.count, frequency)
            norms = generation.length_norms(*WORD_FIELDS)[chosen.documents[holders]]
            scores[holders] += weight * bm25(rarity, counts[holders], norms)

    def _term_scores(self, term: ast.Term, chosen: _Chosen) -> Scores:
        scores = np.zeros(len(chosen.documents))
        wanted = term_words(term.text).every
        for word in wanted:
            for name in fields(term.where):
                self._add(scores, name, self._evaluate.word(name, word), chosen)
        if len(wanted) > 1:
            literal = self._evaluate.marks(term)[chosen.documents] & BITS["literal"] > 0
            scores = np.where(literal, scores, APART_WEIGHT * scores)
        return scores + self._literal_scores(term, chosen)

    def _stands(self, leaf: ast.TextLeaf) -> bool:
        """Whether any document holds a leaf literally."""
        return any(len(self._evaluate.occurrences(name, leaf).documents) for name in fields(leaf.where))

    def _literal_scores(self, leaf: ast.TextLeaf, chosen: _Chosen) -> Scores:
        scores = np.zeros(len(chosen.documents))
        for name in fields(leaf.where):
            self._add(scores, name, self._evaluate.occurrences(name, leaf), chosen)
        return LITERAL_WEIGHT * scores

    def _add(self, scores: Scores, name: str, postings: Postings, chosen: _Chosen) -> None:
        """Add the field score of a thing to the documents that hold it."""
        if not len(postings.documents):
            return
        places, holders, counts = chosen.among(postings)
        if len(holders):
            generation = self._evaluate.generation
            weight = inverse_frequency(generation.count, _frequency(postings))
            norms = generation.length_norms(f"{name}_words")[holders]
            scores[places] += _WEIGHTS[name] * bm25(weight, counts.astype(np.float64), norms)


class Ranking:
    """Documents and what they score, worked out once however many of them are asked for."""

    def __init__(self, scored: Scores | Together, size: int) -> None:
        self._scored = scored
        self._size = size

    def among(self, places: Integers) -> Ranking:
        """The ranking of those documents alone that are at some places, which ascend."""
        scored = self._scored
        return Ranking(scored.among(places) if isinstance(scored, Together) else scored[places], len(places))

    def best(self, count: int) -> tuple[NDArray[np.intp], Scores]:
        """The places of so many best documents and of all that score as the last of them, ascending, and the scores.

        How near to each other parts stand is looked up only in those that it may bring among the best.
        """
        if not isinstance(self._scored, Together):
            places = smallest(-self._scored, count)
            return places, self._scored[places]
        looked_at = max(2 * count, _LOOKED_AT)
        while True:
            tried = smallest(-self._scored.most, looked_at)
            scores = self._scored.scores(tried)
            if len(tried) == self._size or _least(scores, count) >= self._scored.most[tried].min():
                # Whatever was not tried scores less than the least that any of these might have scored.
                places = smallest(-scores, count)
                return tried[places], scores[places]
            looked_at *= 4


def _least(scores: Scores, count: int) -> float:
    """The least of so many highest scores."""
    return float(-np.partition(-scores, count - 1)[count - 1])


def smallest(keys: NDArray[np.float64] | NDArray[np.int64], count: int) -> NDArray[np.intp]:
    """The places of so many smallest keys, and of all that are equal to the last of them, in ascending order."""
    if count >= len(keys):
        return np.arange(len(keys))
    places: NDArray[np.intp] = (keys <= np.partition(keys, count - 1)[count - 1]).nonzero()[0]
    return places


def _frequency(postings: Postings) -> int:
    return len(postings.documents) if postings.frequency is None else postings.frequency


class _Chosen:
    """Documents to score, ascending, of ``size`` there are."""

    def __init__(self, documents: Integers, size: int) -> None:
        self.documents = documents
        self._size = size

    def among(self, postings: Postings) -> tuple[Integers | slice, Integers, Integers]:
        """At which places among the documents those of the postings stand that are there, these, and their counts."""
        holders, counts = postings.documents, postings.counts
        if len(holders) == len(self.documents) and (holders == self.documents).all():
            return slice(None), holders, counts
        places: Integers
        if len(self.documents) * _FEW < len(holders):
            # A document with a number beyond their type becomes another here, and equals none of them below.
            found = np.searchsorted(holders, self.documents.astype(holders.dtype))
            found[found == len(holders)] = 0
            (places,) = (holders[found] == self.documents).nonzero()
            return places, self.documents[places], counts[found[places]]
        if len(holders) * _FEW < self._size:
            places = np.searchsorted(self.documents, holders)
            places[places == len(self.documents)] = 0
            inside = self.documents[places] == holders
        else:
            places = self._places[holders]
            inside = places >= 0
        return (
            (places, holders, counts) if inside.all() else (places[inside], holders[inside], counts[inside])
        )

    @cached_property
    def _places(self) -> NDArray[np.int32]:
        """At which place each document of the generation stands among these, or -1."""
        places = np.full(self._size, -1, np.int32)
        places[self.documents] = np.arange(len(self.documents), dtype=np.int32)
        return places
