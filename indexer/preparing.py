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
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeAlias

from corpus.document import Document
from corpus.errors import EngineError, RecordError
from corpus.intake import document_from
from corpus.sources import RawRecord
from indexer.analysis import analyze
from indexer.engine import AnalyzedDocument

_BATCH = 16
"""Items that go to a worker at once."""
_AHEAD = 4
"""Batches that are read ahead for each worker; what bounds memory, however much there is to read."""
_MAX_WORKERS = 61
"""The most that Windows can wait for."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document to be written, and where it was read; ``analyzed`` is None where the index holds it as it is.

    For a document that was read from no file its id stands in place of the file.
    """

    file: str
    line: int
    id: str
    analyzed: AnalyzedDocument | None


Item: TypeAlias = Document | RawRecord | RecordError
Outcome: TypeAlias = Prepared | RecordError


def prepare(items: Iterable[Item], known: frozenset[str]) -> Generator[Outcome, None, None]:
    """What becomes of each item, in order. ``known`` are the content hashes of documents that need no analysis."""
    for item in items:
        yield _outcome(item, known)


def prepare_in_workers(
    items: Iterator[Item], known: frozenset[str], workers: int
) -> Generator[Outcome, None, None]:
    """The same as :func:`prepare`, by so many processes.

    Raises EngineError when one of them is killed.
    """
    pool = ProcessPoolExecutor(min(workers, _MAX_WORKERS), get_context("spawn"), _start_worker, (known,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        while batch := list(islice(items, _BATCH)):
            with _ctrl_c_waiting():
                waiting.append(pool.submit(_prepare_batch, batch))
            if len(waiting) >= workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
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


def _prepare_batch(items: list[Item]) -> list[Outcome]:
    return list(prepare(items, _known))


def _outcome(item: Item, known: frozenset[str]) -> Outcome:
    if isinstance(item, RecordError):
        return item
    if isinstance(item, Document):
        document, file, line = item, item.id, 0
    else:
        try:
            document, file, line = document_from(item), item.file, item.line
        except RecordError as error:
            return error
    # The hash is taken over the id too, so a known one is that of the same document.
    analyzed = None if document.content_hash() in known else analyze(document)
    return Prepared(file, line, document.id, analyzed)
