"""Terms in order: their bytes one after the other, where each begins, and how each begins as a number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Integers, Section, bounds, narrow

_PREFIX = 8
"""Bytes of a term that are a number beside it: those of two Han characters and of most of a third."""


def term_arrays(terms: Sequence[bytes]) -> Arrays:
    """The arrays that hold terms, which are sorted."""
    # Bytes of a fixed size are cut, and filled up with zeros.
    prefixes = np.array(terms, f"S{_PREFIX}").view(">u8")
    return {
        "text": np.frombuffer(b"".join(terms), np.uint8),
        "ends": narrow(bounds(np.fromiter(map(len, terms), np.int64, len(terms)))),
        "prefixes": prefixes.astype("<u8"),
    }


class Terms(Sequence[bytes]):
    """Sorted terms as they lie in a file, each read when it is asked for."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self._sections = sections
        self._count = len(sections["ends"]) - 1

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(self._count))]
        if not 0 <= number < self._count:
            raise IndexError(number)
        text, ends, _ = self._views
        return bytes(text[ends[number] : ends[number + 1]])

    def __iter__(self) -> Iterator[bytes]:
        text, ends, _ = self._views
        places = ends.tolist()
        return map(bytes(text).__getitem__, map(slice, places, places[1:]))

    def several(self, numbers: Integers) -> list[bytes]:
        """The terms with these numbers, many times faster than one by one."""
        text, ends = (self._sections[name].whole() for name in ("text", "ends"))
        # Adding one to numbers of a byte each would make 0 of 255.
        places = map(slice, ends[:-1][numbers].tolist(), ends[1:][numbers].tolist())
        return list(map(text.tobytes().__getitem__, places))

    def find(self, term: bytes) -> int | None:
        """The number of a term, or None."""
        number = self.lower(term)
        return number if number < self._count and self[number] == term else None

    def lower(self, term: bytes) -> int:
        """The number of the first term that is not before another: ``bisect_left``, many times faster."""
        text, ends, prefixes = self._views
        prefix = int.from_bytes(term[:_PREFIX].ljust(_PREFIX, b"\0"), "big")
        low = bisect_left(prefixes, prefix)
        high = bisect_right(prefixes, prefix, low)
        while low < high:
            middle = (low + high) >> 1
            if bytes(text[ends[middle] : ends[middle + 1]]) < term:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _views(self) -> tuple[memoryview[int], memoryview[int], memoryview[int]]:
        # Looking up one number is several times faster in a memoryview than in an array.
        text, ends, prefixes = (self._sections[name].whole().data for name in ("text", "ends", "prefixes"))
        return text, ends, prefixes


def merge_terms(lists: Iterable[Sequence[bytes]]) -> tuple[list[bytes], list[NDArray[np.int64]]]:
    """The terms of all lists in order, and for each list the new numbers of its terms."""
    held = [list(terms) for terms in lists]
    merged = sorted(set().union(*held))
    numbers: dict[bytes, Any] = {term: number for number, term in enumerate(merged)}
    return merged, [np.fromiter(map(numbers.__getitem__, terms), np.int64, len(terms)) for terms in held]
