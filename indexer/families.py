"""Families: documents that are copies of each other, found by their signatures.

Two documents are copies where they share a large part of all that either says, and nearly all that the shorter says:
whoever passes a text on adds and drops whole sentences, while a new notice in an old form says other things in the same
places. A family is what copies of copies join.

Signatures are compared only where they agree in a band of bytes (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", section 3.4); copies hardly ever agree in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.batch import SIGNATURE, Signatures

LEAST_SHARED = 0.6
"""Share of the shingles of two documents together that both must have for them to be copies."""
LEAST_OF_SHORTER = 0.93
"""Share of the shingles of the shorter of them that the longer one must have."""
SHORT = 80
"""Shingles below which nothing but the same text is a copy."""
NEIGHBOURS = 32
"""How many of those with the same band a signature is compared with; the others are reached by way of these."""

Numbers: TypeAlias = NDArray[np.intp]

_MARKS = SIGNATURE["marks"].shape[0]
_BAND = 6
_AT_ONCE = 1 << 16
"""Pairs that are compared at once."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def families(signatures: Signatures) -> Numbers:
    """For each document the number of the first one of its family, which is its own where it has no copy.

    Which documents are a family depends on which documents there are, and not on their order.
    """
    first = np.arange(len(signatures))
    known = np.flatnonzero(signatures["size"])
    keys, sizes = _keys(signatures["marks"][known]), signatures["size"][known]
    # An order of their own, because of many that share a band not all are compared.
    order = np.lexsort((sizes, keys))
    known, keys, sizes = known[order], keys[order], sizes[order]
    same = np.flatnonzero((keys[1:] == keys[:-1]) & (sizes[1:] == sizes[:-1]))
    _join(first, signatures, known[same], known[same + 1])
    known = known[first[known] == known]
    marks = signatures["marks"][known]
    for start in range(0, _MARKS - _BAND + 1, _BAND):
        keys = _keys(marks[:, start : start + _BAND])
        for left, right in _neighbours(keys):
            _join(first, signatures, known[left], known[right])
    return _roots(first, first)


def copies(signatures: Signatures, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
    """Whether the documents of each pair are copies of each other."""
    one, other = signatures[left], signatures[right]
    agreeing: Numbers = np.count_nonzero(one["marks"] == other["marks"], axis=1)
    sizes = np.stack((one["size"], other["size"])).astype(np.float64)
    shorter, shared = sizes.min(axis=0), agreeing / _MARKS
    # Of the shingles of both together they share so many.
    of_shorter = shared / (1 + shared) * sizes.sum(axis=0) / np.maximum(shorter, 1)
    alike: NDArray[np.bool_] = (shared >= LEAST_SHARED) & (of_shorter >= LEAST_OF_SHORTER)
    same = (agreeing == _MARKS) & (sizes[0] == sizes[1]) & (shorter > 0)
    return np.where(shorter < SHORT, same, alike)


def _neighbours(keys: NDArray[np.uint64]) -> Iterator[tuple[Numbers, Numbers]]:
    """Pairs of numbers with the same key, many at once, those next to each other first."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    places = np.flatnonzero(keys[1:] == keys[:-1])
    yield order[places], order[places + 1]
    further = []
    for distance in range(2, NEIGHBOURS + 1):
        places = places[places + distance < len(keys)]
        places = places[keys[places] == keys[places + distance]]
        if not len(places):
            break
        further.append((order[places], order[places + distance]))
    if further:
        yield np.concatenate([one for one, _ in further]), np.concatenate([other for _, other in further])


def _join(first: Numbers, signatures: Signatures, left: Numbers, right: Numbers) -> None:
    """Make one family of the families of each pair of copies."""
    apart = np.flatnonzero(_roots(first, left) != _roots(first, right))
    for start in range(0, len(apart), _AT_ONCE):
        pairs = apart[start : start + _AT_ONCE]
        pairs = pairs[copies(signatures, left[pairs], right[pairs])]
        one, other = left[pairs], right[pairs]
        while len(one):
            one, other = _roots(first, one), _roots(first, other)
            differ = one != other
            one, other = one[differ], other[differ]
            np.minimum.at(first, np.maximum(one, other), np.minimum(one, other))


def _roots(first: Numbers, numbers: Numbers) -> Numbers:
    """What stands first in the families of documents, as far as these are joined."""
    while not np.array_equal(above := first[numbers], numbers):
        numbers = above
    return numbers


def _keys(marks: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """A number for each row of bytes, the same for the same bytes."""
    width = -(-marks.shape[1] // 8) * 8
    filled = np.zeros((len(marks), width), np.uint8)
    filled[:, : marks.shape[1]] = marks
    keys = np.zeros(len(marks), np.uint64)
    for column in filled.view("<u8").T:
        keys = (keys ^ column) * _SPREAD
        keys ^= keys >> np.uint64(32)
    return keys
