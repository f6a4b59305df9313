"""What a concordance gives back, ready to be shown: the JSON of the API, read by pages, command line and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from indexer.concordance.asking import LineSort
from indexer.query.occurrences import Field
from indexer.results import Coded, Facets, QueryReading


class Line(NamedTuple):
    """One occurrence with its context, as it stands in the title or the text of a document.

    ``start`` and ``end`` count code points of that title or text, and ``left``, ``match`` and ``right`` are pieces of
    it, unchanged.
    """

    id: str
    title: str
    published: date | None
    source: str
    url: str
    lang: str
    districts: tuple[Coded, ...]
    field: Field
    start: int
    end: int
    left: str
    match: str
    right: str

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            **self._asdict(),
            "published": self.published.isoformat() if self.published else None,
            "districts": [coded.to_json() for coded in self.districts],
        }


@dataclass(frozen=True, slots=True)
class Concordance:
    """A page of a concordance. ``total`` occurrences stand in ``documents`` documents, exactly.

    ``drawn`` is how many of them the lines are taken from: all of them, or a sample where one was asked for, or where
    there are more than are put in order. ``facets`` count the documents that satisfy the query. ``took_ms`` is wall
    time in milliseconds. Where families of copies are collapsed, only one document of each is looked at, and
    ``documents_total`` is how many there are in all; else it is None.
    """

    query: QueryReading
    total: int
    documents: int
    drawn: int
    sort: LineSort
    width: int
    took_ms: float
    lines: tuple[Line, ...]
    facets: Facets
    documents_total: int | None = None

    @property
    def is_sampled(self) -> bool:
        """Whether the lines are taken from a sample of the occurrences."""
        return self.drawn < self.total

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "query": self.query.to_json(),
            "total": self.total,
            "documents": self.documents,
            "drawn": self.drawn,
            "sort": self.sort,
            "width": self.width,
            "took_ms": round(self.took_ms, 3),
            "lines": [line.to_json() for line in self.lines],
        }
