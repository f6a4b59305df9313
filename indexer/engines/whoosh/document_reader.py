"""What a segment keeps of each document as Whoosh's own searcher reads it: lengths, columns and what is stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader, Segment
from whoosh.columns import Column

from indexer.engines.whoosh.columns import ArrayColumnReader
from indexer.engines.whoosh.files import SegmentFiles


class ArrayDocumentReader(PerDocumentReader):
    """What a segment keeps of each document."""

    def __init__(self, files: SegmentFiles, segment: Segment) -> None:
        self._files = files
        self._segment = segment

    def doc_count(self) -> int:
        """The documents that are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """The documents, deleted ones included."""
        return self._files.size

    def has_deletions(self) -> bool:
        """Whether any are deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        """Those that are deleted."""
        deleted: Iterable[int] = self._segment.deleted_docs()
        return deleted

    def supports_columns(self) -> bool:
        """It does."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is something to read of a field for each document."""
        return fieldname in self._files.columns or fieldname in self._files.values

    def list_columns(self) -> list[str]:
        """The fields of which there is something to read for each document."""
        return [*self._files.columns, *self._files.values]

    def column_reader(self, fieldname: str, column: Column) -> ArrayColumnReader:
        """Reads a number or bytes, or the first value."""
        if (values := self._files.values.get(fieldname)) is not None:
            return ArrayColumnReader(values.first, self._files.size)
        section = self._files.columns[fieldname]
        return ArrayColumnReader(lambda number: section.part(number, number + 1)[0].item(), self._files.size)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The number of words, exactly."""
        if fieldname not in self._files.words:
            return default
        return self._files.words[fieldname].lengths.at(docnum)

    def field_length(self, fieldname: str) -> int:
        """The number of words in all documents."""
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """The number of words in the shortest document."""
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """The number of words in the longest document."""
        return int(self._lengths(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, bytes]:
        """What is stored of a document."""
        return {name: stored.read(docnum) for name, stored in self._files.documents.items()}

    def _lengths(self, fieldname: str) -> np.ndarray[Any, Any]:
        field = self._files.words.get(fieldname)
        return np.zeros(1, np.int64) if field is None else field.lengths.whole()
