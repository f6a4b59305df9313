"""A cache of arrays that holds so many bytes and forgets what was used longest ago."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

import numpy as np

Value = TypeVar("Value")


class ArrayCache:
    """Safe to use from many threads; two that miss at once both compute, and one result stays."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._size = 0
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """What is kept under the key: an array, or a tuple of arrays. Computed when it is not there."""
        with self._lock:
            if found := self._entries.get(key):
                self._entries.move_to_end(key)
                value: Value = found[0]
                return value
        value = compute()
        size = _size(value)
        with self._lock:
            if key not in self._entries and size <= self._capacity:
                self._entries[key] = value, size
                self._size += size
                while self._size > self._capacity:
                    self._size -= self._entries.popitem(last=False)[1][1]
        return value


def _size(value: object) -> int:
    """The bytes of its arrays, and a little for the entry itself."""
    if isinstance(value, np.ndarray):
        return value.nbytes + 200
    if isinstance(value, tuple):
        return sum(map(_size, value))
    return 200
