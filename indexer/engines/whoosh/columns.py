"""A column of numbers that is read as one array."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import Column, ColumnReader, ColumnWriter


class NumberColumn(Column):
    """One 32-bit number a document, 0 where none was given."""

    _default = 0

    class Writer(ColumnWriter):
        """Collects the numbers and writes them at the end."""

        def __init__(self, dbfile: Any) -> None:
            super().__init__(dbfile)
            self._values = array("i")

        def add(self, docnum: int, value: int) -> None:
            """Set the number of a document; documents come in ascending order."""
            self.fill(docnum)
            self._values.append(value)

        def fill(self, docnum: int) -> None:
            """Give every document before this one its number, 0 where it has none yet."""
            self._values.extend([0] * (docnum - len(self._values)))

        def finish(self, docnum: int) -> None:
            """Write the numbers of so many documents."""
            self.fill(docnum)
            self._dbfile.write(np.array(self._values, "<i4").tobytes())

    class Reader(ColumnReader):
        """Reads one number, or all of them."""

        def __getitem__(self, docnum: int) -> int:
            return int.from_bytes(self._dbfile.get(self._basepos + 4 * docnum, 4), "little", signed=True)

        def numbers(self) -> NDArray[np.int32]:
            """The numbers of all documents of the segment."""
            return np.frombuffer(self._dbfile.get(self._basepos, self._length), "<i4")
