"""In which documents of a segment the sides of a nearness stand near each other, by binary search among their places.

The definition is that of :mod:`indexer.query.nearness`. A document's places lie together and one place stays empty
after them, so the nearest occurrence of another side is in the same document or there is none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.patterns import Matches, matches
from indexer.engines.whoosh.segment import SegmentArrays
from indexer.query.ast import Near, Node
from indexer.query.matching import compile_leaf
from indexer.query.nearness import leaves

_FIELDS = ("title", "body")


def near_documents(segment: SegmentArrays, near: Near) -> Integers:
    """The documents in which each side stands near the one before it, ascending.

    Raises QueryLimitError when a wildcard stands for more than ``settings.MAX_WILDCARD_WORDS`` words.
    """

    def found() -> Integers:
        leading = ((f"{name}_units", leading_matches(segment, name, near).starts) for name in _FIELDS)
        return np.union1d(*(segment.counted(field, starts).documents for field, starts in leading))

    return segment.cached((near,), found)


def leading_matches(segment: SegmentArrays, name: str, near: Near) -> Matches:
    """Where the first side stands in a field such that a chain leads from there through all the others.

    Raises QueryLimitError as :func:`near_documents` does.
    """
    *before, last = near.parts
    standing = _standing(segment, name, last)
    for side, distance in zip(reversed(before), reversed(near.distances), strict=True):
        if not len(standing.starts):
            break
        row = _standing(segment, name, side)
        kept = _are_near(segment.starts(f"{name}_units"), row, standing, distance)
        standing = Matches(row.starts[kept], row.ends[kept])
    return standing


def _standing(segment: SegmentArrays, name: str, side: Node) -> Matches:
    """Where any leaf of a side stands in a field, in the order in which they start."""
    found = [
        matches(segment, f"{name}_units", compile_leaf(leaf))
        for leaf in leaves(side)
        if name == "title" or leaf.where == "any"
    ]
    if len(found) == 1:
        return found[0]
    nowhere = segment.starts(f"{name}_units")[:0]
    starts = np.concatenate([nowhere, *(one.starts for one in found)])
    ends = np.concatenate([nowhere, *(one.ends for one in found)])
    order = np.argsort(starts, kind="stable")
    return Matches(starts[order], ends[order])


def _are_near(text_starts: Integers, row: Matches, others: Matches, distance: int) -> NDArray[np.bool_]:
    """Which of a row of occurrences have one of the others, of which there are some, near them."""
    holders = np.searchsorted(text_starts, row.starts, side="right")
    # The empty place before the first unit of the text is where the one before it ends.
    begin, end = text_starts[holders - 1], text_starts[holders]
    after = _at(others.starts, np.searchsorted(others.starts, row.ends))
    ends = np.sort(others.ends)
    before = _at(ends, np.searchsorted(ends, row.starts, side="right") - 1)
    follows = (row.ends <= after) & (after <= np.minimum(row.ends + distance, end - 1))
    precedes = (np.maximum(row.starts - distance, begin) <= before) & (before <= row.starts)
    near: NDArray[np.bool_] = follows | precedes
    return near


def _at(places: Integers, numbers: NDArray[np.int64]) -> Integers:
    """The places with these numbers, the first or last where there is none with a number."""
    found: Integers = places[np.clip(numbers, 0, len(places) - 1)]
    return found
