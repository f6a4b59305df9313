"""Answering a request over one generation: the result, its order, its page and its counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from indexer.engine import EngineResult, FacetKey, Filters, RankedHit, SearchRequest, Sort
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.collapsing import families_found, family_counts, one_of_each
from indexer.engines.whoosh.evaluate import BITS, KINDS, MATCHED, Evaluation, Marks
from indexer.engines.whoosh.generation import Generation, Mask
from indexer.engines.whoosh.scoring import Ranking, Scores, Scoring, smallest
from indexer.query.ast import MatchKind, Node
from indexer.query.relax import relaxations
from indexer.settings import PARTIAL_BELOW
from indexer.spacing import spaced

_MATCHED_BY: Sequence[tuple[MatchKind, ...]] = [
    tuple(kind for kind in KINDS if BITS[kind] & mark) for mark in range(256)
]
"""The kinds of match of every mark."""


@dataclass(frozen=True, slots=True)
class _Tier:
    """Documents that rank together, before all of the next tier: those that satisfy ``node``, ascending."""

    node: Node
    marks: Marks
    documents: Integers
    partial: bool
    ranking: Ranking | None = None
    """Their ranking, where it was made already."""

    def only(self, documents: Integers) -> _Tier:
        """The tier with these of its documents, ascending."""
        ranking = self.ranking and self.ranking.among(np.searchsorted(self.documents, documents))
        return replace(self, documents=documents, ranking=ranking)

    def ranked(self, evaluate: Evaluation) -> Ranking:
        """The ranking of the documents."""
        return self.ranking or Scoring(evaluate).ranking(self.node, self.documents)


def answer(generation: Generation, request: SearchRequest) -> EngineResult:
    """Answer a request. Raises QueryLimitError where a wildcard stands for too many words."""
    evaluate = Evaluation(generation)
    tiers = _tiers(evaluate, request)
    passing = _passing(evaluate, request.filters)
    found = [_narrowed(tier, passing) for tier in tiers]
    shown = _one_of_each(evaluate, generation, found, request.sort) if request.collapse else found
    hits = tuple(_page(evaluate, generation, shown, request))
    return EngineResult(
        total=sum(len(tier.documents) for tier in shown),
        literal_total=int(np.count_nonzero(shown[0].marks[shown[0].documents] == MATCHED | BITS["literal"])),
        partial_total=sum(len(tier.documents) for tier in shown if tier.partial),
        hits=hits,
        facets={key: _counts(generation, key, tiers, passing, request.collapse) for key in request.facets},
        documents_total=sum(len(tier.documents) for tier in found) if request.collapse else None,
        families=families_found(generation, hits, [tier.documents for tier in found])
        if request.collapse
        else {},
    )


def found_documents(generation: Generation, request: SearchRequest, collapsed: bool = False) -> Integers:
    """All documents of a result, ascending; if ``collapsed`` those that stand for families, where it asks for these."""
    evaluate = Evaluation(generation)
    passing = _passing(evaluate, request.filters)
    tiers = [_narrowed(tier, passing) for tier in _tiers(evaluate, request)]
    if collapsed and request.collapse:
        tiers = _one_of_each(evaluate, generation, tiers, request.sort)
    documents = [tier.documents for tier in tiers]
    return documents[0] if len(documents) == 1 else np.sort(np.concatenate(documents))


def _tiers(evaluate: Evaluation, request: SearchRequest) -> list[_Tier]:
    """What satisfies the query whole, and then perhaps what satisfies it in part; before filters."""
    full = evaluate.marks(request.query)
    tiers = [_Tier(request.query, full, (full >= MATCHED).nonzero()[0], partial=False)]
    if request.match == "auto" and len(tiers[0].documents) >= PARTIAL_BELOW:
        return tiers
    for relaxed in relaxations(request.query, request.match):
        part = evaluate.marks(relaxed)
        found = np.flatnonzero((part >= MATCHED) & (full < MATCHED))
        tiers[1:] = [_Tier(relaxed, part, found, partial=True)]
        if len(tiers[0].documents) + len(found) >= PARTIAL_BELOW:
            break
    return tiers


def _passing(evaluate: Evaluation, filters: Filters) -> dict[str, Mask]:
    """The documents that pass each of the filters that are set, by its name; ``date`` is the name of the days."""
    chosen = {
        "district": filters.district,
        "industry": filters.industry,
        "source": filters.source,
        "lang": filters.lang,
        "id": filters.id,
        "url": filters.url,
    }
    passing = {name: evaluate.bearing(name, values) for name, values in chosen.items() if values}
    if filters.first is not None or filters.last is not None:
        passing["date"] = evaluate.dated(filters.first, filters.last)
    return passing


def _narrowed(tier: _Tier, passing: Mapping[str, Mask]) -> _Tier:
    if not passing:
        return tier
    mask = reduce(np.logical_and, passing.values())
    return tier.only(tier.documents[mask[tier.documents]])


def _one_of_each(
    evaluate: Evaluation, generation: Generation, tiers: Sequence[_Tier], sort: Sort
) -> list[_Tier]:
    """The tiers with one document of each family."""
    if sort == "relevance":
        tiers = [replace(tier, ranking=tier.ranked(evaluate)) for tier in tiers]

    def ranked(tier: int, documents: Integers) -> Integers:
        return _foremost(evaluate, generation, tiers[tier].only(documents), sort, len(documents))[0]

    chosen = one_of_each(generation.families, [tier.documents for tier in tiers], ranked)
    return [tier.only(documents) for tier, documents in zip(tiers, chosen, strict=True)]


def _page(
    evaluate: Evaluation, generation: Generation, tiers: Sequence[_Tier], request: SearchRequest
) -> list[RankedHit]:
    """The hits of the page asked for, in order; a tier that lies before or behind it is not ordered."""
    offset, limit = request.offset, request.limit
    hits: list[RankedHit] = []
    for tier in tiers:
        if offset < len(tier.documents) and limit != 0:
            end = len(tier.documents) if limit is None else min(offset + limit, len(tier.documents))
            documents, scores = _shown(evaluate, generation, tier, request.sort, end)
            hits += _hits(generation, tier, documents[offset:], scores[offset:], request.stored)
            limit = None if limit is None else limit - (end - offset)
        offset = max(0, offset - len(tier.documents))
    return hits


def _hits(
    generation: Generation, tier: _Tier, documents: Integers, scores: Scores, stored: bool
) -> Iterator[RankedHit]:
    """A result may have very many, so they are made column by column, and not by calls of Python's own."""
    read: Iterable[Document | None] = repeat(None)
    if stored:
        shown = generation.documents(documents.tolist())
        ids, read = [one.id for one in shown], shown
    else:
        ids = generation.document_ids(documents)
    matched_by = map(_MATCHED_BY.__getitem__, tier.marks[documents].tolist())
    rows = zip(ids, scores.tolist(), matched_by, repeat(tier.partial), read, strict=False)
    return map(tuple.__new__, repeat(RankedHit), rows)


def _shown(
    evaluate: Evaluation, generation: Generation, tier: _Tier, sort: Sort, end: int
) -> tuple[Integers, Scores]:
    """The first ``end`` documents of a tier with their scores, copies kept apart where they are ranked."""
    if sort != "relevance":
        return _by_day(evaluate, generation, tier, sort, end)
    ranking = tier.ranked(evaluate)
    ranked = end
    while True:
        documents, scores = _best(generation, tier, ranking, ranked)
        families = generation.families[documents]
        if not (families[1:] == families[:-1]).any():
            return documents[:end], scores[:end]
        places, settled = spaced(families.tolist())
        if settled >= end or ranked == len(tier.documents):
            return documents[places[:end]], scores[places[:end]]
        ranked = min(2 * ranked, len(tier.documents))


def _foremost(
    evaluate: Evaluation, generation: Generation, tier: _Tier, sort: Sort, end: int
) -> tuple[Integers, Scores]:
    """The first ``end`` documents of a tier in order, with their scores."""
    if sort != "relevance":
        return _by_day(evaluate, generation, tier, sort, end)
    return _best(generation, tier, tier.ranked(evaluate), end)


def _best(generation: Generation, tier: _Tier, ranking: Ranking, end: int) -> tuple[Integers, Scores]:
    """The first ``end`` documents of a tier by relevance; of those that score the same the newest first."""
    chosen, scores = ranking.best(end)
    documents = tier.documents[chosen]
    keys = -scores, -generation.days[documents].astype(np.int64)
    order = _in_order(generation, documents, keys, end)
    return documents[order], scores[order]


def _by_day(
    evaluate: Evaluation, generation: Generation, tier: _Tier, sort: Sort, end: int
) -> tuple[Integers, Scores]:
    """The first ``end`` documents of a tier by their days; undated ones come last."""
    days = generation.days[tier.documents].astype(np.int64)
    days = np.where(days > 0, days if sort == "oldest" else -days, np.iinfo(np.int64).max)
    chosen = smallest(days, end)
    documents = tier.documents[chosen]
    scores = Scoring(evaluate)(tier.node, documents)
    order = _in_order(generation, documents, (days[chosen], -scores), end)
    return documents[order], scores[order]


def _in_order(
    generation: Generation, documents: Integers, keys: tuple[NDArray[Any], NDArray[Any]], end: int
) -> NDArray[np.intp]:
    """The places of the first ``end`` documents by their keys and, where those are equal, by their ids."""
    order = np.lexsort(keys[::-1])
    first, second = (key[order] for key in keys)
    differs = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    if differs.all():
        return order[:end]
    groups = np.cumsum(np.concatenate(([False], differs)))
    # Whatever is equal to the last one wanted may come before it.
    order = order[: np.searchsorted(groups, groups[end - 1], side="right")]
    groups = groups[: len(order)]
    tied = np.flatnonzero(np.bincount(groups)[groups] > 1)
    if len(tied):
        ranks = generation.id_ranks(documents[order[tied]])
        order[tied] = order[tied[np.lexsort((ranks, groups[tied]))]]
    return order[:end]


def _counts(
    generation: Generation,
    key: FacetKey,
    tiers: Sequence[_Tier],
    passing: Mapping[str, Mask],
    collapse: bool,
) -> Mapping[str, int]:
    """Documents, or families, by value of a facet, over the result regardless of the facet's own filter."""
    own = "date" if key in ("year", "month") else key
    others = {name: mask for name, mask in passing.items() if name != own}
    shown = [_narrowed(tier, others).documents for tier in tiers]
    documents = shown[0] if len(shown) == 1 else np.sort(np.concatenate(shown))
    if collapse:
        return family_counts(generation.facet(key), generation.families, documents, own != "date")
    return generation.facet(key).counts(documents, frequent_first=own != "date")
