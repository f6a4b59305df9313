"""Opening a committed generation, whatever is committed and removed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus.errors import IndexDamagedError
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.damage import reading
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.segment import SegmentArrays
from indexer.engines.whoosh.store import DurableStorage
from indexer.engines.whoosh.tables import newest_number, read_table


def open_newest(
    storage: DurableStorage, cache: ArrayCache, known: Iterable[SegmentArrays] = ()
) -> Generation:
    """Open the newest generation, taking segments that are open already from ``known``.

    A writer may commit twice meanwhile and remove files of the generation being opened; then the newer one is opened
    instead. Raises IndexDamagedError where there is no generation, or where files are missing that no writer removed.
    """
    open_already = {segment.name: segment for segment in known}
    number = newest_number(storage)
    while True:
        try:
            return _open(storage, number, cache, open_already)
        except IndexDamagedError:
            tried, number = number, newest_number(storage)
            if number == tried:
                raise


def _open(
    storage: DurableStorage, number: int, cache: ArrayCache, known: Mapping[str, SegmentArrays]
) -> Generation:
    table = read_table(storage, number)
    with reading(storage.path):
        segments = [
            known.get(segment.segment_id()) or SegmentArrays(storage, segment, cache)
            for segment in table.segments
        ]
    deleted = [segment.deleted_docs() for segment in table.segments]
    return Generation(number, segments, deleted, [segment.copied for segment in table.segments])
