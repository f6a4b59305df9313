"""Plain text files: one page each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import RecordError
from corpus.sources.decoding import decode
from corpus.sources.record import Place, RawRecord, record_from


def read_text(path: Path, place: Place) -> Iterator[RawRecord | RecordError]:
    """The file as one record."""
    yield record_from({"text": decode(path.read_bytes())}, place)
