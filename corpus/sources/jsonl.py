"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from corpus.errors import RecordError
from corpus.sources.decoding import is_damaged, lines_of
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The records of a file, line by line; a line that is none is reported and reading goes on."""
    number = 0
    try:
        for number, line in enumerate(lines_of(stream, place), start=1):
            if line.strip():
                yield _record(line, replace(place, line=number))
    except RecordError as error:
        yield replace(place, line=number).error(
            f"{error.reason}; what stands before, up to this line, was read"
        )


def _record(line: str, place: Place) -> RawRecord | RecordError:
    if is_damaged(line):
        return place.error("the line is not in the character set of the file: save the file as UTF-8")
    try:
        values = json.loads(line)
    except RecursionError:
        return place.error("the line nests too deep")
    except ValueError as error:
        return place.error(f"the line is not JSON: {error}")
    if not isinstance(values, dict):
        return place.error("the line is JSON but not an object")
    try:
        return record_from(values, place)
    except RecordError as error:
        return error
