"""Counting what stands in the documents of a result: occurrences of its query, and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from indexer.batch import AnalyzedDocument
from indexer.engine import Occurrences, SearchRequest, WordCounts
from indexer.engines.brute_force.answer import answer
from indexer.engines.brute_force.snapshot import FIELDS, Snapshot, words_in
from indexer.query.occurrences import sought


def occurrences(snapshot: Snapshot, request: SearchRequest) -> Occurrences:
    """The documents of a result in which its query occurs, and how often."""
    in_title, in_text = sought(request.query, "title"), sought(request.query, "text")
    counts = {
        one.document.id: (len(in_title.places(one.title_units)), len(in_text.places(one.body_units)))
        for one in _found(snapshot, request)
    }

    def by_date(document_id: str) -> tuple[date, str]:
        return snapshot.documents[document_id].document.published or date.max, document_id

    ids = sorted((id for id in counts if any(counts[id])), key=by_date)
    columns = np.array([counts[id] for id in ids], np.int32).reshape(-1, 2)
    return Occurrences(ids, columns[:, 0], columns[:, 1])


def word_counts(snapshot: Snapshot, words: Sequence[str], request: SearchRequest) -> WordCounts:
    """How often each of some words stands in the documents of a result, and how many words these have."""
    held = Counter(
        word for analyzed in _found(snapshot, request) for name in FIELDS for word in words_in(analyzed, name)
    )
    return WordCounts([held[word] for word in words], held.total())


def _found(snapshot: Snapshot, request: SearchRequest) -> list[AnalyzedDocument]:
    """The documents of the whole result."""
    hits = answer(snapshot, replace(request, limit=None, offset=0, facets=(), stored=False)).hits
    return [snapshot.documents[hit.id] for hit in hits]
