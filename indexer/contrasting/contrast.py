"""Two sides of one search: how many documents each has, where it begins, what it says more often than the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from typing import Any

from corpus.errors import RequestError
from indexer.contrasting.keyness import KeyWord, key_words
from indexer.counting import counted_search
from indexer.engine import Engine, Filters, SearchRequest
from indexer.facets import value_label
from indexer.parameters import SearchParameters, validate
from indexer.query.ast import And, DateRange, Everything, FacetIs, FacetName, Node, Not
from indexer.results import Hit, QueryReading
from indexer.search import hits_of
from indexer.settings import COMPARED_SAMPLES, COMPARED_WORD_COUNT
from indexer.shares import per_10_000

FACETS: tuple[FacetName, ...] = ("district", "industry", "source", "lang")
"""What makes up a side beside its dates; each may have several values."""


@dataclass(frozen=True, slots=True)
class Side:
    """What makes up a side, as a user gives it: the filters of a search, by their names there."""

    district: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    from_: str = ""
    to: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is given, so that the side is the rest."""
        return not any(
            value.strip() for each in astuple(self) for value in ((each,) if isinstance(each, str) else each)
        )


SIDE_FIELDS = tuple(field.name.rstrip("_") for field in fields(Side))
"""The names of what may make up a side, as parameters have them behind ``a_`` and ``b_``."""


@dataclass(frozen=True, slots=True)
class SideFound:
    """What there is on a side: of all its ``documents`` those that were found, ``total`` in number, and some of them.

    ``labels`` name the districts and whatever else makes up the side; those of the rest are none. ``first`` is the
    earliest dated document, ``words`` are those that the side uses more than the other, ``samples`` the best hits.
    """

    labels: tuple[str, ...]
    total: int
    documents: int
    undated: int
    first: Hit | None
    words: tuple[KeyWord, ...]
    samples: tuple[Hit, ...]

    @property
    def per_10_000(self) -> float | None:
        """How many of ten thousand documents of the side were found; None where there are none."""
        return per_10_000(self.total, self.documents)

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "labels": list(self.labels),
            "total": self.total,
            "documents": self.documents,
            "per_10000": None if self.per_10_000 is None else round(self.per_10_000, 3),
            "undated": self.undated,
            "first": self.first.to_json() if self.first else None,
            "words": [word.to_json() for word in self.words],
            "samples": [hit.to_json() for hit in self.samples],
        }


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides of a search; ``shared`` documents were found that are on both, and count on both."""

    query: QueryReading
    a: SideFound
    b: SideFound
    shared: int

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "query": self.query.to_json(),
            "a": self.a.to_json(),
            "b": self.b.to_json(),
            "shared": self.shared,
        }


def contrast(
    engine: Engine, parameters: SearchParameters, a: Side, b: Side, label_lang: str = "zh-Hans"
) -> Contrast:
    """Lay two sides of a search beside each other.

    A side has the search's filters, those of them replaced that it has itself; one without any is whatever the search
    finds that is not on the other side. Which documents are counted says :func:`indexer.counting.counted_search`.
    Raises RequestError, naming a parameter of the side as ``a_district``, where both are empty or a value is bad, and
    what :func:`indexer.search.search` does.
    """
    if a.is_empty and b.is_empty:
        raise RequestError("a_district", "no side is given; name a district, a date or another filter of one")
    asked = counted_search(engine, parameters)
    # All counts are of one generation, whatever is committed meanwhile.
    engine = engine.snapshot()
    own_a, own_b = (_own(side, name) for side, name in ((a, "a"), (b, "b")))
    query, common = asked.request.query, asked.request.filters
    requests = [
        replace(asked.request, filters=_within(common, own), query=_but(query, own, other), sort="relevance")
        for own, other in ((own_a, own_b), (own_b, own_a))
    ]
    words = key_words(engine.word_totals(requests, COMPARED_WORD_COUNT), label_lang)
    shared = 0
    if own_a is not None and own_b is not None:
        both = And((query, *_nodes(_within(common, own_b))), explicit=True)
        shared = engine.search(replace(requests[0], query=both)).total
    found_a, found_b = (
        _found(
            engine,
            request,
            replace(request, query=_but(Everything(), own, other)),
            query,
            tuple(_labels(own, side, label_lang)) if own else (),
            own_words,
            label_lang,
        )
        for request, side, own, other, own_words in zip(
            requests, (a, b), (own_a, own_b), (own_b, own_a), words, strict=True
        )
    )
    return Contrast(asked.reading, found_a, found_b, shared)


def _found(
    engine: Engine,
    request: SearchRequest,
    every: SearchRequest,
    query: Node,
    labels: tuple[str, ...],
    words: tuple[KeyWord, ...],
    label_lang: str,
) -> SideFound:
    best = engine.search(replace(request, limit=COMPARED_SAMPLES, stored=True))
    oldest = hits_of(
        engine.search(replace(request, sort="oldest", limit=1, stored=True)), query, label_lang, snippets=1
    )
    return SideFound(
        labels,
        best.total,
        engine.search(every).total,
        engine.timelines(request, "year").whole.undated,
        next((hit for hit in oldest if hit.published), None),
        words,
        hits_of(best, query, label_lang, snippets=1),
    )


def _own(side: Side, name: str) -> Filters | None:
    """The filters of a side by themselves; None for the rest."""
    if side.is_empty:
        return None
    given = SearchParameters(**{field.name: getattr(side, field.name) for field in fields(Side)})
    try:
        return validate(given).request.filters
    except RequestError as error:
        raise RequestError(f"{name}_{error.parameter}", str(error)) from None


def _within(common: Filters, own: Filters | None) -> Filters:
    """The filters of a search with those of a side in their place; a side that has a date has its own dates."""
    if own is None:
        return common
    dated = own if own.first or own.last else common
    return replace(
        common,
        district=own.district or common.district,
        industry=own.industry or common.industry,
        source=own.source or common.source,
        lang=own.lang or common.lang,
        first=dated.first,
        last=dated.last,
    )


def _but(query: Node, own: Filters | None, other: Filters | None) -> Node:
    """The query of a side: where it is the rest, without what is on the other side."""
    if own is not None or other is None:
        return query
    return And((query, Not(And(tuple(_nodes(other)), explicit=True))), explicit=True)


def _nodes(filters: Filters) -> Iterator[Node]:
    """What filters let through, as parts of a query."""
    for facet in FACETS:
        if values := getattr(filters, facet):
            yield FacetIs(facet, values)
    if filters.first or filters.last:
        yield DateRange(filters.first, filters.last)


def _labels(own: Filters, side: Side, label_lang: str) -> Iterator[str]:
    for facet in FACETS:
        values = getattr(own, facet)
        yield from (value_label(facet, value, label_lang) for value in values)
    if own.first or own.last:
        yield " – ".join(dict.fromkeys(end.strip() for end in (side.from_, side.to))).strip()
