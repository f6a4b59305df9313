"""The codec: how Whoosh has the segments of this index written and read, as sets of arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Codec, FieldWriter, PerDocumentWriter
from whoosh.codec.whoosh3 import W3Segment
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from indexer.engines.whoosh.arrays import Arrays
from indexer.engines.whoosh.copied import NO_COPIES, Copied
from indexer.engines.whoosh.document_reader import ArrayDocumentReader
from indexer.engines.whoosh.documents import DocumentRows
from indexer.engines.whoosh.files import COLUMNS, DOCUMENTS, UNITS, VALUES, WORDS, SegmentFiles, write_file
from indexer.engines.whoosh.rows import Rows
from indexer.engines.whoosh.schema import RowField
from indexer.engines.whoosh.terms_reader import ArrayTermsReader


class ArraySegment(W3Segment):
    """A segment in the table of contents: its name, how many documents it has and which of them are deleted."""

    tokens: int = 0
    """How many words, units and values it indexes: what the memory that merging takes grows with."""
    copied: Copied = NO_COPIES
    """Which of its documents have copies; of one generation, in whose table of contents it stands."""

    def should_assemble(self) -> bool:
        """Never: its files are mapped one by one."""
        return False


class ArrayCodec(Codec):
    """Keeps a segment as five files of arrays; see :mod:`indexer.engines.whoosh.files`.

    What Whoosh would call for one document or one posting at a time is left out: nothing here writes that way.
    """

    length_stats = False

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> ColumnsWriter:
        """Writes columns and stored documents."""
        # Abstract only in what nothing calls; the same below and wherever the codec is made.
        return ColumnsWriter(storage, segment)  # type: ignore[abstract]

    def field_writer(self, storage: FileStorage, segment: ArraySegment) -> RowsWriter:
        """Writes words, units and values."""
        return RowsWriter(storage, segment)  # type: ignore[abstract]

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTermsReader:
        """Reads words, units and values as Whoosh's searcher asks for them."""
        return ArrayTermsReader(SegmentFiles(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayDocumentReader:
        """Reads lengths, columns and stored documents as Whoosh's searcher asks for them."""
        return ArrayDocumentReader(SegmentFiles(storage, segment), segment)

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        """A segment that has no documents yet."""
        return ArraySegment(self, indexname)


class ColumnsWriter(PerDocumentWriter):
    """Takes documents, and writes their columns and what is stored of them when it is closed."""

    def __init__(self, storage: FileStorage, segment: ArraySegment) -> None:
        self._storage = storage
        self._segment = segment
        self._columns: defaultdict[str, list[Any]] = defaultdict(list)
        self._documents: defaultdict[str, DocumentRows] = defaultdict(DocumentRows)
        self.is_closed = False

    def add(self, columns: Mapping[str, Iterable[Any]], documents: Mapping[str, Iterable[bytes]]) -> None:
        """Add documents: in each column a number, or bytes of which every document has as many, and what is stored."""
        for name, values in columns.items():
            self._columns[name] += values
        for name, stored in documents.items():
            self._documents[name].add(stored)

    def close(self) -> None:
        """Write the files, unless there is no document."""
        self.is_closed = True
        if self._documents:
            columns = {name: {"values": _column(values)} for name, values in self._columns.items()}
            documents = {name: rows.arrays() for name, rows in self._documents.items()}
            write_file(self._storage, self._segment, COLUMNS, columns)
            write_file(self._storage, self._segment, DOCUMENTS, documents)


def _column(values: list[Any]) -> NDArray[Any]:
    if isinstance(values[0], bytes):
        return np.frombuffer(b"".join(values), f"V{len(values[0])}")
    return np.array(values, np.int32)


class RowsWriter(FieldWriter):
    """Inverts the rows of all documents at once and writes them field by field."""

    def __init__(self, storage: FileStorage, segment: ArraySegment) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: object, items: Iterable[tuple[str, Rows]]) -> None:
        """Write the rows of each field; see :meth:`indexer.engines.whoosh.pool.RowPool.iter_postings`."""
        rows = dict(items)
        self._segment.tokens = sum(each.tokens for each in rows.values())
        fields = {name: cast(RowField, schema[name]) for name in rows}
        # Sorting lets other threads go on, so the large fields are inverted side by side.
        with ThreadPoolExecutor() as threads:
            inverted = {name: threads.submit(fields[name].arrays, rows[name]) for name in rows}
        files: dict[str, dict[str, Arrays]] = {WORDS: {}, UNITS: {}, VALUES: {}}
        for name, arrays in inverted.items():
            files[fields[name].suffix][name] = arrays.result()
        for suffix, members in files.items():
            write_file(self._storage, self._segment, suffix, members)

    def close(self) -> None:
        """All is written already."""
        self.is_closed = True
