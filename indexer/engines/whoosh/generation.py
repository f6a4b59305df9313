"""One committed state of the index: its segments as one row of documents, numbered through, deleted ones masked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from indexer.engine import FacetKey
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.copied import Copied
from indexer.engines.whoosh.facets import FacetColumn, facet_column, period_column
from indexer.engines.whoosh.near import near_documents
from indexer.engines.whoosh.patterns import frequency, occurrences, occurrences_among
from indexer.engines.whoosh.schema import UNKNOWN
from indexer.engines.whoosh.segment import SegmentArrays
from indexer.engines.whoosh.terms import merge_terms
from indexer.engines.whoosh.words import WORD_FIELDS, Postings
from indexer.language.units import unit_texts
from indexer.query.ast import Near
from indexer.query.matching import Pattern
from indexer.ranking import length_norm

Mask = NDArray[np.bool_]
"""One truth value for each document of a generation, deleted ones included."""

_FEW_IDS = 50
"""Documents up to whose number reading their ids is faster than ordering all ids of the generation."""
_REMEMBERED = 1 << 14
"""Texts, and words, of which is remembered how often they stand: they come again in other queries and documents."""


class Generation:
    """What a search looks at from start to end, whatever is committed meanwhile."""

    def __init__(
        self,
        number: int,
        segments: list[SegmentArrays],
        deleted: list[Iterable[int]],
        copied: Sequence[Copied],
    ) -> None:
        self.number = number
        self.segments = segments
        self._offsets = np.cumsum([0, *(segment.size for segment in segments)]).tolist()
        self.size: int = self._offsets[-1]
        self.alive: Mask = np.ones(self.size, np.bool_)
        for offset, numbers in zip(self._offsets, deleted, strict=False):
            self.alive[[offset + number for number in numbers]] = False
        self.count = int(np.count_nonzero(self.alive))
        self._norms: dict[tuple[str, ...], NDArray[np.float64]] = {}
        self._facets: dict[FacetKey, FacetColumn] = {}
        self._copied = copied
        self._most: dict[str, int] = {}
        self._word_frequencies: dict[str, int] = {}

    def word(self, field: str, word: str) -> Postings:
        """The documents whose field holds a word, with counts."""
        return self._joined([segment.postings(field, word) for segment in self.segments])

    def pattern(self, field: str, pattern: Pattern) -> Postings:
        """The documents whose field a pattern matches, with counts."""
        return self._joined([occurrences(segment, field, pattern) for segment in self.segments])

    def counted(self, count: Callable[[SegmentArrays], Postings]) -> Postings:
        """The documents that something counts in each segment."""
        return self._joined(list(map(count, self.segments)))

    def frequency(self, field: str, pattern: Pattern) -> int | None:
        """How many documents a pattern matches in, where that is known without looking for them."""
        if self.count < self.size:
            return None
        known = [frequency(segment, field, pattern) for segment in self.segments]
        return None if None in known else sum(one for one in known if one is not None)

    def most(self, text: str) -> int:
        """How often a text stands literally anywhere at most, deleted documents included."""
        return _remembered(self._most, text, self._stands_at_most)

    def _stands_at_most(self, text: str) -> int:
        units = unit_texts(text)
        fields = [index for segment in self.segments for index in segment.files.units.values()]
        return sum(index.most(units) for index in fields)

    def word_frequency(self, word: str) -> int:
        """How many documents hold a word in their text, or in their title where these are more."""
        return _remembered(self._word_frequencies, word, self._holders_of_word)

    def _holders_of_word(self, word: str) -> int:
        return max(len(self.word(field, word).documents) for field in WORD_FIELDS)

    def pattern_among(self, field: str, pattern: Pattern, documents: Integers) -> Postings:
        """As :meth:`pattern`, of documents, which ascend, and for a pattern whose frequency is known."""
        found = [
            occurrences_among(segment, field, pattern, part) for segment, part in self.by_segment(documents)
        ]
        return self._joined(found)._replace(frequency=self.frequency(field, pattern))

    def by_segment(self, documents: Integers) -> Iterator[tuple[SegmentArrays, Integers]]:
        """Documents, which ascend, as those of each segment, numbered there."""
        if len(self.segments) == 1:
            yield self.segments[0], documents
            return
        parts = np.split(documents, np.searchsorted(documents, self._offsets[1:-1]))
        for segment, part, offset in zip(self.segments, parts, self._offsets, strict=False):
            yield segment, part - offset

    def split(self, marks: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
        """Marks of all documents, one for each in the last dimension, as those of each segment."""
        return np.split(marks, self._offsets[1:-1], axis=-1)

    def near(self, near: Near) -> Integers:
        """The documents in which all sides of a nearness stand near each other."""
        found = [near_documents(segment, near) for segment in self.segments]
        return self._living(self._numbered(found))

    def value(self, field: str, value: str) -> Integers:
        """The documents that bear a value."""
        found = [segment.bearing(field, value) for segment in self.segments]
        return self._living(self._numbered(found))

    def lengths(self, field: str) -> Integers:
        """The length of a field in each document."""
        return _joined([segment.lengths(field) for segment in self.segments])

    def length_norms(self, *fields: str) -> NDArray[np.float64]:
        """What the length of fields as one in each document counts; see :func:`indexer.ranking.length_norm`."""
        if fields not in self._norms:
            lengths = np.zeros(self.size)
            for field in fields:
                lengths += self.lengths(field)
            # Sums of whole numbers are exact in floating point too.
            mean = float(lengths[self.alive].sum()) / max(self.count, 1)
            self._norms[fields] = length_norm(lengths, mean)
        return self._norms[fields]

    @cached_property
    def days(self) -> Integers:
        """The date of each document as a number such as 20200730, 0 where it has none."""
        return _joined([segment.days for segment in self.segments])

    def id_ranks(self, documents: Integers) -> Integers:
        """Numbers for the documents that are in the order of their ids."""
        if len(documents) > _FEW_IDS:
            return self._id_ranks[documents]
        ids = self.document_ids(documents)
        return np.argsort(sorted(range(len(ids)), key=ids.__getitem__))

    @cached_property
    def _id_ranks(self) -> Integers:
        """The place of each document in the order of all ids."""
        ids = [segment.values("id") for segment in self.segments]
        _, numbers = merge_terms(one.terms for one in ids)
        return _joined([new[one.codes.whole()] for new, one in zip(numbers, ids, strict=True)])

    def facet(self, key: FacetKey) -> FacetColumn:
        """Which documents bear which values of a facet."""
        if key not in self._facets:
            self._facets[key] = (
                period_column(self.days, 4 if key == "year" else 7)
                if key == "year" or key == "month"
                else facet_column([segment.values(key) for segment in self.segments])
            )
        return self._facets[key]

    @cached_property
    def families(self) -> Integers:
        """The family of each document: the number of the one with its smallest id."""
        named_by = np.arange(self.size, dtype=np.int32)
        for copied, offset in zip(self._copied, self._offsets, strict=False):
            named_by[copied.documents + offset] = copied.named_by
        return named_by

    def family(self, document: int) -> Integers:
        """The documents of a document's family."""
        return np.flatnonzero(self.families == self.families[document])

    def find(self, document_id: str) -> int | None:
        """The number of the document with an id."""
        for segment, offset in zip(self.segments, self._offsets, strict=False):
            for number in segment.bearing("id", document_id).tolist():
                if self.alive[offset + number]:
                    return int(offset + number)
        return None

    def document_ids(self, documents: Integers) -> list[str]:
        """The ids of documents."""
        if len(documents) > _FEW_IDS:
            return list(map(self._ids.__getitem__, documents.tolist()))
        places = map(self._segment_of, documents.tolist())
        return [segment.document_id(number) for segment, number in places]

    def documents(self, numbers: Iterable[int]) -> list[Document]:
        """Stored documents."""
        found: list[Document] = []
        for segment, places in groupby(map(self._segment_of, numbers), key=itemgetter(0)):
            found += segment.documents(number for _, number in places)
        return found

    def count_in(self, names: Collection[str]) -> int:
        """How many documents the segments of these names hold."""
        return int(np.count_nonzero(self._in_segments(names)))

    def titles(self, newest: int, known: Collection[str] = ()) -> list[tuple[str, str]]:
        """The ids and titles of the newest documents, those of one day in the order of their ids.

        Documents in segments of the names in ``known`` are left out.
        """
        new = {segment.name for segment in self.segments}.difference(known)
        living = np.flatnonzero(self._in_segments(new))
        order = np.lexsort((self.id_ranks(living), -self.days[living].astype(np.int64)))
        numbers = living[order[:newest]]
        titles: list[tuple[str, str]] = [("", "")] * len(numbers)
        for segment, offset in zip(self.segments, self._offsets, strict=False):
            places = np.flatnonzero((numbers >= offset) & (numbers < offset + segment.size))
            read = segment.titles((numbers[places] - offset).tolist())
            for place, title in zip(places.tolist(), read, strict=True):
                titles[place] = title
        return titles

    def _in_segments(self, names: Collection[str]) -> Mask:
        """The living documents of segments of these names."""
        named = np.array([segment.name in names for segment in self.segments], np.bool_)
        return self.alive & np.repeat(named, np.diff(self._offsets))

    def content_hashes(self) -> Mapping[str, str]:
        """The content hash of every document by id."""
        return self._digests("hash")

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the content hashes of all documents in ascending order."""
        # A hash is two numbers whose order, one after the other, is that of its bytes.
        halves = [segment.hashes.view(">u8").reshape(-1, 2) for segment in self.segments]
        hashes = np.concatenate([np.empty((0, 2), ">u8"), *halves])[self.alive]
        ordered = hashes[np.lexsort((hashes[:, 1], hashes[:, 0]))]
        return blake2b(ordered.astype(">u8").tobytes(), digest_size=16).hexdigest()

    def origins(self) -> Mapping[str, str]:
        """What every document was made from, by id, where that is known."""
        return {id: digest for id, digest in self._digests("origin").items() if digest != UNKNOWN}

    def _digests(self, column: str) -> dict[str, str]:
        digests = chain.from_iterable(segment.digests(column) for segment in self.segments)
        return {
            id: digest
            for id, digest, alive in zip(self._ids, digests, self.alive.tolist(), strict=True)
            if alive
        }

    @cached_property
    def _ids(self) -> list[str]:
        """The id of each document."""
        return [*chain.from_iterable(segment.ids for segment in self.segments)]

    def _segment_of(self, number: int) -> tuple[SegmentArrays, int]:
        """The segment that holds a document, and its number there."""
        place = bisect_right(self._offsets, number) - 1
        return self.segments[place], number - self._offsets[place]

    def _joined(self, postings: list[Postings]) -> Postings:
        if len(postings) == 1 and self.count == self.size:
            return postings[0]
        documents = self._numbered([one.documents for one in postings])
        counts = _joined([one.counts for one in postings])
        if self.count == self.size:
            return Postings(documents, counts)
        alive = self.alive[documents]
        return Postings(documents[alive], counts[alive])

    def _numbered(self, documents: list[Integers]) -> Integers:
        """Documents of each segment as documents of the generation."""
        return _joined(
            [
                one + np.int32(offset) if offset else one
                for one, offset in zip(documents, self._offsets, strict=False)
            ]
        )

    def _living(self, documents: Integers) -> Integers:
        return documents if self.count == self.size else documents[self.alive[documents]]


def _joined(arrays: list[Integers]) -> Integers:
    """The arrays of all segments as one; that of a single segment as it lies in its file."""
    return arrays[0] if len(arrays) == 1 else np.concatenate([np.empty(0, np.int32), *arrays])


def _remembered(known: dict[str, int], text: str, count: Callable[[str], int]) -> int:
    """What is counted of a text, once as long as not too many others come after it."""
    # A cache of functools around a method would keep its generation, and the files this has open, in a circle.
    if (number := known.get(text)) is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        number = known[text] = count(text)
    return number
