"""CSV with a header row of the known keys; several names in one cell are set apart by semicolons."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.errors import RecordError
from corpus.sources.decoding import is_damaged, open_bytes, open_text
from corpus.sources.record import Place, RawRecord, record_from

_LONGEST_CELL = 1 << 24
"""In characters; the default of Python's reader, 131,072, is less than a long report."""


def read_csv(path: Path, place: Place) -> Iterator[RawRecord | RecordError]:
    """The records of a table, row by row; a row that is none is reported and reading goes on."""
    csv.field_size_limit(_LONGEST_CELL)
    with open_text(open_bytes(path)) as lines:
        rows = csv.reader(lines)
        header: list[str] = []
        while True:
            here = replace(place, line=rows.line_num + 1)
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield here.error(f"the row is not CSV: {error}")
                continue
            if not any(cell.strip() for cell in row):
                continue
            if header:
                yield _record(header, row, here)
            else:
                header = [name.strip().lower() for name in row]
                if not {"text", "html"} & set(header):
                    yield here.error("the header row names neither text nor html, so no row has a text")
                    return


def _record(header: list[str], row: list[str], place: Place) -> RawRecord | RecordError:
    if len(row) > len(header):
        return place.error(f"the row has {len(row)} cells and the header {len(header)}")
    if any(map(is_damaged, row)):
        return place.error("the row is not in the character set of the file: save the file as UTF-8")
    values = {name: cell for name, cell in zip(header, row, strict=False) if name}
    try:
        return record_from(values, place)
    except RecordError as error:
        return error
