"""Holding a query against one document at a time, down to its leaves. Scores are those of :mod:`indexer.ranking`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never, get_args

from corpus.metadata.doc_number import normalise_doc_number
from indexer.batch import AnalyzedDocument
from indexer.engines.brute_force.snapshot import (
    FIELDS,
    Field,
    Snapshot,
    fields_of,
    total,
    units_in,
    values_of,
    words_in,
)
from indexer.language.words import mean_something_apart
from indexer.query import ast
from indexer.query.ast import MatchKind, Node, Span, TextField
from indexer.query.evidence import Sign, signs
from indexer.query.matching import Pattern, compile_doc_number, compile_leaf, term_words
from indexer.query.nearness import are_near, leaves, literal_parts
from indexer.query.proximity import least_gap, neighbours, row, together
from indexer.ranking import bm25, evidence_weight, length_norm
from indexer.settings import APART_WEIGHT, BEARER_SCORE, COVERAGE_WEIGHT, LITERAL_WEIGHT


@dataclass(frozen=True, slots=True)
class Found:
    """How well and how one document satisfies a node."""

    score: float = 0.0
    kinds: frozenset[MatchKind] = frozenset()

    def matched_by(self) -> tuple[MatchKind, ...]:
        """The kinds in their order."""
        return tuple(kind for kind in get_args(MatchKind) if kind in self.kinds)


class Evaluation:
    """Holds nodes against documents: None where a document does not satisfy a node."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._occurrences: dict[Pattern, dict[Field, Counter[str]]] = {}

    def __call__(self, node: Node, document_id: str) -> Found | None:
        """How well and how a document satisfies a node, or None."""
        analyzed = self._snapshot.documents[document_id]
        match node:
            case ast.Everything():
                return Found()
            case ast.Term():
                return self._term(node, document_id)
            case ast.Literal() | ast.Wildcard():
                return self._literal(node, document_id)
            case ast.FacetIs(facet=facet, values=values):
                return _found_if(not values_of(analyzed, facet).isdisjoint(values))
            case ast.DocNumber():
                return self._numbered(node, analyzed)
            case ast.DateRange(first=first, last=last):
                published = analyzed.document.published
                return _found_if(published is not None and within(published, first, last))
            case ast.And():
                return self._together(node, document_id)
            case ast.Or(parts=parts):
                return self._some(parts, 1, document_id)
            case ast.SomeOf():
                return self._some_of(node, document_id)
            case ast.Not(part=part):
                return _found_if(self(part, document_id) is None)
            case ast.Near():
                return self._near(node, document_id)
            case ast.Boosted(part=part, weight=weight):
                found = self(part, document_id)
                return found and Found(weight * found.score, found.kinds)
            case ast.Expanded():
                return self._expanded(node, document_id)
        assert_never(node)

    def _together(self, node: ast.And, document_id: str) -> Found | None:
        parts = [self(part, document_id) for part in node.parts]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        places = [self._places(part, document_id) for part in node.parts]
        near = (
            together(found[one].score, found[other].score, least_gap(places[one], places[other]))
            for one, other in neighbours(node)
        )
        kinds = frozenset().union(*(one.kinds for one in found))
        return Found(total((total(one.score for one in found), *near)), kinds)

    def _places(self, part: Node, document_id: str) -> list[Span]:
        """Where a part stands in the text of a document."""
        units = units_in(self._snapshot.documents[document_id], "body")
        return Pattern(row(part)).places(units)

    def _some(self, parts: tuple[Node, ...], minimum: int, document_id: str) -> Found | None:
        found = [one for part in parts if (one := self(part, document_id)) is not None]
        if len(found) < minimum:
            return None
        return Found(total(one.score for one in found), frozenset().union(*(one.kinds for one in found)))

    def _some_of(self, node: ast.SomeOf, document_id: str) -> Found | None:
        sizes = node.sizes or (1,) * len(node.parts)
        satisfied = [self(part, document_id) is not None for part in node.parts]
        size = sum(size for size, holds in zip(sizes, satisfied, strict=True) if holds)
        found = self._some(node.parts, 0, document_id)
        if size < node.minimum or found is None:
            return None
        share = size / sum(sizes)
        if not node.evidence:
            return Found(found.score * share, found.kinds)
        evidence = total(self._evidence(part, document_id) for part in node.evidence)
        return Found(evidence * (1 + COVERAGE_WEIGHT * share), found.kinds)

    def _evidence(self, node: Node, document_id: str) -> float:
        """How much of a text part a document has."""
        match node:
            case ast.Term(text=text) | ast.Literal(text=text):
                return total(self._sign(sign, node.where, document_id) for sign in signs(text))
            case ast.Wildcard(where=where):
                counts = self._occurrences_of(compile_leaf(node))
                return self._counted(1.0, {name: counts[name] for name in fields_of(where)}, document_id)
            case ast.Boosted(part=part, weight=weight):
                return weight * self._evidence(part, document_id)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                equals = (one.weight * self._evidence(one.literal, document_id) for one in alternatives)
                return max(self._evidence(typed, document_id), *equals)
        raise TypeError(f"{node} is no text part")

    def _sign(self, sign: Sign, where: TextField, document_id: str) -> float:
        word, units = sign.word, sign.units
        held = self._snapshot.holders(word) if word else self._occurrences_of(Pattern(units))
        return self._counted(sign.weight, {name: held[name] for name in fields_of(where)}, document_id)

    def _counted(self, weight: float, held: Mapping[Field, Counter[str]], document_id: str) -> float:
        count = sum(counts[document_id] for counts in held.values())
        if not count:
            return 0.0
        snapshot = self._snapshot
        rarity = evidence_weight(len(snapshot.documents), max(map(len, held.values())))
        length = sum(len(words_in(snapshot.documents[document_id], name)) for name in FIELDS)
        return weight * bm25(rarity, float(count), length_norm(float(length), snapshot.mean_length))

    def _near(self, near: ast.Near, document_id: str) -> Found | None:
        sides = literal_parts(near)
        analyzed = self._snapshot.documents[document_id]
        if any(
            are_near([_standing(side, analyzed, name) for side in sides], near.distances) for name in FIELDS
        ):
            return self._some(sides, len(sides), document_id)
        return None

    def _expanded(self, node: ast.Expanded, document_id: str) -> Found | None:
        typed = self(node.typed, document_id)
        equals = [
            (alternative, found)
            for alternative in node.alternatives
            if (found := self(alternative.literal, document_id)) is not None
        ]
        if typed is None and not equals:
            return None
        score = max(alternative.weight * found.score for alternative, found in equals) if equals else 0.0
        if typed is None:
            return Found(score, frozenset(alternative.kind for alternative, _ in equals))
        return Found(max(typed.score, score), typed.kinds)

    def _term(self, term: ast.Term, document_id: str) -> Found | None:
        literal = self._literal(term, document_id)
        looked_in = fields_of(term.where)
        wanted = term_words(term.text).every
        counts = self._snapshot.word_counts
        holds_all = all(any(counts[document_id, name][word] for name in looked_in) for word in wanted)
        if literal is None and not (holds_all and mean_something_apart(wanted)):
            return None
        score = total(
            self._snapshot.field_score(
                document_id,
                name,
                counts[document_id, name][word],
                self._snapshot.word_frequencies[name][word],
            )
            for word in wanted
            for name in looked_in
        )
        if literal is not None:
            return Found(score + literal.score, frozenset({"literal"}))
        return Found(APART_WEIGHT * score if len(wanted) > 1 else score, frozenset({"words"}))

    def _literal(self, leaf: ast.TextLeaf, document_id: str) -> Found | None:
        occurrences = self._occurrences_of(compile_leaf(leaf))
        standing = [name for name in fields_of(leaf.where) if occurrences[name][document_id]]
        if not standing:
            return None
        score = total(
            self._snapshot.field_score(
                document_id, name, occurrences[name][document_id], len(occurrences[name])
            )
            for name in standing
        )
        return Found(LITERAL_WEIGHT * score, frozenset({"literal"}))

    def _occurrences_of(self, pattern: Pattern) -> dict[Field, Counter[str]]:
        """How often a pattern stands in each field, by document; documents without it are left out."""
        if pattern not in self._occurrences:
            self._occurrences[pattern] = {
                name: Counter(
                    {
                        document_id: count
                        for document_id, analyzed in self._snapshot.documents.items()
                        if (count := len(pattern.places(units_in(analyzed, name))))
                    }
                )
                for name in FIELDS
            }
        return self._occurrences[pattern]

    def _numbered(self, node: ast.DocNumber, analyzed: AnalyzedDocument) -> Found | None:
        number = normalise_doc_number(node.number)
        own = analyzed.document.doc_number
        bears, cites = own != "" and normalise_doc_number(own) == number, number in analyzed.cites
        if node.role != "any":
            return _found_if(bears if node.role == "borne" else cites)
        if bears:
            return Found(BEARER_SCORE)
        held = [self._occurrences_of(pattern) for pattern in compile_doc_number(number)]
        return _found_if(cites or any(one[name][analyzed.document.id] for one in held for name in FIELDS))


def _standing(side: Node, analyzed: AnalyzedDocument, name: Field) -> list[Span]:
    """Where a side of a nearness stands in a field."""
    units = units_in(analyzed, name)
    looking = (leaf for leaf in leaves(side) if name in fields_of(leaf.where))
    return [place for leaf in looking for place in compile_leaf(leaf).places(units)]


def _found_if(satisfied: bool) -> Found | None:
    return Found() if satisfied else None


def within(day: date, first: date | None, last: date | None) -> bool:
    """Whether a day lies between two, both included; None leaves that end open."""
    return (first is None or first <= day) and (last is None or day <= last)
