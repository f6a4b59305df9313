"""The reference engine: documents in memory, every query answered by looking at each of them.

The contract suite holds the other engines to what it says. Use it for tests and for a handful of documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from hashlib import blake2b
from itertools import islice, repeat
from threading import Lock
from typing import Any

from numpy.typing import NDArray

from corpus.document import Document
from corpus.errors import IndexLockedError
from indexer.batch import AnalyzedBatch
from indexer.engine import (
    EngineResult,
    EngineStats,
    FacetKey,
    FirstUse,
    Kept,
    Occurrences,
    PeriodKey,
    SearchRequest,
    Timelines,
    WordCounts,
    WordTotals,
)
from indexer.engines.brute_force.answer import answer
from indexer.engines.brute_force.occurring import occurrences
from indexer.engines.brute_force.snapshot import Snapshot, vocabulary
from indexer.engines.brute_force.tallies import first_uses, timelines, word_counts, word_totals
from indexer.query.ast import Literal


class MemoryStore:
    """Where memory engines keep their documents; engines of one store see each other's commits when refreshed."""

    def __init__(self) -> None:
        self.newest = Snapshot()
        self.lock = Lock()
        self.locked_since: datetime | None = None
        self.kept: dict[str, tuple[Snapshot, Mapping[str, NDArray[Any]]]] = {}


class MemoryWriter:
    """Changes to a copy of the documents; the engine's writer() commits it."""

    def __init__(self, committed: Snapshot) -> None:
        self.documents = dict(committed.documents)
        self.origins = dict(committed.origins)

    def put(self, batch: AnalyzedBatch, origins: Sequence[str] = ()) -> None:
        """Add documents, or replace those with their ids."""
        for analyzed, origin in zip(batch.apart(), origins or repeat(""), strict=False):
            self.documents[analyzed.document.id] = analyzed
            self.origins[analyzed.document.id] = origin

    def delete(self, document_id: str) -> bool:
        """Remove a document; whether it was there."""
        self.origins.pop(document_id, None)
        return self.documents.pop(document_id, None) is not None


class MemoryEngine:
    """An engine over a store of its own, or over a shared one."""

    def __init__(self, store: MemoryStore | None = None) -> None:
        self._store = store or MemoryStore()
        self._snapshot = self._store.newest

    @property
    def generation(self) -> int:
        """The number of the generation that is searched."""
        return self._snapshot.generation

    def search(self, request: SearchRequest) -> EngineResult:
        """Answer a request by looking at every document."""
        return answer(self._snapshot, request)

    def occurrences(self, request: SearchRequest) -> Occurrences:
        """Where the query of a request occurs in the whole of its result."""
        return occurrences(self._snapshot, request)

    def word_counts(self, words: Sequence[str], request: SearchRequest) -> WordCounts:
        """How often each of some ranking words stands in the whole result of a request."""
        return word_counts(self._snapshot, words, request)

    def document(self, document_id: str) -> Document | None:
        """The stored document, or None."""
        analyzed = self._snapshot.documents.get(document_id)
        return analyzed.document if analyzed else None

    def documents(self, document_ids: Iterable[str]) -> list[Document | None]:
        """Several stored documents, in the order of the ids."""
        return [self.document(document_id) for document_id in document_ids]

    def frequencies(self, texts: Sequence[str]) -> Sequence[int]:
        """How many documents hold each text literally."""
        return [self.search(SearchRequest(Literal(text), match="all", limit=0)).total for text in texts]

    def word_frequency(self, word: str) -> int:
        """How many documents hold a ranking word in their text, or in their title where these are more."""
        return max(counts[word] for counts in self._snapshot.word_frequencies.values())

    def family(self, document_id: str) -> tuple[str, ...]:
        """The ids of a document and its copies, ascending; none where there is no such document."""
        families = self._snapshot.families
        return tuple(sorted(id for id, family in families.items() if family == families.get(document_id)))

    def vocabulary(self, at_least: int = 1) -> Mapping[str, int]:
        """Its words of several Han characters or Latin letters, and how many documents hold each."""
        return vocabulary(self._snapshot, at_least)

    def timelines(self, request: SearchRequest, by: PeriodKey, split: FacetKey | None = None) -> Timelines:
        """The timeline of a result, and of the values of a facet."""
        return timelines(self._snapshot, request, by, split)

    def first_uses(self, request: SearchRequest, key: FacetKey) -> Mapping[str, FirstUse]:
        """The earliest dated document of a result that bears each value of a facet."""
        return first_uses(self._snapshot, request, key)

    def word_totals(self, requests: Sequence[SearchRequest], at_least: int = 1) -> WordTotals:
        """How often ranking words stand in the documents of each result."""
        return word_totals(self._snapshot, requests, at_least)

    def titles(self, newest: int, known: Collection[str] = ()) -> Sequence[tuple[str, str]]:
        """The ids and titles of the newest documents."""
        found = self.search(SearchRequest(sort="newest", limit=None)).hits
        new = (hit.id for hit in found if hit.id not in known)
        return [(id, self._snapshot.documents[id].document.title) for id in islice(new, newest)]

    def keep(self, kind: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep arrays that were derived of the generation that is searched."""
        self._store.kept[kind] = self._snapshot, arrays

    def kept(self, kind: str) -> Kept | None:
        """What was kept last of a kind, or None."""
        if kind not in self._store.kept:
            return None
        snapshot, arrays = self._store.kept[kind]
        then, now = snapshot.documents, self._snapshot.documents
        known = frozenset(id for id, analyzed in then.items() if now.get(id) is analyzed)
        return Kept(arrays, len(then) + len(now) - 2 * len(known), known)

    def content_hashes(self) -> Mapping[str, str]:
        """The content hash of every stored document by id."""
        documents = self._snapshot.documents
        return {document_id: analyzed.document.content_hash() for document_id, analyzed in documents.items()}

    def fingerprint(self) -> str:
        """A digest of the content hashes of all documents, ascending."""
        hashes = sorted(map(bytes.fromhex, self.content_hashes().values()))
        return blake2b(b"".join(hashes), digest_size=16).hexdigest()

    def origins(self) -> Mapping[str, str]:
        """What every stored document was made from, by id, where that is known."""
        return {document_id: origin for document_id, origin in self._snapshot.origins.items() if origin}

    def stats(self) -> EngineStats:
        """Counts of the newest generation; a memory engine has no files."""
        newest = self._store.newest
        return EngineStats("memory", len(newest.documents), 1, newest.generation, 0)

    def check(self) -> list[str]:
        """Nothing can be wrong with it."""
        return []

    def refresh(self) -> bool:
        """Turn to the newest committed generation; whether there was a newer one."""
        newest = self._store.newest
        is_newer = newest.generation > self._snapshot.generation
        self._snapshot = newest
        return is_newer

    def snapshot(self) -> MemoryEngine:
        """Another engine over the same store that stays at this generation until it is refreshed."""
        return copy(self)

    @contextmanager
    def writer(self) -> Iterator[MemoryWriter]:
        """A writer; its changes become a generation when the block ends, and vanish when it raises."""
        store = self._store
        if not store.lock.acquire(blocking=False):
            raise IndexLockedError(
                f"another writer of this process has held the index since {store.locked_since:%H:%M:%S}; "
                "wait until it has finished"
            )
        try:
            store.locked_since = datetime.now()
            writer = MemoryWriter(store.newest)
            yield writer
            store.newest = Snapshot(store.newest.generation + 1, writer.documents, writer.origins)
            self._snapshot = store.newest
        finally:
            store.lock.release()

    def close(self) -> None:
        """Nothing to release."""
