"""Answering a request over one generation: the result, its order, its page and its counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, reduce

import numpy as np
from numpy.typing import NDArray

from indexer.engine import EngineResult, FacetKey, Filters, RankedHit, SearchRequest, Sort
from indexer.engines.whoosh.evaluate import BITS, KINDS, Evaluation, Found
from indexer.engines.whoosh.generation import Generation, Mask
from indexer.query.ast import MatchKind
from indexer.query.relax import relax
from indexer.settings import PARTIAL_BELOW


@dataclass(frozen=True, slots=True)
class _Result:
    """What satisfies the query whole or in part, before filters; ``partial`` marks the latter."""

    found: Found
    partial: Mask


def answer(generation: Generation, request: SearchRequest) -> EngineResult:
    """Answer a request. Raises QueryLimitError where a wildcard stands for too many words."""
    evaluate = Evaluation(generation)
    result = _result(evaluate, request)
    passing = _passing(evaluate, request.filters)
    found = result.found.within(reduce(np.logical_and, passing.values(), result.found.mask))
    literal = found.mask & ~result.partial & (found.kinds == BITS["literal"])
    return EngineResult(
        total=int(np.count_nonzero(found.mask)),
        literal_total=int(np.count_nonzero(literal)),
        partial_total=int(np.count_nonzero(found.mask & result.partial)),
        hits=tuple(
            RankedHit(
                id=generation.document_id(number),
                score=float(found.scores[number]),
                matched_by=_matched_by(int(found.kinds[number])),
                partial=bool(result.partial[number]),
            )
            for number in _page(generation, found, result.partial, request).tolist()
        ),
        facets={key: _counts(generation, key, result.found.mask, passing) for key in request.facets},
    )


def _result(evaluate: Evaluation, request: SearchRequest) -> _Result:
    full = evaluate(request.query)
    nothing = np.zeros(len(full.mask), np.bool_)
    enough = request.match == "auto" and np.count_nonzero(full.mask) >= PARTIAL_BELOW
    if request.match == "all" or enough:
        return _Result(full, nothing)
    relaxed = relax(request.query, "one" if request.match == "any" else "half")
    if relaxed is None:
        return _Result(full, nothing)
    part = evaluate(relaxed)
    both = Found(
        full.mask | part.mask,
        np.where(full.mask, full.scores, part.scores),
        np.where(full.mask, full.kinds, part.kinds),
    )
    return _Result(both, part.mask & ~full.mask)


def _passing(evaluate: Evaluation, filters: Filters) -> dict[str, Mask]:
    """The documents that pass each of the filters that are set, by its name; ``date`` is the name of the days."""
    chosen = {
        "district": filters.district,
        "industry": filters.industry,
        "source": filters.source,
        "lang": filters.lang,
    }
    passing = {name: evaluate.bearing(name, values) for name, values in chosen.items() if values}
    if filters.first is not None or filters.last is not None:
        passing["date"] = evaluate.dated(filters.first, filters.last)
    return passing


def _page(generation: Generation, found: Found, partial: Mask, request: SearchRequest) -> NDArray[np.int64]:
    """The documents of the page asked for, in order."""
    end = None if request.limit is None else request.offset + request.limit
    whole = found.mask & ~partial
    # Partial matches come last: they need no ordering while the page ends before them.
    if end is not None and end <= np.count_nonzero(whole):
        candidates = np.flatnonzero(whole)
    else:
        candidates = np.flatnonzero(found.mask)
        return _ordered(generation, found, partial, candidates, request.sort)[request.offset : end]
    first = _keys(generation, found, candidates, request.sort)[0]
    if 0 < end < len(candidates):
        candidates = candidates[first <= np.partition(first, end - 1)[end - 1]]
    return _ordered(generation, found, partial, candidates, request.sort)[request.offset : end]


def _ordered(
    generation: Generation, found: Found, partial: Mask, candidates: NDArray[np.int64], sort: Sort
) -> NDArray[np.int64]:
    keys = (
        partial[candidates],
        *_keys(generation, found, candidates, sort),
        generation.id_ranks[candidates],
    )
    return candidates[np.lexsort(keys[::-1])]


def _keys(
    generation: Generation, found: Found, candidates: NDArray[np.int64], sort: Sort
) -> tuple[NDArray[np.float64] | NDArray[np.int64], ...]:
    """What the candidates are sorted by, the most important first, all ascending; undated documents come last."""
    scores = -found.scores[candidates]
    days = generation.days[candidates].astype(np.int64)
    if sort == "relevance":
        return scores, -days
    return np.where(days > 0, days if sort == "oldest" else -days, np.iinfo(np.int64).max), scores


def _counts(
    generation: Generation, key: FacetKey, found: Mask, passing: Mapping[str, Mask]
) -> Mapping[str, int]:
    """Documents by value of a facet, over the result regardless of the facet's own filter."""
    own = "date" if key in ("year", "month") else key
    mask = reduce(np.logical_and, (one for name, one in passing.items() if name != own), found)
    if key == "year" or key == "month":
        days = generation.days[mask]
        periods, counts = np.unique(days[days > 0] // (10_000 if key == "year" else 100), return_counts=True)
        names = (_year(one) if key == "year" else _month(one) for one in periods.tolist())
        return dict(zip(names, counts.tolist(), strict=True))
    column = generation.facet(key)
    totals = np.bincount(column.values[mask[column.documents]])
    present = np.flatnonzero(totals)
    names = (column.names[number] for number in present.tolist())
    return dict(zip(names, totals[present].tolist(), strict=True))


def _year(number: int) -> str:
    return f"{number:04}"


def _month(number: int) -> str:
    return f"{_year(number // 100)}-{number % 100:02}"


@cache
def _matched_by(kinds: int) -> tuple[MatchKind, ...]:
    return tuple(kind for kind in KINDS if BITS[kind] & kinds)
