"""How often what a query asks for stands in each document, counted by places and without reading any text.

The definition is that of :mod:`indexer.query.occurrences`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engine import Occurrences, SearchRequest
from indexer.engines.whoosh.answer import found_documents
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.near import leading_matches
from indexer.engines.whoosh.patterns import Matches, matches
from indexer.engines.whoosh.segment import SegmentArrays
from indexer.engines.whoosh.units import Places
from indexer.engines.whoosh.words import Postings
from indexer.query.ast import Node
from indexer.query.occurrences import Field, Sought, sought

_NAMES: dict[Field, str] = {"title": "title", "text": "body"}


def occurrences(generation: Generation, request: SearchRequest) -> Occurrences:
    """The documents of a result in which its query occurs, and how often. Raises what searching does."""
    documents = found_documents(generation, request, collapsed=True)
    in_titles, in_texts = (_counts(generation, request.query, field)[documents] for field in _NAMES)
    held = (in_titles + in_texts).nonzero()[0]
    documents = documents[held]
    days = generation.days[documents].astype(np.int64)
    days[days == 0] = np.iinfo(np.int64).max
    order = np.lexsort((generation.id_ranks(documents), days))
    held = held[order]
    return Occurrences(generation.document_ids(documents[order]), in_titles[held], in_texts[held])


def _counts(generation: Generation, query: Node, field: Field) -> NDArray[np.int32]:
    """How often a query occurs in a field of each document."""
    looked_for = sought(query, field)
    if looked_for.is_distinct:
        found = [generation.pattern(f"{_NAMES[field]}_units", pattern) for pattern in looked_for.patterns]
    else:
        found = [generation.counted(lambda segment: _occurring(segment, looked_for))]
    counts = np.zeros(generation.size, np.int32)
    for postings in found:
        counts[postings.documents] += postings.counts.astype(np.int32)
    return counts


def _occurring(segment: SegmentArrays, looked_for: Sought) -> Postings:
    """The documents of a segment with any occurrence, each of which counts once however it is found."""
    name = _NAMES[looked_for.field]
    field = f"{name}_units"
    found = [
        *(matches(segment, field, pattern) for pattern in looked_for.patterns),
        *(leading_matches(segment, name, near) for near in looked_for.nearnesses),
    ]
    return segment.counted(field, _distinct(found))


def _distinct(found: list[Matches]) -> Places:
    """Where matches start, ascending, as often as they end differently."""
    starts = np.concatenate([one.starts for one in found]).astype(np.int64)
    ends = np.concatenate([one.ends for one in found])
    both = np.unique(starts << 32 | ends)
    return (both >> 32).astype(np.int32)
