"""Links between documents by document number: what one cites, and what cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from corpus.document import Document
from corpus.metadata.doc_number import normalise_doc_number
from indexer.engine import Engine, SearchRequest
from indexer.query.ast import DocNumber
from indexer.query.canonical import canonical
from indexer.settings import LINKED_BEARERS, LINKED_CITERS

_Field: TypeAlias = Literal["title", "text"]


class Linked(NamedTuple):
    """A document that a link leads to."""

    id: str
    title: str
    lang: str

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class Cited:
    """A document number that a document cites, where it does so first, and the documents that bear it.

    ``start`` and ``end`` count code points of the field. ``title`` is what stands in 《》 before the number, or empty.
    ``documents`` are the newest :data:`~indexer.settings.LINKED_BEARERS` of those in the index, which may be none;
    ``query`` finds all that bear or hold the number.
    """

    number: str
    field: _Field
    start: int
    end: int
    title: str
    query: str
    documents: tuple[Linked, ...]

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "number": self.number,
            "field": self.field,
            "start": self.start,
            "end": self.end,
            "title": self.title,
            "query": self.query,
            "documents": [one.to_json() for one in self.documents],
        }


@dataclass(frozen=True, slots=True)
class CitedBy:
    """How many documents cite a document, and the newest :data:`~indexer.settings.LINKED_CITERS` of them.

    ``query`` finds all of them; it is empty for a document that bears no number.
    """

    total: int = 0
    query: str = ""
    documents: tuple[Linked, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "total": self.total,
            "query": self.query,
            "documents": [one.to_json() for one in self.documents],
        }


def cites(engine: Engine, document: Document) -> tuple[Cited, ...]:
    """The numbers that a document's title and text cite, each once, in the order in which they stand there."""
    # Every search imports this module, and only who asks for links shall wait for the patterns of citations.
    from corpus.metadata.citations import find_citations

    own = normalise_doc_number(document.doc_number)
    found: dict[str, Cited] = {}
    fields: tuple[tuple[_Field, str], ...] = (("title", document.title), ("text", document.text))
    for field, text in fields:
        for one in find_citations(text):
            if one.number != own and one.number not in found:
                bearers = _linked(engine, DocNumber(one.number, "borne"), LINKED_BEARERS)[1]
                query = canonical(DocNumber(one.number))
                found[one.number] = Cited(one.number, field, one.start, one.end, one.title, query, bearers)
    return tuple(found.values())


def cited_by(engine: Engine, document: Document) -> CitedBy:
    """The documents that cite the number of a document."""
    if not document.doc_number:
        return CitedBy()
    query = DocNumber(normalise_doc_number(document.doc_number), "cited")
    total, citers = _linked(engine, query, LINKED_CITERS)
    return CitedBy(total, canonical(query), citers)


def _linked(engine: Engine, query: DocNumber, limit: int) -> tuple[int, tuple[Linked, ...]]:
    """How many documents there are, and the newest of them."""
    result = engine.search(SearchRequest(query, sort="newest", match="all", limit=limit, stored=True))
    documents = (hit.document for hit in result.hits)
    return result.total, tuple(Linked(one.id, one.title, one.lang) for one in documents if one is not None)
