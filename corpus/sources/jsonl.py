"""JSON Lines, plain or gzipped: one object a line."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.errors import RecordError
from corpus.sources.decoding import is_damaged, open_bytes, open_text
from corpus.sources.record import Place, RawRecord, record_from


def read_jsonl(path: Path, place: Place) -> Iterator[RawRecord | RecordError]:
    """The records of a file, line by line; a line that is none is reported and reading goes on."""
    number = 0
    try:
        with open_bytes(path) as file:
            packed = file.peek(2)[:2] == b"\x1f\x8b"
            with open_text(io.BufferedReader(gzip.GzipFile(fileobj=file)) if packed else file) as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield _record(line, replace(place, line=number))
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        reason = (
            f"the gzip data is damaged or cut short after this line ({error}); what stands before it was read"
        )
        yield replace(place, line=number).error(reason)


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
