"""How often each word stands in the documents of results: one pass through the posting lists of all words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engine import SearchRequest, WordTotals
from indexer.engines.whoosh.answer import found_documents
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.rows import decode
from indexer.engines.whoosh.terms import merge_terms
from indexer.engines.whoosh.words import WORD_FIELDS, WordLists

_BLOCK = 1 << 20
"""Postings, about, that are added up at once, so that what this takes in memory does not grow with the index."""


def word_totals(generation: Generation, requests: Sequence[SearchRequest], at_least: int) -> WordTotals:
    """How often ranking words stand in the documents of each result."""
    results = np.zeros((len(requests), generation.size), np.bool_)
    for result, request in zip(results, requests, strict=True):
        result[found_documents(generation, request, collapsed=True)] = True
    parts = generation.split(results)
    sizes = np.zeros(len(requests), np.int64)
    terms, counts = [], []
    for field in WORD_FIELDS:
        for segment, part in zip(generation.segments, parts, strict=False):
            words = segment.files.words[field]
            sizes += part @ words.lengths.whole().astype(np.int64)
            added = _added(words, part)
            used = np.flatnonzero(added.any(axis=(1, 2)))
            terms.append(words.terms.several(used))
            counts.append(added[used])
    merged, rows = merge_terms(terms)
    by_field = np.zeros((len(WORD_FIELDS), len(merged), 2, len(requests)), np.int64)
    for place, (numbers, added) in enumerate(zip(rows, counts, strict=True)):
        # A list of terms has each of them once.
        by_field[place // max(len(generation.segments), 1), numbers] += added
    totals, holders = by_field[:, :, 0].sum(axis=0), by_field[:, :, 1].max(axis=0)
    frequent = np.flatnonzero(totals.sum(axis=1) >= at_least)
    listed = [decode(merged[number]) for number in frequent.tolist()]
    return WordTotals(listed, totals[frequent], holders[frequent], tuple(sizes.tolist()))


def _added(words: WordLists, results: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each word and result how often it stands in its documents, and then in how many of them."""
    starts = words.starts.whole().astype(np.int64)
    documents, counts = words.documents.whole(), words.counts.whole()
    added = np.zeros((len(starts) - 1, 2, len(results)), np.int64)
    first = 0
    while first < len(added):
        # As many words as have that many postings, and one at least.
        last = max(int(np.searchsorted(starts, starts[first] + _BLOCK, side="right")) - 1, first + 1)
        within = slice(starts[first], starts[last])
        owners = np.repeat(np.arange(last - first), np.diff(starts[first : last + 1]))
        for number, result in enumerate(results):
            held = np.flatnonzero(result[documents[within]])
            words_held = owners[held]
            # Sums of whole numbers are exact in floating point too.
            totals = np.bincount(words_held, counts[within][held], last - first)
            added[first:last, 0, number] = totals
            added[first:last, 1, number] = np.bincount(words_held, minlength=last - first)
        first = last
    return added
