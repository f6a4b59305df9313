"""The default engine: a Whoosh index on disk, searched by array operations over its posting lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path
from threading import Lock
from typing import Any

from numpy.typing import NDArray
from whoosh.index import FileIndex

from corpus.document import Document
from corpus.errors import EngineError, IndexMissingError
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
from indexer.engines.whoosh.answer import answer
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.check import problems
from indexer.engines.whoosh.counting import word_counts
from indexer.engines.whoosh.damage import damaged, writing
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.kept import keep, kept
from indexer.engines.whoosh.lock import HOLDER_NAME, write_lock
from indexer.engines.whoosh.occurring import occurrences
from indexer.engines.whoosh.opening import open_newest
from indexer.engines.whoosh.schema import FORMAT_VERSION, build_schema
from indexer.engines.whoosh.stamp import STAMP_NAME, check_stamp, write_stamp
from indexer.engines.whoosh.store import DurableStorage, check_owner, folder_size, sync_folder
from indexer.engines.whoosh.tables import (
    INDEX_NAME,
    anything_committed,
    newest_number,
    newest_table,
    remove_unused,
)
from indexer.engines.whoosh.tallies import first_uses, timelines
from indexer.engines.whoosh.vocabulary import vocabulary
from indexer.engines.whoosh.word_totals import word_totals
from indexer.engines.whoosh.writer import CommitWriter

CACHE_BYTES = 256 << 20
"""What is derived of segments while searching may take in memory."""


class WhooshEngine:
    """An index in a folder.

    ``stamp`` names what its documents are analyzed with; an index built with anything else is refused. ``create``
    makes the index where there is none. Raises IndexMissingError, IndexUntrustedError, IndexIncompatibleError or
    IndexDamagedError when the folder cannot be opened.
    """

    def __init__(self, path: Path, stamp: Mapping[str, str], *, create: bool = False) -> None:
        self._stamp = {"format": FORMAT_VERSION, **stamp}
        self._storage = DurableStorage(path)
        self._cache = ArrayCache(CACHE_BYTES)
        self._refreshing = Lock()
        if create:
            with writing(path):
                path.mkdir(parents=True, exist_ok=True)
        if not path.is_dir():
            raise IndexMissingError(f"There is no index folder {path}; `zhengsou index` makes one")
        check_owner(path)
        if not (path / STAMP_NAME).exists():
            self._create(create)
        check_stamp(path, self._stamp)
        self._opened: Generation | None = open_newest(self._storage, self._cache)

    @property
    def _generation(self) -> Generation:
        if (opened := self._opened) is None:
            raise EngineError(
                f"The index in {self._storage.path} was closed; open it again to ask more of it"
            )
        return opened

    @property
    def generation(self) -> int:
        """The number of the generation that is searched."""
        return self._generation.number

    def search(self, request: SearchRequest) -> EngineResult:
        """Answer a request over the generation that is open when it arrives."""
        return answer(self._generation, request)

    def occurrences(self, request: SearchRequest) -> Occurrences:
        """Where the query of a request occurs in the whole of its result; no document is read."""
        return occurrences(self._generation, request)

    def word_counts(self, words: Sequence[str], request: SearchRequest) -> WordCounts:
        """How often each of some ranking words stands in the whole result of a request."""
        return word_counts(self._generation, words, request)

    def document(self, document_id: str) -> Document | None:
        """The stored document, or None."""
        return self.documents((document_id,))[0]

    def documents(self, document_ids: Iterable[str]) -> list[Document | None]:
        """Several stored documents, in the order of the ids."""
        generation = self._generation
        numbers = [generation.find(document_id) for document_id in document_ids]
        found = iter(generation.documents(number for number in numbers if number is not None))
        return [None if number is None else next(found) for number in numbers]

    def frequencies(self, texts: Sequence[str]) -> Sequence[int]:
        """How often the rarest two units in a row of each text stand in a row: at least as often as the text."""
        return list(map(self._generation.most, texts))

    def word_frequency(self, word: str) -> int:
        """How many documents hold a ranking word in their text, or in their title where these are more."""
        return self._generation.word_frequency(word)

    def family(self, document_id: str) -> tuple[str, ...]:
        """The ids of a document and its copies, ascending; none where there is no such document."""
        generation = self._generation
        number = generation.find(document_id)
        return () if number is None else tuple(sorted(generation.document_ids(generation.family(number))))

    def vocabulary(self, at_least: int = 1) -> Mapping[str, int]:
        """Its words of several Han characters or Latin letters, and how many documents hold each."""
        return vocabulary(self._generation, at_least)

    def timelines(self, request: SearchRequest, by: PeriodKey, split: FacetKey | None = None) -> Timelines:
        """The timeline of a result, and of the values of a facet."""
        return timelines(self._generation, request, by, split)

    def first_uses(self, request: SearchRequest, key: FacetKey) -> Mapping[str, FirstUse]:
        """The earliest dated document of a result that bears each value of a facet."""
        return first_uses(self._generation, request, key)

    def word_totals(self, requests: Sequence[SearchRequest], at_least: int = 1) -> WordTotals:
        """How often ranking words stand in the documents of each result."""
        return word_totals(self._generation, requests, at_least)

    def titles(self, newest: int, known: Collection[str] = ()) -> Sequence[tuple[str, str]]:
        """The ids and titles of the newest documents, of which nothing else is read."""
        return self._generation.titles(newest, known)

    def keep(self, kind: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep in a file of the index what was derived of the generation that is searched."""
        keep(self._storage, self._generation, kind, arrays)

    def kept(self, kind: str) -> Kept | None:
        """What was kept last of a kind, mapped from its file, or None."""
        return kept(self._storage, self._generation, kind)

    def content_hashes(self) -> Mapping[str, str]:
        """The content hash of every stored document by id."""
        return self._generation.content_hashes()

    def fingerprint(self) -> str:
        """A digest of the content hashes of all documents, ascending; made once in a generation."""
        return self._generation.fingerprint

    def origins(self) -> Mapping[str, str]:
        """What every stored document was made from, by id, where that is known."""
        return self._generation.origins()

    def stats(self) -> EngineStats:
        """Counts and sizes of the newest committed generation."""
        table = newest_table(self._storage)
        return EngineStats(
            engine="whoosh",
            documents=sum(segment.doc_count() for segment in table.segments),
            segments=len(table.segments),
            generation=table.generation,
            bytes=folder_size(self._storage.path),
            stamp=self._stamp,
        )

    def check(self) -> list[str]:
        """What is wrong with the newest generation; every file is read to its end."""
        return problems(self._storage)

    def refresh(self) -> bool:
        """Turn to the newest committed generation; whether there was a newer one."""
        with self._refreshing:
            current = self._generation
            if newest_number(self._storage) == current.number:
                return False
            self._opened = open_newest(self._storage, self._cache, current.segments)
            return True

    def snapshot(self) -> WhooshEngine:
        """Another engine over the same open files that stays at this generation until it is refreshed."""
        other = copy(self)
        other._refreshing = Lock()
        return other

    @contextmanager
    def writer(self) -> Iterator[CommitWriter]:
        """A writer whose changes are committed together when the block ends, and dropped when it raises."""
        storage = self._storage
        known = self._generation.segments
        with write_lock(storage, INDEX_NAME):
            with writing(storage.path):
                remove_unused(storage)
            try:
                committed = open_newest(storage, self._cache, known)
                with writing(storage.path):
                    writer = CommitWriter(storage, committed)
                try:
                    yield writer
                except BaseException:
                    writer.cancel()
                    raise
                with writing(storage.path):
                    writer.commit()
            finally:
                # What stays of this, the next writer removes.
                with suppress(EngineError, OSError):
                    remove_unused(storage)
        self.refresh()

    def close(self) -> None:
        """Let go of the files of the index. Searching, reading and writing raise EngineError after this."""
        with self._refreshing:
            self._opened = None

    def _create(self, wanted: bool) -> None:
        """Make an index in a folder that holds nothing else, but perhaps what an interrupted creation left."""
        path = self._storage.path
        if anything_committed(self._storage):
            raise damaged(str(path / STAMP_NAME), "it is not there")
        if not wanted:
            raise IndexMissingError(f"There is no index in {path}; `zhengsou index` makes one")
        ours = (INDEX_NAME, f"_{INDEX_NAME}", STAMP_NAME, HOLDER_NAME)
        if others := [name for name in self._storage.list() if not name.startswith(ours)]:
            raise IndexMissingError(
                f"The folder {path} holds no index but other files ({sorted(others)[0]}); name an empty folder"
            )
        with write_lock(self._storage, INDEX_NAME), writing(path):
            if not (path / STAMP_NAME).exists():
                reach("creation locked")
                FileIndex.create(self._storage, build_schema(), INDEX_NAME)
                reach("first table in place")
                write_stamp(path, self._stamp)
                sync_folder(path.parent)
