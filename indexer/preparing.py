"""From records or documents to documents ready to be written, in this process or in several."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeAlias

from corpus.document import Document
from corpus.errors import EngineError, RecordError
from corpus.intake import document_from
from corpus.origin import origin_of
from corpus.sources import RawRecord, UnreadPage
from indexer.analysis import analyze
from indexer.batch import AnalyzedBatch
from indexer.signatures import signed

_BATCH, _BATCH_CHARACTERS = 200, 200_000
"""Items, and characters of their texts, with which a batch is full."""
_AHEAD = 8
"""Batches that are read ahead for each worker; what bounds memory, however much there is to read."""
_BYTES_FOR_CHARACTER = 10
"""Bytes of a page for each character of its article, about; the rest is markup."""
_MAX_WORKERS = 61
"""The most that Windows can wait for."""


@dataclass(frozen=True, slots=True)
class Held:
    """That the index holds, as it is, what an item would become; its id and where it was read."""

    file: str
    line: int
    id: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """That an item is a document, and where it was read.

    For a document that was read from no file its id stands in place of the file, and ``origin`` is empty.
    """

    file: str
    line: int
    id: str
    origin: str


Item: TypeAlias = Document | UnreadPage | RawRecord | RecordError | Held
Outcome: TypeAlias = Prepared | RecordError | Held


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """What became of some items, in their order; ``analyzed`` are the documents that were prepared among them."""

    outcomes: list[Outcome]
    analyzed: AnalyzedBatch


def recognised(
    items: Iterable[Item], hashes: Mapping[str, str], origins: Mapping[str, str]
) -> Iterator[Item]:
    """The items, with those as :class:`Held` that an index with these content hashes and origins by id holds."""
    ids = {origin: document_id for document_id, origin in origins.items()}
    for item in items:
        match item:
            case Document(id=document_id) if (
                known := hashes.get(document_id)
            ) and known == item.content_hash():
                yield Held(document_id, 0, document_id)
            case UnreadPage() | RawRecord() if ids and (held := ids.get(origin_of(item))) is not None:
                yield Held(item.place.file, item.place.line, held)
            case _:
                yield item


def prepare(items: Iterable[Item]) -> Generator[PreparedBatch, None, None]:
    """What becomes of the items, in order."""
    yield from map(_prepare_batch, _batches(items))


def prepare_in_workers(items: Iterable[Item], workers: int) -> Generator[PreparedBatch, None, None]:
    """The same as :func:`prepare`, by so many processes, which are started where there is something to do.

    Raises EngineError when one of them is killed.
    """
    pool = ProcessPoolExecutor(min(workers, _MAX_WORKERS), get_context("spawn"), _start_worker)
    waiting: deque[Future[PreparedBatch]] = deque()
    try:
        for batch in _batches(items):
            if all(isinstance(item, Held | RecordError) for item in batch):
                done: Future[PreparedBatch] = Future()
                done.set_result(_prepare_batch(batch))
                waiting.append(done)
            else:
                with _ctrl_c_waiting():
                    waiting.append(pool.submit(_prepare_batch, batch))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise EngineError(
            "a worker process was ended from outside, perhaps for want of memory; try fewer workers"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_waiting() -> Iterator[None]:
    """Let Ctrl-C wait; processes that are started meanwhile, before they can ignore it, never hear of it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    # Ctrl-C reaches every process of a terminal; the first one decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that started it is killed; it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _prepare_batch(items: list[Item]) -> PreparedBatch:
    outcomes: list[Outcome] = []
    documents = []
    for item in items:
        for outcome in _outcomes(item):
            if isinstance(outcome, tuple):
                prepared, document = outcome
                outcomes.append(prepared)
                documents.append(document)
            else:
                outcomes.append(outcome)
    return PreparedBatch(outcomes, signed(analyze(documents)))


def _outcomes(item: Item) -> Iterator[Held | RecordError | tuple[Prepared, Document]]:
    """What becomes of an item: a page may be several records, or none that can be read."""
    match item:
        case Document():
            yield Prepared(item.id, 0, item.id, ""), item
        case UnreadPage():
            origin = origin_of(item)
            for record in item.records():
                yield record if isinstance(record, RecordError) else _made(record, origin)
        case RawRecord():
            yield _made(item, origin_of(item))
        case _:
            yield item


def _made(record: RawRecord, origin: str) -> tuple[Prepared, Document] | RecordError:
    """The document of a record, or why it becomes none."""
    try:
        document = document_from(record)
    except RecordError as error:
        return error
    return Prepared(record.file, record.line, document.id, origin), document


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in batches that are the same for any number of workers, and none too large to be held."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += _characters(item)
        if len(batch) >= _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _characters(item: Item) -> int:
    """About how much text there is to prepare."""
    match item:
        case Document(text=text) | RawRecord(text=text):
            return len(text)
        case UnreadPage(data=data):
            return len(data) // _BYTES_FOR_CHARACTER
        case _:
            return 0
