"""How near to each other two parts of a query stand in some documents, by binary search among their places.

The definition is that of :mod:`indexer.query.proximity`. Only the places in the documents asked about are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.patterns import among
from indexer.engines.whoosh.units import Places, UnitIndex
from indexer.query import ast
from indexer.query.proximity import Row, neighbours, row
from indexer.settings import PROXIMITY_REACH, PROXIMITY_WEIGHT

_FIELD = "body_units"
_DOCUMENT_BITS = 32
"""Bits of a place within its document, below the number of the document among those asked about."""
_FAR = 1 << (_DOCUMENT_BITS - 1)
"""More than any two places of one document are apart, and less than places of two documents are."""

Keys: TypeAlias = NDArray[np.int64]
"""Places, ascending: the number of the document among those asked about and that of the unit in it, as one."""


class Together:
    """What a conjunction scores in documents, of whose parts the scores are known."""

    def __init__(
        self, generation: Generation, node: ast.And, parts: Sequence[NDArray[np.float64]], documents: Integers
    ) -> None:
        self._generation = generation
        self._node = node
        self._parts = parts
        self._documents = documents
        self._rows = [row(part) for part in node.parts]
        self._pairs = neighbours(node)
        self._sum = reduce(np.add, parts, np.zeros(len(documents)))
        self._near = [PROXIMITY_WEIGHT * np.minimum(parts[one], parts[other]) for one, other in self._pairs]

    def among(self, places: Integers) -> Together:
        """The same of those documents alone that are at some places, which ascend."""
        parts = [part[places] for part in self._parts]
        return Together(self._generation, self._node, parts, self._documents[places])

    @cached_property
    def most(self) -> NDArray[np.float64]:
        """What the documents score at most."""
        most: NDArray[np.float64] = reduce(np.add, self._near, self._sum)
        return most

    def scores(self, places: Integers) -> NDArray[np.float64]:
        """What the documents at these places score, which ascend."""
        scores = self._sum[places]
        documents = self._documents[places]
        stands = {
            number: standing(self._generation, self._rows[number], documents)
            for number in dict.fromkeys(chain.from_iterable(self._pairs))
        }
        for (one, other), near in zip(self._pairs, self._near, strict=True):
            lengths = len(self._rows[one]), len(self._rows[other])
            gaps = least_gaps(stands[one], lengths[0], stands[other], lengths[1], len(documents))
            # Divided by infinity, it is nothing.
            scores = scores + near[places] / (1 + gaps / PROXIMITY_REACH)
        return scores


def standing(generation: Generation, row: Row, documents: Integers) -> Keys:
    """Where units stand in a row in the texts of documents, which ascend."""
    found: list[Keys] = []
    number = 0
    for segment, numbers in generation.by_segment(documents):
        index = segment.files.units[_FIELD]
        within = index.text_starts[numbers], index.text_starts[numbers + 1]
        found.append(_row(index, row, *within) + (number << _DOCUMENT_BITS))
        number += len(numbers)
    return found[0] if len(found) == 1 else np.concatenate([np.empty(0, np.int64), *found])


def least_gaps(one: Keys, length: int, other: Keys, other_length: int, count: int) -> NDArray[np.float64]:
    """How many units lie between the nearest occurrences of two parts in each of so many documents; else infinity.

    An occurrence of each has as many units as its ``length``.
    """
    gaps = np.full(count, np.inf)
    if len(one) and len(other):
        _lower(gaps, one + length, other)
        _lower(gaps, other + other_length, one)
    return gaps


def _lower(gaps: NDArray[np.float64], ends: Keys, starts: Keys) -> None:
    """Lower the gap of each document to that from an end in it to the next of the starts."""
    nearest = np.searchsorted(starts, ends)
    apart = starts[np.minimum(nearest, len(starts) - 1)] - ends
    near = (apart >= 0) & (apart < _FAR)
    # An occurrence ends before the place that is left empty between two texts, or at it.
    np.minimum.at(gaps, ends[near] >> _DOCUMENT_BITS, apart[near])


def _row(index: UnitIndex, row: Row, begins: Integers, ends: Integers) -> Keys:
    """Where units stand in a row in texts that begin and end at some places, ascending."""
    units = [index.find(unit) for unit in row]
    numbers = [number for number in units if number is not None]
    if len(numbers) < len(row):
        return np.empty(0, np.int64)
    if len(row) == 1:
        places, holders = _within(np.sort(index.of_unit(numbers[0])), begins, ends)
    else:
        places, holders = _within(index.of_bigram(*numbers[:2]), begins, ends)
    last = len(row) - 2
    for offset in (*range(2, last, 2), last) if last > 0 else ():
        if not len(places):
            break
        stand = among(places + offset, index.of_bigram(numbers[offset], numbers[offset + 1]))
        places, holders = places[stand], holders[stand]
    return (holders << _DOCUMENT_BITS) + (places - begins[holders])


def _within(places: Places, begins: Integers, ends: Integers) -> tuple[Places, NDArray[np.int64]]:
    """The places, which ascend, that lie in texts that begin and end at others, and the number of the text of each."""
    low, high = np.searchsorted(places, begins), np.searchsorted(places, ends)
    counts = high - low
    holders = np.repeat(np.arange(len(counts)), counts)
    chosen = np.arange(len(holders)) + (high - np.cumsum(counts))[holders]
    return places[chosen], holders
