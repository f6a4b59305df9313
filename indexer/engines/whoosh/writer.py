"""Writing: documents into segments, and segments into one commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from math import ceil, log
from typing import cast

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import PostingPool, SegmentWriter

from corpus.errors import EngineError
from indexer.engine import AnalyzedDocument
from indexer.engines.whoosh.check import segment_problems
from indexer.engines.whoosh.damage import damaged, writing
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.pool import RowPool
from indexer.engines.whoosh.schema import to_fields
from indexer.engines.whoosh.store import DurableStorage
from indexer.engines.whoosh.tables import INDEX_NAME

SEGMENT_TOKENS = 16_000_000
"""Tokens that wait in memory before a segment is written; inverting them takes up to 50 bytes each."""
MERGE_FACTOR = 8
"""Segments of about one size that are merged into one, and how many times larger the next size is."""
SMALLEST = 100
"""Documents up to which segments are of the smallest size."""
LARGEST_MERGED = 1_000
"""Documents above which segments are left as they are: merging takes time and memory for each posting."""


class CommitWriter(SegmentWriter):
    """Whoosh's writer with a pool of rows, several segments to a commit, and the last generation kept readable."""

    def __init__(self, storage: DurableStorage, committed: Generation) -> None:
        super().__init__(FileIndex(storage, indexname=INDEX_NAME), codec=W3Codec(), compound=False, _lk=False)
        self._committed = committed
        self._finished: list[Segment] = []
        self._placed: dict[str, tuple[Segment, int]] = {}
        self._new_pool()

    def put(self, analyzed: AnalyzedDocument) -> None:
        """Add a document, or replace the one with its id."""
        self.delete(analyzed.document.id)
        if self._rows.tokens >= SEGMENT_TOKENS:
            with writing(self.storage.path):
                self._next_segment()
        self._placed[analyzed.document.id] = self.newsegment, self.docnum
        with writing(self.storage.path):
            self.add_document(**to_fields(analyzed))

    def delete(self, document_id: str) -> bool:
        """Remove a document, whether committed or put by this writer; whether it was there."""
        if placed := self._placed.pop(document_id, None):
            segment, number = placed
            segment.delete_document(number)
            return True
        committed = self._committed.find(document_id)
        if committed is None or self.is_deleted(committed):
            return False
        self.delete_document(committed)
        return True

    def _next_segment(self) -> None:
        self._finished.append(self._finalize_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self._new_pool()
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = self.docbase
        self._added = False

    def _new_pool(self) -> None:
        self._rows = RowPool(self.schema)
        self.pool = cast(PostingPool, self._rows)

    def _merge_segments(self, mergetype: object, optimize: object, merge: object) -> list[Segment]:
        kept, merged = choose_merges([*self.segments, *self._finished])
        try:
            for segment in merged:
                self._take_over(segment)
        except EngineError:
            # Whoosh leaves the files of the new segment open; on a full disk even closing can fail.
            with suppress(OSError):
                self._close_segment()
            raise
        return kept

    def _take_over(self, segment: Segment) -> None:
        """Copy the documents of a segment into the new one, unless the segment is damaged.

        Whoosh takes a missing column for an empty one, and merging must not make damage look whole.
        """
        for problem in segment_problems(self.storage, self.schema, segment):
            raise damaged(self.storage.path, problem)
        with (
            writing(self.storage.path),
            closing(SegmentReader(self.storage, self.schema, segment)) as reader,
        ):
            self.add_reader(reader)

    def _commit_toc(self, segments: list[Segment]) -> None:
        # Whoosh would now remove the generation before, which a reader may be about to open.
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)


def choose_merges(segments: Sequence[Segment]) -> tuple[list[Segment], list[Segment]]:
    """The segments to keep as they are, and those whose documents move into the new segment.

    Merged are all of one size once there are :data:`MERGE_FACTOR` of them, and those half of whose documents are
    deleted. A segment without a document left is neither kept nor merged.
    """
    alive = [segment for segment in segments if segment.doc_count()]
    sizes = Counter(map(_size, alive))
    merged = [
        segment
        for segment in alive
        if segment.doc_count() <= LARGEST_MERGED
        and (sizes[_size(segment)] >= MERGE_FACTOR or segment.deleted_count() >= segment.doc_count())
    ]
    return [segment for segment in alive if segment not in merged], merged


def _size(segment: Segment) -> int:
    return max(0, ceil(log(segment.doc_count() / SMALLEST, MERGE_FACTOR)))
