"""What goes wrong with files, as errors of the index: reading what is damaged, writing where no room is left."""

from __future__ import annotations

import errno
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import whoosh.reading
from whoosh.filedb.filetables import FileFormatError

from corpus.errors import EngineError, IndexDamagedError


class CorruptSegmentError(Exception):
    """A file of a segment that can be read, but does not hold what it must."""


SIGNS = (
    *(CorruptSegmentError, FileFormatError, OSError, EOFError),
    # Whoosh has an error of this kind since whoosh3; Whoosh 2.7.4 has none.
    getattr(whoosh.reading, "CorruptIndexError", CorruptSegmentError),
    *(pickle.UnpicklingError, struct.error, zlib.error, UnicodeDecodeError),
    # Unpickling and decoding bytes that are not what they should be can end in any of these.
    *(AttributeError, AssertionError, ImportError, LookupError, TypeError, ValueError, MemoryError),
)
"""The errors that reading a damaged file ends in."""


_NO_SIGNS = {errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
"""What keeps a file from being read that may be whole: rights, too many open files, too little memory."""


def unreadable(what: str, error: Exception) -> EngineError:
    """The error for what could not be read: damaged, unless the system says that something else is the matter."""
    if isinstance(error, OSError) and error.errno in _NO_SIGNS:
        return EngineError(f"{what} could not be read: {error.strerror}")
    return damaged(what, repr(error))


def damaged(what: str, sign: object) -> IndexDamagedError:
    """The error that says which file or part of one is damaged, and by what sign."""
    return IndexDamagedError(
        f"{what} is missing, cut short or changed ({sign}). "
        "Run `zhengsou check` to see what else is, and build the index anew from its sources."
    )


@contextmanager
def reading(folder: Path | str) -> Iterator[None]:
    """Turn what reading a damaged file raises into IndexDamagedError; wrap nothing in it but such reading.

    Where the file may be whole, and the system refuses to have it read, that becomes EngineError.
    """
    try:
        yield
    except SIGNS as error:
        raise unreadable(f"A file of the index in {folder}", error) from error


@contextmanager
def writing(folder: Path | str) -> Iterator[None]:
    """Turn a failure to write into EngineError."""
    try:
        yield
    except OSError as error:
        raise EngineError(
            f"The index in {folder} could not be written ({error}). What was committed before is still there; "
            "nothing of this change was kept."
        ) from error


@contextmanager
def in_place(folder: Path | str) -> Iterator[None]:
    """Turn a failure after a change was put in its place, which no reader is kept from any more, into EngineError."""
    try:
        yield
    except OSError as error:
        raise EngineError(
            f"The change to the index in {folder} is in place, but may not outlast a loss of power ({error})."
        ) from error
