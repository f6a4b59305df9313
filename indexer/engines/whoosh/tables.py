"""The tables of contents: which generations a folder holds, what is in them, and which files none of them needs.

The number of the newest generation is also in the name of an empty file beside its table. A table that is lost is
missed by that, where the one before it would else be taken for the newest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from shutil import rmtree

from whoosh.index import TOC

from corpus.errors import IndexDamagedError
from indexer.engines.whoosh.damage import damaged, in_place, reading
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.store import DurableStorage

INDEX_NAME = "MAIN"
"""Whoosh's own default, so that its ``open_dir`` finds the index."""

_TABLE = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.toc")
_NOTE = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.newest")
_KEPT = re.compile(rf"_{INDEX_NAME}_([0-9]+)\.(?!toc$|newest$)([a-z]+)")


def newest_number(storage: DurableStorage) -> int:
    """The number of the newest generation. Raises IndexDamagedError where its table of contents is not there."""
    names: list[str] = []
    while True:
        with reading(storage.path):
            before, names = names, sorted(storage.list())
        tables, noted = _numbers(_TABLE, names), _numbers(_NOTE, names)
        if tables and tables[-1] >= max(noted, default=0):
            return tables[-1]
        # A listing that two commits overtake may lack the tables of both.
        if names == before:
            lost = f"of generation {noted[-1]} " if noted else ""
            raise damaged(f"The table of contents {lost}in {storage.path}", "it is not there")


def anything_committed(storage: DurableStorage) -> bool:
    """Whether there is a trace of a commit, be it one whose table of contents is lost."""
    names = storage.list()
    return max((*_numbers(_TABLE, names), *_numbers(_NOTE, names)), default=0) > 0


def note_generation(storage: DurableStorage, number: int) -> None:
    """Note the number of a generation that has just been put in its place."""
    note = storage.path / f"_{INDEX_NAME}_{number}.newest"
    with in_place(storage.path):
        names = storage.list()
        if noted := [name for name in names if _NOTE.fullmatch(name)]:
            (storage.path / noted[0]).replace(note)
        else:
            note.touch()
        reach("generation noted")


def read_table(storage: DurableStorage, number: int) -> TOC:
    """The table of contents of a generation: its schema and segments."""
    with reading(storage.path):
        table: TOC = TOC.read(storage, INDEX_NAME, number)
        return table


def newest_table(storage: DurableStorage) -> TOC:
    """The table of contents of the newest generation, while others commit too."""
    number = newest_number(storage)
    while True:
        try:
            return read_table(storage, number)
        except IndexDamagedError:
            tried, number = number, newest_number(storage)
            if number == tried:
                raise


def remove_unused(storage: DurableStorage) -> None:
    """Remove what neither the newest generation nor the one before it needs. The caller holds the write lock.

    The one before stays because a reader that has just read its table of contents is about to open its files.
    """
    reach("cleaning")
    newest = newest_number(storage)
    names = storage.list()
    tables = [read_table(storage, newest)]
    for number in _numbers(_TABLE, names)[-2:-1]:
        with suppress(IndexDamagedError):
            tables.append(read_table(storage, number))
    kept = {TOC._filename(INDEX_NAME, table.generation) for table in tables}
    kept |= {name for name in names if _NOTE.fullmatch(name)}
    kept |= {*kept_files(names).values()}
    segments = {segment.segment_id() for table in tables for segment in table.segments}
    for name in names:
        if name.startswith(f"_{INDEX_NAME}_"):
            unused = name not in kept
        else:
            unused = name.startswith(f"{INDEX_NAME}_") and "." in name and name.split(".")[0] not in segments
        if unused:
            # Windows keeps a file that a reader has open; a later commit removes it.
            with suppress(OSError):
                reach("file unused")
                storage.delete_file(name)
    rmtree(storage.path / f"{INDEX_NAME}.tmp", ignore_errors=True)
    reach("cleaned")


def kept_files(names: Iterable[str]) -> dict[str, str]:
    """The newest file of each kind among those that keep what was derived of a generation."""
    found = sorted((int(match[1]), match[2], match[0]) for name in names if (match := _KEPT.fullmatch(name)))
    return {kind: name for _, kind, name in found}


def _numbers(pattern: re.Pattern[str], names: Iterable[str]) -> list[int]:
    """The numbers in the names that are of a kind, ascending."""
    return sorted(int(match[1]) for name in names if (match := pattern.fullmatch(name)))
