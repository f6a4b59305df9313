"""Results over time, first uses and words, counted one document at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from indexer.batch import AnalyzedDocument
from indexer.engine import (
    FacetKey,
    FirstUse,
    PeriodKey,
    SearchRequest,
    Timeline,
    Timelines,
    WordCounts,
    WordTotals,
)
from indexer.engines.brute_force.answer import found_documents
from indexer.engines.brute_force.snapshot import FIELDS, Snapshot, values_of


def timelines(snapshot: Snapshot, request: SearchRequest, by: PeriodKey, split: FacetKey | None) -> Timelines:
    """The timeline of a result, and of the values of a facet."""
    found = found_documents(snapshot, replace(request, collapse=False))
    family = snapshot.families if request.collapse else {id: id for id in snapshot.documents}
    bearers: defaultdict[str, list[AnalyzedDocument]] = defaultdict(list)
    for analyzed in found:
        for value in values_of(analyzed, split) if split else ():
            bearers[value].append(analyzed)
    return Timelines(
        _timeline(found, by, family),
        {value: _timeline(bearers[value], by, family) for value in sorted(bearers)},
    )


def first_uses(snapshot: Snapshot, request: SearchRequest, key: FacetKey) -> Mapping[str, FirstUse]:
    """The earliest dated document of a result that bears each value of a facet."""
    uses: dict[str, FirstUse] = {}
    for analyzed in found_documents(snapshot, replace(request, collapse=False)):
        if analyzed.document.published:
            use = FirstUse(analyzed.document.published, analyzed.document.id)
            uses |= {value: min(use, uses.get(value, use)) for value in values_of(analyzed, key)}
    return dict(sorted(uses.items(), key=lambda one: (one[1], one[0])))


def word_counts(snapshot: Snapshot, words: Sequence[str], request: SearchRequest) -> WordCounts:
    """How often each of some words stands in the documents of a result, and how many words these have."""
    held = _words(snapshot, found_documents(snapshot, request))
    return WordCounts([held[word] for word in words], held.total())


def word_totals(snapshot: Snapshot, requests: Sequence[SearchRequest], at_least: int) -> WordTotals:
    """How often ranking words stand in the documents of each result."""
    results = [found_documents(snapshot, request) for request in requests]
    totals = [_words(snapshot, found) for found in results]
    holders = [
        {
            name: Counter(word for one in found for word in snapshot.word_counts[one.document.id, name])
            for name in FIELDS
        }
        for found in results
    ]
    together = sum(totals, Counter[str]())
    words = sorted(word for word, count in together.items() if count >= at_least)
    shape = (len(words), len(requests))
    return WordTotals(
        words,
        np.array([[counts[word] for counts in totals] for word in words], np.int64).reshape(shape),
        np.array(
            [[max(counts[word] for counts in fields.values()) for fields in holders] for word in words],
            np.int64,
        ).reshape(shape),
        tuple(counts.total() for counts in totals),
    )


def _timeline(found: Iterable[AnalyzedDocument], by: PeriodKey, family: Mapping[str, str]) -> Timeline:
    """How many families the documents are of, in all, undated and in each period."""
    periods: defaultdict[str, set[str]] = defaultdict(set)
    for analyzed in found:
        periods["".join(values_of(analyzed, by))].add(family[analyzed.document.id])
    return Timeline(
        total=len(set().union(*periods.values())),
        undated=len(periods.pop("", ())),
        periods={period: len(periods[period]) for period in sorted(periods)},
    )


def _words(snapshot: Snapshot, found: Iterable[AnalyzedDocument]) -> Counter[str]:
    """How often each word stands in the fields of documents."""
    counts: Counter[str] = Counter()
    for analyzed in found:
        for name in FIELDS:
            counts.update(snapshot.word_counts[analyzed.document.id, name])
    return counts
