"""Writing: documents into segments, segments into one commit, and the files that nobody needs any more away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from math import ceil, log
from shutil import rmtree
from typing import cast

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import PostingPool, SegmentWriter

from indexer.engine import AnalyzedDocument
from indexer.engines.whoosh.damage import writing
from indexer.engines.whoosh.inversion import encode
from indexer.engines.whoosh.pool import RowPool
from indexer.engines.whoosh.schema import to_fields
from indexer.engines.whoosh.store import DurableStorage

SEGMENT_TOKENS = 16_000_000
"""Tokens that wait in memory before a segment is written; inverting them takes up to 50 bytes each."""
MERGE_FACTOR = 8
"""Segments of about one size that are merged into one, and how many times larger the next size is."""
SMALLEST = 100
"""Documents up to which segments are of the smallest size."""
LARGEST_MERGED = 20_000
"""Documents above which segments are left as they are: merging takes memory and time for each posting."""


class CommitWriter(SegmentWriter):
    """Whoosh's writer with a pool of rows, several segments to a commit, and the last generation kept readable."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=W3Codec(), compound=False, _lk=False)
        self._finished: list[Segment] = []
        self._placed: dict[str, tuple[Segment, int]] = {}
        self._reader = index.reader()
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
        for number in self._committed(document_id):
            if not self.is_deleted(number):
                self.delete_document(number)
                return True
        return False

    def _committed(self, document_id: str) -> list[int]:
        term = ("id", encode(document_id))
        return list(self._reader.postings(*term).all_ids()) if term in self._reader else []

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
        for segment in merged:
            reader = SegmentReader(self.storage, self.schema, segment)
            self.add_reader(reader)
            reader.close()
        return kept

    def _commit_toc(self, segments: list[Segment]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        remove_unused(self.storage, self.indexname)

    def _finish(self) -> None:
        self._reader.close()
        super()._finish()


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


def remove_unused(storage: DurableStorage, index_name: str) -> None:
    """Remove what neither the newest generation nor the one before it needs. The caller holds the write lock.

    The one before stays because a reader that has just read its table of contents is about to open its files.
    """
    tables = TOC._pattern(index_name)
    generations = sorted(int(match[1]) for name in storage.list() if (match := tables.match(name)))[-2:]
    kept = {TOC._filename(index_name, generation) for generation in generations}
    segments = {
        segment.segment_id()
        for generation in generations
        for segment in TOC.read(storage, index_name, generation).segments
    }
    for name in storage.list():
        if name.startswith(f"_{index_name}_"):
            unused = name not in kept
        else:
            unused = name.startswith(f"{index_name}_") and "." in name and name.split(".")[0] not in segments
        if unused:
            # Windows keeps a file that a reader has open; a later commit removes it.
            with suppress(OSError):
                storage.delete_file(name)
    rmtree(storage.path / f"{index_name}.tmp", ignore_errors=True)
