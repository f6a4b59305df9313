"""Whether an index is whole: every file of the newest generation read to its end and held against the others."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.errors import EngineError, IndexDamagedError
from indexer.engines.whoosh.arrays import read_arrays
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.codec import ArraySegment
from indexer.engines.whoosh.damage import reading
from indexer.engines.whoosh.schema import day_number
from indexer.engines.whoosh.segment import SegmentArrays
from indexer.engines.whoosh.store import DurableStorage
from indexer.engines.whoosh.tables import kept_files, newest_number, newest_table


def problems(storage: DurableStorage) -> list[str]:
    """What is wrong with the newest generation, a sentence each."""
    while True:
        try:
            table = newest_table(storage)
            found = [problem for segment in table.segments for problem in _segment_problems(storage, segment)]
            found += _kept_problems(storage)
            # Of a generation that others have replaced meanwhile, files may be gone rightly.
            if not found or newest_number(storage) == table.generation:
                return found
        except EngineError as error:
            return [str(error)]


def _kept_problems(storage: DurableStorage) -> Iterator[str]:
    """What is wrong with what was derived of a generation and kept."""
    with reading(storage.path):
        names = kept_files(storage.list()).values()
    for name in names:
        try:
            sections = read_arrays(storage.path / name)
        except IndexDamagedError as error:
            yield str(error)
        else:
            yield from (
                f"{one.name} is not as it was written." for one in sections.values() if not one.intact()
            )


def _segment_problems(storage: DurableStorage, segment: ArraySegment) -> Iterator[str]:
    try:
        yield from _wrong_with(storage, segment)
    except IndexDamagedError as error:
        yield f"Segment {segment.segment_id()} cannot be read: {error}"


def _wrong_with(storage: DurableStorage, segment: ArraySegment) -> Iterator[str]:
    arrays = SegmentArrays(storage, segment, ArrayCache(0))
    damaged = [*arrays.files.problems()]
    for name in damaged:
        yield f"{name} is not as it was written."
    if damaged:
        return
    for field, units in arrays.files.units.items():
        if len(units.places) != arrays.lengths(field).sum(dtype=int):
            yield f"Segment {arrays.name} has another number of units in the index of {field} than in its lengths."
    for number, digest in enumerate(arrays.digests("hash")):
        if not segment.is_deleted(number):
            yield from _document_problems(arrays, number, digest)


def _document_problems(arrays: SegmentArrays, number: int, digest: str) -> Iterator[str]:
    (document,) = arrays.documents((number,))
    if document.id != arrays.document_id(number):
        yield f"Document {document.id} of segment {arrays.name} is stored under another id."
    elif document.content_hash() != digest:
        yield f"Document {document.id} of segment {arrays.name} is not what was indexed."
    elif arrays.days[number] != (day_number(document.published) if document.published else 0):
        yield f"Document {document.id} of segment {arrays.name} stands under another day."
    elif number not in arrays.bearing("id", document.id):
        yield f"Document {document.id} of segment {arrays.name} cannot be found by its id."
