"""Why a query finds what it finds, and why a document has its place in the result or is not in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal as Choice
from typing import TypeAlias

from indexer.addresses import address_key
from indexer.engine import Engine, EngineResult, Filters, RankedHit, SearchRequest
from indexer.explaining.nearest import Holdings
from indexer.explaining.part_explainer import PartExplainer
from indexer.explaining.parts import Part
from indexer.language.lexicon import lexicon
from indexer.parameters import SearchParameters, validate
from indexer.query.ast import DateRange, Everything, FacetIs, FacetName, Node, asks_for_text
from indexer.query.relax import relaxations
from indexer.results import QueryReading
from indexer.settings import MAX_WINDOW
from indexer.suggesting.answering import answer

Verdict: TypeAlias = Choice["found", "partial", "copy", "filtered", "outranked", "missing"]
"""What became of the document asked about.

    found      it is in the result and satisfies the whole query
    partial    it is in the result and satisfies part of the query
    copy       it would be in the result, but a copy of it stands there for both
    filtered   it satisfies the query, or as much of it as others in the result, but a filter keeps it out
    outranked  it satisfies part of the query, which is not asked for: enough others satisfy all, or all was asked for
    missing    it does not satisfy the query
"""


@dataclass(frozen=True, slots=True)
class InResult:
    """What became of one document.

    ``hit`` is how it stands in the result, where it is found; ``place`` counts from 1 and is None for one further down
    than ``settings.MAX_WINDOW``. ``copy_id`` is the copy that stands for it. ``scored`` is the relaxed query by which a
    document is scored that satisfies only part of the one that was typed.
    """

    id: str
    title: str
    verdict: Verdict
    hit: RankedHit | None = None
    place: int | None = None
    copy_id: str | None = None
    scored: Part | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A query explained: ``whole`` is its tree, ``filters`` are what else narrows the search.

    ``total`` counts the documents of its result; ``literal_total``, ``other_total`` and ``partial_total`` are those of
    :class:`~indexer.results.Results`. ``document`` is about the document asked about.
    """

    reading: QueryReading
    whole: Part
    filters: tuple[Part, ...]
    total: int
    literal_total: int
    other_total: int | None
    partial_total: int
    document: InResult | None = None


def explain_query(
    engine: Engine, parameters: SearchParameters, named: str = "", label_lang: str = "zh-Hans"
) -> Explanation | None:
    """Explain a search, and what becomes in it of the document that is named by its id or its web address.

    ``limit`` and ``offset`` mean nothing here. None where a document is named and there is none of the name.
    Raises RequestError for a bad value, VocabularyError for a bad file of the lexicon, and EngineError.
    """
    document_id = find_document(engine, named) if named else None
    document = engine.document(document_id) if document_id is not None else None
    if named and document is None:
        return None
    holdings = Holdings(document, lexicon(*parameters.lexicon), label_lang) if document else None
    explainer = PartExplainer(engine, document, holdings, label_lang)
    limit = MAX_WINDOW if document else 0
    asked, result = answer(engine, validate(replace(parameters, limit=limit, offset=0, facets=()), engine))
    request = asked.request
    return Explanation(
        reading=asked.reading,
        whole=explainer.explain(request.query),
        filters=tuple(explainer.explain(node) for node in _as_nodes(request.filters)),
        total=result.total,
        literal_total=result.literal_total,
        other_total=result.other_total if asks_for_text(request.query) else None,
        partial_total=result.partial_total,
        document=_in_result(engine, request, result, explainer, document.id, document.title)
        if document
        else None,
    )


def find_document(engine: Engine, named: str) -> str | None:
    """The id of the document with this id or at this web address, the first of several; None where there is none."""
    if engine.document(named) is not None:
        return named
    key = address_key(named)
    if not key:
        return None
    at_address = SearchRequest(Everything(), Filters(url=(key,)), match="all", limit=1)
    return next((hit.id for hit in engine.search(at_address).hits), None)


def _in_result(
    engine: Engine,
    request: SearchRequest,
    result: EngineResult,
    explainer: PartExplainer,
    document_id: str,
    title: str,
) -> InResult:
    def alone(**changes: object) -> RankedHit | None:
        """The document as a hit of the request with changes, if it is one."""
        asked = replace(request, **{"limit": 1, "collapse": False, **changes})  # type: ignore[arg-type]
        narrowed = replace(asked, filters=replace(asked.filters, id=(document_id,)))
        return next(iter(engine.search(narrowed).hits), None)

    hit = alone()
    if hit is None:
        unfiltered = alone(filters=Filters())
        part = unfiltered or alone(filters=Filters(), match="any")
        verdict: Verdict = "filtered" if unfiltered else "outranked" if part else "missing"
        return InResult(document_id, title, verdict)
    place, standing = _place(engine, result, document_id)
    verdict = "copy" if standing != document_id else "partial" if hit.partial else "found"
    scored = None
    if hit.partial and (relaxed := _relaxed(request, hit, explainer)):
        scored = explainer.explain(relaxed)
    copy_id = standing if standing != document_id else None
    return InResult(document_id, title, verdict, hit, place, copy_id, scored)


def _place(engine: Engine, result: EngineResult, document_id: str) -> tuple[int | None, str]:
    """The place of the document that stands for one, from 1, and its id: mostly it is that one itself."""
    family = engine.family(document_id)[0] if result.families else None
    for place, hit in enumerate(result.hits, 1):
        if hit.id == document_id or (family is not None and result.families[hit.id].id == family):
            return place, hit.id
    return None, document_id


def _relaxed(request: SearchRequest, hit: RankedHit, explainer: PartExplainer) -> Node | None:
    """The relaxed query by which the engine scored a document that satisfies only part."""
    tried = relaxations(request.query, request.match)
    return next((node for node in tried if explainer.score(node) == hit.score), None)


def _as_nodes(filters: Filters) -> tuple[Node, ...]:
    """The filters as parts of a query that ask for the same."""
    facets: dict[FacetName, tuple[str, ...]] = {
        "district": filters.district,
        "industry": filters.industry,
        "source": filters.source,
        "lang": filters.lang,
    }
    nodes: list[Node] = [FacetIs(facet, values) for facet, values in facets.items() if values]
    if filters.first or filters.last:
        nodes.append(DateRange(filters.first, filters.last))
    return tuple(nodes)
