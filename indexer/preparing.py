"""From records or documents to documents ready to be written, in this process or in several."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeAlias

from corpus.document import Document
from corpus.errors import EngineError, RecordError
from corpus.intake import document_from
from corpus.sources import RawRecord
from indexer.analysis import analyze
from indexer.batch import AnalyzedBatch
from indexer.signatures import signed

_BATCH, _BATCH_CHARACTERS = 200, 200_000
"""Items, and characters of their texts, with which a batch is full."""
_AHEAD = 8
"""Batches that are read ahead for each worker; what bounds memory, however much there is to read."""
_MAX_WORKERS = 61
"""The most that Windows can wait for."""


Item: TypeAlias = Document | RawRecord | RecordError


@dataclass(frozen=True, slots=True)
class Prepared:
    """That an item is a document, and where it was read; ``changed`` where the index does not hold it as it is.

    For a document that was read from no file its id stands in place of the file.
    """

    file: str
    line: int
    id: str
    changed: bool


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """What became of some items, in their order; ``analyzed`` are the documents among them that are changed."""

    outcomes: list[Prepared | RecordError]
    analyzed: AnalyzedBatch


def prepare(items: Iterable[Item], known: frozenset[str]) -> Generator[PreparedBatch, None, None]:
    """What becomes of the items, in order. ``known`` are the content hashes of documents that need no analysis."""
    yield from map(partial(_prepare_batch, known=known), _batches(items))


def prepare_in_workers(
    items: Iterable[Item], known: frozenset[str], workers: int
) -> Generator[PreparedBatch, None, None]:
    """The same as :func:`prepare`, by so many processes.

    Raises EngineError when one of them is killed.
    """
    pool = ProcessPoolExecutor(min(workers, _MAX_WORKERS), get_context("spawn"), _start_worker, (known,))
    waiting: deque[Future[PreparedBatch]] = deque()
    try:
        for batch in _batches(items):
            with _ctrl_c_waiting():
                waiting.append(pool.submit(_prepare_in_worker, batch))
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


_known: frozenset[str] = frozenset()
"""In a worker, the hashes it was started with."""


def _start_worker(known: frozenset[str]) -> None:
    global _known
    _known = known
    # Ctrl-C reaches every process of a terminal; the first one decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that started it is killed; it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _prepare_in_worker(items: list[Item]) -> PreparedBatch:
    return _prepare_batch(items, _known)


def _prepare_batch(items: list[Item], known: frozenset[str]) -> PreparedBatch:
    outcomes: list[Prepared | RecordError] = []
    changed = []
    for item in items:
        try:
            file, line, document = _document(item)
        except RecordError as error:
            outcomes.append(error)
            continue
        # The hash is taken over the id too, so a known one is that of the same document.
        is_changed = not known or document.content_hash() not in known
        if is_changed:
            changed.append(document)
        outcomes.append(Prepared(file, line, document.id, is_changed))
    return PreparedBatch(outcomes, signed(analyze(changed)))


def _document(item: Item) -> tuple[str, int, Document]:
    """The document that an item is or becomes, with where it was read. Raises RecordError where it becomes none."""
    match item:
        case RecordError():
            raise item
        case Document():
            return item.id, 0, item
        case RawRecord():
            return item.file, item.line, document_from(item)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in batches that are the same for any number of workers, and none too large to be held."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += 0 if isinstance(item, RecordError) else len(item.text)
        if len(batch) >= _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
