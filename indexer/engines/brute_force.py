"""Answering a request by looking at every document: the definition of a result, plain rather than fast.

A node is held against one document at a time, down to its leaves. Scores are those of :mod:`indexer.ranking`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from operator import add
from typing import Literal, TypeAlias, assert_never, get_args

import numpy as np

from corpus.document import Document
from corpus.metadata.doc_number import normalise_doc_number
from indexer.addresses import address_key
from indexer.batch import SIGNATURE, AnalyzedDocument
from indexer.engine import EngineResult, FacetKey, FamilyFound, Filters, RankedHit, SearchRequest, Sort
from indexer.families import families
from indexer.language.words import is_han_word, is_latin_word, mean_something_apart
from indexer.query import ast
from indexer.query.ast import MatchKind, Node, Span, TextField
from indexer.query.evidence import Sign, signs
from indexer.query.matching import Pattern, compile_doc_number, compile_leaf, term_words
from indexer.query.nearness import are_near, leaves, literal_parts
from indexer.query.relax import relaxations
from indexer.ranking import (
    APART_WEIGHT,
    BEARER_SCORE,
    COVERAGE_WEIGHT,
    LITERAL_WEIGHT,
    TITLE_WEIGHT,
    bm25,
    evidence_weight,
    inverse_frequency,
    length_norm,
)
from indexer.settings import PARTIAL_BELOW
from indexer.spacing import spaced

_Field: TypeAlias = Literal["title", "body"]
_FIELDS: tuple[_Field, ...] = ("title", "body")
_WEIGHTS: Mapping[_Field, float] = {"title": TITLE_WEIGHT, "body": 1.0}


def _total(scores: Iterable[float]) -> float:
    """The sum, rounded at each step as arrays are added up; since Python 3.12 ``sum`` rounds less often."""
    return reduce(add, scores, 0.0)


def _fields(where: TextField) -> tuple[_Field, ...]:
    return ("title",) if where == "title" else _FIELDS


def _words(analyzed: AnalyzedDocument, name: _Field) -> tuple[str, ...]:
    return analyzed.title_words if name == "title" else analyzed.body_words


def _units(analyzed: AnalyzedDocument, name: _Field) -> tuple[str, ...]:
    return analyzed.title_units if name == "title" else analyzed.body_units


@dataclass(frozen=True)
class Snapshot:
    """One committed generation: documents by id, never changed, and what ranking asks of all of them."""

    generation: int = 0
    documents: Mapping[str, AnalyzedDocument] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def word_counts(self) -> dict[tuple[str, _Field], Counter[str]]:
        """How often each word stands in each field of each document."""
        return {
            (document_id, name): Counter(_words(analyzed, name))
            for document_id, analyzed in self.documents.items()
            for name in _FIELDS
        }

    @cached_property
    def word_frequencies(self) -> dict[_Field, Counter[str]]:
        """How many documents hold each word in each field."""
        frequencies: dict[_Field, Counter[str]] = {name: Counter() for name in _FIELDS}
        for (_, name), counts in self.word_counts.items():
            frequencies[name].update(counts.keys())
        return frequencies

    @cached_property
    def mean_lengths(self) -> dict[_Field, float]:
        """The mean length of each field in words."""
        return {
            name: sum(len(_words(analyzed, name)) for analyzed in self.documents.values())
            / len(self.documents)
            for name in _FIELDS
        }

    @cached_property
    def mean_length(self) -> float:
        """The mean length of title and text together in words."""
        lengths = (len(_words(analyzed, name)) for analyzed in self.documents.values() for name in _FIELDS)
        return sum(lengths) / len(self.documents)

    def holders(self, word: str) -> dict[_Field, Counter[str]]:
        """How often a word stands in each field, by document; documents without it are left out."""
        held: dict[_Field, Counter[str]] = {name: Counter() for name in _FIELDS}
        for (document_id, name), counts in self.word_counts.items():
            if counts[word]:
                held[name][document_id] = counts[word]
        return held

    @cached_property
    def families(self) -> dict[str, str]:
        """The id of the family of each document: the smallest id in it."""
        ids = sorted(self.documents)
        signatures = np.array([self.documents[id].signature for id in ids], SIGNATURE)
        return {id: ids[first] for id, first in zip(ids, families(signatures).tolist(), strict=True)}

    def field_score(self, document_id: str, name: _Field, count: int, frequency: int) -> float:
        """What a thing scores that stands ``count`` times in the field, and in that field of so many documents."""
        weight = inverse_frequency(len(self.documents), frequency)
        length = len(_words(self.documents[document_id], name))
        return _WEIGHTS[name] * bm25(
            weight, float(count), length_norm(float(length), self.mean_lengths[name])
        )


def answer(snapshot: Snapshot, request: SearchRequest) -> EngineResult:
    """The answer to a request over one generation."""
    found = {hit.id: hit for hit in _result(snapshot, request)}
    documents = snapshot.documents
    passing = [hit for hit in found.values() if _passes(documents[hit.id], request.filters)]
    every = sorted(passing, key=lambda hit: _order(hit, documents[hit.id].document, request.sort))
    if request.sort == "relevance":
        tiers = [[hit for hit in every if hit.partial == partial] for partial in (False, True)]
        every = [
            tier[place]
            for tier in tiers
            for place in spaced([snapshot.families[hit.id] for hit in tier]).places
        ]
    family = snapshot.families if request.collapse else {id: id for id in documents}
    members = Counter(family[hit.id] for hit in every)
    first: dict[str, RankedHit] = {}
    for hit in every:
        first.setdefault(family[hit.id], hit)
    ranked = list(first.values())
    end = None if request.limit is None else request.offset + request.limit
    return EngineResult(
        total=len(ranked),
        literal_total=sum(hit.matched_by == ("literal",) and not hit.partial for hit in ranked),
        partial_total=sum(hit.partial for hit in ranked),
        hits=tuple(
            hit._replace(document=documents[hit.id].document) if request.stored else hit
            for hit in ranked[request.offset : end]
        ),
        facets={
            key: _counts(
                (documents[id] for id in found if _passes(documents[id], request.filters, key)), key, family
            )
            for key in request.facets
        },
        documents_total=len(every) if request.collapse else None,
        families={
            hit.id: FamilyFound(family[hit.id], members[family[hit.id]] - 1)
            for hit in ranked[request.offset : end]
            if request.collapse
        },
    )


def _counts(found: Iterable[AnalyzedDocument], key: FacetKey, family: Mapping[str, str]) -> Mapping[str, int]:
    """How many families bear each value."""
    borne = {(value, family[analyzed.document.id]) for analyzed in found for value in _values(analyzed, key)}
    counts = Counter(value for value, _ in borne)
    by_time = key == "year" or key == "month"
    return dict(sorted(counts.items(), key=lambda one: one[0] if by_time else (-one[1], one[0])))


def _result(snapshot: Snapshot, request: SearchRequest) -> Iterator[RankedHit]:
    """The result before filters: what satisfies the query, and what satisfies it relaxed where that is asked for."""
    evaluate = _Evaluation(snapshot)
    full = {id: found for id in snapshot.documents if (found := evaluate(request.query, id)) is not None}
    for document_id, found in full.items():
        yield RankedHit(document_id, found.score, found.matched_by())
    if request.match == "auto" and len(full) >= PARTIAL_BELOW:
        return
    partial: dict[str, _Found] = {}
    for relaxed in relaxations(request.query, request.match):
        others = snapshot.documents.keys() - full.keys()
        partial = {id: found for id in others if (found := evaluate(relaxed, id)) is not None}
        if len(full) + len(partial) >= PARTIAL_BELOW:
            break
    for document_id, found in partial.items():
        yield RankedHit(document_id, found.score, found.matched_by(), partial=True)


@dataclass(frozen=True, slots=True)
class _Found:
    """How well and how one document satisfies a node."""

    score: float = 0.0
    kinds: frozenset[MatchKind] = frozenset()

    def matched_by(self) -> tuple[MatchKind, ...]:
        """The kinds in their order."""
        return tuple(kind for kind in get_args(MatchKind) if kind in self.kinds)


class _Evaluation:
    """Holds nodes against documents: None where a document does not satisfy a node."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._occurrences: dict[Pattern, dict[_Field, Counter[str]]] = {}

    def __call__(self, node: Node, document_id: str) -> _Found | None:
        analyzed = self._snapshot.documents[document_id]
        match node:
            case ast.Everything():
                return _Found()
            case ast.Term():
                return self._term(node, document_id)
            case ast.Literal() | ast.Wildcard():
                return self._literal(node, document_id)
            case ast.FacetIs(facet=facet, values=values):
                return _found_if(not _values(analyzed, facet).isdisjoint(values))
            case ast.DocNumber():
                return self._numbered(node, analyzed)
            case ast.DateRange(first=first, last=last):
                published = analyzed.document.published
                return _found_if(published is not None and _within(published, first, last))
            case ast.And(parts=parts):
                return self._some(parts, len(parts), document_id)
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
                return found and _Found(weight * found.score, found.kinds)
            case ast.Expanded():
                return self._expanded(node, document_id)
        assert_never(node)

    def _some(self, parts: tuple[Node, ...], minimum: int, document_id: str) -> _Found | None:
        found = [one for part in parts if (one := self(part, document_id)) is not None]
        if len(found) < minimum:
            return None
        return _Found(_total(one.score for one in found), frozenset().union(*(one.kinds for one in found)))

    def _some_of(self, node: ast.SomeOf, document_id: str) -> _Found | None:
        sizes = node.sizes or (1,) * len(node.parts)
        satisfied = [self(part, document_id) is not None for part in node.parts]
        size = sum(size for size, holds in zip(sizes, satisfied, strict=True) if holds)
        found = self._some(node.parts, 0, document_id)
        if size < node.minimum or found is None:
            return None
        share = size / sum(sizes)
        if not node.evidence:
            return _Found(found.score * share, found.kinds)
        evidence = _total(self._evidence(part, document_id) for part in node.evidence)
        return _Found(evidence * (1 + COVERAGE_WEIGHT * share), found.kinds)

    def _evidence(self, node: Node, document_id: str) -> float:
        """How much of a text part a document has."""
        match node:
            case ast.Term(text=text) | ast.Literal(text=text):
                return _total(self._sign(sign, node.where, document_id) for sign in signs(text))
            case ast.Wildcard(where=where):
                counts = self._occurrences_of(compile_leaf(node))
                return self._counted(1.0, {name: counts[name] for name in _fields(where)}, document_id)
            case ast.Boosted(part=part, weight=weight):
                return weight * self._evidence(part, document_id)
            case ast.Expanded(typed=typed, alternatives=alternatives):
                equals = (one.weight * self._evidence(one.literal, document_id) for one in alternatives)
                return max(self._evidence(typed, document_id), *equals)
        raise TypeError(f"{node} is no text part")

    def _sign(self, sign: Sign, where: TextField, document_id: str) -> float:
        word, units = sign.word, sign.units
        held = self._snapshot.holders(word) if word else self._occurrences_of(Pattern(units))
        return self._counted(sign.weight, {name: held[name] for name in _fields(where)}, document_id)

    def _counted(self, weight: float, held: Mapping[_Field, Counter[str]], document_id: str) -> float:
        count = sum(counts[document_id] for counts in held.values())
        if not count:
            return 0.0
        snapshot = self._snapshot
        rarity = evidence_weight(len(snapshot.documents), max(map(len, held.values())))
        length = sum(len(_words(snapshot.documents[document_id], name)) for name in _FIELDS)
        return weight * bm25(rarity, float(count), length_norm(float(length), snapshot.mean_length))

    def _near(self, near: ast.Near, document_id: str) -> _Found | None:
        sides = literal_parts(near)
        analyzed = self._snapshot.documents[document_id]
        if any(
            are_near([_standing(side, analyzed, name) for side in sides], near.distances) for name in _FIELDS
        ):
            return self._some(sides, len(sides), document_id)
        return None

    def _expanded(self, node: ast.Expanded, document_id: str) -> _Found | None:
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
            return _Found(score, frozenset(alternative.kind for alternative, _ in equals))
        return _Found(max(typed.score, score), typed.kinds)

    def _term(self, term: ast.Term, document_id: str) -> _Found | None:
        literal = self._literal(term, document_id)
        fields = _fields(term.where)
        wanted = term_words(term.text).every
        counts = self._snapshot.word_counts
        holds_all = all(any(counts[document_id, name][word] for name in fields) for word in wanted)
        if literal is None and not (holds_all and mean_something_apart(wanted)):
            return None
        score = _total(
            self._snapshot.field_score(
                document_id,
                name,
                counts[document_id, name][word],
                self._snapshot.word_frequencies[name][word],
            )
            for word in wanted
            for name in fields
        )
        if literal is not None:
            return _Found(score + literal.score, frozenset({"literal"}))
        return _Found(APART_WEIGHT * score if len(wanted) > 1 else score, frozenset({"words"}))

    def _literal(self, leaf: ast.TextLeaf, document_id: str) -> _Found | None:
        occurrences = self._occurrences_of(compile_leaf(leaf))
        fields = [name for name in _fields(leaf.where) if occurrences[name][document_id]]
        if not fields:
            return None
        score = _total(
            self._snapshot.field_score(
                document_id, name, occurrences[name][document_id], len(occurrences[name])
            )
            for name in fields
        )
        return _Found(LITERAL_WEIGHT * score, frozenset({"literal"}))

    def _occurrences_of(self, pattern: Pattern) -> dict[_Field, Counter[str]]:
        """How often a pattern stands in each field, by document; documents without it are left out."""
        if pattern not in self._occurrences:
            self._occurrences[pattern] = {
                name: Counter(
                    {
                        document_id: count
                        for document_id, analyzed in self._snapshot.documents.items()
                        if (count := len(pattern.places(_units(analyzed, name))))
                    }
                )
                for name in _FIELDS
            }
        return self._occurrences[pattern]

    def _numbered(self, node: ast.DocNumber, analyzed: AnalyzedDocument) -> _Found | None:
        number = normalise_doc_number(node.number)
        own = analyzed.document.doc_number
        bears, cites = own != "" and normalise_doc_number(own) == number, number in analyzed.cites
        if node.role != "any":
            return _found_if(bears if node.role == "borne" else cites)
        if bears:
            return _Found(BEARER_SCORE)
        held = [self._occurrences_of(pattern) for pattern in compile_doc_number(number)]
        return _found_if(cites or any(one[name][analyzed.document.id] for one in held for name in _FIELDS))


def _standing(side: Node, analyzed: AnalyzedDocument, name: _Field) -> list[Span]:
    """Where a side of a nearness stands in a field."""
    units = _units(analyzed, name)
    looking = (leaf for leaf in leaves(side) if name in _fields(leaf.where))
    return [place for leaf in looking for place in compile_leaf(leaf).places(units)]


def _found_if(satisfied: bool) -> _Found | None:
    return _Found() if satisfied else None


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _values(analyzed: AnalyzedDocument, key: FacetKey | ast.FacetName) -> frozenset[str]:
    """The values of a facet that a document bears."""
    document = analyzed.document
    values: Iterable[str]
    match key:
        case "district":
            values = analyzed.districts
        case "issued":
            values = analyzed.issued
        case "industry":
            values = analyzed.industries
        case "year":
            values = _date_prefix(document, 4)
        case "month":
            values = _date_prefix(document, 7)
        case "source":
            values = (document.source,)
        case "lang":
            values = (document.lang,)
    return frozenset(filter(None, values))


def _date_prefix(document: Document, length: int) -> tuple[str, ...]:
    return (document.published.isoformat()[:length],) if document.published else ()


def _passes(analyzed: AnalyzedDocument, filters: Filters, apart_from: FacetKey | None = None) -> bool:
    """Whether a document passes every filter, or every one but that of a facet."""
    chosen: Mapping[FacetKey, tuple[str, ...]] = {
        "district": filters.district,
        "industry": filters.industry,
        "source": filters.source,
        "lang": filters.lang,
    }
    for key, values in chosen.items():
        if values and key != apart_from and _values(analyzed, key).isdisjoint(values):
            return False
    document = analyzed.document
    if (filters.id and document.id not in filters.id) or (
        filters.url and address_key(document.url) not in filters.url
    ):
        return False
    if (filters.first is None and filters.last is None) or apart_from in ("year", "month"):
        return True
    published = document.published
    return published is not None and _within(published, filters.first, filters.last)


def _order(hit: RankedHit, document: Document, sort: Sort) -> tuple[object, ...]:
    """The sort key: whole matches before partial ones, then as asked, undated documents last."""
    day = document.published.toordinal() if document.published else 0
    if sort == "relevance":
        return (hit.partial, -hit.score, -day, hit.id)
    by_date = -day if sort == "newest" else day
    return (hit.partial, not day, by_date, -hit.score, hit.id)


def vocabulary(snapshot: Snapshot, at_least: int) -> Mapping[str, int]:
    """The words of several Han characters or Latin letters that enough documents hold."""
    held: Counter[str] = Counter()
    for name in _FIELDS:
        holders = Counter(
            word
            for analyzed in snapshot.documents.values()
            for word in {
                *filter(is_han_word, _words(analyzed, name)),
                *filter(is_latin_word, _units(analyzed, name)),
            }
        )
        held |= holders
    return {word: count for word, count in held.items() if count >= at_least}
