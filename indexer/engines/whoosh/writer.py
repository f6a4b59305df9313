"""Writing: documents into segments, and segments into one commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from whoosh.index import TOC, FileIndex
from whoosh.writing import PostingPool, SegmentWriter

from indexer.batch import AnalyzedBatch
from indexer.engines.whoosh.codec import ArrayCodec, ArraySegment
from indexer.engines.whoosh.damage import writing
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.kinship import mark_copies
from indexer.engines.whoosh.merging import choose_merges, merge_segments
from indexer.engines.whoosh.pool import RowPool
from indexer.engines.whoosh.schema import to_columns, to_rows, to_stored
from indexer.engines.whoosh.store import DurableStorage
from indexer.engines.whoosh.tables import INDEX_NAME, note_generation

SEGMENT_TOKENS = 8_000_000
"""Tokens that wait in memory before a segment is written; inverting them takes up to 25 bytes each."""


class CommitWriter(SegmentWriter):
    """Whoosh's writer with a pool of rows, several segments to a commit, and the last generation kept readable."""

    def __init__(self, storage: DurableStorage, committed: Generation) -> None:
        super().__init__(
            FileIndex(storage, indexname=INDEX_NAME),
            codec=ArrayCodec(),  # type: ignore[abstract]
            compound=False,
            _lk=False,
        )
        self._committed = committed
        self._finished: list[ArraySegment] = []
        self._placed: dict[str, tuple[ArraySegment, int]] = {}
        self._new_pool()

    def put(self, batch: AnalyzedBatch, origins: Sequence[str] = ()) -> None:
        """Add documents, or replace those with their ids."""
        if not batch.documents:
            return
        with writing(self.storage.path):
            if self._rows.tokens >= SEGMENT_TOKENS:
                self._next_segment()
            for number, document in enumerate(batch.documents, start=self.docnum):
                self.delete(document.id)
                self._placed[document.id] = self.newsegment, number
            self._rows.add(to_rows(batch))
            self.perdocwriter.add(to_columns(batch, origins), to_stored(batch))
        self.docnum += len(batch.documents)
        self._added = True

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

    def cancel(self, **kwargs: Any) -> None:
        """Drop every change. Whoosh would first write what is waiting."""
        self._finish()

    def _next_segment(self) -> None:
        self._finished.append(self._finalize_segment())
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self._new_pool()
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = self.docbase
        self._added = False

    def _new_pool(self) -> None:
        self._rows = RowPool()
        self.pool = cast(PostingPool, self._rows)

    def _merge_segments(self, mergetype: object, optimize: object, merge: object) -> list[ArraySegment]:
        if self._added:
            self._next_segment()
        kept, groups = choose_merges(self.segments, self._finished)
        return kept + [merge_segments(self.storage, self.indexname, group) for group in groups]

    def _commit_toc(self, segments: list[ArraySegment]) -> None:
        # Whoosh would also remove the generation before, which a reader may be about to open.
        mark_copies(self.storage, segments)
        reach("segments written")
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        note_generation(self.storage, self.generation)
