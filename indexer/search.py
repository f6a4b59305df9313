"""Searching: the one function behind the command line, the API and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Any

from corpus.document import Document
from corpus.vocabulary import Vocabulary, industries, places
from indexer.copies import Copies, Copy, copies_found, copies_of
from indexer.engine import Engine, EngineResult, FamilyFound, RankedHit
from indexer.facets import LabelledFacets
from indexer.highlight import Highlighter, highlight, highlighter, spans
from indexer.language.lexicon import lexicon as load_lexicon
from indexer.language.words import words
from indexer.links import Cited, CitedBy, cited_by, cites
from indexer.parameters import SearchParameters, read_query, validate
from indexer.query.ast import Node, Span, asks_for_text
from indexer.results import Coded, Hit, QueryReading, Results
from indexer.settings import SNIPPET_LENGTH, SNIPPETS
from indexer.snippets import Mark, cut_snippets
from indexer.suggesting.answering import answer, lasting_answer

__all__ = [
    "DocumentView",
    "HitStream",
    "SearchParameters",
    "document_view",
    "hits_of",
    "iterate",
    "ranked",
    "search",
    "validate",
]

_BATCH = 200
"""Documents that are fetched at once while a whole result is streamed."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A whole document with what of it a query matches, and its links; spans count code points of title and text."""

    document: Document
    issued_in: Coded | None
    districts: tuple[Coded, ...]
    industries: tuple[Coded, ...]
    reading: QueryReading
    title_matches: tuple[Span, ...]
    text_matches: tuple[Span, ...]
    cites: tuple[Cited, ...]
    cited_by: CitedBy
    copies: Copies

    def to_json(self) -> dict[str, Any]:
        """The API's form: the document with labelled codes, the spans, how the query was read, and the links."""
        return {
            **self.document.to_json(),
            "districts": [coded.to_json() for coded in self.districts],
            "industries": [coded.to_json() for coded in self.industries],
            "query": self.reading.to_json(),
            "title_matches": [list(span) for span in self.title_matches],
            "text_matches": [list(span) for span in self.text_matches],
            "cites": [cited.to_json() for cited in self.cites],
            "cited_by": self.cited_by.to_json(),
            "copies": self.copies.to_json(),
        }


class HitStream(Iterator[Hit]):
    """The hits of a whole result, read as they are taken.

    ``total`` is how many it gives in all, known before the first is taken.
    """

    def __init__(self, total: int, hits: Iterator[Hit]) -> None:
        self.total = total
        self._hits = hits

    def __next__(self) -> Hit:
        return next(self._hits)


def search(
    engine: Engine,
    parameters: SearchParameters,
    label_lang: str = "zh-Hans",
    *,
    bounded: bool = False,
    snippets: int = SNIPPETS,
    unfolded: bool = False,
) -> Results:
    """One page of a result, with labels of districts and industries in ``label_lang``.

    ``bounded`` holds ``limit`` and ``offset`` to what one request over HTTP may ask for. A hit has at most so many
    ``snippets``, and where families are collapsed and ``unfolded`` asks for it, the copies that were found with it.

    Raises RequestError, naming the parameter, for a bad value, VocabularyError for a bad file of the
    lexicon, and EngineError when the index fails.
    """
    _load_dictionaries(parameters.lexicon)
    started = perf_counter()
    validated = validate(parameters, engine, bounded=bounded)
    asked, found = answer(engine, replace(validated, request=replace(validated.request, stored=True)))
    request = asked.request
    copies = copies_found(engine, request, found) if unfolded and found.families else {}
    return Results(
        query=asked.reading,
        total=found.total,
        literal_total=found.literal_total,
        partial_total=found.partial_total,
        hits=hits_of(found, request.query, label_lang, snippets, copies),
        facets=LabelledFacets(found.facets, request.filters, label_lang),
        documents_total=found.documents_total,
        other_total=found.other_total if asks_for_text(request.query) else None,
        took_ms=(perf_counter() - started) * 1000,
    )


def iterate(engine: Engine, parameters: SearchParameters, label_lang: str = "zh-Hans") -> HitStream:
    """Every hit of a result from ``offset`` on, whatever ``limit`` says, with documents fetched in batches.

    A bad value raises at once, not at the first hit. What is committed meanwhile changes nothing.
    """
    validated = validate(replace(parameters, limit=None, facets=()), engine)
    kept, (asked, found) = lasting_answer(engine, validated)
    hits = _streamed(kept, found.hits, asked.request.query, label_lang)
    return HitStream(len(found.hits), iter(_in_families(hits, found.families)))


def hits_of(
    found: EngineResult,
    query: Node,
    label_lang: str = "zh-Hans",
    snippets: int = SNIPPETS,
    copies: Mapping[str, tuple[Copy, ...]] = MappingProxyType({}),
) -> tuple[Hit, ...]:
    """The hits of a result whose documents were asked for, with what of them the query matches."""
    shown = _hits(found.hits, highlighter(query), label_lang, snippets)
    return tuple(_in_families(shown, found.families, copies))


def ranked(engine: Engine, parameters: SearchParameters) -> tuple[RankedHit, ...]:
    """The hits without their documents, none of which is read: enough for ids, and many times faster."""
    return answer(engine, validate(replace(parameters, facets=()), engine)).found.hits


def document_view(
    engine: Engine,
    document_id: str,
    q: str = "",
    label_lang: str = "zh-Hans",
    *,
    expand: str | bool = True,
    lexicon: tuple[Path, ...] = (),
) -> DocumentView | None:
    """A stored document with everything of it that ``q`` matches, or None where there is none with this id.

    ``expand`` and ``lexicon`` are those of :class:`SearchParameters`. Raises QueryLimitError, RequestError,
    VocabularyError and EngineError.
    """
    reading, query = read_query(q, expand, lexicon, engine)
    document = engine.document(document_id)
    if document is None:
        return None
    title_matches, text_matches = _matches(query, document)
    if q and not (title_matches or text_matches):
        # It may have been found by what its query means otherwise.
        parameters = SearchParameters(q, expand=expand, lexicon=lexicon, limit=0)
        asked = answer(engine, validate(parameters, engine)).search
        reading, query = asked.reading, asked.request.query
        title_matches, text_matches = _matches(query, document)
    return DocumentView(
        document=document,
        issued_in=_coded(document.issued_in, places(), label_lang) if document.issued_in else None,
        districts=_labelled(document.districts, places(), label_lang),
        industries=_labelled(document.industries, industries(), label_lang),
        reading=reading,
        title_matches=title_matches,
        text_matches=text_matches,
        cites=cites(engine, document),
        cited_by=cited_by(engine, document),
        copies=copies_of(engine, document_id),
    )


def _matches(query: Node, document: Document) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the title and the text of a document match."""
    return highlight(query, document.title, "title"), highlight(query, document.text, "text")


@cache
def _load_dictionaries(more: tuple[Path, ...]) -> None:
    """Load what the first search of a process would load, so that no search is charged with it."""
    words("政")
    load_lexicon(*more)
    places()
    industries()


def _streamed(engine: Engine, found: Sequence[RankedHit], query: Node, label_lang: str) -> Iterator[Hit]:
    shown = highlighter(query)
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        documents = engine.documents(one.id for one in batch)
        read = [one._replace(document=document) for one, document in zip(batch, documents, strict=True)]
        yield from _hits(read, shown, label_lang)


def _hits(
    found: Iterable[RankedHit], shown: Highlighter, label_lang: str, snippets: int = SNIPPETS
) -> list[Hit]:
    """The hits whose documents were read. Another process may have deleted one since the search found it."""
    read = [(one, one.document) for one in found if one.document is not None]
    titles, texts = shown.page(
        [document.title for _, document in read], [document.text for _, document in read]
    )
    return [
        _hit(*one, *marks, label_lang, snippets)
        for one, marks in zip(read, zip(titles, texts, strict=True), strict=True)
    ]


def _hit(
    found: RankedHit,
    document: Document,
    in_title: Sequence[Mark],
    in_text: Sequence[Mark],
    label_lang: str,
    snippets: int,
) -> Hit:
    return Hit(
        id=document.id,
        title=document.title,
        published=document.published,
        source=document.source,
        url=document.url,
        lang=document.lang,
        doc_number=document.doc_number,
        districts=_labelled(document.districts, places(), label_lang),
        industries=_labelled(document.industries, industries(), label_lang),
        score=found.score,
        matched_by=found.matched_by,
        partial=found.partial,
        title_matches=spans(in_title),
        snippets=cut_snippets(document.text, in_text, snippets, SNIPPET_LENGTH),
        issuer=document.issuer,
    )


def _in_families(
    hits: Iterable[Hit],
    families: Mapping[str, FamilyFound],
    copies: Mapping[str, tuple[Copy, ...]] = MappingProxyType({}),
) -> Iterable[Hit]:
    """The hits with their families and the copies in these, where they were asked for."""
    if not families:
        return hits
    return (hit._replace(family=families[hit.id], copies=copies.get(hit.id, ())) for hit in hits)


def _labelled(codes: Sequence[str], vocabulary: Vocabulary, lang: str) -> tuple[Coded, ...]:
    return tuple([_coded(code, vocabulary, lang) for code in codes])


@lru_cache(maxsize=1 << 13)
def _coded(code: str, vocabulary: Vocabulary, lang: str) -> Coded:
    return Coded(code, vocabulary.label(code, lang))
