"""Keys in order, so that those with a common beginning lie side by side and the heaviest of them are found at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_AFTER_ALL = b"\xff"
"""Sorts after every byte that a key in UTF-8 holds."""


class SortedKeys:
    """The keys of entries, by number of the entry; an entry whose key is empty has none."""

    def __init__(self, keys: Sequence[str], weights: NDArray[np.int64]) -> None:
        # Lone surrogates, which a text may hold, sort as well as anything.
        encoded = [key.encode("utf-8", "surrogatepass") for key in keys]
        held = sorted((number for number, key in enumerate(encoded) if key), key=encoded.__getitem__)
        self._text = b"".join(map(encoded.__getitem__, held))
        lengths = np.fromiter((len(encoded[number]) for number in held), np.int64, len(held))
        ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        # Looking up one number is several times faster in a memoryview than in an array.
        self._ends = ends.data
        self._entries = np.array(held, np.int32)
        self._places = np.full(len(encoded), -1, np.int32)
        self._places[self._entries] = np.arange(len(held))
        self._weights = weights[self._entries] if held else np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def nbytes(self) -> int:
        """Bytes that the keys take in memory."""
        return (
            len(self._text)
            + self._ends.nbytes
            + sum(array.nbytes for array in (self._entries, self._places, self._weights))
        )

    def beginning(self, start: str) -> tuple[int, int]:
        """The places of the keys that begin so, end exclusive."""
        first = start.encode("utf-8", "surrogatepass")
        low = self._lower(first)
        return low, self._lower(first + _AFTER_ALL, low)

    def being(self, key: str) -> list[int]:
        """The entries with exactly this key."""
        wanted = key.encode("utf-8", "surrogatepass")
        place = self._lower(wanted)
        entries = []
        while place < len(self) and self._at(place) == wanted:
            entries.append(int(self._entries[place]))
            place += 1
        return entries

    def heaviest(self, places: tuple[int, int], count: int) -> list[int]:
        """The entries of the heaviest keys at these places, with those as heavy as the last; in no order."""
        low, high = places
        if high - low <= count:
            return list(self._entries[low:high].tolist())
        weights = self._weights[low:high]
        least = np.partition(weights, len(weights) - count)[len(weights) - count]
        found = low + np.flatnonzero(weights >= least)
        if len(found) > _MOST_TIED + count:
            # Of many that weigh the same the shortest keys will do.
            ends = np.asarray(self._ends)
            order = np.lexsort((ends[found + 1] - ends[found], -self._weights[found]))
            found = found[order[: _MOST_TIED + count]]
        return list(self._entries[found].tolist())

    def by_weight(self, places: tuple[int, int], most: int) -> list[int]:
        """The entries at these places, the heaviest first, at most so many."""
        low, high = places
        order = low + np.argsort(-self._weights[low:high], kind="stable")[:most]
        return list(self._entries[order].tolist())

    def key(self, entry: int) -> str:
        """The key of an entry; empty where it has none."""
        place = int(self._places[entry])
        return "" if place < 0 else self._at(place).decode("utf-8", "surrogatepass")

    def _at(self, place: int) -> bytes:
        return self._text[self._ends[place] : self._ends[place + 1]]

    def _lower(self, key: bytes, low: int = 0) -> int:
        high = len(self)
        while low < high:
            middle = (low + high) >> 1
            if self._at(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low


_MOST_TIED = 50
"""Entries that weigh the same as the last one wanted and are given beside it."""
