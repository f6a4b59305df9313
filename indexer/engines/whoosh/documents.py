"""The stored documents of a segment, and the numbers and hashes beside them.

Documents are compressed one by one, short ones several at a time: what they have in common counts, and reading one of
them still means reading little else.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Section, bounds, narrow
from indexer.engines.whoosh.runs import kept_lengths

BLOCK_BYTES = 1 << 10
"""Bytes of documents after which a block ends. Of longer blocks the index is a little smaller, and reading slower."""
LEVEL = 3
"""How hard zlib tries; trying harder than this gains less than one in forty bytes."""


class DocumentBlocks:
    """Compresses documents one after the other."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._members: list[int] = []
        self._lengths: list[int] = []
        self._waiting: list[bytes] = []
        self._size = 0

    def add(self, documents: Iterable[bytes]) -> None:
        """Add documents."""
        for stored in documents:
            self._waiting.append(stored)
            self._lengths.append(len(stored))
            self._size += len(stored)
            if self._size >= BLOCK_BYTES:
                self._end_block()

    def arrays(self) -> Arrays:
        """The arrays of the documents added."""
        if self._waiting:
            self._end_block()
        return _arrays(
            self._blocks,
            np.array(list(map(len, self._blocks)), np.int64),
            np.array(self._members, np.int64),
            np.array(self._lengths, np.int64),
        )

    def _end_block(self) -> None:
        self._blocks.append(zlib.compress(b"".join(self._waiting), LEVEL))
        self._members.append(len(self._waiting))
        self._waiting = []
        self._size = 0


class StoredDocuments:
    """Documents as they lie in a file: ``members`` of each block, ``sizes`` of the blocks, ``lengths`` of each."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self.blocks = sections["blocks"]
        self.sizes = sections["sizes"]
        self.members = sections["members"]
        self.lengths = sections["lengths"]

    def read(self, number: int) -> bytes:
        """A document."""
        firsts, starts, ends = self._views
        block = bisect_right(firsts, number) - 1
        before = ends[firsts[block]]
        text = zlib.decompress(self.blocks.part(starts[block], starts[block + 1]).data)
        return text[ends[number] - before : ends[number + 1] - before]

    def without(self, block: int, alive: NDArray[np.bool_]) -> bytes:
        """A block compressed anew with those of its documents only that are marked."""
        first, end = self._bounds[0][block : block + 2].tolist()
        living = (first + np.flatnonzero(alive[first:end])).tolist()
        return zlib.compress(b"".join(map(self.read, living)), LEVEL)

    @cached_property
    def _views(self) -> tuple[memoryview[int], memoryview[int], memoryview[int]]:
        # Looking up one number is several times faster in a memoryview than in an array.
        firsts, starts, ends = self._bounds
        return firsts.data, starts.data, ends.data

    @cached_property
    def _bounds(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        return bounds(self.members.whole()), bounds(self.sizes.whole()), bounds(self.lengths.whole())


def merge_documents(parts: Sequence[StoredDocuments], kept: Sequence[NDArray[np.bool_]]) -> Arrays:
    """The arrays of several segments' documents as one; only blocks with a document not kept are made anew."""
    blocks: list[bytes | memoryview] = []
    sizes, members, lengths = [], [], []
    for part, alive in zip(parts, kept, strict=True):
        before = part.members.whole()
        left = kept_lengths(bounds(before), alive)
        size = part.sizes.whole().astype(np.int64)
        starts = bounds(size)
        for block in np.flatnonzero(left).tolist() if (left < before).any() else ():
            if left[block] == before[block]:
                blocks.append(part.blocks.part(int(starts[block]), int(starts[block + 1])).data)
            else:
                anew = part.without(block, alive)
                blocks.append(anew)
                size[block] = len(anew)
        if (left == before).all():
            blocks.append(part.blocks.whole().data)
        sizes.append(size[left > 0])
        members.append(left[left > 0])
        lengths.append(part.lengths.whole()[alive])
    return _arrays(blocks, np.concatenate(sizes), np.concatenate(members), np.concatenate(lengths))


def _arrays(
    blocks: Sequence[bytes | memoryview],
    sizes: NDArray[np.int64],
    members: NDArray[np.int64],
    lengths: NDArray[np.int64],
) -> Arrays:
    return {
        "blocks": np.frombuffer(b"".join(blocks), np.uint8),
        "sizes": narrow(sizes),
        "members": narrow(members),
        "lengths": narrow(lengths),
    }
