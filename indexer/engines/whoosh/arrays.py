"""Files of named arrays: written at once, read as the system pages them in, each stretch held to its checksum.

    magic, format version, lengths of the directory and of the checksums, and the checksum of each of the two
    directory           JSON: the file's name, and each array's type, place and length
    checksums           the CRC-32 of each block of each array
    the arrays          one after the other, each filled up to eight bytes

A block is verified when something in it is read for the first time, so that opening costs nothing and damage is
never read as data.
"""

from __future__ import annotations

import json
import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.damage import CorruptSegmentError, damaged, unreadable
from indexer.engines.whoosh.failpoints import reach

Integers: TypeAlias = NDArray[np.integer[Any]]
Arrays: TypeAlias = dict[str, NDArray[Any]]
"""What is written: arrays by name."""

MAGIC = b"ZHENGSOU"
ARRAYS_VERSION = 3
BLOCK = 1 << 11
"""Bytes under one checksum: of larger blocks a page of results would have to verify much that it does not read."""

_HEAD = struct.Struct("<8sIIIII")
_SUM = np.dtype("<u4")
_ALIGNMENT = 8


class Section:
    """One array of a file. Reading raises IndexDamagedError where the bytes are not those that were written."""

    def __init__(
        self, name: str, data: NDArray[np.uint8], kind: str, length: int, sums: memoryview[int]
    ) -> None:
        self.name = name
        self._bytes = data.data
        self._values = data[:length].view(kind)
        self._width = self._values.itemsize
        # Looking up one number is several times faster in a memoryview than in an array.
        self._numbers = self._values.data
        self._sums = sums
        self._verified = bytearray(len(sums))

    def __len__(self) -> int:
        return len(self._values)

    def part(self, start: int, stop: int) -> NDArray[Any]:
        """The numbers from ``start`` up to ``stop``, not copied."""
        self._check(start, stop)
        return self._values[start:stop]

    def whole(self) -> NDArray[Any]:
        """All of it, not copied."""
        return self.part(0, len(self._values))

    def at(self, number: int) -> int:
        """One number."""
        self._check(number, number + 1)
        return self._numbers[number]

    def pair(self, number: int) -> tuple[int, int]:
        """Two numbers in a row: where an array of bounds says that something begins and ends."""
        self._check(number, number + 2)
        return self._numbers[number], self._numbers[number + 1]

    def lower(self, number: int, first: int, last: int) -> int:
        """The place of the first of the numbers from ``first`` up to ``last``, sorted, that is not below another."""
        self._check(first, last)
        return bisect_left(self._numbers, number, first, last)

    def intact(self) -> bool:
        """Whether all of it is as it was written; every byte is read."""
        return all(self._sum(block) == expected for block, expected in enumerate(self._sums))

    def _check(self, start: int, stop: int) -> None:
        """Verify the blocks of the numbers from ``start`` up to ``stop`` that are read for the first time."""
        first, end = start * self._width // BLOCK, (stop * self._width - 1) // BLOCK + 1
        # Two threads may both verify a block; both come to the same end.
        while (block := self._verified.find(0, first, end)) >= 0:
            if self._sum(block) != self._sums[block]:
                raise damaged(self.name, "its checksum is another one")
            self._verified[block] = 1

    def _sum(self, block: int) -> int:
        return crc32(self._bytes[block * BLOCK : (block + 1) * BLOCK])


def read_arrays(path: Path) -> dict[str, Section]:
    """The arrays of a file by name; the file is unmapped when the last of them is gone.

    Raises IndexDamagedError where the file is missing, cut short or of another kind, and EngineError where the system
    refuses to have it read.
    """
    try:
        with path.open("rb") as file:
            data = np.frombuffer(mmap(file.fileno(), 0, access=ACCESS_READ), np.uint8)
        return dict(_sections(data, path.name))
    except (CorruptSegmentError, OSError, struct.error, ValueError) as error:
        raise unreadable(path.name, error) from error


def write_arrays(file: BinaryIO, name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write a file of arrays, which can be read under its own name only."""
    directory = {}
    sums: list[int] = []
    stretches: list[memoryview | bytes] = []
    place = 0
    for key, array in arrays.items():
        kind = array.dtype.newbyteorder("<")
        data = np.ascontiguousarray(array, kind).reshape(-1).view(np.uint8)
        filling = bytes(-len(data) % _ALIGNMENT)
        sums += [crc32(data[start : start + BLOCK].data) for start in range(0, len(data), BLOCK)]
        if filling:
            # A block is a multiple of the alignment, so that what fills up lies in the last one.
            sums[-1] = crc32(filling, sums[-1])
        directory[key] = [kind.str, place, len(data)]
        stretches += [data.data, filling]
        place += len(data) + len(filling)
    encoded = json.dumps([name, directory], separators=(",", ":")).encode("ascii")
    packed = np.array(sums, _SUM).tobytes()
    # JSON may end in spaces, and so the checksums stand at a multiple of their size, and the arrays at one of theirs.
    encoded += b" " * (-(_HEAD.size + len(encoded) + len(packed)) % _ALIGNMENT)
    file.write(_HEAD.pack(MAGIC, ARRAYS_VERSION, len(encoded), len(packed), crc32(encoded), crc32(packed)))
    file.write(encoded)
    file.write(packed)
    reach("segment file begun")
    for stretch in stretches:
        file.write(stretch)


def narrow(numbers: Integers) -> Integers:
    """The same numbers, none negative, in the fewest bytes each."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))), copy=False)


def bounds(lengths: NDArray[Any]) -> NDArray[np.int64]:
    """Where runs of these lengths begin when they stand one after the other, and at last where all end."""
    found = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=found[1:])
    return found


def _sections(data: NDArray[np.uint8], name: str) -> Iterator[tuple[str, Section]]:
    magic, version, *lengths, of_directory, of_sums = _HEAD.unpack(data[: _HEAD.size].tobytes())
    begin = _HEAD.size + sum(lengths)
    encoded, packed = np.split(data[_HEAD.size : begin], lengths[:1])
    if (magic, version, of_directory, of_sums) != (
        MAGIC,
        ARRAYS_VERSION,
        crc32(encoded.data),
        crc32(packed.data),
    ):
        raise CorruptSegmentError(f"{name} does not begin as a file of arrays does")
    own_name, directory = json.loads(encoded.tobytes())
    if own_name != name:
        raise CorruptSegmentError(f"{name} was written as {own_name}")
    end = begin
    sums = packed.view(_SUM).data
    for key, (kind, place, size) in directory.items():
        end = begin + place + size + -size % _ALIGNMENT
        count = -(-size // BLOCK)
        yield key, Section(f"{name} ({key})", data[begin + place : end], kind, size, sums[:count])
        sums = sums[count:]
    if end != len(data):
        raise CorruptSegmentError(f"{name} is not as long as it should be")
