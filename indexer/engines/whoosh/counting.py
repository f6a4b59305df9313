"""How often words stand in the documents of a result, by their posting lists."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engine import SearchRequest, WordCounts
from indexer.engines.whoosh.answer import found_documents
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.words import WORD_FIELDS


def word_counts(generation: Generation, words: Sequence[str], request: SearchRequest) -> WordCounts:
    """How often each of some words stands in the documents of a result, and how many words these have."""
    documents = found_documents(generation, request, collapsed=True)
    among = np.zeros(generation.size, np.bool_)
    among[documents] = True

    def count(word: str) -> int:
        found = (generation.word(field, word) for field in WORD_FIELDS)
        return sum(int(one.counts[among[one.documents]].sum(dtype=np.int64)) for one in found)

    total = sum(int(generation.lengths(field)[documents].sum(dtype=np.int64)) for field in WORD_FIELDS)
    return WordCounts(list(map(count, words)), total)
