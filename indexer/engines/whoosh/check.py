"""Whether an index is whole: every file of the newest generation read to its end and held against the others."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh.codec.base import Segment
from whoosh.fields import Schema

from corpus.errors import EngineError, IndexDamagedError
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.damage import reading
from indexer.engines.whoosh.schema import RowField, day_number
from indexer.engines.whoosh.segment import SegmentArrays
from indexer.engines.whoosh.store import DurableStorage
from indexer.engines.whoosh.tables import newest_number, read_table


def problems(storage: DurableStorage) -> Iterator[str]:
    """What is wrong, a sentence each."""
    try:
        table = read_table(storage, newest_number(storage))
    except EngineError as error:
        yield str(error)
        return
    for segment in table.segments:
        try:
            yield from segment_problems(storage, table.schema, segment)
        except IndexDamagedError as error:
            yield f"Segment {segment.segment_id()} cannot be read: {error.__cause__!r}."


def segment_problems(storage: DurableStorage, schema: Schema, segment: Segment) -> Iterator[str]:
    """What is wrong with one segment. Raises IndexDamagedError where a file of it cannot be read at all."""
    with reading(storage.path):
        arrays = SegmentArrays(storage, schema, segment, ArrayCache(0))
    try:
        for name, field in schema.items():
            if isinstance(field, RowField):
                yield from _field_problems(arrays, name)
        for number in range(arrays.size):
            if not segment.is_deleted(number):
                yield from _document_problems(arrays, number)
    finally:
        arrays.close()


def _field_problems(arrays: SegmentArrays, field: str) -> Iterator[str]:
    """The lengths of a field must add up to the occurrences in its posting lists."""
    expected = int(arrays.numbers(field).sum(dtype=int))
    found = arrays.occurrences(field)
    if found != expected:
        yield f"Segment {arrays.name} has {found} tokens in the lists of {field} and {expected} in its lengths."


def _document_problems(arrays: SegmentArrays, number: int) -> Iterator[str]:
    document = arrays.document(number)
    if number >= len(arrays.ids) or document.id != arrays.ids[number]:
        yield f"Document {document.id} of segment {arrays.name} is stored under another id."
    elif document.content_hash() != arrays.hashes[number]:
        yield f"Document {document.id} of segment {arrays.name} is not what was indexed."
    elif arrays.numbers("day")[number] != (day_number(document.published) if document.published else 0):
        yield f"Document {document.id} of segment {arrays.name} stands under another day."
    elif number not in arrays.postings("id", document.id).documents:
        yield f"Document {document.id} of segment {arrays.name} cannot be found by its id."
