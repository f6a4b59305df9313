"""What a search gives back, ready to be shown: the JSON of the API, read by pages, command line and scripts alike."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from indexer.copies import Copy
from indexer.engine import FacetKey, FamilyFound
from indexer.query.ast import MatchKind, Span
from indexer.query.reading import Expansion, QueryWarning


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with its label in the language asked for."""

    code: str
    label: str

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {"code": self.code, "label": self.label}


class Snippet(NamedTuple):
    """A piece of a document's text. ``start`` is its place in the text; ``matches`` count from the snippet's start."""

    text: str
    start: int
    matches: tuple[Span, ...]

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {"text": self.text, "start": self.start, "matches": [list(span) for span in self.matches]}


class Hit(NamedTuple):
    """One document of a result as it is shown; every offset counts code points.

    ``copies`` are those of its family that were found too, where they were asked for.
    """

    id: str
    title: str
    published: date | None
    source: str
    url: str
    lang: str
    doc_number: str
    districts: tuple[Coded, ...]
    industries: tuple[Coded, ...]
    score: float
    matched_by: tuple[MatchKind, ...]
    partial: bool
    title_matches: tuple[Span, ...]
    snippets: tuple[Snippet, ...]
    family: FamilyFound | None = None
    issuer: str = ""
    copies: tuple[Copy, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The API's form; the family, and how many copies were found, only where families are collapsed."""
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "source": self.source,
            "url": self.url,
            "lang": self.lang,
            "doc_number": self.doc_number,
            "districts": [coded.to_json() for coded in self.districts],
            "industries": [coded.to_json() for coded in self.industries],
            "score": round(self.score, 6),
            "matched_by": list(self.matched_by),
            "partial": self.partial,
            "title_matches": [list(span) for span in self.title_matches],
            "snippets": [snippet.to_json() for snippet in self.snippets],
            **({"family": self.family.id, "copies": self.family.copies} if self.family else {}),
        }


class FacetValue(NamedTuple):
    """One value of a facet with its exact count. ``parent`` is the code it stands under, where the facet is a tree."""

    code: str
    label: str
    count: int  # type: ignore[assignment]  # hides a method of tuples that means nothing here
    selected: bool
    parent: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "code": self.code,
            "label": self.label,
            "count": self.count,
            "selected": self.selected,
            "parent": self.parent,
        }


class Facets(Mapping[FacetKey, tuple[FacetValue, ...]]):
    """The values of each facet that was counted; of sources the most frequent ones and any selected one."""

    @abstractmethod
    def every(self, key: FacetKey) -> tuple[FacetValue, ...]:
        """All values of a facet, however many sources there are. Raises KeyError where it was not counted."""


@dataclass(frozen=True, slots=True)
class QueryReading:
    """How a query was read: ``read_as`` in canonical form, ``corrected`` a better spelling or None."""

    q: str
    read_as: str
    corrected: str | None = None
    warnings: tuple[QueryWarning, ...] = ()
    expansions: tuple[Expansion, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "q": self.q,
            "read_as": self.read_as,
            "corrected": self.corrected,
            "warnings": [warning.to_json() for warning in self.warnings],
            "expansions": [expansion.to_json() for expansion in self.expansions],
        }


@dataclass(frozen=True, slots=True)
class Results:
    """A page of a result with the counts of the whole of it; ``took_ms`` is wall time in milliseconds.

    Of the ``total`` documents ``literal_total`` satisfy the whole query literally, ``other_total`` all of it otherwise,
    by words, synonyms or translation, and ``partial_total`` part of it. ``other_total`` is None where no text was asked
    for. Where families are collapsed, the totals and the facets count families, and ``documents_total`` is how many
    documents of theirs are in the result; else it is None.
    """

    query: QueryReading
    total: int
    literal_total: int
    partial_total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Facets
    documents_total: int | None = None
    other_total: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "query": self.query.to_json(),
            "total": self.total,
            "literal_total": self.literal_total,
            "partial_total": self.partial_total,
            **({"documents_total": self.documents_total} if self.documents_total is not None else {}),
            "took_ms": round(self.took_ms, 3),
            "hits": [hit.to_json() for hit in self.hits],
            "facets": {key: [value.to_json() for value in values] for key, values in self.facets.items()},
        }
