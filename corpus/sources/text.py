"""Plain text files: one page each."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.errors import RecordError
from corpus.sources.decoding import decode
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream, read_whole


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The file as one record."""
    yield record_from({"text": decode(read_whole(stream, place))}, place)
