"""The files of a segment: which there are, and what each holds for which fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage

from indexer.engines.whoosh.arrays import Arrays, Section, read_arrays, write_arrays
from indexer.engines.whoosh.damage import damaged
from indexer.engines.whoosh.documents import StoredDocuments
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.units import UnitIndex
from indexer.engines.whoosh.values import ValueCodes
from indexer.engines.whoosh.words import WordLists

WORDS, UNITS, VALUES, COLUMNS, DOCUMENTS = ".words", ".units", ".values", ".columns", ".documents"


class SegmentFiles:
    """The files of a segment open for reading, all of them at once so that none can go missing later.

    Raises IndexDamagedError where one is missing or not what it should be.
    """

    def __init__(self, storage: FileStorage, segment: Segment) -> None:
        folder = Path(storage.folder)
        self._sections = {
            suffix: read_arrays(folder / segment.make_filename(suffix))
            for suffix in (WORDS, UNITS, VALUES, COLUMNS, DOCUMENTS)
        }
        self.size: int = segment.doc_count_all()
        self.words = {name: WordLists(arrays) for name, arrays in self._fields(WORDS)}
        self.units = {name: UnitIndex(arrays) for name, arrays in self._fields(UNITS)}
        self.values = {name: ValueCodes(arrays) for name, arrays in self._fields(VALUES)}
        self.columns = {name: arrays["values"] for name, arrays in self._fields(COLUMNS)}
        self.documents = {name: StoredDocuments(arrays) for name, arrays in self._fields(DOCUMENTS)}
        counts = {
            *(
                len(field.lengths)
                for kind in (self.words, self.units, self.documents)
                for field in kind.values()
            ),
            *(len(field.sizes) for field in self.values.values()),
        }
        if counts != {self.size}:
            raise damaged(segment.segment_id(), f"it should hold {self.size} documents and holds {counts}")

    def lengths(self, field: str) -> Section:
        """The length of a field of words or units in each document."""
        return (self.words.get(field) or self.units[field]).lengths

    def problems(self) -> Iterator[str]:
        """The arrays that are not as they were written; every file is read to its end."""
        for sections in self._sections.values():
            yield from (section.name for section in sections.values() if not section.intact())

    def _fields(self, suffix: str) -> Iterator[tuple[str, dict[str, Section]]]:
        fields: defaultdict[str, dict[str, Section]] = defaultdict(dict)
        for name, section in self._sections[suffix].items():
            field, _, key = name.partition(".")
            fields[field][key] = section
        yield from fields.items()


def write_file(storage: FileStorage, segment: Segment, suffix: str, fields: Mapping[str, Arrays]) -> None:
    """Write the arrays of fields into one of a segment's files."""
    name = segment.make_filename(suffix)
    reach("segment file absent")
    with closing(storage.create_file(name)) as file:
        reach("segment file empty")
        write_arrays(
            file,
            name,
            {f"{field}.{key}": array for field, arrays in fields.items() for key, array in arrays.items()},
        )
    reach("segment file written")
