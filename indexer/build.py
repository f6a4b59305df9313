"""Bringing an index up to date with files: new documents are added, changed ones replaced, others left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from corpus.document import Document
from corpus.errors import RecordError
from corpus.sources import read
from indexer.engine import Engine, Writer
from indexer.preparing import Item, PreparedBatch, prepare, prepare_in_workers

_ALONE_BELOW = 1_000
"""Records up to which workers do not pay: each of them first loads its dictionaries."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a run did, counted in documents.

    ``read`` counts all records, ``failed`` those among them that became no document. ``not_pruned`` says why
    nothing was pruned although that was asked; it is empty otherwise. ``seconds`` is wall time.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    failed: int = 0
    not_pruned: str = ""
    seconds: float = 0.0

    @property
    def documents_per_second(self) -> float:
        """Records read in a second."""
        return self.read / self.seconds if self.seconds else 0.0


def _ignore(*_told: object) -> None:
    """Hear of something and do nothing."""


def build(
    engine: Engine,
    paths: Iterable[Path],
    *,
    workers: int = 1,
    prune: bool = False,
    strict: bool = False,
    columns: Mapping[str, str] = MappingProxyType({}),
    on_progress: Callable[[int], None] = _ignore,
    on_commit: Callable[[], None] = _ignore,
    on_error: Callable[[RecordError], None] = _ignore,
) -> BuildReport:
    """Read files and folders into an index and commit everything at once.

    ``workers`` processes clean and analyse beside this one; 1 means none, and the index is the same for any number.
    Of several records with one id the first wins, the others count as failed. ``prune`` deletes the documents
    that were not read; not when a record failed or none was read, since then they may only be out of sight.
    ``columns`` maps fields to the columns of tables that hold them, see :func:`corpus.sources.read`.
    ``on_progress`` hears how many records were read so far, ``on_commit`` that all are and the index is about to
    be written, ``on_error`` each record that failed.

    Raises the first RecordError when ``strict``, SourceError for a path that cannot be read, and EngineError.
    Whatever is raised, KeyboardInterrupt too, the index stays as it was.
    """
    items = read(paths, columns)
    return _bring_up_to_date(engine, items, workers, prune, strict, on_progress, on_commit, on_error)


def write_documents(engine: Engine, documents: Iterable[Document], *, workers: int = 1) -> BuildReport:
    """Analyse documents that are ready, and write and commit them: what :func:`build` does after reading and cleaning.

    Raises EngineError; the index then stays as it was.
    """
    return _bring_up_to_date(engine, iter(documents), workers, False, False, _ignore, _ignore, _ignore)


def _bring_up_to_date(
    engine: Engine,
    items: Iterator[Item],
    workers: int,
    prune: bool,
    strict: bool,
    on_progress: Callable[[int], None],
    on_commit: Callable[[], None],
    on_error: Callable[[RecordError], None],
) -> BuildReport:
    started = perf_counter()
    with engine.writer() as writer:
        # Only now can nobody else change what the hashes say.
        engine.refresh()
        run = _Run(writer, engine.content_hashes(), strict, on_error)
        # Closed at the end of the block, workers are gone before the commit or the rollback begins.
        with closing(_prepared(items, frozenset(run.known.values()), workers)) as batches:
            for batch in batches:
                on_progress(run.take(batch))
        if prune:
            run.prune()
        on_commit()
    return run.report(perf_counter() - started)


def _prepared(
    items: Iterator[Item], known: frozenset[str], workers: int
) -> Generator[PreparedBatch, None, None]:
    first = list(islice(items, _ALONE_BELOW))
    items = chain(first, items)
    if workers > 1 and len(first) == _ALONE_BELOW:
        return prepare_in_workers(items, known, workers)
    return prepare(items, known)


class _Run:
    """What one run has done so far."""

    def __init__(
        self, writer: Writer, known: Mapping[str, str], strict: bool, on_error: Callable[[RecordError], None]
    ) -> None:
        self.known = known
        self._writer = writer
        self._strict = strict
        self._on_error = on_error
        self._seen: set[str] = set()
        self._done: Counter[str] = Counter()
        self._not_pruned = ""

    def take(self, batch: PreparedBatch) -> int:
        """Write the documents of a batch that are to be written; how many items were read so far."""
        chosen: list[int] = []
        number = 0
        for outcome in batch.outcomes:
            if isinstance(outcome, RecordError):
                self._done["unread"] += 1
                self._fail(outcome)
                continue
            if outcome.id in self._seen:
                reason = f"an earlier record of this run has the same id, {outcome.id!r}"
                self._fail(RecordError(outcome.file, outcome.line, reason))
            elif outcome.changed:
                chosen.append(number)
                self._done["updated" if outcome.id in self.known else "added"] += 1
            else:
                self._done["unchanged"] += 1
            self._seen.add(outcome.id)
            number += outcome.changed
        if chosen:
            self._writer.put(batch.analyzed.only(chosen))
        self._done["read"] += len(batch.outcomes)
        return self._done["read"]

    def prune(self) -> None:
        """Delete what was not read, unless what was not read may only be out of sight."""
        if self._done["unread"]:
            self._not_pruned = "some records could not be read"
        elif not self._seen:
            self._not_pruned = "there was nothing to read"
        else:
            gone = [document_id for document_id in self.known if document_id not in self._seen]
            self._done["deleted"] += sum(self._writer.delete(document_id) for document_id in gone)

    def report(self, seconds: float) -> BuildReport:
        """The counts."""
        return BuildReport(
            read=self._done["read"],
            added=self._done["added"],
            updated=self._done["updated"],
            unchanged=self._done["unchanged"],
            deleted=self._done["deleted"],
            failed=self._done["failed"],
            not_pruned=self._not_pruned,
            seconds=seconds,
        )

    def _fail(self, error: RecordError) -> None:
        self._done["failed"] += 1
        self._on_error(error)
        if self._strict:
            raise error
