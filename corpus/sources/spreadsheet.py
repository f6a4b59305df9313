"""Excel workbooks (``.xlsx``): every sheet that can be seen is a table; dates become ISO dates."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import TypeVar

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from corpus.errors import RecordError
from corpus.sources.columns import Row
from corpus.sources.office import check_package
from corpus.sources.parsing import parsing
from corpus.sources.record import Place
from corpus.sources.streams import Stream, seekable

_MOST_ROWS = 1 << 20
"""Rows of a sheet in the format; a file that claims more would count them for ever."""
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
"""What a formula shows that has no value."""
_T = TypeVar("_T")


def read_rows(stream: Stream, place: Place) -> Iterator[Row | RecordError]:
    """The rows of all sheets, one sheet after the other; of formulas the values that were last computed."""
    book = seekable(stream, place)
    check_package(book, place)
    with parsing(place, "workbook"), _quiet():
        workbook = load_workbook(book, read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        here = replace(place, file=f"{place.file}[{sheet.title}]")
        # What the file says of its extent is often wrong.
        sheet.reset_dimensions()
        number = 0
        try:
            for number, cells in enumerate(_each(sheet.iter_rows(values_only=True), here), start=1):
                if number > _MOST_ROWS:
                    raise here.error(f"the sheet has more than {_MOST_ROWS:,} rows")
                yield Row(replace(here, line=number), tuple(map(_text, cells)))
        except RecordError as error:
            yield replace(here, line=number).error(f"{error.reason}; what stands before it was read")


def _each(rows: Iterable[_T], place: Place) -> Iterator[_T]:
    """The rows, with neither failures nor warnings of the library in reading them."""
    iterator = iter(rows)
    while True:
        with parsing(place, "workbook"), _quiet():
            row = next(iterator, None)
        if row is None:
            return
        yield row


def _quiet() -> warnings.catch_warnings[None]:
    """The library warns of everything in a workbook that it cannot keep; we only read."""
    return warnings.catch_warnings(action="ignore", category=UserWarning)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            text = unescape(value) if "_x" in value else value
            return "" if text in _ERRORS else text
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
