"""Files as streams of bytes: opened, unpacked within the limits of growth, held whole where a format needs that."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeAlias

from corpus.sources.limits import FREE_GROWTH, LARGEST_WHOLE, MOST_GROWTH
from corpus.sources.record import Place

Stream: TypeAlias = io.BufferedReader
"""Bytes to read in one go; not all streams can seek."""

AHEAD = 64 * 1024
"""Bytes of a stream that can be looked at before they are read."""
_GZIP = b"\x1f\x8b"
_DAMAGE = (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError)


class Allowance:
    """How many bytes may still come out of a file, counted over all that is packed in it."""

    def __init__(self, packed: int) -> None:
        self._left = max(FREE_GROWTH, packed * MOST_GROWTH)

    @property
    def is_spent(self) -> bool:
        """Whether more was taken than may be."""
        return self._left < 0

    def take(self, size: int, place: Place) -> None:
        """Count some bytes that came out. Raises RecordError when they are too many."""
        self._left -= size
        if self.is_spent:
            raise place.error(
                f"the file grows to more than {MOST_GROWTH} times its size as it is unpacked; unpack it by hand"
            )


def open_stream(path: Path) -> Stream:
    """A file as bytes."""
    return io.BufferedReader(io.FileIO(path), AHEAD)


def unpacked(packed: IO[bytes], allowance: Allowance, place: Place) -> Stream:
    """What comes out of a packed stream; reading it raises RecordError where that is damaged or too much."""
    return io.BufferedReader(_Unpacked(packed, allowance, place), AHEAD)


def without_gzip(stream: Stream, allowance: Allowance, place: Place) -> Stream:
    """The stream, unpacked where its first bytes say that it is gzipped."""
    if stream.peek(len(_GZIP))[: len(_GZIP)] != _GZIP:
        return stream
    return unpacked(gzip.GzipFile(fileobj=stream), allowance, place)  # type: ignore[arg-type]


def read_whole(stream: Stream, place: Place) -> bytes:
    """All bytes of a stream. Raises RecordError where they are too many to be held."""
    data = stream.read(LARGEST_WHOLE + 1)
    if len(data) > LARGEST_WHOLE:
        raise place.error(f"the file has more than {LARGEST_WHOLE >> 20} MiB: split it")
    return data


def seekable(stream: Stream, place: Place) -> BinaryIO:
    """The stream, or where it cannot seek its bytes in memory."""
    return stream if stream.seekable() else io.BytesIO(read_whole(stream, place))


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: Any, allowance: Allowance, place: Place) -> None:
        self._packed = packed
        self._allowance = allowance
        self._place = place

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            # Not more than comes in one go, so that what stands before damage is not lost with it.
            data = self._packed.read1(len(buffer))
        except _DAMAGE as error:
            raise self._place.error(
                f"the packed data (gzip or zip) is damaged or cut short ({error})"
            ) from error
        self._allowance.take(len(data), self._place)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._packed.close()
        super().close()
