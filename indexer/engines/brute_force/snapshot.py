"""One committed generation in memory: its documents with their tokens, and what ranking asks of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import add
from typing import Literal, TypeAlias

import numpy as np

from corpus.document import Document
from indexer.batch import SIGNATURE, AnalyzedDocument
from indexer.engine import FacetKey
from indexer.families import families
from indexer.language.words import is_han_word, is_latin_word
from indexer.query import ast
from indexer.query.ast import TextField
from indexer.ranking import bm25, inverse_frequency, length_norm
from indexer.settings import TITLE_WEIGHT

Field: TypeAlias = Literal["title", "body"]
FIELDS: tuple[Field, ...] = ("title", "body")
WEIGHTS: Mapping[Field, float] = {"title": TITLE_WEIGHT, "body": 1.0}


def total(scores: Iterable[float]) -> float:
    """The sum, rounded at each step as arrays are added up; since Python 3.12 ``sum`` rounds less often."""
    return reduce(add, scores, 0.0)


def fields_of(where: TextField) -> tuple[Field, ...]:
    """The fields that a leaf looks in."""
    return ("title",) if where == "title" else FIELDS


def words_in(analyzed: AnalyzedDocument, name: Field) -> tuple[str, ...]:
    """The ranking words of a field, in order."""
    return analyzed.title_words if name == "title" else analyzed.body_words


def units_in(analyzed: AnalyzedDocument, name: Field) -> tuple[str, ...]:
    """The units of a field, in order."""
    return analyzed.title_units if name == "title" else analyzed.body_units


@dataclass(frozen=True)
class Snapshot:
    """One committed generation: documents by id, never changed, and what ranking asks of all of them."""

    generation: int = 0
    documents: Mapping[str, AnalyzedDocument] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def word_counts(self) -> dict[tuple[str, Field], Counter[str]]:
        """How often each word stands in each field of each document."""
        return {
            (document_id, name): Counter(words_in(analyzed, name))
            for document_id, analyzed in self.documents.items()
            for name in FIELDS
        }

    @cached_property
    def word_frequencies(self) -> dict[Field, Counter[str]]:
        """How many documents hold each word in each field."""
        frequencies: dict[Field, Counter[str]] = {name: Counter() for name in FIELDS}
        for (_, name), counts in self.word_counts.items():
            frequencies[name].update(counts.keys())
        return frequencies

    @cached_property
    def mean_lengths(self) -> dict[Field, float]:
        """The mean length of each field in words."""
        return {
            name: sum(len(words_in(analyzed, name)) for analyzed in self.documents.values())
            / len(self.documents)
            for name in FIELDS
        }

    @cached_property
    def mean_length(self) -> float:
        """The mean length of title and text together in words."""
        lengths = (len(words_in(analyzed, name)) for analyzed in self.documents.values() for name in FIELDS)
        return sum(lengths) / len(self.documents)

    def holders(self, word: str) -> dict[Field, Counter[str]]:
        """How often a word stands in each field, by document; documents without it are left out."""
        held: dict[Field, Counter[str]] = {name: Counter() for name in FIELDS}
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

    def field_score(self, document_id: str, name: Field, count: int, frequency: int) -> float:
        """What a thing scores that stands ``count`` times in the field, and in that field of so many documents."""
        weight = inverse_frequency(len(self.documents), frequency)
        length = len(words_in(self.documents[document_id], name))
        return WEIGHTS[name] * bm25(weight, float(count), length_norm(float(length), self.mean_lengths[name]))


def values_of(analyzed: AnalyzedDocument, key: FacetKey | ast.FacetName) -> frozenset[str]:
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


def vocabulary(snapshot: Snapshot, at_least: int) -> Mapping[str, int]:
    """The words of several Han characters or Latin letters that enough documents hold."""
    held: Counter[str] = Counter()
    for name in FIELDS:
        holders = Counter(
            word
            for analyzed in snapshot.documents.values()
            for word in {
                *filter(is_han_word, words_in(analyzed, name)),
                *filter(is_latin_word, units_in(analyzed, name)),
            }
        )
        held |= holders
    return {word: count for word, count in held.items() if count >= at_least}
