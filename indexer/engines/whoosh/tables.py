"""The tables of contents: which generations a folder holds, what is in them, and which files none of them needs."""

from __future__ import annotations

from contextlib import suppress
from shutil import rmtree

from whoosh.index import TOC

from corpus.errors import IndexDamagedError
from indexer.engines.whoosh.damage import damaged, reading
from indexer.engines.whoosh.store import DurableStorage

INDEX_NAME = "MAIN"
"""Whoosh's own default, so that its ``open_dir`` finds the index."""


def generation_numbers(storage: DurableStorage) -> list[int]:
    """The numbers of the generations whose tables are there, the newest last."""
    pattern = TOC._pattern(INDEX_NAME)
    return sorted(int(match[1]) for name in storage.list() if (match := pattern.match(name)))


def newest_number(storage: DurableStorage) -> int:
    """The number of the newest generation. Raises IndexDamagedError where there is none."""
    numbers = generation_numbers(storage)
    if not numbers:
        raise damaged(f"The table of contents of the index in {storage.path}", "there is none")
    return numbers[-1]


def read_table(storage: DurableStorage, number: int) -> TOC:
    """The table of contents of a generation: its schema and segments."""
    with reading(storage.path):
        table: TOC = TOC.read(storage, INDEX_NAME, number)
        return table


def remove_unused(storage: DurableStorage) -> None:
    """Remove what neither the newest generation nor the one before it needs. The caller holds the write lock.

    The one before stays because a reader that has just read its table of contents is about to open its files.
    """
    *before, newest = generation_numbers(storage)[-2:]
    tables = [read_table(storage, newest)]
    for number in before:
        with suppress(IndexDamagedError):
            tables.append(read_table(storage, number))
    kept = {TOC._filename(INDEX_NAME, table.generation) for table in tables}
    segments = {segment.segment_id() for table in tables for segment in table.segments}
    for name in storage.list():
        if name.startswith(f"_{INDEX_NAME}_"):
            unused = name not in kept
        else:
            unused = name.startswith(f"{INDEX_NAME}_") and "." in name and name.split(".")[0] not in segments
        if unused:
            # Windows keeps a file that a reader has open; a later commit removes it.
            with suppress(OSError):
                storage.delete_file(name)
    rmtree(storage.path / f"{INDEX_NAME}.tmp", ignore_errors=True)
