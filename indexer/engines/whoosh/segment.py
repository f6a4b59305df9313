"""One segment as searching reads it: slices of its arrays, deleted documents included, and what is derived of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.codec import ArraySegment
from indexer.engines.whoosh.damage import reading
from indexer.engines.whoosh.files import SegmentFiles
from indexer.engines.whoosh.rows import decode, encode, run_starts
from indexer.engines.whoosh.store import DurableStorage
from indexer.engines.whoosh.stored import decode_document, decode_titles
from indexer.engines.whoosh.units import Places
from indexer.engines.whoosh.values import ValueCodes
from indexer.engines.whoosh.words import NO_POSTINGS, Postings

Value = TypeVar("Value")

AFTER_ALL = b"\xff"
"""Sorts after every term; a prefix with this at its end sorts after every term with that prefix."""


class SegmentArrays:
    """A segment that is open for reading. Raises IndexDamagedError where its files are not as they were written."""

    def __init__(self, storage: DurableStorage, segment: ArraySegment, cache: ArrayCache) -> None:
        self.name: str = segment.segment_id()
        self.files = SegmentFiles(storage, segment)
        self.size = self.files.size
        self._folder = storage.path
        self._cache = cache

    def lengths(self, field: str) -> Integers:
        """The length of a field of words or units in each document."""
        return self.files.lengths(field).whole()

    @property
    def days(self) -> Integers:
        """The date of each document as a number such as 20200730, 0 where it has none."""
        return self.files.columns["day"].whole()

    @property
    def ids(self) -> list[str]:
        """The id of each document."""
        ids = self.values("id")
        held = list(map(decode, ids.terms))
        return [held[code] for code in ids.codes.whole().tolist()]

    @property
    def hashes(self) -> NDArray[np.void]:
        """The content hash of each document."""
        return self.files.columns["hash"].whole()

    def digests(self, column: str) -> list[str]:
        """The content hash or the origin of each document."""
        return [value.hex() for value in self.files.columns[column].whole().tolist()]

    def document_id(self, number: int) -> str:
        """The id of a document."""
        return decode(self.files.values["id"].first(number))

    def documents(self, numbers: Iterable[int]) -> list[Document]:
        """Stored documents."""
        stored = self.files.documents["document"]
        with reading(self._folder):
            return [decode_document(stored.read(number)) for number in numbers]

    def titles(self, numbers: Iterable[int]) -> list[tuple[str, str]]:
        """The ids and titles of stored documents."""
        stored = self.files.documents["document"]
        with reading(self._folder):
            return decode_titles(map(stored.head, numbers))

    def postings(self, field: str, word: str) -> Postings:
        """The documents whose field holds a word."""
        words = self.files.words[field]
        number = words.terms.find(encode(word))
        return NO_POSTINGS if number is None else words.postings(number)

    def bearing(self, field: str, value: str) -> Integers:
        """The documents that bear a value."""
        values = self.values(field)
        number = values.terms.find(encode(value))
        return NO_POSTINGS.documents if number is None else values.documents(number)

    def values(self, field: str) -> ValueCodes:
        """The values of a field, and which document bears which."""
        return self.files.values[field]

    def starts(self, field: str) -> Places:
        """The place of the first unit of each document, and at the end that after all of them.

        Between two documents one place stays empty, so that no row of units reaches from one into the next.
        """
        return self.files.units[field].text_starts

    def counted(self, field: str, places: Places, ascending: bool = True) -> Postings:
        """The documents that places lie in, with how many lie in each."""
        holders = self.files.units[field].holders(places)
        if not ascending:
            totals = np.bincount(holders, minlength=self.size)
            documents = np.flatnonzero(totals)
            return Postings(documents.astype(np.int32), totals[documents].astype(np.int32))
        firsts = run_starts(holders)
        counts = np.concatenate((firsts[1:], (len(holders),))) - firsts
        return Postings(holders[firsts], counts.astype(np.int32))

    def cached(self, key: tuple[Hashable, ...], compute: Callable[[], Value]) -> Value:
        """What was derived for this segment under a key, or is now."""
        return self._cache.get((self.name, *key), compute)
