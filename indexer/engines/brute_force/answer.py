"""Answering a request by looking at every document: the definition of a result, plain rather than fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from corpus.document import Document
from indexer.addresses import address_key
from indexer.batch import AnalyzedDocument
from indexer.engine import EngineResult, FacetKey, FamilyFound, Filters, RankedHit, SearchRequest, Sort
from indexer.engines.brute_force.evaluate import Evaluation, Found, within
from indexer.engines.brute_force.snapshot import Snapshot, values_of
from indexer.query.relax import relaxations
from indexer.settings import PARTIAL_BELOW
from indexer.spacing import spaced


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


def found_documents(snapshot: Snapshot, request: SearchRequest) -> list[AnalyzedDocument]:
    """All documents of a result, whatever page of it is asked for."""
    whole = replace(request, limit=None, offset=0, facets=(), stored=False)
    return [snapshot.documents[hit.id] for hit in answer(snapshot, whole).hits]


def _counts(found: Iterable[AnalyzedDocument], key: FacetKey, family: Mapping[str, str]) -> Mapping[str, int]:
    """How many families bear each value."""
    borne = {
        (value, family[analyzed.document.id]) for analyzed in found for value in values_of(analyzed, key)
    }
    counts = Counter(value for value, _ in borne)
    by_time = key == "year" or key == "month"
    return dict(sorted(counts.items(), key=lambda one: one[0] if by_time else (-one[1], one[0])))


def _result(snapshot: Snapshot, request: SearchRequest) -> Iterator[RankedHit]:
    """The result before filters: what satisfies the query, and what satisfies it relaxed where that is asked for."""
    evaluate = Evaluation(snapshot)
    full = {id: found for id in snapshot.documents if (found := evaluate(request.query, id)) is not None}
    for document_id, found in full.items():
        yield RankedHit(document_id, found.score, found.matched_by())
    if request.match == "auto" and len(full) >= PARTIAL_BELOW:
        return
    partial: dict[str, Found] = {}
    for relaxed in relaxations(request.query, request.match):
        others = snapshot.documents.keys() - full.keys()
        partial = {id: found for id in others if (found := evaluate(relaxed, id)) is not None}
        if len(full) + len(partial) >= PARTIAL_BELOW:
            break
    for document_id, found in partial.items():
        yield RankedHit(document_id, found.score, found.matched_by(), partial=True)


def _passes(analyzed: AnalyzedDocument, filters: Filters, apart_from: FacetKey | None = None) -> bool:
    """Whether a document passes every filter, or every one but that of a facet."""
    chosen: Mapping[FacetKey, tuple[str, ...]] = {
        "district": filters.district,
        "industry": filters.industry,
        "source": filters.source,
        "lang": filters.lang,
    }
    for key, values in chosen.items():
        if values and key != apart_from and values_of(analyzed, key).isdisjoint(values):
            return False
    document = analyzed.document
    if (filters.id and document.id not in filters.id) or (
        filters.url and address_key(document.url) not in filters.url
    ):
        return False
    if (filters.first is None and filters.last is None) or apart_from in ("year", "month"):
        return True
    published = document.published
    return published is not None and within(published, filters.first, filters.last)


def _order(hit: RankedHit, document: Document, sort: Sort) -> tuple[object, ...]:
    """The sort key: whole matches before partial ones, then as asked, undated documents last."""
    day = document.published.toordinal() if document.published else 0
    if sort == "relevance":
        return (hit.partial, -hit.score, -day, hit.id)
    by_date = -day if sort == "newest" else day
    return (hit.partial, not day, by_date, -hit.score, hit.id)
