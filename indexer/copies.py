"""The copies of a document: what else of its family the index holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from corpus.document import Document
from indexer.engine import Engine, EngineResult, SearchRequest
from indexer.settings import LISTED_COPIES, UNFOLDED_COPIES


class Copy(NamedTuple):
    """Another document of the same family."""

    id: str
    title: str
    published: date | None
    source: str
    lang: str

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        published = self.published.isoformat() if self.published else None
        return self._asdict() | {"published": published}


@dataclass(frozen=True, slots=True)
class Copies:
    """The other documents of a document's family.

    ``family`` is the smallest id in it, also where the document is alone. ``total`` counts the others, and the first
    :data:`~indexer.settings.LISTED_COPIES` of them by id are ``documents``.
    """

    family: str
    total: int
    documents: tuple[Copy, ...]

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "family": self.family,
            "total": self.total,
            "documents": [one.to_json() for one in self.documents],
        }


def copies_of(engine: Engine, document_id: str) -> Copies:
    """The copies of a document that is there."""
    family = engine.family(document_id)
    others = [id for id in family if id != document_id]
    # Another process may delete documents meanwhile.
    read = [one for one in engine.documents(others[:LISTED_COPIES]) if one is not None]
    return Copies(family[0] if family else document_id, len(others), tuple(map(_copy, read)))


def copies_found(
    engine: Engine, request: SearchRequest, found: EngineResult
) -> Mapping[str, tuple[Copy, ...]]:
    """The copies of each hit that a search which collapses families found too, by the hit's id, the best first.

    Of each hit they are at most :data:`~indexer.settings.UNFOLDED_COPIES`, from among the first
    :data:`~indexer.settings.LISTED_COPIES` of its family by id.
    """
    shown = {hit.id for hit in found.hits}
    stands_for = {
        id: hit.id
        for hit in found.hits
        if found.families[hit.id].copies
        for id in engine.family(hit.id)[: LISTED_COPIES + 1]
        if id not in shown
    }
    if not stands_for:
        return {}
    members = replace(
        request,
        filters=replace(request.filters, id=tuple(stands_for)),
        # Documents with part of the query belong to the result only where it has such already.
        match=request.match if found.partial_total else "all",
        collapse=False,
        limit=None,
        offset=0,
        facets=(),
        stored=False,
    )
    by_hit: defaultdict[str, list[str]] = defaultdict(list)
    for member in engine.search(members).hits:
        by_hit[stands_for[member.id]].append(member.id)
    listed = {hit: ids[:UNFOLDED_COPIES] for hit, ids in by_hit.items()}
    read = iter(engine.documents(id for ids in listed.values() for id in ids))
    return {
        hit: tuple(_copy(one) for _, one in zip(ids, read, strict=False) if one is not None)
        for hit, ids in listed.items()
    }


def _copy(document: Document) -> Copy:
    return Copy(document.id, document.title, document.published, document.source, document.lang)
