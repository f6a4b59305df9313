"""Texts as arrays of code points, for what is asked of each of their characters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text; a lone surrogate is one like any other."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


class CharacterTable:
    """A number for each of some characters, and 0 for every other."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        # What lies beyond the last of them is looked up as the one behind it.
        self._numbers = np.zeros(max(map(ord, numbers), default=0) + 2, np.uint16)
        self._numbers[list(map(ord, numbers))] = list(numbers.values())

    def look_up(self, codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """The number of each code point."""
        return self._numbers.take(codes, mode="clip")
