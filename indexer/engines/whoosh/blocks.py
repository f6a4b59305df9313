"""Posting lists as Whoosh's stock codec writes them, decoded many postings at a time instead of one by one.

A list is a mark and then blocks, each of a length (negative in the last one), pickled facts about the block, and the
pickled, perhaps compressed, documents, weights and values. Nothing in it tells its term: lists that follow each other
in the file decode as one.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from indexer.engines.whoosh.damage import CorruptSegmentError
from indexer.engines.whoosh.inversion import Integers, unpack_positions

_LENGTH = struct.Struct("!i")


@dataclass(frozen=True, slots=True)
class PostingLists:
    """Postings in the order of the file: documents, counts, and the positions of all occurrences where kept."""

    documents: Integers
    counts: Integers
    positions: Integers


def decode(data: bytes) -> PostingLists:
    """Decode a stretch of a postings file that begins where a list begins and ends where one ends."""
    deltas: list[int] = []
    lengths: list[int] = []
    weights: list[float] = []
    values: list[bytes] = []
    for block_deltas, block_weights, block_values in _blocks(data):
        length = len(block_deltas)
        lengths.append(length)
        deltas.extend(block_deltas)
        # Weights stand as nothing where all are 1, and as one number where all are equal.
        weights.extend(block_weights if isinstance(block_weights, tuple) else [block_weights or 1.0] * length)
        values.extend(block_values or ())
    return PostingLists(
        _documents(np.array(deltas, np.int64), np.array(lengths, np.int64)),
        np.array(weights, np.float64).astype(np.int32),
        unpack_positions(b"".join(values)),
    )


def _documents(deltas: NDArray[np.int64], lengths: NDArray[np.int64]) -> Integers:
    """Document numbers from the steps between them, which begin anew in each block."""
    totals = np.cumsum(deltas)
    before = np.concatenate((np.zeros(1, np.int64), totals))[np.cumsum(lengths) - lengths]
    documents: Integers = (totals - np.repeat(before, lengths)).astype(np.int32)
    return documents


def _blocks(
    data: bytes,
) -> Iterator[tuple[tuple[int, ...], tuple[float, ...] | float | None, tuple[bytes, ...] | None]]:
    file = BytesIO(data)
    end = 0
    begins_list = True
    while end < len(data):
        if begins_list and file.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
            raise CorruptSegmentError("no posting list begins where one should")
        (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
        begins_list = length < 0
        end = file.tell() + abs(length)
        facts = pickle.load(file)
        packed = file.read(end - file.tell())
        yield pickle.loads(zlib.decompress(packed) if facts[3] else packed)
