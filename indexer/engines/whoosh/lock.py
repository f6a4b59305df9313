"""One writer at a time: the lock that the system keeps, and a note beside it that says who holds it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from corpus.errors import IndexLockedError
from indexer.engines.whoosh.damage import writing
from indexer.engines.whoosh.failpoints import reach

HOLDER_NAME = "writer.json"


@contextmanager
def write_lock(storage: FileStorage, index_name: str) -> Iterator[None]:
    """Hold the lock that every Whoosh writer takes; it falls with the process, so a stale note never matters.

    Raises IndexLockedError, naming the holder, when another writer has it.
    """
    folder = Path(storage.folder)
    lock = storage.lock(f"{index_name}_WRITELOCK")
    with writing(folder):
        acquired = lock.acquire()
    if not acquired:
        raise IndexLockedError(
            f"Another writer is at work on {folder}{_holder(folder)}; wait until it is done"
        )
    note = folder / HOLDER_NAME
    try:
        with writing(folder):
            reach("lock taken")
            _leave(note)
            reach("lock note written")
        yield
    finally:
        # A note that stays is outdated, which does no harm; a lock that stays would.
        try:
            with suppress(OSError):
                reach("lock note outdated")
                note.unlink(missing_ok=True)
                reach("lock note removed")
        finally:
            lock.release()


def _leave(note: Path) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": since}
    with note.open("w", encoding="utf-8") as file:
        reach("lock note empty")
        json.dump(holder, file)


def _holder(folder: Path) -> str:
    """Who holds the lock, as far as the note tells: it may be a moment late."""
    try:
        note = json.loads((folder / HOLDER_NAME).read_text(encoding="utf-8"))
        return f": process {note['pid']} on {note['host']}, since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
