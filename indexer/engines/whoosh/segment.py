"""One segment read into arrays: its columns, its terms and its posting lists, deleted documents included."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.fields import Schema
from whoosh.reading import SegmentReader, TermNotFound

from corpus.document import Document
from indexer.engines.whoosh.blocks import PostingLists, decode
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.columns import NumberColumn
from indexer.engines.whoosh.damage import CorruptSegmentError, reading
from indexer.engines.whoosh.inversion import MARKS, SEPARATOR, Integers, encode
from indexer.engines.whoosh.schema import decode_document
from indexer.engines.whoosh.store import DurableStorage

Places = NDArray[np.integer[Any]]
"""Where units stand in a segment, ascending: each document's positions from where the one before ended, plus one."""

Value = TypeVar("Value")

AFTER_ALL = b"\xff"
"""Sorts after every term; a prefix with this at its end sorts after every term with that prefix."""

_STRETCH = 10_000
"""Posting lists that are decoded at once when all of them are."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents, ascending, and how often each holds the thing in question."""

    documents: Integers
    counts: Integers


class SegmentArrays:
    """A segment that is open for reading. Raises IndexDamagedError where its files are not as they were written."""

    def __init__(self, storage: DurableStorage, schema: Schema, segment: Segment, cache: ArrayCache) -> None:
        self.name: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self._folder = storage.path
        self._cache = cache
        self._numbers: dict[str, Integers] = {}
        self._starts: dict[str, Places] = {}
        self._reader = SegmentReader(storage, schema, segment)
        self._posts = storage.open_file(segment.make_filename(W3Codec.POSTS_EXT))

    def numbers(self, field: str) -> Integers:
        """A number of each document: the length of a field of words or units, or ``day``."""
        if field not in self._numbers:
            with reading(self._folder):
                column = self._reader.column_reader(field, translate=False)
                if (
                    not isinstance(column, NumberColumn.Reader)
                    or len(numbers := column.numbers()) != self.size
                ):
                    raise CorruptSegmentError(f"{self.name} lacks numbers of {field}")
                self._numbers[field] = numbers
        return self._numbers[field]

    @cached_property
    def ids(self) -> list[str]:
        """The id of each document."""
        return [value.decode("utf-8", "surrogatepass") for value in self._column("id")]

    @cached_property
    def hashes(self) -> list[str]:
        """The content hash of each document."""
        return [value.hex() for value in self._column("hash")]

    def _column(self, field: str) -> list[bytes]:
        with reading(self._folder):
            return list(self._reader.column_reader(field, translate=False))

    def document(self, number: int) -> Document:
        """A stored document."""
        with reading(self._folder):
            return decode_document(self._reader.stored_fields(number)["document"])

    def postings(self, field: str, token: str) -> Postings:
        """The documents that hold a word or bear a value."""

        def read() -> Postings:
            lists = self._read(*self._extent(field, encode(token)))
            return Postings(lists.documents, lists.counts)

        return self.cached((field, token), read)

    def find(self, document_id: str) -> Integers:
        """The documents with an id: one, and perhaps deleted ones before it. The answer is not kept."""
        return self._read(*self._extent("id", encode(document_id))).documents

    def terms(self, field: str, first: bytes = b"", before: bytes = AFTER_ALL) -> Iterator[bytes]:
        """The terms of a field from ``first`` on and before another, in order."""
        return (term for term, _ in self._range(field, first, before))

    def starts(self, field: str) -> Places:
        """The place of the first unit of each document, and at the end that after all of them.

        Between two documents one place stays empty, so that no row of units reaches from one into the next.
        """
        if field not in self._starts:
            ends = np.cumsum(self.numbers(field).astype(np.int64) + 1)
            starts = np.concatenate((np.zeros(1, np.int64), ends))
            self._starts[field] = starts.astype(np.int32) if starts[-1] < 2**31 else starts
        return self._starts[field]

    def places(self, field: str, term: bytes) -> Places:
        """Where a unit bigram stands; the place is that of its first unit."""
        return self.cached((field, term), lambda: self._places(field, *self._extent(field, term)))

    def places_of_unit(self, field: str, unit: str) -> Places:
        """Where a unit stands, whatever follows it."""
        first = encode(unit) + SEPARATOR
        infos = [info for _, info in self._range(field, first, first + AFTER_ALL)]
        if not infos:
            return self.starts(field)[:0]
        # Terms in order have their postings in order: one stretch of the file holds them all.
        start = _extent(infos[0])[0]
        return np.sort(self._places(field, start, sum(_extent(infos[-1])) - start))

    def counted(self, field: str, places: Places) -> Postings:
        """The documents that places lie in, with how many lie in each."""
        holders = np.searchsorted(self.starts(field), places, side="right") - 1
        documents, counts = np.unique(holders, return_counts=True)
        return Postings(documents.astype(np.int32), counts.astype(np.int32))

    def occurrences(self, field: str) -> int:
        """How many tokens the posting lists of a field hold, marks counted once; every list is read."""
        extents = [_extent(info) for term, info in self._range(field, b"", AFTER_ALL) if term != MARKS]
        total = 0
        for first in range(0, len(extents), _STRETCH):
            stretch = extents[first : first + _STRETCH]
            start = stretch[0][0]
            total += int(self._read(start, sum(stretch[-1]) - start).counts.sum(dtype=np.int64))
        return total

    def close(self) -> None:
        """Close its files."""
        self._reader.close()
        self._posts.close()

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], Value]) -> Value:
        """What was computed for this segment under a key, or is now."""
        return self._cache.get((self.name, *key), compute)

    def _range(self, field: str, first: bytes, before: bytes) -> Iterator[tuple[bytes, W3TermInfo]]:
        with reading(self._folder):
            for (name, term), info in self._reader.iter_from(field, first):
                if name != field or term >= before:
                    return
                yield term, cast(W3TermInfo, info)

    def _extent(self, field: str, term: bytes) -> tuple[int, int]:
        try:
            with reading(self._folder):
                return _extent(cast(W3TermInfo, self._reader.term_info(field, term)))
        except TermNotFound:
            return 0, 0

    def _read(self, start: int, length: int) -> PostingLists:
        with reading(self._folder):
            data = self._posts.get(start, length)
            if len(data) < length:
                raise EOFError(f"{self.name} ends before its last postings")
            lists = decode(data)
            if len(lists.documents) and not 0 <= lists.documents.min() <= lists.documents.max() < self.size:
                raise CorruptSegmentError(f"{self.name} has postings of documents that it does not have")
            return lists

    def _places(self, field: str, start: int, length: int) -> Places:
        lists = self._read(start, length)
        with reading(self._folder):
            places: Places = np.repeat(self.starts(field)[lists.documents], lists.counts) + lists.positions
            return places


def _extent(info: W3TermInfo) -> tuple[int, int]:
    """Where the list of a term begins in the postings file and how long it is, in bytes."""
    start, length = info.extent()
    # Whoosh leaves the length as it unpacked it: a tuple of one.
    return start, length[0] if isinstance(length, tuple) else length
