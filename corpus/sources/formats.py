"""From a file to its records: which reader reads it, through gzip and archives. Readers are imported when needed.

To add a format, write a module with a function ``read_records`` from a stream and a place to records, or for tables
``read_rows``, and name its suffix here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from corpus.errors import RecordError
from corpus.sources.archive import members
from corpus.sources.columns import Row, records_of
from corpus.sources.limits import DEEPEST_ARCHIVE, LARGEST_PASSED
from corpus.sources.page import UnreadPage, reader
from corpus.sources.record import Place, RawRecord
from corpus.sources.streams import Allowance, Stream, open_stream, read_whole, without_gzip

Piece: TypeAlias = UnreadPage | RawRecord | RecordError
"""What reading gives: pages that are yet to be taken apart, records, and what could not be read."""

PAGES = {
    ".txt": "text",
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), "html_page"),
    ".pdf": "pdf",
    ".docx": "word",
}
"""Suffixes, in lower case, of files that are one record, and the modules whose ``read_records`` reads them."""
LISTS = {
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".rss", ".atom", ".rdf", ".xml"), "feed"),
}
"""Suffixes of files with many records and the modules whose ``read_records`` reads them."""
TABLES = {
    **dict.fromkeys((".csv", ".tsv"), "csv_table"),
    **dict.fromkeys((".xlsx", ".xlsm"), "spreadsheet"),
}
"""Suffixes of tables and the modules whose ``read_rows`` reads them."""
_GZIP, _ARCHIVE = ".gz", ".zip"
SUFFIXES = (*PAGES, *LISTS, *TABLES, _GZIP, _ARCHIVE)
"""All suffixes that can be read; ``.gz`` behind another."""
_OUTDATED = {
    **dict.fromkeys((".doc", ".wps", ".rtf"), ".docx"),
    **dict.fromkeys((".xls", ".xlsb", ".et", ".ods"), ".xlsx"),
    **dict.fromkeys((".mht", ".mhtml"), ".html"),
}
"""Formats that are not read, and those to save them in."""


def read_file(path: Path, place: Place, columns: Mapping[str, str]) -> Iterator[Piece]:
    """The records of a file, or the file as a page to be read. What cannot be read comes as a RecordError."""
    try:
        with open_stream(path) as stream:
            yield from _Unpacking(columns, Allowance(path.stat().st_size)).records(
                stream, place, path.name, 0
            )
    except RecordError as error:
        yield error
    except OSError as error:
        yield place.error(f"the file cannot be read: {error.strerror or error}")


@dataclass(frozen=True, slots=True)
class _Unpacking:
    """The reading of one file and of all that is packed in it."""

    columns: Mapping[str, str]
    allowance: Allowance

    def records(self, stream: Stream, place: Place, name: str, depth: int) -> Iterator[Piece]:
        """The records of a stream that comes from a file of a name, so many archives deep."""
        stream = without_gzip(stream, self.allowance, place)
        suffix = _suffix(name)
        if suffix == _ARCHIVE:
            yield from self._members(stream, place, depth)
        elif suffix in PAGES:
            yield from _page(PAGES[suffix], stream, place)
        elif suffix in LISTS:
            yield from reader(LISTS[suffix], "read_records", place)(stream, place)
        elif suffix in TABLES:
            rows: Iterator[Row | RecordError] = reader(TABLES[suffix], "read_rows", place)(stream, place)
            yield from records_of(rows, self.columns)
        elif suffix in _OUTDATED:
            raise place.error(f"{suffix} files are not read: open it and save it as {_OUTDATED[suffix]}")
        else:
            raise place.error(f"the format of the file is not known; those known are {' '.join(SUFFIXES)}")

    def _members(self, stream: Stream, place: Place, depth: int) -> Iterator[Piece]:
        if depth == DEEPEST_ARCHIVE:
            raise place.error(f"more than {DEEPEST_ARCHIVE} archives lie one in the other: unpack it by hand")
        for member in members(stream, place, self.allowance):
            if isinstance(member, RecordError):
                yield member
                continue
            member_stream, here = member
            try:
                yield from self.records(member_stream, here, here.file, depth + 1)
            except RecordError as error:
                yield error
            if self.allowance.is_spent:
                return


def _suffix(name: str) -> str:
    name = name.lower().removesuffix(_GZIP)
    return Path(name).suffix


def _page(module: str, stream: Stream, place: Place) -> Iterator[Piece]:
    """A page as it is, to be read elsewhere; one that is too large to be passed around is read here and now."""
    page = UnreadPage(place, module, stream.read(LARGEST_PASSED + 1))
    if len(page.data) <= LARGEST_PASSED:
        yield page
    elif stream.seekable():
        stream.seek(0)
        yield from reader(module, "read_records", place)(stream, place)
    else:
        yield from replace(page, data=page.data + read_whole(stream, place)).records()
