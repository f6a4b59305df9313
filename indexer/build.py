"""Bringing an index up to date with files: new documents are added, changed ones replaced, others left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Literal, TypeAlias

from corpus.document import Document
from corpus.errors import RecordError
from corpus.sources import read_pieces
from indexer.engine import Engine, Writer
from indexer.preparing import Held, Item, PreparedBatch, prepare, prepare_in_workers, recognised

_ALONE_BELOW = 1_000
"""Records up to which workers do not pay: each of them first loads its dictionaries."""


Tag: TypeAlias = Literal["district", "industry", "date", "number"]
"""Metadata that is counted in a report."""
_TAGS: Mapping[Tag, str] = MappingProxyType(
    {"district": "districts", "industry": "industries", "date": "published", "number": "doc_number"}
)
"""The field of a document that holds each."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a run did, counted in documents.

    ``read`` counts all records, ``failed`` those among them that became no document, and ``reasons`` these by kind of
    reason. ``cleaned`` counts those that were cleaned and tagged, because no document in the index was made of the
    very record by the same rules, and ``tagged`` how many of them have which metadata. ``not_pruned`` says why nothing
    was pruned although that was asked; it is empty otherwise. ``seconds`` is wall time.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    failed: int = 0
    not_pruned: str = ""
    seconds: float = 0.0
    cleaned: int = 0
    tagged: Mapping[Tag, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)

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
    items = read_pieces(paths, columns)
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
        with closing(_prepared(recognised(items, run.known, engine.origins()), workers)) as batches:
            for batch in batches:
                on_progress(run.take(batch))
        if prune:
            run.prune()
        on_commit()
    return run.report(perf_counter() - started)


def _prepared(items: Iterator[Item], workers: int) -> Generator[PreparedBatch, None, None]:
    first = list(islice(items, _ALONE_BELOW))
    items = chain(first, items)
    if workers > 1 and len(first) == _ALONE_BELOW:
        return prepare_in_workers(items, workers)
    return prepare(items)


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
        self._tagged: Counter[Tag] = Counter()
        self._reasons: Counter[str] = Counter()
        self._not_pruned = ""

    def take(self, batch: PreparedBatch) -> int:
        """Write the documents of a batch that are to be written; how many items were read so far."""
        chosen: dict[int, str] = {}
        documents = enumerate(batch.analyzed.documents)
        for outcome in batch.outcomes:
            self._done["read"] += 1
            if isinstance(outcome, RecordError):
                self._done["unread"] += 1
                self._fail(outcome)
                continue
            prepared = None if isinstance(outcome, Held) else next(documents)
            if outcome.id in self._seen:
                reason = f"an earlier record of this run has the same id, {outcome.id!r}"
                self._fail(RecordError(outcome.file, outcome.line, reason))
            elif prepared is None or isinstance(outcome, Held):
                self._done["unchanged"] += 1
            else:
                number, document = prepared
                chosen[number] = outcome.origin
                self._count(document)
            self._seen.add(outcome.id)
        if chosen:
            # Also where the document is as it was, so that it is known for what it was made from the next time.
            self._writer.put(batch.analyzed.only([*chosen]), [*chosen.values()])
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
            cleaned=self._done["cleaned"],
            tagged={tag: self._tagged[tag] for tag in _TAGS} if self._done["cleaned"] else {},
            reasons=dict(self._reasons.most_common()),
        )

    def _count(self, document: Document) -> None:
        known = self.known.get(document.id)
        # What is new need not be hashed for this.
        if known is None:
            self._done["added"] += 1
        else:
            self._done["unchanged" if known == document.content_hash() else "updated"] += 1
        self._done["cleaned"] += 1
        self._tagged.update(tag for tag, name in _TAGS.items() if getattr(document, name))

    def _fail(self, error: RecordError) -> None:
        self._done["failed"] += 1
        self._reasons[error.kind] += 1
        self._on_error(error)
        if self._strict:
            raise error
