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
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC
from whoosh.reading import CorruptIndexError

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
    documents: list[Integers] = []
    counts: list[Integers] = []
    values: list[bytes] = []
    for deltas, weights, block_values in _blocks(data):
        documents.append(np.cumsum(np.array(deltas, np.int32), dtype=np.int32))
        counts.append(_counts(weights, len(deltas)))
        values.extend(block_values or ())
    return PostingLists(
        np.concatenate(documents or [np.empty(0, np.int32)]),
        np.concatenate(counts or [np.empty(0, np.int32)]),
        unpack_positions(b"".join(values)),
    )


def _counts(weights: tuple[float, ...] | float | None, length: int) -> Integers:
    """Weights stand as nothing where all are 1, as one number where all are equal."""
    if isinstance(weights, tuple):
        return np.array(weights).astype(np.int32)
    return np.full(length, 1 if weights is None else weights, np.int32)


def _blocks(
    data: bytes,
) -> Iterator[tuple[tuple[int, ...], tuple[float, ...] | float | None, tuple[bytes, ...] | None]]:
    file = BytesIO(data)
    end = 0
    begins_list = True
    while end < len(data):
        if begins_list and file.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
            raise CorruptIndexError("no posting list begins where one should")
        (length,) = _LENGTH.unpack(file.read(_LENGTH.size))
        begins_list = length < 0
        end = file.tell() + abs(length)
        facts = pickle.load(file)
        packed = file.read(end - file.tell())
        yield pickle.loads(zlib.decompress(packed) if facts[3] else packed)
