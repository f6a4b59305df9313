"""Rows of tokens, one a document, that wait to become the posting lists of a segment."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from indexer.batch import TokenRows
from indexer.engines.whoosh.arrays import Integers, bounds

SEPARATOR = b" "
"""Between the two units of a bigram: sorts below every character that can follow the beginning of a longer word."""


class Rows:
    """Rows of many batches, one for each document, under one vocabulary."""

    def __init__(self) -> None:
        self.tokens = 0
        self._vocabulary: defaultdict[str, int] = defaultdict()
        self._vocabulary.default_factory = self._vocabulary.__len__
        self._tokens = [np.empty(0, np.int32)]
        self._lengths = [np.empty(0, np.int32)]

    def add(self, rows: TokenRows) -> None:
        """Add the rows of a batch."""
        known = map(self._vocabulary.__getitem__, rows.vocabulary)
        self._tokens.append(np.fromiter(known, np.int32, len(rows.vocabulary))[rows.tokens])
        self._lengths.append(rows.lengths)
        self.tokens += len(rows.tokens)

    def ranked(self) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
        """The vocabulary sorted, the token at each place as its number in it, and the length of each row."""
        vocabulary = sorted(self._vocabulary)
        ranks = np.empty(len(vocabulary), np.int32)
        ranks[[self._vocabulary[token] for token in vocabulary]] = np.arange(len(vocabulary))
        return vocabulary, ranks[np.concatenate(self._tokens)], np.concatenate(self._lengths)


def encode(token: str) -> bytes:
    """A token as the bytes of a term: UTF-8, in which bytes sort as code points do."""
    return token.encode("utf-8", "surrogatepass")


def decode(term: bytes) -> str:
    """The inverse of :func:`encode`."""
    return term.decode("utf-8", "surrogatepass")


def run_starts(sorted_keys: Integers) -> NDArray[np.int64]:
    """Where each distinct key of a sorted array begins."""
    changes = np.empty(len(sorted_keys), np.bool_)
    changes[:1] = True
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=changes[1:])
    return changes.nonzero()[0]


def bits(count: int) -> int:
    """How many bits numbers below ``count`` take."""
    return max(count - 1, 1).bit_length()


def first_places(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of the first unit of each document, and at the end that after all of them.

    Between two documents one place stays empty, so that no row of units reaches from one into the next.
    """
    return bounds(lengths + 1)


def pack_positions(positions: NDArray[np.signedinteger]) -> bytes:
    """Positions as the value of a posting: 32-bit little-endian numbers."""
    return positions.astype("<i4").tobytes()


def unpack_positions(value: bytes) -> NDArray[np.int32]:
    """The inverse of :func:`pack_positions`; values joined give the positions joined."""
    return np.frombuffer(value, "<i4")
