"""Keys in order, so that those with a common beginning lie side by side and the heaviest of them are found at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Arrays: TypeAlias = Mapping[str, NDArray[Any]]
"""Arrays by name: what is kept of keys and entries, in memory or in a file."""

_AFTER_ALL = b"\xff"
"""Sorts after every byte that a key in UTF-8 holds."""
_MOST_TIED = 10
"""Entries that weigh the same as the last one wanted and are given beside it."""


class Texts:
    """Texts one after the other as bytes of UTF-8, each read when it is asked for."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        # Looking up one number is several times faster in a memoryview than in an array.
        self._text: memoryview[int] = arrays[name].data
        self._ends: memoryview[int] = arrays[f"{name}_ends"].data

    def __len__(self) -> int:
        return len(self._ends) - 1

    def at(self, number: int) -> bytes:
        """The bytes of a text."""
        return bytes(self._text[self._ends[number] : self._ends[number + 1]])

    def __getitem__(self, number: int) -> str:
        return self.at(number).decode("utf-8", "surrogatepass")

    def every(self) -> list[str]:
        """All of them, many times faster than one by one."""
        text, ends = bytes(self._text), self._ends.tolist()
        return [text[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(ends)]

    def lengths(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many bytes texts have."""
        ends = np.asarray(self._ends).astype(np.int64)
        return ends[numbers + 1] - ends[numbers]


def text_arrays(name: str, texts: Iterable[bytes]) -> dict[str, NDArray[Any]]:
    """The arrays of :class:`Texts`."""
    held = list(texts)
    ends = np.zeros(len(held) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, held), np.int64, len(held)), out=ends[1:])
    return {name: np.frombuffer(b"".join(held), np.uint8), f"{name}_ends": ends.astype(np.uint32)}


def encoded(text: str) -> bytes:
    """A text as bytes; lone surrogates, which it may hold, sort as well as anything."""
    return text.encode("utf-8", "surrogatepass")


def key_arrays(name: str, keys: Sequence[str], weights: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    """The arrays of :class:`SortedKeys`."""
    written = list(map(encoded, keys))
    held = sorted((number for number, key in enumerate(written) if key), key=written.__getitem__)
    entries = np.array(held, np.int32)
    places = np.full(len(written), -1, np.int32)
    places[entries] = np.arange(len(held), dtype=np.int32)
    return {
        **text_arrays(name, map(written.__getitem__, held)),
        f"{name}_entries": entries,
        f"{name}_places": places,
        f"{name}_weights": weights[entries],
    }


class SortedKeys:
    """The keys of entries, by number of the entry; an entry whose key is empty has none."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._keys = Texts(arrays, name)
        self._entries = arrays[f"{name}_entries"]
        self._places: memoryview[int] = arrays[f"{name}_places"].data
        self._weights = arrays[f"{name}_weights"]

    def __len__(self) -> int:
        return len(self._entries)

    def beginning(self, start: str) -> tuple[int, int]:
        """The places of the keys that begin so, end exclusive."""
        first = encoded(start)
        low = self._lower(first)
        return low, self._lower(first + _AFTER_ALL, low)

    def being(self, key: str) -> list[int]:
        """The entries with exactly this key."""
        wanted = encoded(key)
        place = self._lower(wanted)
        entries = []
        while place < len(self) and self._keys.at(place) == wanted:
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
            order = np.lexsort((self._keys.lengths(found), -self._weights[found]))
            found = found[order[: _MOST_TIED + count]]
        return list(self._entries[found].tolist())

    def by_weight(self, places: tuple[int, int], most: int) -> list[int]:
        """The entries at these places, the heaviest first, at most so many."""
        low, high = places
        weights = self._weights[low:high]
        chosen = np.arange(low, high)
        if len(weights) > most > 0:
            # Ordering the few that are heavy enough takes far less than ordering all.
            least = np.partition(weights, len(weights) - most)[len(weights) - most]
            chosen = low + np.flatnonzero(weights >= least)
        order = np.argsort(-self._weights[chosen], kind="stable")[:most]
        return list(self._entries[chosen[order]].tolist())

    def key(self, entry: int) -> str:
        """The key of an entry; empty where it has none."""
        place = self._places[entry]
        return "" if place < 0 else self._keys[place]

    def _lower(self, key: bytes, low: int = 0) -> int:
        high = len(self)
        while low < high:
            middle = (low + high) >> 1
            if self._keys.at(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low
