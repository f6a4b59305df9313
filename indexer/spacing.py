"""Keeping copies apart: an order in which no two documents of one family stand side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Spaced(NamedTuple):
    """The places of ranked documents in their new order.

    The first ``settled`` of them stay where they are, whatever documents follow those that were ranked.
    """

    places: list[int]
    settled: int


def spaced(families: Sequence[Hashable]) -> Spaced:
    """Put documents, ranked and each given by its family, in an order that keeps the members of a family apart.

    A copy of what stands right before it waits until a document of another family has come. Where none is left, the
    copies that wait come last.
    """
    places: list[int] = []
    waiting: deque[int] = deque()
    for place, family in enumerate(families):
        if places and families[places[-1]] == family:
            waiting.append(place)
            continue
        places.append(place)
        # All that wait are of one family, and this is another.
        if waiting:
            places.append(waiting.popleft())
    return Spaced([*places, *waiting], len(places))
