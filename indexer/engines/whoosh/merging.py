"""Merging: which segments, and how several become one by joining their arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil, log

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage

from indexer.engines.whoosh.codec import ArrayCodec, ArraySegment
from indexer.engines.whoosh.documents import merge_documents
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.files import COLUMNS, DOCUMENTS, UNITS, VALUES, WORDS, SegmentFiles, write_file
from indexer.engines.whoosh.unit_arrays import merge_units
from indexer.engines.whoosh.values import merge_values
from indexer.engines.whoosh.words import merge_words

MERGE_FACTOR = 8
"""Segments of about one size that are merged into one, and how many times larger the next size is."""
SMALLEST = 100
"""Documents up to which segments are of the smallest size."""
MERGED_TOKENS = 64_000_000
"""Tokens that a merged segment may hold at most; joining them takes up to 15 bytes each."""


def choose_merges(
    committed: Sequence[ArraySegment], new: Sequence[ArraySegment] = ()
) -> tuple[list[ArraySegment], list[list[ArraySegment]]]:
    """The segments to keep as they are, and groups of which each is to become one.

    Segments of about one size are merged once there are :data:`MERGE_FACTOR` of them, those half of whose documents
    are deleted, and the new ones of one commit, because each segment more is a look-up more for every query; never
    more at once than :data:`MERGED_TOKENS` allows. A segment without a document left is neither kept nor merged.
    """
    alive = [segment for segment in (*committed, *new) if segment.doc_count()]
    sizes: defaultdict[int, list[ArraySegment]] = defaultdict(list)
    for segment in alive:
        sizes[_size(segment)].append(segment)
    full = [one for same in sizes.values() if len(same) >= MERGE_FACTOR for one in same]
    chosen = [
        one
        for one in alive
        if one in full or one.deleted_count() >= one.doc_count() or (one in new and len(new) > 1)
    ]
    groups: list[list[ArraySegment]] = []
    room = 0
    for segment in chosen:
        room -= segment.tokens
        if room < 0 or not groups:
            groups.append([])
            room = MERGED_TOKENS - segment.tokens
        groups[-1].append(segment)
    # A segment alone is written anew only for the sake of what is deleted in it.
    groups = [group for group in groups if len(group) > 1 or group[0].has_deletions()]
    merged = {one for group in groups for one in group}
    return [segment for segment in alive if segment not in merged], groups


def merge_segments(storage: FileStorage, index_name: str, segments: Sequence[ArraySegment]) -> ArraySegment:
    """Write the documents of several segments, in their order, into a new one, but those that are deleted."""
    reach("merging")
    merged = ArraySegment(ArrayCodec(), index_name)  # type: ignore[abstract]
    parts = [SegmentFiles(storage, segment) for segment in segments]
    kept = [_kept(segment) for segment in segments]
    columns = {
        name: {
            "values": np.concatenate(
                [part.columns[name].whole()[alive] for part, alive in zip(parts, kept, strict=True)]
            )
        }
        for name in parts[0].columns
    }
    values = {name: merge_values([part.values[name] for part in parts], kept) for name in parts[0].values}
    words = {name: merge_words([part.words[name] for part in parts], kept) for name in parts[0].words}
    merged.set_doc_count(sum(int(np.count_nonzero(alive)) for alive in kept))
    merged.tokens = sum(
        int(arrays[key].sum(dtype=np.int64))
        for fields, key in ((words, "lengths"), (values, "sizes"))
        for arrays in fields.values()
    )
    write_file(storage, merged, COLUMNS, columns)
    write_file(storage, merged, VALUES, values)
    write_file(storage, merged, WORDS, words)
    del words
    units = {name: merge_units([part.units[name] for part in parts], kept) for name in parts[0].units}
    merged.tokens += sum(len(arrays["places"]) for arrays in units.values())
    write_file(storage, merged, UNITS, units)
    documents = {
        name: merge_documents([part.documents[name] for part in parts], kept) for name in parts[0].documents
    }
    write_file(storage, merged, DOCUMENTS, documents)
    reach("merged")
    return merged


def _kept(segment: ArraySegment) -> NDArray[np.bool_]:
    """Which of a segment's documents are not deleted."""
    kept = np.ones(segment.doc_count_all(), np.bool_)
    kept[list(segment.deleted_docs())] = False
    return kept


def _size(segment: ArraySegment) -> int:
    return max(0, ceil(log(segment.doc_count() / SMALLEST, MERGE_FACTOR)))
