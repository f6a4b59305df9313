"""Concordances and collocates as files for other programs, streamed line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from indexer.concordance.collocates import Collocate
from indexer.concordance.lines import Line
from indexer.exports import json_lines, spreadsheet


def _lines_as_json(lines: Iterable[Line]) -> Iterator[str]:
    """One line of the concordance a line, in the API's form."""
    return json_lines(line.to_json() for line in lines)


def _lines_as_table(lines: Iterable[Line]) -> Iterator[str]:
    """A table for spreadsheets, one line of the concordance a row."""
    return spreadsheet(Line._fields, map(_cells, lines))


def _collocates_as_json(found: Iterable[Collocate]) -> Iterator[str]:
    """One collocate a line, in the API's form."""
    return json_lines(one.to_json() for one in found)


def _collocates_as_table(found: Iterable[Collocate]) -> Iterator[str]:
    """A table for spreadsheets, one collocate a row."""
    return spreadsheet(Collocate._fields, (map(str, one.to_json().values()) for one in found))


LINE_FORMATS: Mapping[str, Callable[[Iterable[Line]], Iterator[str]]] = {
    "jsonl": _lines_as_json,
    "csv": _lines_as_table,
}
"""The formats of a concordance by name."""
COLLOCATE_FORMATS: Mapping[str, Callable[[Iterable[Collocate]], Iterator[str]]] = {
    "jsonl": _collocates_as_json,
    "csv": _collocates_as_table,
}
"""The formats of collocates by name."""


def _cells(line: Line) -> Iterator[str]:
    yield line.id
    yield line.title
    yield line.published.isoformat() if line.published else ""
    yield line.source
    yield line.url
    yield line.lang
    yield "; ".join(coded.label for coded in line.districts)
    yield line.field
    yield str(line.start)
    yield str(line.end)
    yield line.left
    yield line.match
    yield line.right
