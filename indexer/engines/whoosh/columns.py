"""Columns as Whoosh asks for them, over arrays that are there anyway."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from whoosh.columns import Column, ColumnReader


class TermColumn(Column):
    """The first value of a field in each document: no column of its own, but read from the field's values."""

    _default = b""


class ArrayColumnReader(ColumnReader):
    """Reads what stands at a document's number."""

    def __init__(self, read: Callable[[int], Any], count: int) -> None:
        self._read = read
        self._doccount = count

    def __getitem__(self, docnum: int) -> Any:
        return self._read(docnum)
